import { type Act, claimsOf, openHoursOf, tagOf } from '../acts/act.ts';
import { chargedCents, paidOnce, type Worth } from '../acts/worth.ts';
import type { Reference } from '../values/ids.ts';
import { fingerprintOf } from './approval/fingerprint.ts';
import { canBeFree } from './approval/free-by-rule.ts';
import type { Requirement } from './approval/requirement.ts';
import type { Terms } from './approval/terms.ts';
import { effectAt } from './decide/decision.ts';
import type { EffectIntent } from './effect.ts';
import type { OrderEvent } from './event.ts';
import type { Common, Order, OrderFacts } from './order.ts';
import { expiresAt, remindAt } from './schedule.ts';

/** An order's first moment: the order itself, the event that made it, and what follows from it. */
export interface NewOrder {
  readonly order: Order;
  readonly event: OrderEvent;
  readonly effects: readonly EffectIntent[];
}

/** Makes terms with the tag of the attempt that is made under them, and the name by which people approve them. */
export function termsFor(
  reference: Reference,
  { act, worth, number, attempt, because, at }: Omit<Terms, 'tag' | 'fingerprint'> & { readonly attempt: number },
): Terms {
  const tag = tagOf(act, reference, attempt);
  const fingerprint = fingerprintOf(reference, { number, act, tag, worth });
  return { number, act, worth, tag, because, at, fingerprint };
}

interface Requested {
  readonly act: Act;
  readonly worth: Worth;
  readonly requirement: Requirement;
}

/**
 * Makes the order for a checked act of a worth that the requester has seen. It waits for approval; one that is free by rule is
 * approved by that click, which is nobody's approval. Throws for a free one that charges or ends something.
 */
export function newOrder(facts: OrderFacts, { act, worth, requirement }: Requested): NewOrder {
  const now = facts.requestedAt;
  const openHours = openHoursOf(act);
  const terms = termsFor(facts.reference, { act, worth, number: 1, attempt: 1, because: 'requested', at: now });
  const common: Common = {
    form: 2,
    facts,
    terms: [terms],
    approvals: [],
    attempts: [],
    asked: requirement,
    claims: [...claimsOf(act)],
    reserved: [],
    surfaces: [],
    question: null,
    ruledOut: [],
  };
  const requested = {
    type: 'requested',
    by: facts.requestedBy,
    fingerprint: terms.fingerprint,
    totalCents: chargedCents(worth),
    ...paidOnce(worth),
  } as const;
  const announce = effectAt(now, { type: 'announce' });
  if (requirement.rule === 'free') {
    if (!canBeFree(terms)) throw new TypeError(`${act.kind} cannot be free of approvals`);
    return {
      order: { ...common, state: 'approved', hold: null },
      event: { ...requested, free: requirement },
      effects: [announce, effectAt(now, { type: 'place' })],
    };
  }
  return {
    order: { ...common, state: 'awaiting_approval', expiresAt: expiresAt(now, openHours), change: null },
    event: requested,
    effects: [
      announce,
      effectAt(remindAt(now, openHours), { type: 'remind' }),
      effectAt(expiresAt(now, openHours), { type: 'expire' }),
    ],
  };
}
