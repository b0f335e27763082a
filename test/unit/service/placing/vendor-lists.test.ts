import { describe, expect, test } from '@jest/globals';
import { addMilliseconds } from 'date-fns';
import { VendorUnavailable } from '../../../../src/service/errors.ts';
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
  let fails: boolean | Error = false;
  let mailboxesFail = false;
  let nameless: readonly VendorOrderRow[] = [];
  const counting: Vendor = {
    ...vendor,
    orders: async (workspaceId, urgency) => {
      reads.push(`orders of ${workspaceId}`);
      if (fails) throw fails === true ? new VendorUnavailable('no answer') : fails;
      return [...nameless, ...(await vendor.orders(workspaceId, urgency))];
    },
    domainList: async (workspaceId, urgency) => {
      reads.push(`domains of ${workspaceId}`);
      if (fails) throw fails === true ? new VendorUnavailable('no answer') : fails;
      return { ...(await vendor.domainList(workspaceId, urgency)), unreadable: 2 };
    },
    registrations: async (workspaceId, urgency) => {
      reads.push(`names of ${workspaceId}`);
      return vendor.registrations(workspaceId, urgency);
    },
    orderDetails: async (workspaceId, id, urgency) => {
      reads.push(`details of ${id}`);
      return { ...(await vendor.orderDetails(workspaceId, id, urgency)), tag: fails === true ? null : 'acme-7f3k2q' };
    },
    mailboxes: async (workspaceId, domainId, urgency) => {
      reads.push('mailboxes');
      if (mailboxesFail) throw new VendorUnavailable('no mailboxes');
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
    setMailboxesFail: (value: boolean) => {
      mailboxesFail = value;
    },
    setFails: (value: boolean | Error) => {
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

test('a read that fails reaches all who wait for it, and who asks within a minute', async () => {
  const { lists, reads, pass, setFails } = await counted();
  setFails(true);
  const both = await Promise.allSettled([lists.watch.orders('rec1'), lists.watch.orders('rec1')]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  setFails(false);
  await expect(lists.watch.orders('rec1')).rejects.toThrow('no answer');
  expect(reads).toHaveLength(1);
  pass(60_000);
  expect((await lists.watch.orders('rec1')).size).toBe(1);
  expect(reads).toHaveLength(2);
});

test('a workspace that refuses is asked less and less, however many watch it, and keeps no other one back', async () => {
  const { lists, reads, pass, setFails } = await counted();
  setFails(true);
  const asked: number[] = [];
  for (let seconds = 0; seconds < 3_600; seconds += 1) {
    const before = reads.length;
    await Promise.allSettled(Array.from({ length: 20 }, () => lists.watch.orders('rec1')));
    if (reads.length > before) asked.push(seconds);
    pass(1_000);
  }
  expect(asked).toEqual([0, 60, 180, 420, 900, 1_800, 2_700]);
  setFails(false);
  expect((await lists.watch.orders('rec2')).size).toBeGreaterThanOrEqual(0);
});

test('a mistake of ours is not remembered as the vendor’s', async () => {
  const { lists, reads, setFails } = await counted();
  setFails(new TypeError('ours'));
  await expect(lists.watch.orders('rec1')).rejects.toThrow('ours');
  await expect(lists.watch.orders('rec1')).rejects.toThrow('ours');
  expect(reads).toHaveLength(2);
});

test('who looks for an order asks a list that failed again after two seconds, and then less often', async () => {
  const { lists, reads, pass, setFails } = await counted();
  setFails(true);
  const asked: number[] = [];
  for (let seconds = 0; seconds < 200; seconds += 1) {
    const before = reads.length;
    await Promise.allSettled([lists.trace.orders('rec1'), lists.trace.orders('rec1')]);
    if (reads.length > before) asked.push(seconds);
    pass(1_000);
  }
  expect(asked).toEqual([0, 2, 6, 14, 30, 62, 122, 182]);
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

describe('mailboxes', () => {
  /** How many of so many reads each order gets in this minute. */
  async function given(
    { lists }: Awaited<ReturnType<typeof counted>>,
    asks: Readonly<Record<string, number>>,
  ): Promise<Record<string, number>> {
    const got: Record<string, number> = {};
    for (const [reference, count] of Object.entries(asks)) {
      const domains = Array.from({ length: count }, (_, index) => `recDomain${reference}${index}`);
      const answers = await Promise.all(domains.map((id) => lists.watch.mailboxes('rec1', id, reference)));
      got[reference] = answers.filter((answer) => answer !== 'not_its_turn').length;
    }
    return got;
  }

  test('are read forty times a minute at most, by however many orders', async () => {
    const world = await counted();
    const asks = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`order${index}`, 3]));
    for (let minute = 0; minute < 4; minute += 1) {
      const before = world.reads.length;
      await given(world, asks);
      expect(world.reads.length - before).toBeLessThanOrEqual(40);
      world.pass(60_000);
    }
  });

  test('of one big order keep no small one back', async () => {
    const world = await counted();
    const small = { a: 2, b: 2, c: 2, d: 2, e: 2, f: 2, g: 2 };
    expect(await given(world, { big: 50, ...small })).toMatchObject(small);
    world.pass(60_000);
    expect(await given(world, { big: 50 })).toEqual({ big: 4 });
    world.pass(60_000);
    expect(await given(world, { big: 50 })).toEqual({ big: 20 });
  });

  test('are read for every order within a few minutes, even when more ask than there are turns', async () => {
    const world = await counted();
    const names = Array.from({ length: 100 }, (_, index) => `order${index}`);
    const served = new Set<string>();
    for (let minute = 0; minute < 3; minute += 1) {
      const got = await given(world, Object.fromEntries(names.map((name) => [name, 1])));
      for (const [name, count] of Object.entries(got)) if (count > 0) served.add(name);
      world.pass(60_000);
    }
    expect(served.size).toBe(100);
  });

  test('that failed are passed over for a while, and take nobody’s turn', async () => {
    const world = await counted();
    world.setMailboxesFail(true);
    await expect(world.lists.watch.mailboxes('rec1', 'recOdd', 'big')).rejects.toThrow('no mailboxes');
    const again = addMilliseconds(noon, 60_000);
    expect(world.lists.watch.mailboxesWaitUntil('rec1', 'recOdd')).toEqual(again);
    expect(await world.lists.watch.mailboxes('rec1', 'recOdd', 'big')).toEqual({ failedUntil: again, isNews: false });
    expect(world.reads).toEqual(['mailboxes']);
    world.setMailboxesFail(false);
    world.pass(60_000);
    expect(world.lists.watch.mailboxesWaitUntil('rec1', 'recOdd')).toBeNull();
    expect(await world.lists.watch.mailboxes('rec1', 'recOdd', 'big')).not.toHaveProperty('failedUntil');
  });
});

describe('what people are shown of the account', () => {
  test('is read once for all who ask at the same time, and serves for a minute, whoever asked', async () => {
    const { lists, reads, pass } = await counted();
    const all = await Promise.all(Array.from({ length: 100 }, () => lists.account.orders('rec1', 'person')));
    expect(new Set(all.map(({ readAt }) => readAt.getTime()))).toEqual(new Set([noon.getTime()]));
    await lists.account.domains('rec1', 'person');
    await lists.account.registrations('rec1', 'person');
    expect(reads).toEqual(['orders of rec1', 'domains of rec1', 'names of rec1']);
    pass(60_000);
    await lists.account.orders('rec1', 'background');
    await lists.watch.orders('rec1');
    await lists.watch.domains('rec1');
    await lists.watch.purchased('rec1');
    expect(reads).toHaveLength(3);
    pass(1);
    expect((await lists.account.orders('rec1', 'person')).readAt).toEqual(addMilliseconds(noon, 60_001));
    expect(reads).toHaveLength(4);
  });

  test('says how many rows cannot be read; an order without a number is one of them', async () => {
    const { lists, addNameless } = await counted();
    const row = { id: null, amountCents: null, status: '', createdAt: null };
    addNameless(row, row, row);
    const orders = await lists.account.orders('rec1', 'person');
    expect(orders.unreadable).toBe(3);
    expect(orders.rows.length).toBeGreaterThan(0);
    expect(await lists.account.domains('rec1', 'person')).toMatchObject({ unreadable: 2 });
  });

  test('fails for all who ask within five seconds, and is asked for again after that', async () => {
    const { lists, reads, pass, setFails } = await counted();
    setFails(true);
    const ask = () => lists.account.domains('rec1', 'person');
    await expect(ask()).rejects.toThrow('no answer');
    setFails(false);
    await expect(ask()).rejects.toThrow('no answer');
    expect(reads).toEqual(['domains of rec1']);
    pass(5_000);
    expect((await ask()).readAt).toEqual(addMilliseconds(noon, 5_000));
  });
});

describe('what is remembered', () => {
  /** Lists on a vendor that answers as it is told, and says how often it was asked. */
  function listsOn(details: { tag: string | null; domainNames: string[] }) {
    let now = noon;
    const asked: string[] = [];
    const vendor: Vendor = {
      ...simulatedVendor(seededRandom(1), () => now),
      domainList: async () => {
        asked.push('domains');
        const row = { id: 'recDomain', name: 'GetAcme.com', status: 'Active', orderId: null, totalMailboxes: 2 };
        return { rows: [row], unreadable: 0 };
      },
      workspaces: async () => {
        asked.push('workspaces');
        return [{ id: 'rec1', name: 'Northwind' }];
      },
      orderDetails: async (_workspaceId, id) => {
        asked.push('details');
        return { id, carriesTag: true, amountCents: 700, status: 'Active', createdAt: noon, ...details };
      },
    };
    const lists = vendorLists({ vendor, clock: { now: () => now } });
    const pass = (ms: number) => {
      now = addMilliseconds(now, ms);
    };
    return { lists, asked, pass };
  }

  test('is a list of domains, by their names in lower case, and the workspaces, for some minutes', async () => {
    const { lists, asked, pass } = listsOn({ tag: 'acme', domainNames: [] });
    expect((await lists.watch.domains('rec1')).get('getacme.com')).toMatchObject({ id: 'recDomain' });
    await lists.watch.domains('rec1');
    await lists.placing.workspaces();
    await lists.placing.workspaces();
    expect(asked).toEqual(['domains', 'workspaces']);
    pass(60 * 60_000);
    await lists.watch.domains('rec1');
    await lists.placing.workspaces();
    expect(asked).toEqual(['domains', 'workspaces', 'domains', 'workspaces']);
  });

  test.each<{ what: string; details: { tag: string | null; domainNames: string[] }; times: number }>([
    { what: 'an order with tag and names, for ever', details: { tag: 'acme', domainNames: ['a.com'] }, times: 1 },
    { what: 'not one that may still get its names', details: { tag: 'acme', domainNames: [] }, times: 2 },
    { what: 'not one that may still get its tag', details: { tag: null, domainNames: ['a.com'] }, times: 2 },
  ])('is $what', async ({ details, times }) => {
    const { lists, asked } = listsOn(details);
    await lists.trace.details('rec1', 'recOrd1');
    await lists.trace.details('rec1', 'recOrd1');
    expect(asked).toHaveLength(times);
  });

  test('is no answer that somebody in the background still waits for: who places asks for it', async () => {
    const { lists, asked } = listsOn({ tag: 'acme', domainNames: ['a.com'] });
    await Promise.all([lists.trace.details('rec1', 'recOrd1'), lists.placing.details('rec1', 'recOrd1')]);
    expect(asked).toHaveLength(2);
  });
});
