import { describe, expect, test } from '@jest/globals';
import type { FaultKind, VendorSettings } from '../../../sandbox/scaledmail/http/protocol.ts';
import { scaledMailClient } from '../../../src/scaledmail/client.ts';
import type { CancelCallOutcome } from '../../../src/service/ports/vendor.ts';
import { noon } from '../../support/builders.ts';
import { recordingDeps } from '../../support/servers/scripted-server.ts';
import { API_KEY, customOrder, NORTHWIND, send, useVendor } from '../local-scaledmail/support.ts';

const sandbox = useVendor();

function connect() {
  const { deps } = recordingDeps(sandbox.vendor.apiUrl, noon, { apiKey: API_KEY });
  return scaledMailClient(deps);
}

/** An order at the stand-in. */
async function ordered() {
  await send(sandbox.vendor, customOrder());
  return sandbox.vendor.state().orders.at(-1)?.id ?? '';
}
const cancel = (vendorOrderId: string, workspaceId = NORTHWIND): Promise<CancelCallOutcome> =>
  connect().cancelOrder({ workspaceId, vendorOrderId, timeoutMs: 10_000 }, () => true);
const kept = (id: string) => sandbox.vendor.state().orders.find((order) => order.id === id)?.status;
const cancelCalls = () => sandbox.vendor.state().requests.filter(({ effect }) => effect === 'cancel');

describe('an order that is cancelled', () => {
  test('ends, and is told from one that ended before and from one that nobody knows', async () => {
    const id = await ordered();
    expect(await cancel(id)).toEqual({ type: 'accepted' });
    expect(kept(id)).toBe('Cancelled');
    expect(await cancel(id)).toEqual({ type: 'already_cancelled', message: 'Subscription is already cancelled' });
    expect(await cancel('recNobodyKnows')).toEqual({ type: 'unknown_order', message: 'Not found' });
    expect(await cancel(id, 'recContoso000001')).toMatchObject({ type: 'unknown_order' });
    expect(await cancel(id, 'recNoWorkspace')).toEqual({ type: 'refused', message: 'Invalid organization_id' });
  });

  test('reads as cancelled when the vendor comes to show it', async () => {
    sandbox.vendor.settings({ cancelListedAfterMs: 60_000, cancellingWord: 'Pending Cancellation' });
    const id = await ordered();
    await cancel(id);
    const status = async () => (await connect().orderDetails(NORTHWIND, id, 'person')).status;
    expect(await status()).toBe('Pending Cancellation');
    sandbox.vendor.advance(60_000);
    expect(await status()).toBe('Cancelled');
  });
});

test.each<[VendorSettings['cancelAnswer'], CancelCallOutcome]>([
  ['message', { type: 'accepted' }],
  ['success', { type: 'accepted' }],
  ['empty', { type: 'unfamiliar', keys: [] }],
  ['other', { type: 'unfamiliar', keys: ['data'] }],
  ['no_success', { type: 'unfamiliar', keys: ['success', 'message'] }],
])('the answer %s comes to %j', async (cancelAnswer, outcome) => {
  sandbox.vendor.settings({ cancelAnswer });
  expect(await cancel(await ordered())).toEqual(outcome);
});

test.each<[FaultKind, CancelCallOutcome['type'], string]>([
  ['act_then_time_out', 'no_answer', 'Cancelled'],
  ['act_then_drop', 'no_answer', 'Cancelled'],
  ['act_then_500', 'server_error', 'Cancelled'],
  ['not_json', 'unfamiliar', 'Cancelled'],
  ['refuse_before_creation', 'refused', 'Active'],
  ['rate_limited', 'not_sent', 'Active'],
  ['server_error', 'server_error', 'Active'],
  ['drop', 'no_answer', 'Active'],
])('a cancel call hit by %s comes to %s, was sent once, and the order is %s', async (kind, type, became) => {
  const id = await ordered();
  sandbox.vendor.arm([{ operationId: 'cancelOrder', kind, times: 1, delayMs: 0 }]);
  expect(await cancel(id)).toMatchObject({ type });
  expect(cancelCalls()).toHaveLength(1);
  expect(kept(id)).toBe(became);
});
