import { z } from 'zod';
import type { CallOutcome } from '../../service/ports/vendor.ts';
import { type Answer, classOf, jsonOf, unfamiliar } from './answer.ts';
import { MADE_ALL_THE_SAME, NOT_CHARGED, wordsOf } from './known-words.ts';

const OrderId = z.string().min(1).max(200).optional();
/**
 * The answers that confirm: `{}`, `{success: true}`, and just an id, with or without success. Anything else beside them, a
 * message too, may take the word back, as far as anybody knows.
 * Source: docs/vendor/notes.md, "What is unknown, and the safest behaviour".
 */
const Confirmation = z.strictObject({
  success: z.literal(true).optional(),
  id: OrderId,
  order_id: OrderId,
  payment_id: OrderId,
});

/** What an answer to a call that spends says of the order. Pure. */
export function spendOutcome(answer: Answer, hasLogins: boolean, apiKey: string): CallOutcome {
  const { status, text } = answer;
  const answerClass = classOf(status);
  const message = wordsOf(text, hasLogins, apiKey);
  if (NOT_CHARGED.test(text) || (answerClass !== 'success' && MADE_ALL_THE_SAME.test(text))) {
    return { type: 'not_charged', message };
  }
  switch (answerClass) {
    case 'success':
      return outcomeOfSuccess(answer, hasLogins, apiKey);
    case 'too_many':
      return { type: 'not_sent', reason: 'rate_limited' };
    case 'gave_up':
    case 'failed':
      return { type: 'server_error', message };
    case 'refused':
      return { type: 'rejected', message };
    case 'redirect':
      return unfamiliar(answer, hasLogins, apiKey);
  }
}

function outcomeOfSuccess(answer: Answer, hasLogins: boolean, apiKey: string): CallOutcome {
  const confirmation = Confirmation.safeParse(jsonOf(answer));
  if (!confirmation.success) return unfamiliar(answer, hasLogins, apiKey);
  const { id, order_id: orderId, payment_id: paymentId } = confirmation.data;
  const vendorOrderId = orderId ?? paymentId ?? id ?? null;
  // A number is a hint: the list has it. One that may quote a login, or quotes our key, is left out.
  const mayShow = !hasLogins && vendorOrderId?.includes(apiKey) !== true;
  return { type: 'confirmed', vendorOrderId: mayShow ? vendorOrderId : null };
}
