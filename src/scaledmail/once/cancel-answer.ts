import { z } from 'zod';
import type { CallOutcome } from '../../service/ports/vendor.ts';
import { type Answer, classOf, jsonOf, unfamiliar } from './answer.ts';
import { wordsOf } from './known-words.ts';

/** The answers that accept. Source: docs/vendor/notes.md, "Basics" and "Learnt since (November 2026)". */
const Acceptance = z.strictObject({ success: z.literal(true), message: z.string().nullish() });

/**
 * What an answer to a cancel call says. A refusal proves nothing by itself, whatever it says: the status in the vendor's list
 * does. Pure.
 */
export function cancelOutcome(answer: Answer, hasLogins: boolean, apiKey: string): CallOutcome {
  const message = wordsOf(answer.text, hasLogins, apiKey);
  switch (classOf(answer.status)) {
    case 'success': {
      const isAccepted = Acceptance.safeParse(jsonOf(answer)).success;
      return isAccepted ? { type: 'confirmed', vendorOrderId: null } : unfamiliar(answer, hasLogins, apiKey);
    }
    case 'too_many':
      return { type: 'not_sent', reason: 'rate_limited' };
    case 'gave_up':
      return { type: 'no_answer' };
    case 'failed':
      return { type: 'server_error', message };
    case 'refused':
      return { type: 'rejected', message };
    case 'redirect':
      return unfamiliar(answer, hasLogins, apiKey);
  }
}
