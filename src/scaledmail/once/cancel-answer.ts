import { z } from 'zod';
import type { CancelCallOutcome } from '../../service/ports/vendor.ts';
import { readErrorBody } from '../error-body.ts';
import { type Answer, classOf, jsonOf, unfamiliar } from './answer.ts';

/** The answers that accept. Source: docs/vendor/notes.md, "Basics" and "Learnt since (November 2026)". */
const Acceptance = z.strictObject({ success: z.literal(true), message: z.string().nullish() });

/** What a refusal says when there is nothing left to cancel, in either spelling. The vendor's own words are not known. */
const ALREADY_CANCELLED =
  /(?<!\bnot\s)\balready\s+(?:been\s+)?cancell?ed\b|(?<!\bnot\s(?:been\s)?)\bcancell?ed\s+already\b/i;

/**
 * What an answer to a cancel call says. A vendor that does not know the order, and one that cancelled it before, are told
 * from other refusals. `secrets` are cut out of every text. Pure.
 */
export function cancelCallOutcome(answer: Answer, secrets: readonly string[]): CancelCallOutcome {
  switch (classOf(answer.status)) {
    case 'success':
      return Acceptance.safeParse(jsonOf(answer)).success ? { type: 'accepted' } : unfamiliar(answer, secrets);
    case 'too_many':
      return { type: 'not_sent', reason: 'rate_limited' };
    case 'gave_up':
      return { type: 'no_answer' };
    case 'failed':
      return { type: 'server_error', message: readErrorBody(answer.text, secrets).text };
    case 'refused':
      return refusal(answer.status, readErrorBody(answer.text, secrets).text);
    case 'redirect':
      return unfamiliar(answer, secrets);
  }
}

function refusal(status: number, message: string): CancelCallOutcome {
  if (ALREADY_CANCELLED.test(message)) return { type: 'already_cancelled', message };
  return status === 404 ? { type: 'unknown_order', message } : { type: 'refused', message };
}
