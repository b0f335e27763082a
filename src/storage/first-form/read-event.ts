import { subHours } from 'date-fns/subHours';
import type { Act } from '../../acts/act.ts';
import { worthOfQuote } from '../../acts/worth.ts';
import type { Intent, Moved, OrderEvent } from '../../orders/event.ts';
import type { FirstFormEvent } from './event.ts';
import type { FirstFormAttempt, FirstFormTerms } from './order.ts';

type ChangeOf = Extract<FirstFormEvent, { type: 'terms_changed' }>;

/** The clock of the vendor may differ from ours by so much, and an order may have been looked for before its call. */
const LOOK_BACK_HOURS = 48;

/** From when on the order of an attempt is looked for that was asked for, or begun, at a moment. */
export const lookFromOf = (moment: Date): Date => subHours(moment, LOOK_BACK_HOURS);

/** The act with what the vendor calls its workspace since. */
export function actNamed(purchase: Act, workspaceName: string | undefined): Act {
  if (workspaceName === undefined) return purchase;
  return { ...purchase, workspace: { ...purchase.workspace, name: workspaceName } };
}

/** The event as one of the present form. `purchase` is the act as it was requested, null when that is not known. */
export function readFirstFormEvent(event: FirstFormEvent, purchase: Act | null): OrderEvent {
  switch (event.type) {
    case 'terms_changed':
      return changeOf(event, purchase);
    case 'declared_absent': {
      const { terms, ...declared } = event;
      return terms ? { ...declared, again: movedTo(terms, purchase) } : declared;
    }
    case 'placing_started':
      return { type: event.type, attempt: intentOf(event.attempt) };
    default:
      return event;
  }
}

/** Terms that moved in amount or act; where neither did, the approvals count no longer. */
function changeOf({ reason, terms }: ChangeOf, purchase: Act | null): OrderEvent {
  switch (reason) {
    case 'policy_changed':
    case 'approver_not_entitled':
    case 'approval_too_old':
      return { type: 'approvals_insufficient', reason, without: [] };
    case 'workspace_renamed':
      return { type: 'terms_changed', reason, to: movedTo(terms, purchase) };
    case 'price_rose':
    case 'declared_absent':
      return { type: 'terms_changed', reason: 'price_rose', to: movedTo(terms, purchase) };
  }
}

function movedTo({ quote, workspaceName }: FirstFormTerms, purchase: Act | null): Moved {
  const worth = worthOfQuote(quote);
  return workspaceName === undefined || !purchase ? { worth } : { worth, act: actNamed(purchase, workspaceName) };
}

function intentOf({ number, tag, startedAt, quotedCents }: FirstFormAttempt): Intent {
  return { number, step: 1, tag, startedAt, lookFrom: lookFromOf(startedAt), quotedCents, sentHash: null };
}
