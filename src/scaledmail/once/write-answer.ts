import { z } from 'zod';
import type { CallOutcome } from '../../service/ports/vendor.ts';
import { errorText } from '../error-body.ts';
import { type Answer, classOf, jsonOf, unfamiliar } from './answer.ts';
import { wordsOf } from './known-words.ts';

/**
 * The answers that accept a change: `{}`, which is documented, and `success` that is true, with or without a message.
 * Source: docs/vendor/openapi.yaml, "Acknowledgement"; docs/vendor/notes.md, "Endpoints", rows 9 and 10.
 */
const Acceptance = z.strictObject({ success: z.literal(true).optional(), message: z.string().nullish() });

/** A message alone may take the word back, as far as anybody knows. */
function isAcceptance(json: unknown): boolean {
  const read = Acceptance.safeParse(json);
  return read.success && (read.data.success === true || read.data.message === undefined);
}

/**
 * Refusals that say that the change was taken before: the domain has the redirect already, or it is being changed.
 * Source: docs/vendor/notes.md, "Learnt since (November 2026)".
 */
export const REDIRECT_ACCEPTED = /\balready has this redirect\b|\bredirect update is already in progress\b/i;

/** The same of a domain that gets another name. Source: docs/vendor/notes.md, "Learnt since (November 2026)". */
export const NAME_ACCEPTED = /\bdomain update is already in progress\b/i;

/**
 * What an answer to a call for a change that costs nothing says. Accepted is not applied: the vendor's staff do that, and its
 * list tells. A refusal that says that it was taken before, by the words `takenBefore`, accepts as well, where there are such
 * words; any other proves nothing by itself. Pure.
 */
export const writeOutcome =
  (takenBefore: RegExp | null) =>
  (answer: Answer, hasLogins: boolean, apiKey: string): CallOutcome => {
    const message = wordsOf(answer.text, hasLogins, apiKey);
    switch (classOf(answer.status)) {
      case 'success':
        return isAcceptance(jsonOf(answer))
          ? { type: 'confirmed', vendorOrderId: null }
          : unfamiliar(answer, hasLogins, apiKey);
      case 'too_many':
        return { type: 'not_sent', reason: 'rate_limited' };
      case 'gave_up':
        return { type: 'no_answer' };
      case 'failed':
        return { type: 'server_error', message };
      case 'refused':
        return takenBefore?.test(errorText(answer.text, apiKey))
          ? { type: 'confirmed', vendorOrderId: null }
          : { type: 'rejected', message };
      case 'redirect':
        return unfamiliar(answer, hasLogins, apiKey);
    }
  };
