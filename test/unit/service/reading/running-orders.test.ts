import { expect, test } from '@jest/globals';
import { addMinutes } from 'date-fns';
import type { Order } from '../../../../src/orders/order.ts';
import type { StoredOrder } from '../../../../src/service/ports/stores/order-store.ts';
import { runningOrders } from '../../../../src/service/reading/running-orders.ts';
import { Reference, type UserId } from '../../../../src/values/ids.ts';
import { amir, aPurchase, noon, rita } from '../../../support/builders.ts';
import { orderIn } from '../../../support/views/orders.ts';

const WORKSPACES = [
  { id: 'recA', name: 'Acme' },
  { id: 'recB', name: 'Globex' },
] as const;

/** An order that runs: for whom, where, and who asked for it. */
function running(index: number, label: string, workspace: (typeof WORKSPACES)[number], by: UserId = rita): Order {
  const order = orderIn('placed');
  const reference = Reference.parse(`aaaa${'abcdefghjkmnpqrstvwxyz'[index % 22]}${Math.floor(index / 22) + 2}`);
  const act = { ...aPurchase({ label }), workspace };
  const terms = order.terms.map((each) => ({ ...each, act }));
  return { ...order, terms, facts: { ...order.facts, reference, requestedBy: by } };
}

function runningIn(orders: readonly Order[]) {
  let now = noon;
  let selected = 0;
  const gone = new Set<string>();
  const store = {
    select: async (_: unknown, { offset, limit }: { offset: number; limit: number }) => {
      selected += 1;
      return { total: orders.length, orders: orders.slice(offset, offset + limit) };
    },
    get: async (reference: string): Promise<StoredOrder | null> => {
      const order = orders.find(({ facts }) => facts.reference === reference);
      if (!order || gone.has(reference)) return null;
      return { version: 1, order, effects: [], head: { sequence: 0, hash: '' }, lease: null };
    },
  };
  return {
    of: runningOrders({ orders: store, clock: { now: () => now } }),
    selections: () => selected,
    wait: (minutes: number) => {
      now = addMinutes(now, minutes);
    },
    end: (order: Order | undefined) => gone.add(order?.facts.reference ?? ''),
  };
}

const [acme, globex] = WORKSPACES;
const many = [
  ...Array.from({ length: 25 }, (_, index) => running(index, 'Spring', acme)),
  running(25, 'Autumn', globex),
  running(26, 'Spring', globex, amir),
];
const decider = { by: amir, mayDecide: true };

test('each label and workspace can be chosen once, by the alphabet, of what its reader sees', async () => {
  const { of } = runningIn(many);
  const all = { labels: ['Autumn', 'Spring'], workspaces: WORKSPACES, chosen: {} };
  expect(await of.choices(decider, {})).toEqual(all);
  expect(await of.choices({ by: amir, mayDecide: false }, { label: 'Spring' })).toEqual({
    labels: ['Spring'],
    workspaces: [globex],
    chosen: { label: 'Spring' },
  });
});

test('a page is of what is chosen, the newest first, and the last one where there are fewer', async () => {
  const { of, end } = runningIn(many);
  const at = (offset: number) => ({ list: 'running' as const, offset });
  const first = await of.page(decider, at(0), { label: 'Spring' });
  expect(first).toMatchObject({ offset: 0, total: 26, filter: { label: 'Spring' } });
  expect(first.orders).toEqual(many.slice(0, 10));
  const both = await of.page(decider, at(10), { label: 'Spring', workspaceId: 'recB' });
  expect(both).toMatchObject({ offset: 0, total: 1, orders: [many[26]] });
  expect(await of.page(decider, at(0), { label: 'Winter' })).toMatchObject({ offset: 0, total: 0, orders: [] });
  end(many[0]);
  expect((await of.page(decider, at(0), { label: 'Spring' })).orders).toEqual(many.slice(1, 10));
});

test('all that runs is read once a minute, however often it is drawn', async () => {
  const { of, selections, wait } = runningIn(many);
  await Promise.all([of.choices(decider, {}), of.page(decider, { list: 'running', offset: 0 }, { label: 'Spring' })]);
  expect(selections()).toBe(2);
  wait(2);
  await of.choices(decider, {});
  expect(selections()).toBe(4);
});
