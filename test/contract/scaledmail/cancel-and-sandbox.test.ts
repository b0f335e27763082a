import { describe, expect, test } from '@jest/globals';
import type { FaultKind, VendorSettings } from '../../../sandbox/scaledmail/http/protocol.ts';
import { scaledMailClient } from '../../../src/scaledmail/client.ts';
import type { CallOutcome } from '../../../src/service/ports/vendor.ts';
import { noon } from '../../support/builders.ts';
import { aCancelWarrant } from '../../support/servers/cancel-call.ts';
import { recordingDeps } from '../../support/servers/scripted-server.ts';
import { API_KEY, customOrder, NORTHWIND, send, useVendor } from '../local-scaledmail/support.ts';

const sandbox = useVendor();

const connect = () => scaledMailClient(recordingDeps(sandbox.vendor.apiUrl, noon, { apiKey: API_KEY }).deps);

/** An order at the stand-in. */
async function ordered() {
  await send(sandbox.vendor, customOrder());
  return sandbox.vendor.state().orders.at(-1)?.id ?? '';
}
const cancel = (vendorOrderId: string, workspaceId = NORTHWIND): Promise<CallOutcome> =>
  connect().carryOut(aCancelWarrant({ workspaceId, vendorOrderId }));
const ACCEPTED: CallOutcome = { type: 'confirmed', vendorOrderId: null };
const rejected = (message: string): CallOutcome => ({ type: 'rejected', message });
const kept = (id: string) => sandbox.vendor.state().orders.find((order) => order.id === id)?.status;
const cancelCalls = () => sandbox.vendor.state().requests.filter(({ effect }) => effect === 'cancel');

describe('an order that is cancelled', () => {
  test('ends; refusals of one that ended before, and of one that nobody knows, say why', async () => {
    const id = await ordered();
    expect(await cancel(id)).toEqual(ACCEPTED);
    expect(kept(id)).toBe('Cancelled');
    expect(await cancel(id)).toEqual(rejected('Subscription is already cancelled'));
    expect(await cancel('recNobodyKnows')).toEqual(rejected('Not found'));
    expect(await cancel(id, 'recContoso000001')).toEqual(rejected('Not found'));
    expect(await cancel(id, 'recNoWorkspace')).toEqual(rejected('Invalid organization_id'));
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

test.each<[VendorSettings['cancelAnswer'], CallOutcome]>([
  ['message', ACCEPTED],
  ['success', ACCEPTED],
  ['empty', { type: 'unfamiliar', keys: [] }],
  ['other', { type: 'unfamiliar', keys: ['data'] }],
  ['no_success', { type: 'unfamiliar', keys: ['success', 'message'] }],
])('the answer %s comes to %j', async (cancelAnswer, outcome) => {
  sandbox.vendor.settings({ cancelAnswer });
  expect(await cancel(await ordered())).toEqual(outcome);
});

test.each<[FaultKind, CallOutcome['type'], string]>([
  ['act_then_time_out', 'no_answer', 'Cancelled'],
  ['act_then_drop', 'no_answer', 'Cancelled'],
  ['act_then_500', 'server_error', 'Cancelled'],
  ['not_json', 'unfamiliar', 'Cancelled'],
  ['refuse_before_creation', 'rejected', 'Active'],
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
