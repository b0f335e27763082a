import { expect, test } from '@jest/globals';
import { storyWithCrash } from './crash-points.ts';
import { memoryStore } from './stores.ts';

/** How often each call was made, by name. */
function counted(calls: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const call of calls) counts[call] = (counts[call] ?? 0) + 1;
  return counts;
}

/**
 * One order from its request to working mailboxes, with nothing going wrong. A change of these numbers is a change of what an
 * order costs: more writes to the store, more calls to Slack or the vendor. Make sure that it is meant.
 */
test('an order costs so many calls to store, vendor and Slack, and no more', async () => {
  const store = await memoryStore();
  const { calls } = await storyWithCrash(store, null, 'ordered');
  await store.close();
  expect(counted(calls)).toEqual({
    'directory.member': 2,
    'orders.claimDue': 10,
    'orders.durabilityProblem': 1,
    'orders.get': 1,
    'orders.replace': 25,
    'orders.replaceWithIntent': 1,
    'slack.announce': 1,
    'slack.handOver': 1,
    'slack.note': 4,
    'slack.redraw': 7,
    'slack.tellRequester': 3,
    'vendor.calculate': 1,
    'vendor.carryOut': 1,
    'vendor.domainList': 2,
    'vendor.mailboxes': 1,
    'vendor.orderDetails': 1,
    'vendor.orders': 5,
    'vendor.takeTurn': 1,
    'vendor.workspaces': 1,
  });
});

test('to end it again costs so many more', async () => {
  const [store, other] = [await memoryStore(), await memoryStore()];
  const { calls: before } = await storyWithCrash(other, null, 'ordered');
  const { calls } = await storyWithCrash(store, null);
  await Promise.all([store.close(), other.close()]);
  expect(counted(calls.slice(before.length))).toEqual({
    'directory.groupMembers': 2,
    // The right to ask is read before the form, and once more when it is sent.
    'directory.member': 6,
    // A form is begun once; its page, and its sending, each take the place of what is read first.
    'keyValues.get': 3,
    'keyValues.replace': 2,
    'keyValues.set': 1,
    'keyValues.setIfAbsent': 1,
    'orders.claimDue': 7,
    'orders.claimed': 2,
    'orders.durabilityProblem': 1,
    'orders.get': 7,
    'orders.history': 2,
    'orders.insert': 1,
    'orders.replace': 26,
    'orders.replaceWithIntent': 1,
    'slack.announce': 1,
    'slack.note': 5,
    'slack.redraw': 6,
    'slack.tellRequester': 4,
    'vendor.carryOut': 1,
    'vendor.domains': 2,
    'vendor.orderDetails': 4,
    'vendor.orders': 2,
    'vendor.takeTurn': 1,
    'vendor.workspaces': 1,
  });
});

test('from the click to the intent: one read and two synced writes', async () => {
  const { orders, settings, close } = await memoryStore();
  const synced: string[] = [];
  const counting = {
    ...orders,
    replace: async (...change: Parameters<typeof orders.replace>) => {
      const { entry } = change[1];
      if (entry) synced.push(entry.event.type);
      return orders.replace(...change);
    },
    replaceWithIntent: async (...change: Parameters<typeof orders.replaceWithIntent>) => {
      const { entry } = change[1];
      if (entry) synced.push(entry.event.type);
      return orders.replaceWithIntent(...change);
    },
  };
  await storyWithCrash({ orders: counting, settings }, null, 'ordered');
  await close();
  const click = synced.indexOf('approved');
  expect(synced.slice(click, synced.indexOf('placing_started') + 1)).toEqual(['approved', 'placing_started']);
});
