import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import type { FaultKind, VendorSettings } from '../../../sandbox/scaledmail/http/protocol.ts';
import { answerProblems, customOrder, type Request, send, TWO_GOOGLE, useVendor } from './support.ts';

const local = useVendor();
const get = (path: string): Request => ({ method: 'GET', path });
const cancel = (id: string): Request => ({ method: 'DELETE', path: `/orders/${id}` });
const UNREACHED = 'recNobodyKnows';

const Payments = z.object({ payments: z.array(z.looseObject({ id: z.string(), status: z.string() })) });
const DomainRows = z.object({ domains: z.array(z.looseObject({ payment_id: z.string() })) });

/** Makes an order; answers its id. */
async function ordered(): Promise<string> {
  await send(local.vendor, customOrder());
  return local.vendor.state().orders.at(-1)?.id ?? '';
}

/** What the vendor itself knows of the order. */
const kept = (id: string) => local.vendor.state().orders.find((order) => order.id === id);

/** What anybody with the key can see of the order. */
async function shown(id: string) {
  const { payments } = Payments.parse((await send(local.vendor, get('/orders'))).body);
  const { domains } = DomainRows.parse((await send(local.vendor, get('/domains'))).body);
  return {
    row: payments.find((row) => row.id === id)?.status,
    details: (await send(local.vendor, get(`/orders/${id}`))).body,
    domains: domains.filter((row) => row.payment_id === id).length,
  };
}

describe('a cancelled order', () => {
  test('shows as such at once, unless the vendor is told to be slow', async () => {
    const id = await ordered();
    await send(local.vendor, cancel(id));
    expect(await shown(id)).toMatchObject({ row: 'Cancelled', details: { status: 'Cancelled' }, domains: 0 });
  });

  test.each([
    [null, 'Active'],
    ['Pending Cancellation', 'Pending Cancellation'],
  ])('is shown late, with the word %j as %s meanwhile', async (cancellingWord, word) => {
    local.vendor.settings({ cancelListedAfterMs: 60_000, cancellingWord });
    const id = await ordered();
    await send(local.vendor, cancel(id));
    expect(await shown(id)).toMatchObject({
      row: word,
      details: { status: word, packages: [{ status: word }] },
      domains: 2,
    });
    expect(kept(id)).toMatchObject({ status: 'Cancelled', shownStatus: word });
    expect(await send(local.vendor, cancel(id))).toMatchObject({
      status: 400,
      body: { error: 'Subscription is already cancelled' },
    });
    local.vendor.advance(60_000);
    expect(await shown(id)).toMatchObject({ row: 'Cancelled', details: { status: 'Cancelled' }, domains: 0 });
  });
});

describe('a cancel is answered', () => {
  test.each<[VendorSettings['cancelAnswer'], unknown, 'Active' | 'Cancelled']>([
    ['message', { success: true, message: 'Subscription canceled successfully.' }, 'Cancelled'],
    ['success', { success: true }, 'Cancelled'],
    ['empty', {}, 'Cancelled'],
    ['other', { data: { id: expect.any(String), status: 'Cancelled' } }, 'Cancelled'],
    ['no_success', { success: false, message: 'Subscription could not be canceled.' }, 'Active'],
  ])('as %s', async (cancelAnswer, body, status) => {
    local.vendor.settings({ cancelAnswer });
    const id = await ordered();
    expect(await send(local.vendor, cancel(id))).toEqual({ status: 200, body });
    expect(kept(id)).toMatchObject({ status });
  });

  test('with 404 when the workspace does not show the order', async () => {
    const reply = await send(local.vendor, cancel(UNREACHED));
    expect(reply).toMatchObject({ status: 404, body: { error: 'Not found' } });
    expect(answerProblems('cancelOrder', reply)).toBe('');
  });

  test.each<[FaultKind, number | null, 'Active' | 'Cancelled']>([
    ['act_then_time_out', null, 'Cancelled'],
    ['act_then_drop', null, 'Cancelled'],
    ['act_then_500', 500, 'Cancelled'],
    ['drop', null, 'Active'],
    ['server_error', 500, 'Active'],
    ['rate_limited', 429, 'Active'],
    ['refuse_before_creation', 400, 'Active'],
    ['not_json', 200, 'Cancelled'],
  ])('by the fault %s with %j, and is %s then', async (kind, status, became) => {
    const id = await ordered();
    local.vendor.arm([{ operationId: 'cancelOrder', kind, times: 1, delayMs: 5 }]);
    const reply = await send(local.vendor, cancel(id)).catch(() => null);
    expect(reply?.status ?? null).toBe(status);
    expect(kept(id)).toMatchObject({ status: became });
    expect(local.vendor.state()).toMatchObject({ faults: [], requests: { length: 2 } });
    expect(local.vendor.state().requests.at(-1)).toMatchObject({ operationId: 'cancelOrder', fault: kind, status });
  });

  test('with anything that is asked for, cancelled or not', async () => {
    const id = await ordered();
    const answer = { status: 202, body: { queued: true } } as const;
    const fault = { operationId: 'cancelOrder', kind: 'answers', times: 1 } as const;
    for (const [after, became] of [
      ['nothing', 'Active'],
      ['acting', 'Cancelled'],
    ] as const) {
      local.vendor.arm([{ ...fault, answer: { ...answer, after } }]);
      expect(await send(local.vendor, cancel(id))).toEqual(answer);
      expect(kept(id)).toMatchObject({ status: became });
    }
  });
});

test('the line can be cut as soon as an order was made and charged', async () => {
  local.vendor.arm([{ operationId: 'createCustomOrder', kind: 'act_then_drop', times: 1 }]);
  await expect(send(local.vendor, customOrder())).rejects.toThrow('fetch failed');
  expect(local.vendor.state().charges).toHaveLength(1);
});

test('two cancels at the same time end one order once', async () => {
  const id = await ordered();
  const replies = await Promise.all([send(local.vendor, cancel(id)), send(local.vendor, cancel(id))]);
  expect(replies.map(({ status }) => status).sort()).toEqual([200, 400]);
  expect(local.vendor.state().orders.filter(({ tag }) => tag === TWO_GOOGLE.tag)).toHaveLength(1);
});
