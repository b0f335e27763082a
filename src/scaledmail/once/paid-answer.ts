import { z } from 'zod';
import type { PaidCallOutcome } from '../../service/ports/vendor.ts';
import { readErrorBody } from '../error-body.ts';
import { type Answer, classOf, jsonOf, unfamiliar } from './answer.ts';

/** A secret of so many characters does not come up in an order's number by chance. */
const LONG_SECRET = 8;

/** An order was made although its card was not charged. Source: docs/vendor/notes.md, "Error bodies". */
const NOT_CHARGED = /unable to charge/i;
/**
 * In an error, as much says that the order exists; in a success it says nothing else.
 * Source: docs/vendor/notes.md, "Placing an order safely", step 4.
 */
const MADE_ALL_THE_SAME = /subscription created/i;

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

/** What an answer to the paid call says of the order. `secrets` are cut out of every text. Pure. */
export function paidCallOutcome(answer: Answer, secrets: readonly string[]): PaidCallOutcome {
  const { status, text } = answer;
  const answerClass = classOf(status);
  const message = readErrorBody(text, secrets).text;
  // Judged by the raw text: cutting a short password out of the message must not change what it means.
  if (NOT_CHARGED.test(text) || (answerClass !== 'success' && MADE_ALL_THE_SAME.test(text))) {
    return { type: 'not_charged', message };
  }
  switch (answerClass) {
    case 'success':
      return outcomeOfSuccess(answer, secrets);
    case 'too_many':
      return { type: 'not_sent', reason: 'rate_limited' };
    case 'gave_up':
    case 'failed':
      return { type: 'server_error', message };
    case 'refused':
      return { type: 'rejected', message };
    case 'redirect':
      return unfamiliar(answer, secrets);
  }
}

function outcomeOfSuccess(answer: Answer, secrets: readonly string[]): PaidCallOutcome {
  const confirmation = Confirmation.safeParse(jsonOf(answer));
  if (confirmation.success) {
    const { id, order_id: orderId, payment_id: paymentId } = confirmation.data;
    const vendorOrderId = orderId ?? paymentId ?? id ?? null;
    if (vendorOrderId === null || !holdsSecret(vendorOrderId, secrets)) return { type: 'confirmed', vendorOrderId };
  }
  return unfamiliar(answer, secrets);
}

/** Whether it is a secret, or has a long one in it. */
function holdsSecret(text: string, secrets: readonly string[]): boolean {
  return secrets.some((secret) => text === secret || (secret.length >= LONG_SECRET && text.includes(secret)));
}
