import type { Intent, OrderEvent } from '../../orders/event.ts';
import type { Fingerprint, UserId } from '../../values/ids.ts';
import type { Cents } from '../../values/money.ts';

/** A call to the vendor, as a history tells of it. */
export interface AttemptFacts {
  readonly intent: Intent;
  /** Of the terms that it was begun on. */
  readonly fingerprint: Fingerprint | null;
  /** Whether it was begun in a history of the first form, which says less. */
  readonly isFirstForm: boolean;
  /** It surely made nothing. */
  readonly isNotSent: boolean;
  /** Who said that it is not there; null when nobody did, or who it was is erased. */
  readonly givenUpBy: UserId | null;
  /** Whether it turned up at the vendor while the order stood by another one. */
  readonly isThere: boolean;
  readonly isUnpaid: boolean;
  readonly vendorOrderId: string | null;
  readonly vendorAmountCents: Cents | null;
}

/** A call that was begun just now. */
export const begun = (intent: Intent, fingerprint: Fingerprint | null, isFirstForm: boolean): AttemptFacts => ({
  intent,
  fingerprint,
  isFirstForm,
  isNotSent: false,
  givenUpBy: null,
  isThere: false,
  isUnpaid: false,
  vendorOrderId: null,
  vendorAmountCents: null,
});

/** The number of the call that comes next: one that was surely not sent is made again under its own. */
export function nextNumber(attempts: readonly AttemptFacts[]): number {
  const used = attempts.filter(({ isNotSent }) => !isNotSent).map(({ intent }) => intent.number);
  return used.length === 0 ? 1 : Math.max(...used) + 1;
}

/** The calls with a further one; an earlier try under its number gives way to it. */
export const withCall = (attempts: readonly AttemptFacts[], call: AttemptFacts): AttemptFacts[] => [
  ...attempts.filter(({ intent }) => intent.number !== call.intent.number),
  call,
];

/** The calls with news of the one of a number. */
export const withNews = (
  attempts: readonly AttemptFacts[],
  number: number | null,
  news: Partial<AttemptFacts>,
): AttemptFacts[] => attempts.map((each) => (each.intent.number === number ? { ...each, ...news } : each));

/** The newest call that turned up, though the order stood by another one: what it is when that one came to nothing. */
export const turnedUp = (attempts: readonly AttemptFacts[], present: number | null): AttemptFacts | undefined =>
  attempts.findLast(({ intent, isThere }) => isThere && intent.number !== present);

/** What a second order that was found says of its call. */
export const newsOfSecond = ({
  vendorOrderId,
  amountCents,
  message,
}: Extract<OrderEvent, { type: 'second_order_found' }>): Partial<AttemptFacts> => ({
  isThere: true,
  ...(message === undefined ? {} : { isUnpaid: true }),
  ...(vendorOrderId === null ? {} : { vendorOrderId, vendorAmountCents: amountCents }),
});

/**
 * Further orders of ours that a look found: each is a call of its own that turned up, known before or not; in the first form
 * never one that was known. `tagOf` says which tag the call of a number has.
 */
export function withAlso(
  attempts: readonly AttemptFacts[],
  present: number,
  { also = [] }: Extract<OrderEvent, { type: 'vendor_order_found' }>,
  { tagOf, isFirstForm }: { readonly tagOf: (number: number) => string | null; readonly isFirstForm: boolean },
): readonly AttemptFacts[] {
  const call = attempts.find(({ intent }) => intent.number === present);
  if (!call) return attempts;
  return also.reduce((all, { vendorOrderId, amountCents, attempt }) => {
    const same = all.find(({ intent, isNotSent }) => intent.number === attempt && !isNotSent);
    const news = { isThere: true, vendorOrderId, vendorAmountCents: amountCents };
    const isKnown = same && attempt !== present && same.vendorOrderId === null;
    if (isKnown && !isFirstForm) return withNews(all, attempt, news);
    const intent = { ...call.intent, number: same ? nextNumber(all) : attempt, tag: tagOf(attempt) };
    return withCall(all, { ...begun(intent, call.fingerprint, call.isFirstForm), ...news });
  }, attempts);
}
