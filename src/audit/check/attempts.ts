import { labelOf } from '../../acts/act.ts';
import { vendorTag } from '../../acts/custom_order/tag.ts';
import type { AuditedOrder } from '../replay/audited-order.ts';
import type { Start } from '../replay/replay.ts';
import { unless, type Violation } from './violation.ts';

/** Each attempt was begun once, under a tag of its own that names the order, and at no higher price than was approved. */
export function checkAttempts({ order, replayed }: AuditedOrder): Violation[] {
  const { starts, termsOf } = replayed;
  const { reference, purchase } = order.facts;
  return starts.flatMap((start, index) => {
    const { entry, attempt, fingerprint, before } = start;
    const where = `Entry ${entry.sequence}`;
    const approvedCents = termsOf(fingerprint)?.quote.totalCents;
    return [
      ...unless(
        !isRepeated(start, starts.slice(0, index)),
        'attempt_repeated',
        `${where} sends attempt ${attempt.number} to ScaledMail, which had been sent before.`,
      ),
      ...unless(
        attempt.number === before.attemptNumber,
        'attempt_repeated',
        `${where} sends attempt ${attempt.number}; attempt ${before.attemptNumber} was approved.`,
      ),
      ...unless(
        attempt.tag === vendorTag(labelOf(purchase), reference, attempt.number),
        'tag_wrong',
        `${where} sends a tag that is not the one of its order and attempt.`,
      ),
      ...unless(
        approvedCents === undefined || attempt.quotedCents <= approvedCents,
        'price_above_approved',
        `${where} sends it at ${attempt.quotedCents} cents; ${approvedCents} were approved.`,
      ),
    ];
  });
}

const isRepeated = ({ attempt }: Start, earlier: readonly Start[]): boolean =>
  earlier.some(
    (each) => !each.isNotSent && (each.attempt.number === attempt.number || each.attempt.tag === attempt.tag),
  );
