import { expect, test } from '@jest/globals';
import { z } from 'zod';
import type { ScriptedAnswer } from '../../../sandbox/scaledmail/http/protocol.ts';
import { customOrder, named, type Request, send, TWO_GOOGLE, useVendor } from './support.ts';

const local = useVendor();
const get = (path: string): Request => ({ method: 'GET', path });
const ordersOfTag = () => local.vendor.state().orders.filter(({ tag }) => tag === TWO_GOOGLE.tag);
const UNABLE_TO_CHARGE = 'Subscription created but unable to charge';

test('a name that is in use is refused, unless the vendor is told to accept it: then there are two charged orders', async () => {
  await send(local.vendor, customOrder());
  expect(await send(local.vendor, customOrder())).toMatchObject({
    status: 400,
    body: { error: 'Domain getnorthwind.com is already in use' },
  });
  local.vendor.settings({ acceptsUsedNames: true });
  expect((await send(local.vendor, customOrder())).status).toBe(200);
  expect(ordersOfTag()).toHaveLength(2);
  expect(local.vendor.state().charges).toHaveLength(2);
  const { payments } = z
    .object({ payments: z.array(z.object({ id: z.string() })) })
    .parse((await send(local.vendor, get('/orders'))).body);
  expect(payments.slice(0, 2).map(({ id }) => id)).toEqual(
    ordersOfTag()
      .map(({ id }) => id)
      .toReversed(),
  );
  const foreign = { tag: 'other', providers: { google: { domains: [named('somebody-elses.com')] } } };
  expect((await send(local.vendor, customOrder(foreign))).status).toBe(400);
});

test.each<[string, ScriptedAnswer, boolean[]]>([
  ['a list of errors, charged all the same', { status: 200, body: { errors: ['no'] }, after: 'acting' }, [true]],
  ['a failed status, charged all the same', { status: 200, body: { status: 'failed' }, after: 'acting' }, [true]],
  ['not ok, and nothing done', { status: 200, body: { ok: false }, after: 'nothing' }, []],
  ['an empty list, charged', { status: 200, body: [], after: 'acting' }, [true]],
  ['a word, and nothing done', { status: 201, body: 'no', after: 'nothing' }, []],
  ['200, made and not charged', { status: 200, body: UNABLE_TO_CHARGE, after: 'failing_to_charge' }, [false]],
  [
    '200, made and not charged',
    { status: 200, body: { error: UNABLE_TO_CHARGE }, after: 'failing_to_charge' },
    [false],
  ],
  ['408, charged', { status: 408, body: { error: 'Request Timeout' }, after: 'acting' }, [true]],
  ['429, and nothing done', { status: 429, body: { retryAfter: 1 }, after: 'nothing' }, []],
  ['499, charged', { status: 499, body: {}, after: 'acting' }, [true]],
])('an answer of any kind can be asked for: %s', async (_name, answer, charges) => {
  local.vendor.arm([{ operationId: 'createCustomOrder', kind: 'answers', times: 1, answer }]);
  expect(await send(local.vendor, customOrder())).toEqual({ status: answer.status, body: answer.body });
  const state = local.vendor.state();
  expect(state.charges.map(({ succeeded }) => succeeded)).toEqual(charges);
  expect(ordersOfTag()).toHaveLength(charges.length);
  expect(state.requests.at(-1)).toMatchObject({ fault: 'answers', status: answer.status, answer: answer.body });
  expect(state.faults).toEqual([]);
});

test('an answer goes with the fault that needs it, and only with that', () => {
  const answer = { status: 200, body: {}, after: 'nothing' } as const;
  const fault = { operationId: 'createCustomOrder', times: 1 } as const;
  for (const wrong of [
    { ...fault, kind: 'answers' },
    { ...fault, kind: 'drop', answer },
    { ...fault, kind: 'answers', answer: { ...answer, status: 199 } },
  ] as const) {
    expect(() => local.vendor.arm([wrong])).toThrow(/answer/);
  }
});

