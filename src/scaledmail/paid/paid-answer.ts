import { z } from 'zod';
import type { PaidCallOutcome } from '../../service/ports/vendor.ts';
import type { BoundedText } from '../bounded-text.ts';
import { jsonOrNull, MAX_BODY_LENGTH, readErrorBody, withoutSecrets } from '../error-body.ts';

/** Most names of an unfamiliar answer that are told, and most characters of each. */
const MAX_KEYS = 12;
const MAX_KEY_LENGTH = 40;
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

/** An answer to the paid call, read as far as it is read. */
export interface PaidAnswer extends BoundedText {
  readonly status: number;
}

/**
 * What an answer to the paid call says of the order. 429 is a turn at the rate limit that was refused before anything was
 * done; 408 and 499 say that somebody on the way stopped waiting, which is no refusal. `secrets` are cut out of every text.
 * Pure.
 */
export function paidCallOutcome(answer: PaidAnswer, secrets: readonly string[]): PaidCallOutcome {
  const { status, text } = answer;
  const isSuccess = status >= 200 && status <= 299;
  const message = readErrorBody(text, secrets).text;
  // Judged by the raw text: cutting a short password out of the message must not change what it means.
  if (NOT_CHARGED.test(text) || (!isSuccess && MADE_ALL_THE_SAME.test(text))) return { type: 'not_charged', message };
  if (isSuccess) return outcomeOfSuccess(answer, secrets);
  if (status === 429) return { type: 'not_sent', reason: 'rate_limited' };
  if (status === 408 || status === 499 || status >= 500) return { type: 'server_error', message };
  if (status >= 400) return { type: 'rejected', message };
  return { type: 'unfamiliar', keys: ['redirect'] };
}

function outcomeOfSuccess({ text, isWhole }: PaidAnswer, secrets: readonly string[]): PaidCallOutcome {
  if (!isWhole || text.length > MAX_BODY_LENGTH) return { type: 'unfamiliar', keys: ['too long'] };
  const answer = jsonOrNull(text);
  const confirmation = Confirmation.safeParse(answer);
  if (confirmation.success) {
    const { id, order_id: orderId, payment_id: paymentId } = confirmation.data;
    const vendorOrderId = orderId ?? paymentId ?? id ?? null;
    if (vendorOrderId === null || !holdsSecret(vendorOrderId, secrets)) return { type: 'confirmed', vendorOrderId };
  }
  return { type: 'unfamiliar', keys: shapeOf(text, answer).map((name) => shortened(name, secrets)) };
}

/** Whether it is a secret, or has a long one in it. */
function holdsSecret(text: string, secrets: readonly string[]): boolean {
  return secrets.some((secret) => text === secret || (secret.length >= LONG_SECRET && text.includes(secret)));
}

/** The names of an object's fields; for anything else a word that says what it is. */
function shapeOf(text: string, answer: unknown): string[] {
  if (Array.isArray(answer)) return ['array'];
  if (typeof answer === 'object' && answer !== null) return Object.keys(answer).slice(0, MAX_KEYS);
  if (answer !== null) return [typeof answer];
  const trimmed = text.trim();
  return [trimmed === '' ? 'nothing' : trimmed === 'null' ? 'null' : 'no JSON'];
}

function shortened(name: string, secrets: readonly string[]): string {
  return withoutSecrets(name, secrets).slice(0, MAX_KEY_LENGTH);
}
