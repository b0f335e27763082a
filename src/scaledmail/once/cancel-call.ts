import type { CancelCall, CancelCallOutcome } from '../../service/ports/vendor.ts';
import { OPERATIONS } from '../operations.ts';
import type { VendorDeps } from '../transport.ts';
import { callOnce } from './call-once.ts';
import { cancelCallOutcome } from './cancel-answer.ts';

/**
 * Cancels a whole order at the vendor, as `callOnce` does. A number that is none, or that would lead to another path, is
 * not sent.
 */
export function cancelOrder(
  deps: VendorDeps,
  { workspaceId, vendorOrderId, timeoutMs }: CancelCall,
  mayBegin: () => boolean,
): Promise<CancelCallOutcome> {
  const once = {
    name: 'The cancel call',
    about: { vendorOrderId },
    method: OPERATIONS.cancelOrder.method,
    timeoutMs,
    request: () => ({ path: `/orders/${asPathPart(vendorOrderId)}`, query: { organization_id: workspaceId } }),
    judge: (answer: Parameters<typeof cancelCallOutcome>[0]) => cancelCallOutcome(answer, [deps.apiKey]),
  };
  return callOnce(deps, once, mayBegin);
}

/** The number as a part of a path. Throws for what addresses leave out: nothing, and dots. */
function asPathPart(vendorOrderId: string): string {
  if (/^\.{0,2}$/.test(vendorOrderId)) throw new TypeError('Not the number of an order');
  return encodeURIComponent(vendorOrderId);
}