test('tags can come back in capitals, in details and beside domains; the vendor itself keeps what was sent', async () => {
  local.vendor.settings({ tagLetters: 'capitals' });
  await send(local.vendor, customOrder());
  const [order] = ordersOfTag();
  expect((await send(local.vendor, get(`/orders/${order?.id}`))).body).toMatchObject({ tag: 'ACME-7F3K2' });
  const { domains } = z
    .object({ domains: z.array(z.looseObject({ payment_id: z.string(), tag: z.string() })) })
    .parse((await send(local.vendor, get('/domains'))).body);
  expect(new Set(domains.filter((row) => row.payment_id === order?.id).map(({ tag }) => tag))).toEqual(
    new Set(['ACME-7F3K2']),
  );
});

test('lists can hold odd rows of other people, made just now; their details have no packages', async () => {
  await send(local.vendor, customOrder());
  local.vendor.settings({ hasOddRows: true });
  local.vendor.advance(60_000);
  const created_at = '2026-11-02T09:01:00.000Z';
  expect((await send(local.vendor, get('/orders'))).body).toMatchObject({
    total: 5,
    payments: [
      { id: 'recOddNoAmount', amount: null, created_at },
      { id: 'recOddNegative', amount: -12.5, created_at },
      { id: 'recOddNoStatus', status: null, created_at: null },
      { id: ordersOfTag()[0]?.id, created_at: '2026-11-02T09:00:00.000Z' },
      {},
    ],
  });
  expect(await send(local.vendor, get('/orders/recOddNegative'))).toMatchObject({
    status: 200,
    body: { id: 'recOddNegative', amount: -12.5, tag: 'somebody-elses', packages: null },
  });
  expect((await send(local.vendor, get('/orders/recNobodyKnows'))).status).toBe(404);
  expect((await send(local.vendor, get(`/orders/${ordersOfTag()[0]?.id}`))).body).toMatchObject({
    tag: TWO_GOOGLE.tag,
  });
  expect((await send(local.vendor, get('/domains'))).body).toMatchObject({
    domains: [{ domain: 'odd-one-out.com', status: null, payment_id: null }, { domain: null }, {}, {}, {}, {}, {}],
  });
  const names = await send(local.vendor, get('/purchased-domains'));
  expect(names.body).toMatchObject({
    domains: expect.arrayContaining([
      expect.objectContaining({ domain: 'odd-one-out.com', renewal_at: null, renewal_price: null }),
      expect.objectContaining({ domain: 'odd-price.com', renewal_price: -17 }),
      expect.objectContaining({ domain: null }),
    ]),
  });
});

test('there can be an order that tells nothing about itself', async () => {
  local.vendor.settings({ hasBlankOrder: true });
  expect((await send(local.vendor, get('/orders'))).body).toMatchObject({
    total: 2,
    payments: [{ id: 'recOddBlank', created_at: '2026-11-02T09:00:00.000Z' }, {}],
  });
  expect((await send(local.vendor, get('/orders/recOddBlank'))).body).toMatchObject({ tag: null, packages: null });
});

test('some domains of an order can have no mailboxes at all', async () => {
  await send(local.vendor, customOrder());
  local.vendor.settings({ domainsWithoutMailboxes: 1 });
  const { domains } = z
    .object({ domains: z.array(z.looseObject({ id: z.string(), payment_id: z.string() })) })
    .parse((await send(local.vendor, get('/domains'))).body);
  const ours = domains.filter((row) => row.payment_id === ordersOfTag()[0]?.id);
  const answers = await Promise.all(ours.map(({ id }) => send(local.vendor, get(`/mailboxes/${id}`))));
  expect(answers).toEqual([
    { status: 200, body: { mailboxes: null } },
    { status: 200, body: { mailboxes: expect.any(Array) } },
  ]);
});
