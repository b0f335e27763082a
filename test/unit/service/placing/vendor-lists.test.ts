import { expect, test } from '@jest/globals';
import { addMilliseconds } from 'date-fns';
import { vendorLists } from '../../../../src/service/placing/vendor-lists.ts';
import type { Vendor, VendorOrderRow } from '../../../../src/service/ports/vendor.ts';
import { seededRandom } from '../../../simulation/random.ts';
import { simulatedVendor } from '../../../simulation/simulated-vendor.ts';
import { noon } from '../../../support/builders.ts';
import { aWarrant } from '../../../support/warrants.ts';

/** Lists on a vendor that counts what is read of it, with a clock that the test moves. */
async function counted() {
  let now = noon;
  const reads: string[] = [];
  const vendor = simulatedVendor(seededRandom(1), () => now);
  vendor.hasBadDays = false;
  await vendor.carryOut(aWarrant());
  let fails = false;
  let nameless: readonly VendorOrderRow[] = [];
  const counting: Vendor = {
    ...vendor,
    orders: async (workspaceId, urgency) => {
      reads.push(`orders of ${workspaceId}`);
      if (fails) throw new Error('no answer');
      return [...nameless, ...(await vendor.orders(workspaceId, urgency))];
    },
    domains: async (workspaceId, urgency) => {
      reads.push(`domains of ${workspaceId}`);
      return vendor.domains(workspaceId, urgency);
    },
    orderDetails: async (workspaceId, id, urgency) => {
      reads.push(`details of ${id}`);
      return { ...(await vendor.orderDetails(workspaceId, id, urgency)), tag: fails ? null : 'acme-7f3k2q' };
    },
    mailboxes: async (workspaceId, domainId, urgency) => {
      reads.push('mailboxes');
      return vendor.mailboxes(workspaceId, domainId, urgency);
    },
  };
  return {
    reads,
    lists: vendorLists({ vendor: counting, clock: { now: () => now } }),
    pass: (ms: number) => {
      now = addMilliseconds(now, ms);
    },
    addNameless: (...rows: readonly VendorOrderRow[]) => {
      nameless = rows;
    },
    setFails: (value: boolean) => {
      fails = value;
    },
  };
}

test('however many orders ask at the same time, a workspace’s lists are read once', async () => {
  const { lists, reads } = await counted();
  await Promise.all(Array.from({ length: 1_000 }, () => lists.watch.orders('rec1')));
  await Promise.all(Array.from({ length: 1_000 }, () => lists.watch.domains('rec1')));
  await lists.watch.orders('rec2');
  expect(reads).toEqual(['orders of rec1', 'domains of rec1', 'orders of rec2']);
});

test('orders without a number are all there for those who look, and none for those who watch one', async () => {
  const { lists, addNameless } = await counted();
  const row = { id: null, amountCents: null, status: '', createdAt: null };
  addNameless(row, row);
  const seen = [...(await lists.trace.orders('rec1'))];
  expect(seen.filter(({ id }) => id === null)).toHaveLength(2);
  expect((await lists.watch.orders('rec1')).size).toBe(seen.length - 2);
});

test('for watching, a list serves for a minute; for looking, two seconds; and a fresh one serves both', async () => {
  const { lists, reads, pass } = await counted();
  await lists.watch.orders('rec1');
  pass(60_000);
  await lists.watch.orders('rec1');
  expect(reads).toHaveLength(1);
  await lists.trace.orders('rec1');
  expect(reads).toHaveLength(2);
  pass(2_000);
  await lists.trace.orders('rec1');
  await lists.watch.orders('rec1');
  expect(reads).toHaveLength(2);
  pass(1);
  await lists.trace.orders('rec1');
  expect(reads).toHaveLength(3);
});

test('a clock that is set back does not keep a list alive', async () => {
  const { lists, reads, pass } = await counted();
  await lists.watch.orders('rec1');
  pass(-3_600_000);
  await lists.watch.orders('rec1');
  expect(reads).toHaveLength(2);
});

test('a read that fails reaches all who wait for it, and the next one asks again', async () => {
  const { lists, reads, setFails } = await counted();
  setFails(true);
  const both = await Promise.allSettled([lists.watch.orders('rec1'), lists.watch.orders('rec1')]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  setFails(false);
  expect((await lists.watch.orders('rec1')).size).toBe(1);
  expect(reads).toHaveLength(2);
});

test('the details of an order are read once, but for one that has no tag yet', async () => {
  const { lists, reads, setFails } = await counted();
  setFails(true);
  await lists.trace.details('rec1', 'rec1');
  setFails(false);
  await lists.trace.details('rec1', 'rec1');
  await lists.trace.details('rec1', 'rec1');
  expect(reads).toEqual(['details of rec1', 'details of rec1']);
});

test('how an order stands by its own page is asked anew each time, also of one whose details are known', async () => {
  const { lists, reads } = await counted();
  await lists.trace.details('rec1', 'rec1');
  await lists.trace.page('rec1', 'rec1');
  await lists.trace.page('rec1', 'rec1');
  expect(reads).toHaveLength(3);
});

test('mailboxes are read forty times a minute at most; who comes later waits for the next turn', async () => {
  const { lists, reads, pass } = await counted();
  const readMany = () => Promise.all(Array.from({ length: 100 }, () => lists.watch.mailboxes('rec1', 'recDomain')));
  const answers = await readMany();
  expect(answers.filter((answer) => answer === null)).toHaveLength(60);
  expect(reads).toHaveLength(40);
  pass(60_000);
  await readMany();
  expect(reads).toHaveLength(80);
});
