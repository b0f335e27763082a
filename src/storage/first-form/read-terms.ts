import { type Act, tagOf } from '../../acts/act.ts';
import { worthOfQuote } from '../../acts/worth.ts';
import type { Terms, TermsReason } from '../../orders/approval/terms.ts';
import type { FirstFormAgreed, FirstFormOrder } from './order.ts';
import { actNamed } from './read-event.ts';

interface Agreement {
  readonly agreed: FirstFormAgreed;
  readonly because: TermsReason;
  readonly at: Date;
}

/**
 * All terms that an order of the first form still tells of, oldest first: those of its lost attempts, those before a change, and
 * those in force. They keep the names by which people approved them.
 */
export function readFirstFormTerms(order: FirstFormOrder): Terms[] {
  const { reference, purchase } = order.facts;
  return distinct(agreementsOf(order)).map(({ agreed, because, at }, index): Terms => {
    const { attempt, quote, policy, workspaceName, fingerprint } = agreed;
    const renamed = workspaceName === undefined ? {} : { workspaceName };
    return {
      number: index + 1,
      act: actNamed(purchase, workspaceName),
      worth: worthOfQuote(quote),
      tag: tagOf<Act['kind']>(purchase, reference, attempt),
      fingerprint,
      because,
      at,
      firstForm: { attempt, quote, policy, ...renamed, purchase },
    };
  });
}

/** Oldest first. Of one attempt, terms before a change stand before those after it. */
function agreementsOf(order: FirstFormOrder): Agreement[] {
  const { requestedAt } = order.facts;
  const lost = (order.terms.lostAttempts ?? []).toSorted((left, right) => left.attempt.number - right.attempt.number);
  const earlier = lost.map(({ terms }) => terms);
  const change = order.state === 'awaiting_approval' ? order.change : null;
  const all = [...earlier, ...(change ? [change.before] : []), order.terms].toSorted(byAttempt);
  return all.map((agreed, index): Agreement => {
    const before = lost.findLast(({ attempt }) => attempt.number < agreed.attempt);
    if (change && agreed === order.terms) return { agreed, because: termsReasonOf(change.reason), at: change.at };
    if (before) return { agreed, because: 'declared_absent', at: before.declaredAbsentAt };
    const isFirst = index === 0 && agreed.workspaceName === undefined && agreed.quote.pricedAt <= requestedAt;
    if (isFirst) return { agreed, because: 'requested', at: requestedAt };
    return { agreed, because: 'changed_before', at: agreed.quote.pricedAt };
  });
}

const byAttempt = (left: FirstFormAgreed, right: FirstFormAgreed): number => left.attempt - right.attempt;

/** A change of what approvals are worth makes no new terms any more. */
function termsReasonOf(reason: string): TermsReason {
  switch (reason) {
    case 'price_rose':
    case 'workspace_renamed':
    case 'declared_absent':
      return reason;
    default:
      return 'changed_before';
  }
}

/** Approvals that were taken away left the terms as they were: the same ones, once. */
function distinct(agreements: readonly Agreement[]): Agreement[] {
  const byName = new Map<string, Agreement>();
  for (const each of agreements) if (!byName.has(each.agreed.fingerprint)) byName.set(each.agreed.fingerprint, each);
  return [...byName.values()];
}
