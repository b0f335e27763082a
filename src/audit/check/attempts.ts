import { nextNumber } from '../replay/attempt-facts.ts';
import type { AuditedOrder } from '../replay/audited-order.ts';
import { tagAt } from '../replay/known-terms.ts';
import type { Start } from '../replay/replay.ts';
import { unless, type Violation } from './violation.ts';

/** Each attempt was begun once, under a tag of its own that names the order, and at no higher price than was approved. */
export function checkAttempts({ order, replayed }: AuditedOrder): Violation[] {
  const { starts, termsOf } = replayed;
  return starts.flatMap((start, index) => {
    const { entry, attempt, fingerprint, before } = start;
    const where = `Entry ${entry.sequence}`;
    const terms = termsOf(fingerprint);
    const expected = nextNumber(before.attempts);
    const cents = attempt.quotedCents ?? 0;
    const approvedCents = terms?.centsAt(attempt.step) ?? 0;
    return [
      ...unless(
        !isRepeated(start, starts.slice(0, index)),
        'attempt_repeated',
        `${where} sends attempt ${attempt.number} to ScaledMail, which had been sent before.`,
      ),
      ...unless(
        attempt.number === expected,
        'attempt_repeated',
        `${where} sends attempt ${attempt.number}; attempt ${expected} was approved.`,
      ),
      ...unless(
        attempt.step === before.stepsDone + 1,
        'step_out_of_turn',
        `${where} sends step ${attempt.step}; ${before.stepsDone} were proven to be done before.`,
      ),
      ...unless(
        terms === undefined || attempt.tag === tagAt(order, terms, attempt),
        'tag_wrong',
        `${where} sends a tag that is not the one of its order and attempt.`,
      ),
      ...unless(
        terms === undefined || cents <= approvedCents,
        'price_above_approved',
        `${where} sends it at ${cents} cents; ${approvedCents} were approved.`,
      ),
    ];
  });
}

const isRepeated = ({ attempt }: Start, earlier: readonly Start[]): boolean =>
  earlier.some(({ isNotSent, attempt: { number, tag } }) => {
    const isSame = number === attempt.number || (tag !== null && tag === attempt.tag);
    return !isNotSent && isSame;
  });
