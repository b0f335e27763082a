import type { PaidCall, PaidCallOutcome } from '../../service/ports/vendor.ts';
import { OPERATIONS } from '../operations.ts';
import type { VendorDeps } from '../transport.ts';
import { callOnce } from './call-once.ts';
import { paidCallOutcome } from './paid-answer.ts';
import { customOrderPayload } from './payload.ts';

/** Makes the paid call, as `callOnce` does. The logins are in its body and nowhere else, and are cut out of any answer. */
export function createCustomOrder(deps: VendorDeps, call: PaidCall, mayBegin: () => boolean): Promise<PaidCallOutcome> {
  const { hostingLogin, sequencerLogin, tag, timeoutMs } = call;
  const logins = [hostingLogin, sequencerLogin].filter((login) => login !== null);
  const secrets = [deps.apiKey, ...logins.flatMap(({ username, password }) => [username, password])];
  const once = {
    name: 'The paid call',
    about: { tag },
    method: OPERATIONS.createCustomOrder.method,
    timeoutMs,
    request: () => ({ path: '/create-custom-order', ...customOrderPayload(call) }),
    judge: (answer: Parameters<typeof paidCallOutcome>[0]) => paidCallOutcome(answer, secrets),
  };
  return callOnce(deps, once, mayBegin);
}
