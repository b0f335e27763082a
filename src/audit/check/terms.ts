import { fingerprintOf, shortFingerprint } from '../../orders/fingerprint.ts';
import type { AuditedOrder } from '../replay/audited-order.ts';
import { keptTerms } from '../replay/known-terms.ts';
import { unless, type Violation } from './violation.ts';

/** Every fingerprint is the one of the terms that it stands with, and the terms in force are those of the history. */
export function checkTerms({ order, history, replayed }: AuditedOrder): Violation[] {
  const { reference, purchase } = order.facts;
  const wrong = keptTerms(order, history).filter(
    ({ terms }) => terms.fingerprint !== fingerprintOf(reference, purchase, terms),
  );
  const { fingerprint } = order.terms;
  const [first] = history;
  const asked = first?.event.type === 'requested' ? first.event : null;
  const terms = asked && replayed.termsOf(asked.fingerprint);
  return [
    ...wrong.flatMap(({ where }) =>
      unless(false, 'fingerprint_differs', `The terms ${where} do not match the fingerprint that is kept with them.`),
    ),
    ...unless(
      replayed.known.fingerprint === null || replayed.known.fingerprint === fingerprint,
      'fingerprint_differs',
      `Its terms have the fingerprint ${shortFingerprint(fingerprint)}; its history agreed on other terms.`,
    ),
    ...unless(
      !asked || !terms || terms.quote.totalCents === asked.totalCents,
      'detail_differs',
      'It was requested at a different price than its terms say.',
    ),
  ];
}
