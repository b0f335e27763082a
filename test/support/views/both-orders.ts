import type { BuyAndOrder } from '../../../src/acts/buy_and_order/buy-and-order.ts';
import { requirementFor } from '../../../src/orders/approval/requirement.ts';
import type { Attempt } from '../../../src/orders/attempt.ts';
import { newOrder, termsFor } from '../../../src/orders/new-order.ts';
import { commonOf, newestTerms, type Order } from '../../../src/orders/order.ts';
import { UnknownReason } from '../../../src/orders/reasons.ts';
import { Reference, TeamId } from '../../../src/values/ids.ts';
import { aBuyAndOrder, bothWorth } from '../both.ts';
import { amir, channel, noon, policy, rita } from './orders.ts';
import { anAttempt } from './plain-orders.ts';

const progress = { ready: [], changedAt: noon, isStuck: false };
const placement = { placedAt: noon, looks: 0, progress };

/**
 * Orders that buy names and order mailboxes on them: in every state before the names are bought, and in every state after
 * that. `words` is what the vendor and people say.
 */
export function bothOrdersInEveryState(act: BuyAndOrder = aBuyAndOrder(), words = 'too early') {
  const reference = Reference.parse('b4x8tp');
  const worth = bothWorth(act);
  const facts = { reference, account: TeamId.parse('TACME'), requestedBy: rita, requestedAt: noon };
  const { order } = newOrder(facts, {
    act,
    worth,
    requirement: requirementFor({ act, worth, requester: rita }, policy),
  });
  const common = { ...commonOf(order), surfaces: [{ kind: 'card' as const, ref: { channelId: channel, ts: '1.1' } }] };
  const terms = newestTerms(order);
  const dearer = { ...worth, monthCents: worth.monthCents + 140 };
  const more = termsFor(reference, { number: 2, act, worth: dearer, attempt: 2, because: 'price_rose', at: noon });
  const again = termsFor(reference, { number: 2, act, worth, attempt: 3, because: 'declared_absent', at: noon });
  const approvals = [{ by: amir, at: noon, fingerprint: terms.fingerprint }];
  const [{ name: first } = { name: '' }] = act.names;
  const sentHash = 'a'.repeat(64);
  const buyBy = (news: Partial<Attempt> = {}) =>
    anAttempt(terms, { tag: null, quotedCents: worth.nowCents, nowCents: worth.nowCents, sentHash, ...news });
  const boughtBy = buyBy({ known: 'proven', answer: 'confirmed', vendorOrderId: first });
  const orderBy = (news: Partial<Attempt> = {}) =>
    anAttempt(terms, { number: 2, step: 2, tag: terms.tag, quotedCents: worth.monthCents, sentHash, ...news });
  const statesOf = (attempts: readonly Attempt[], attempt: number, number: string): Order[] => {
    const sent = { ...common, approvals, attempts: [...attempts], attempt };
    const proven = { ...sent, attempts: attempts.map((each) => ({ ...each, known: 'proven' as const })) };
    const placed = { ...proven, attempts: proven.attempts.map((each) => ({ ...each, vendorOrderId: number })) };
    const unknown = { ...sent, state: 'outcome_unknown', vendorMessage: words } as const;
    const refused = { state: 'refused', vendorMessage: words, refusedAt: noon, looks: 3 } as const;
    const givenUp = attempts.map((each) =>
      each.number === attempt ? { ...each, known: 'said_absent' as const, givenUpBy: amir, givenUpAt: noon } : each,
    );
    return [
      { ...sent, state: 'placing' },
      ...UnknownReason.options.map((reason): Order => ({ ...unknown, reason, looks: 0 })),
      { ...unknown, reason: 'no_answer', looks: 9 },
      { ...sent, state: 'payment_pending', vendorMessage: words, looks: 0 },
      { ...proven, ...placement, state: 'placed' },
      { ...placed, ...placement, state: 'placed', progress: { ...progress, isStuck: true } },
      { ...sent, ...refused },
      { ...sent, attempts: givenUp, ...refused },
    ];
  };
  const endsOf = (attempts: readonly Attempt[]): Order[] => {
    const before = { ...common, attempts: [...attempts] };
    const waiting = { ...before, state: 'awaiting_approval', expiresAt: noon } as const;
    return [
      { ...waiting, change: null },
      { ...before, approvals, state: 'approved', hold: null },
      { ...before, approvals, state: 'approved', hold: 'sold_out', heldSince: noon },
      { ...before, state: 'declined', by: amir, at: noon, reason: words },
      { ...before, state: 'withdrawn', by: rita, at: noon, reason: '' },
      { ...before, state: 'expired', at: noon },
    ];
  };
  const active = { ...placement, state: 'active', activeAt: noon } as const;
  const working = orderBy({ known: 'proven', answer: 'confirmed', vendorOrderId: 'recOrd1' });
  const made = { ...common, approvals, attempts: [boughtBy, working], attempt: 2 };
  const lost = orderBy({ known: 'said_absent', givenUpBy: amir, givenUpAt: noon });
  const waiting = { ...common, state: 'awaiting_approval', expiresAt: noon } as const;
  return {
    /** Nothing is bought yet, as far as anybody knows. */
    before: [...endsOf([]), ...statesOf([buyBy()], 1, first)],
    /** The names are bought, the mailboxes are not ordered, as far as anybody knows. */
    half: [
      ...endsOf([boughtBy]),
      {
        ...waiting,
        attempts: [boughtBy],
        terms: [terms, more],
        change: { reason: 'price_rose', before: 1, at: noon },
      } satisfies Order,
      {
        ...waiting,
        attempts: [boughtBy, lost],
        terms: [terms, again],
        change: { reason: 'declared_absent', before: 1, at: noon },
      } satisfies Order,
      ...statesOf([boughtBy, orderBy()], 2, 'recOrd1'),
    ],
    /** All is done. */
    after: [
      {
        ...made,
        ...active,
        progress: { ...progress, ready: act.lines.flatMap(({ domains }) => domains.map(({ name }) => name)) },
      },
      { ...made, ...placement, state: 'cancelled', cancelledAt: noon },
    ] satisfies Order[],
  };
}
