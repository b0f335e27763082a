import { expect, test } from '@jest/globals';
import { addDays } from 'date-fns';
import { decide } from '../../../../../src/orders/decide/decide.ts';
import type { OrderEvent } from '../../../../../src/orders/event.ts';
import { newestTerms, type Order } from '../../../../../src/orders/order.ts';
import { reconcileOrder } from '../../../../../src/service/placing/looking/reconcile-order.ts';
import type { VendorDomain, VendorMailbox } from '../../../../../src/service/ports/vendor.ts';
import { bea, noon } from '../../../../support/builders.ts';
import { anApprovedRedirect, anApprovedSender, aSenderChange, threeRedirects } from '../../../../support/changes.ts';
import { anIntent } from '../../../orders/sent.ts';

const never = () => Promise.reject(new Error('It is not asked'));

/** The order, of which all steps were taken, and which a person gave up long after. */
function givenUp(approved: Order, steps: number): Order {
  let order = approved;
  const live = (event: OrderEvent, now = noon) => {
    const decision = decide(order, event, now);
    if (!decision.ok) throw new Error(`${event.type} on ${order.state}: ${decision.refusal}`);
    order = decision.order;
  };
  for (let step = 1; step <= steps; step += 1) {
    live({ type: 'placing_started', attempt: anIntent({ number: step, step, tag: null, quotedCents: null }) });
    live({ type: 'vendor_confirmed', vendorOrderId: null });
    if (step < steps) live({ type: 'progress_seen', ready: [], isDone: true });
  }
  live({ type: 'progress_seen', ready: [], isDone: false }, addDays(noon, 40));
  live({ type: 'declared_absent', by: bea, fingerprint: newestTerms(order).fingerprint });
  expect(order.state).toBe('refused');
  return order;
}

const rowOf = (name: string, orderId: string, redirect: string): VendorDomain => ({
  id: `row-${name}`,
  name,
  status: 'Active',
  orderId,
  totalMailboxes: 2,
  redirect,
});

const looked = (
  order: Order,
  domains: readonly VendorDomain[],
  mailboxes: (id: string) => Promise<readonly VendorMailbox[] | null> = never,
) =>
  reconcileOrder(
    {
      orders: never,
      details: never,
      page: never,
      domains: async () => domains,
      purchased: never,
      forms: never,
      mailboxes: (_workspaceId, id) => mailboxes(id),
      workspaces: never,
    },
    order,
    async () => false,
  );

test('redirects that were given up stay so while one of them is missing, though the last one shows', async () => {
  const order = givenUp(anApprovedRedirect(threeRedirects), 3);
  const { changes, vendorOrderId } = threeRedirects;
  const rows = changes.map(({ domain, from, to }, index) => rowOf(domain, vendorOrderId, index === 0 ? from : to));
  expect(await looked(order, rows)).toEqual({ type: 'vendor_order_absent' });
  const all = changes.map(({ domain, to }) => rowOf(domain, vendorOrderId, to));
  expect(await looked(order, all)).toMatchObject({ type: 'vendor_order_found', attempt: 3 });
});

test('senders that were given up stay so while one of them is missing, though the last one shows', async () => {
  const [one, two] = ['getgoogle1.com', 'getgoogle2.com'];
  const changes = [one, two].map((domain) => ({ domain, from: ['Ada Park'], addresses: [`ada@${domain}`] }));
  const act = aSenderChange({ changes });
  const order = givenUp(anApprovedSender(act), 2);
  const rows = [one, two].map((name) => rowOf(name, act.vendorOrderId, ''));
  const boxes =
    (...done: string[]) =>
    async (id: string): Promise<readonly VendorMailbox[]> => {
      const [firstName, lastName] = done.some((name) => id === `row-${name}`) ? ['Zoë', 'Neil'] : ['Ada', 'Park'];
      return [{ email: `ada@${id.slice(4)}`, alias: 'ada', status: 'Active', sender: { firstName, lastName } }];
    };
  expect(await looked(order, rows, boxes(two))).toEqual({ type: 'vendor_order_absent' });
  expect(await looked(order, rows, boxes(one, two))).toMatchObject({ type: 'vendor_order_found', attempt: 2 });
});
