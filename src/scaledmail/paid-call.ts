import type { PaidCall, PaidCallOutcome } from '../service/ports.ts';
import { jsonOrNull, readErrorBody } from './error-body.ts';
import { OPERATIONS } from './operations.ts';
import { customOrderPayload } from './payload.ts';
import { SaysNo, SpendResult } from './schemas.ts';
import { sendOnce, type VendorDeps, type VendorResponse } from './transport.ts';

/** The live text of an order that was made although its card was not charged. Source: vendor notes, section 6. */
const NOT_CHARGED = /subscription created|unable to charge/i;

/**
 * Makes the paid call: sent once, whatever happens. Nothing here tries again, and nothing is thrown: the outcome says how
 * much is known. The logins are in the body and nowhere else; they are cut out of any text that comes back.
 */
export async function createCustomOrder(
  deps: VendorDeps,
  call: PaidCall,
  mayBegin: () => boolean,
): Promise<PaidCallOutcome> {
  const logins = [call.hostingLogin, call.sequencerLogin].filter((login) => login !== null);
  const secrets = [deps.apiKey, ...logins.flatMap(({ username, password }) => [username, password])];
  const { method } = OPERATIONS.createCustomOrder;
  try {
    const { query, body } = customOrderPayload(call);
    if (!mayBegin()) return { type: 'not_sent', reason: 'too_late' };
    const request = { method, path: '/create-custom-order', query, body, timeoutMs: call.timeoutMs };
    return outcomeOf(await sendOnce(deps, request), secrets);
  } catch (error) {
    const reason = error instanceof Error ? error.name : 'unknown';
    deps.log.warn({ reason, tag: call.tag }, 'The paid call got no answer; its outcome is unknown');
    return { type: 'no_answer' };
  }
}

function outcomeOf({ status, text }: VendorResponse, secrets: readonly string[]): PaidCallOutcome {
  if (status >= 200 && status <= 299) {
    const answer = jsonOrNull(text);
    if (answer === null || SaysNo.safeParse(answer).success) return { type: 'unfamiliar', keys: [] };
    return { type: 'confirmed', vendorOrderId: SpendResult.parse(answer) };
  }
  const message = readErrorBody(text, secrets).text;
  // Judged by the raw text: cutting a short password out of the message must not change what it means.
  if (NOT_CHARGED.test(text)) return { type: 'not_charged', message };
  if (status >= 400 && status <= 499) return { type: 'rejected', message };
  return { type: 'server_error', message };
}
