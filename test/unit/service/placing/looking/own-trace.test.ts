import { describe, expect, test } from '@jest/globals';
import { addDays, addHours } from 'date-fns';
import type { Attempt } from '../../../../../src/orders/attempt.ts';
import { decide } from '../../../../../src/orders/decide/decide.ts';
import type { OrderEvent } from '../../../../../src/orders/event.ts';
import { type Common, newestTerms, type Order, Order as OrderSchema } from '../../../../../src/orders/order.ts';
import type { Trace } from '../../../../../src/orders/trace.ts';
import { VendorFault, VendorRefused, VendorUnavailable } from '../../../../../src/service/errors.ts';
import {
  anothersIn,
  attemptWithTag,
  followedByAnotherIn,
  type IsAnothers,
  lookForTrace,
  referenceIn,
} from '../../../../../src/service/placing/looking/own-trace.ts';
import type { TraceReads } from '../../../../../src/service/placing/vendor-lists.ts';
import type { VendorOrderDetails, VendorOrderRow } from '../../../../../src/service/ports/vendor.ts';
import { amir, anOrder, noon } from '../../../../support/builders.ts';
import { anAttempt, anIntent } from '../../../orders/sent.ts';
import { approvedThen, inWorld } from '../placing-world.ts';

const ourNames = ['getgoogle1.com', 'getgoogle2.com'];
const waiting = anOrder();
const attempt = anIntent();

const lived = (order: Order, ...events: OrderEvent[]): Order =>
  events.reduce((current, event) => {
    const decision = decide(current, event, noon);
    if (!decision.ok) throw new Error(`${event.type} on ${current.state}: ${decision.refusal}`);
    return decision.order;
  }, order);
const approved = lived(waiting, { type: 'approved', by: amir, fingerprint: newestTerms(waiting).fingerprint });
const placing = lived(approved, { type: 'placing_started', attempt });
const placed = lived(placing, { type: 'vendor_confirmed', vendorOrderId: null });
const numbered = lived(placed, {
  type: 'vendor_order_found',
  vendorOrderId: 'recOurs',
  amountCents: 1_400,
  attempt: 1,
});
/** The order with some parts of its row replaced, as the schema allows them. */
const withParts = (order: Order, parts: Partial<Common>): Order => OrderSchema.parse({ ...order, ...parts });
/** The order by its second attempt, which was made under its first one's terms; the first one is as given. */
const withEarlier = (order: Order, earlier: Partial<Attempt>): Order => {
  const [own] = order.attempts;
  if (!own) throw new Error('The order was sent');
  const second = { ...own, number: 2, tag: 'acme-7f3k2q.2' };
  return OrderSchema.parse({ ...order, attempts: [anAttempt(earlier), second], attempt: 2 });
};

/** A row of the vendor's list without a number. */
const nameless = { id: null, amountCents: null, status: '' };

const NOBODYS: IsAnothers = async () => false;

type Shown = Partial<VendorOrderDetails & VendorOrderRow> & { readonly id: string; readonly error?: Error };

/** A vendor whose list shows these orders; details that throw are given as the error. */
function vendorWith(...shown: readonly Shown[]) {
  const opened: string[] = [];
  const reads: TraceReads = {
    purchased: () => Promise.reject(new Error('It is not asked')),
    orders: async () =>
      shown.map(({ id, createdAt = noon }) => ({ id, amountCents: 1_400, status: 'Active', createdAt })),
    details: async (_workspaceId, id) => {
      opened.push(id);
      const found: Partial<Shown> = shown.find((each) => each.id === id) ?? {};
      const {
        error,
        tag = null,
        carriesTag = true,
        amountCents = 1_500,
        domainNames = tag === null ? ['theirs.com'] : [],
      } = found;
      if (error) throw error;
      return { id, tag, carriesTag, domainNames, amountCents, status: 'Active', createdAt: null };
    },
    page: () => Promise.reject(new Error('It is not asked')),
    domains: () => Promise.reject(new Error('It is not asked')),
    forms: () => Promise.reject(new Error('It is not asked')),
    mailboxes: () => Promise.reject(new Error('It is not asked')),
    workspaces: () => Promise.reject(new Error('It is not asked')),
  };
  return { reads, opened };
}
const look = (order: Order, ...shown: Shown[]): Promise<Trace> =>
  lookForTrace(vendorWith(...shown).reads, order, NOBODYS);
const foundAs = (vendorOrderId: string, number = 1) => ({
  type: 'found',
  event: { type: 'vendor_order_found', vendorOrderId, amountCents: 1_500, attempt: number },
});
const resemblingOf = (vendorOrderId: string, names: string[], tag: string | null = null) => ({
  type: 'resembling',
  resembling: { vendorOrderId, tag, amountCents: 1_500, createdAt: noon, names },
});
const absent = { type: 'absent', unread: { count: 0, odd: null, silent: null } };

describe('an order of ours', () => {
  test.each(['acme-7f3k2q', 'ACME-7F3K2Q', ' Acme-7f3k2q '])('is known by its tag, in any letters: %j', async (tag) => {
    expect(await look(approved, { id: 'recA', tag, domainNames: ourNames })).toMatchObject(foundAs('recA'));
    expect(await look(approved, { id: 'recA', tag })).toMatchObject(foundAs('recA'));
    expect(await look(placing, { id: 'recA', tag, domainNames: ['GetGoogle1.com'] })).toMatchObject(foundAs('recA'));
  });

  test('is looked for among those made since the request, with two days to spare', async () => {
    const { reads, opened } = vendorWith(
      { id: 'recLongAgo', tag: attempt.tag, createdAt: addHours(noon, -49) },
      { id: 'recDayBefore', createdAt: addHours(noon, -47) },
      { id: 'recNobodyKnowsWhen', createdAt: null },
    );
    expect(await lookForTrace(reads, approved, NOBODYS)).toEqual(absent);
    expect(opened).toEqual(['recDayBefore', 'recNobodyKnowsWhen']);
  });

  test('that was sent cannot be one from before the request, but one of a call that was forgotten, however late', async () => {
    const { reads, opened } = vendorWith(
      { id: 'recBefore', createdAt: addHours(noon, -49), domainNames: ourNames, tag: attempt.tag },
      { id: 'recNextWeek', createdAt: addDays(noon, 6) },
      { id: 'recNextMonth', createdAt: addDays(noon, 30), domainNames: ourNames, tag: attempt.tag },
    );
    expect(await lookForTrace(reads, placing, NOBODYS)).toMatchObject(foundAs('recNextMonth'));
    expect(opened).toEqual(['recNextWeek', 'recNextMonth']);
  });

  test('is not its own second: numbers that are known are not opened again', async () => {
    const third = { ...anAttempt({ number: 3 }), terms: 1 };
    const second = withEarlier(numbered, { vendorOrderId: 'recFirst', known: 'proven' });
    const order = withParts(second, { attempts: [...second.attempts, third] });
    const { reads, opened } = vendorWith({ id: 'recOurs' }, { id: 'recFirst' }, { id: 'recA', tag: third.tag });
    expect(await lookForTrace(reads, order, NOBODYS)).toMatchObject(foundAs('recA', 3));
    expect(opened).toEqual(['recA']);
  });

  test('may stand there more than once: each further one with our tag is told, too, and none that is still looked for', async () => {
    const shown = [
      { id: 'recA', tag: attempt.tag, domainNames: ourNames },
      { id: 'recB', tag: 'ACME-7f3k2q', domainNames: ourNames },
      { id: 'recC', tag: 'acme-7f3k2q.2' },
      { id: 'recNotOurs', tag: attempt.tag, domainNames: ['other.com'] },
      { id: 'recByHand', domainNames: ourNames },
      { id: 'recOdd', error: new VendorFault('odd') },
    ];
    const also = [
      { vendorOrderId: 'recB', amountCents: 1_500, attempt: 1 },
      { vendorOrderId: 'recC', amountCents: 1_500, attempt: 2 },
    ];
    expect(await look(approved, ...shown)).toEqual({ ...foundAs('recA'), event: { ...foundAs('recA').event, also } });
    const again = withParts(placing, { ruledOut: ['recB'] });
    expect(await look(again, ...shown)).toMatchObject({ event: { vendorOrderId: 'recA', also } });
    const sentAgain = withEarlier(placing, { known: 'said_absent' });
    const both = [
      { id: 'recC', tag: 'acme-7f3k2q.2' },
      { id: 'recA', tag: attempt.tag },
    ];
    expect(await look(sentAgain, ...both)).toEqual(foundAs('recC', 2));
  });

  test('is by the attempt that is looked for, and not by one whose number is known', async () => {
    const second = withEarlier(placing, { vendorOrderId: 'recFirst', known: 'proven', turnedUpAt: noon });
    const shown = [
      { id: 'recB', tag: attempt.tag },
      { id: 'recA', tag: 'acme-7f3k2q.2' },
    ];
    const also = [{ vendorOrderId: 'recB', amountCents: 1_500, attempt: 1 }];
    expect(await look(second, ...shown)).toMatchObject({ event: { vendorOrderId: 'recA', attempt: 2, also } });
  });

  test('of an attempt that nobody looks for is none: it was not sent yet', async () => {
    expect(await look(waiting, { id: 'recA', tag: attempt.tag, domainNames: ourNames })).toEqual(absent);
  });
});

describe('an order that only resembles ours', () => {
  test('has names of ours, and another tag or none', async () => {
    expect(await look(approved, { id: 'recA', domainNames: [...ourNames, 'other.com'] })).toMatchObject(
      resemblingOf('recA', ourNames),
    );
    expect(await look(placing, { id: 'recA', tag: 'old', domainNames: ['getgoogle2.com'] })).toMatchObject(
      resemblingOf('recA', ['getgoogle2.com'], 'old'),
    );
  });

  test('or has a tag of ours, and none of our names', async () => {
    expect(await look(approved, { id: 'recA', tag: 'ACME-7f3k2q', domainNames: ['other.com'] })).toMatchObject(
      resemblingOf('recA', [], 'ACME-7f3k2q'),
    );
  });

  test('gives way to one that is ours', async () => {
    const shown = [
      { id: 'recA', domainNames: ourNames },
      { id: 'recB', tag: attempt.tag },
    ];
    expect(await look(approved, ...shown)).toMatchObject(foundAs('recB'));
  });

  test('is asked about before the next one, unless people were asked about that one already', async () => {
    const both = [
      { id: 'recA', domainNames: ourNames },
      { id: 'recB', domainNames: ourNames },
    ];
    expect(await look(approved, ...both)).toMatchObject(resemblingOf('recA', ourNames));
    for (const vendorOrderId of ['recA', 'recB']) {
      const question = { vendorOrderId, tag: null, amountCents: 1_500, createdAt: noon, names: ourNames };
      expect(await look(withParts(approved, { question }), ...both)).toMatchObject({ resembling: question });
    }
  });

  test('is not asked of the store once ours is found', async () => {
    const { reads } = vendorWith({ id: 'recA', tag: attempt.tag }, { id: 'recB', domainNames: ourNames });
    const asked = () => Promise.reject(new Error('It was asked'));
    expect(await lookForTrace(reads, approved, asked)).toMatchObject(foundAs('recA'));
  });

  test('is not asked about again once somebody said that it is another one', async () => {
    const answered = withParts(approved, { ruledOut: ['recA'] });
    const { reads, opened } = vendorWith({ id: 'recA', domainNames: ourNames });
    expect(await lookForTrace(reads, answered, NOBODYS)).toEqual(absent);
    // It is opened all the same: should it show our very tag, they were mistaken.
    expect(opened).toEqual(['recA']);
    const { reads: ours } = vendorWith({ id: 'recA', tag: attempt.tag });
    expect(await lookForTrace(ours, answered, NOBODYS)).toMatchObject(foundAs('recA'));
  });

  test('is asked about until somebody answers, also when it cannot be read or is gone', async () => {
    const resembling = { vendorOrderId: 'recB', tag: null, amountCents: 1_400, createdAt: noon, names: ourNames };
    const asked = withParts(approved, { question: resembling });
    const same = { type: 'resembling', resembling };
    const error = new VendorFault('odd');
    expect(await look(asked, { id: 'recA', domainNames: ourNames }, { id: 'recB', error })).toMatchObject(same);
    expect(await look(asked)).toMatchObject(same);
    expect(await look(asked, { id: 'recTheirs' })).toMatchObject(same);
    expect(
      await look(asked, { id: 'recA', domainNames: ourNames }, { id: 'recB', domainNames: ourNames }),
    ).toMatchObject(resemblingOf('recB', ourNames));
    const proven: IsAnothers = async (_order, { id }) => id === 'recB';
    const { reads } = vendorWith({ id: 'recB', domainNames: ourNames });
    expect(await lookForTrace(reads, asked, proven)).toEqual(absent);
  });
});

describe('details that say nothing yet', () => {
  test.each([null, '', '  '])('prove nothing: the tag %j, and no names', async (tag) => {
    const shown = { id: 'recA', tag, domainNames: [] };
    expect(await look(approved, shown)).toMatchObject({
      type: 'absent',
      unread: { count: 1, odd: { vendorOrderId: 'recA' }, silent: null },
    });
    expect(await look(withParts(approved, { ruledOut: ['recA'] }), shown)).toEqual(absent);
  });

  test('are those without tag and names alone: either one is an answer', async () => {
    expect(await look(approved, { id: 'recA', tag: null, domainNames: ['theirs.com'] })).toEqual(absent);
    expect(await look(approved, { id: 'recA', tag: 'theirs', domainNames: [] })).toEqual(absent);
  });
});

describe('an order whose number is known', () => {
  const doubted = withParts(numbered, { ruledOut: ['recHand'] });

  test('is not found again by a look in which nothing turns up', async () => {
    expect(await look(doubted, { id: 'recOurs', tag: attempt.tag }, { id: 'recTheirs' })).toEqual(absent);
  });

  test('is not said to be found before that, when only a further one is: people are asked about it', async () => {
    const shown = { id: 'recA', tag: 'acme-7f3k2q.2' };
    expect(await look(placed, shown)).toMatchObject(resemblingOf('recA', [], shown.tag));
  });

  test('is told together with a further one that shows its tag', async () => {
    const also = [{ vendorOrderId: 'recHand', amountCents: 1_500, attempt: 1 }];
    expect(await look(doubted, { id: 'recHand', tag: attempt.tag })).toEqual({
      type: 'found',
      event: { type: 'vendor_order_found', vendorOrderId: 'recOurs', amountCents: 1_400, attempt: 1, also },
    });
  });
});

describe('a tag', () => {
  test.each([
    ['acme-7f3k2q', '7f3k2q'],
    ['7f3k2q', '7f3k2q'],
    [' ACME-7F3K2Q.2 ', '7f3k2q'],
    ['acme-7f3k2q.12', '7f3k2q'],
    ['acme7f3k2q', undefined],
    ['acme-7f3k2q-old', undefined],
    ['acme-7f3k2q.', undefined],
    ['acme-7f3k2q.x', undefined],
    ['acme-7f3k2', undefined],
    ['', undefined],
    [null, undefined],
  ])('%j names the order %j', (tag, reference) => {
    expect(referenceIn(tag)).toBe(reference);
  });

  test.each([
    ['acme-7f3k2q', 1],
    [' ACME-7F3K2Q.2 ', 2],
    ['acme-7f3k2q.12', 12],
  ])('of a further order says which attempt it is: %j', async (tag, number) => {
    const shown = [
      { id: 'recA', tag: attempt.tag },
      { id: 'recB', tag },
    ];
    const also = [{ vendorOrderId: 'recB', amountCents: 1_500, attempt: number }];
    expect(await look(approved, ...shown)).toMatchObject({ event: { vendorOrderId: 'recA', also } });
  });

  test.each(['acme-7f3k2q.0', 'acme-aaaaaa.2'])('of a further order that says none: %j', async (tag) => {
    const trace = await look(approved, { id: 'recA', tag: attempt.tag }, { id: 'recB', tag });
    expect(trace).toEqual(foundAs('recA'));
  });

  test('of a try that was surely not sent is none of an attempt any more, once another tag is asked for', () => {
    const unsent = withParts(approved, { attempts: [anAttempt({ known: 'not_sent', tag: 'acme-old' })] });
    expect(attemptWithTag(unsent, 'acme-old')).toBeNull();
    expect(attemptWithTag(unsent, attempt.tag)).toBe(1);
    expect(attemptWithTag(unsent, null)).toBeNull();
  });
});

describe('an order that cannot be read', () => {
  const odd = (id: string) => ({ id, error: new VendorFault('packages: null') });

  test('counts for itself only, and is told', async () => {
    const told: unknown[] = [];
    const { reads } = vendorWith(odd('recOdd'), { id: 'recTheirs', tag: 'x', error: new VendorRefused(404, 'gone') });
    const trace = await lookForTrace(reads, approved, NOBODYS, (error, id) => told.push([id, error.code]));
    expect(trace).toMatchObject({ type: 'absent', unread: { count: 2, odd: { vendorOrderId: 'recOdd' } } });
    expect(told).toEqual([
      ['recOdd', 'vendor_fault'],
      ['recTheirs', 'vendor_refused'],
    ]);
    expect(await look(approved, odd('recOdd'), { id: 'recA', tag: attempt.tag })).toMatchObject(foundAs('recA'));
  });

  test('three silences in a row are a vendor that does not answer: the rest is not tried', async () => {
    const silent = (id: string) => ({ id, error: new VendorUnavailable('500') });
    const shown = [silent('rec1'), odd('rec2'), silent('rec3'), silent('rec4'), silent('rec5'), odd('rec6')];
    const { reads, opened } = vendorWith(...shown);
    const trace = await lookForTrace(reads, approved, NOBODYS);
    expect(trace).toMatchObject({ type: 'absent', unread: { count: shown.length, odd: { vendorOrderId: 'rec2' } } });
    expect(opened).toEqual(['rec1', 'rec2', 'rec3', 'rec4', 'rec5']);
  });

  test('one whose number cannot be read counts when it was made since the request, or nobody knows when', async () => {
    const rows = [null, noon, addHours(noon, -49)].map((createdAt) => ({ ...nameless, createdAt }));
    const reads: TraceReads = { ...vendorWith().reads, orders: async () => rows };
    expect(await lookForTrace(reads, approved, NOBODYS)).toEqual({
      type: 'absent',
      unread: { count: 2, odd: null, silent: null },
    });
    const shown = vendorWith({ id: 'recA', tag: attempt.tag });
    const both: TraceReads = { ...shown.reads, orders: async (id) => [...rows, ...(await shown.reads.orders(id))] };
    expect(await lookForTrace(both, approved, NOBODYS)).toMatchObject(foundAs('recA'));
  });

  test('a list that cannot be read, and mistakes of ours, are thrown', async () => {
    const failing: TraceReads = {
      ...vendorWith().reads,
      orders: () => Promise.reject(new VendorUnavailable('500')),
    };
    await expect(lookForTrace(failing, approved, NOBODYS)).rejects.toThrow('500');
    await expect(look(approved, { id: 'recA', error: new TypeError('ours') })).rejects.toThrow('ours');
  });
});

describe('the field for the tag', () => {
  const lacking = { id: 'recB', carriesTag: false };

  test('is missing when details of one order lack it, also of one that says nothing, or that was ruled out', async () => {
    expect(await look(approved, { id: 'recA' }, lacking, { id: 'recC' })).toEqual({ ...absent, lacksTags: true });
    const blank = { ...lacking, domainNames: [] };
    expect(await look(approved, blank)).toMatchObject({ type: 'absent', unread: { count: 1 }, lacksTags: true });
    const ruled = withParts(approved, { ruledOut: ['recB'] });
    expect(await look(ruled, blank)).toEqual({ ...absent, lacksTags: true });
  });

  test('is not missed while it is empty, nobody answers, or nothing is opened', async () => {
    expect(await look(approved, { id: 'recA', tag: '', domainNames: ['theirs.com'] })).toEqual(absent);
    expect(await look(approved)).toEqual(absent);
    expect(await look(approved, { ...lacking, createdAt: addHours(noon, -49) })).toEqual(absent);
    const silent = await look(approved, { ...lacking, error: new VendorUnavailable('500') });
    expect(silent).not.toHaveProperty('lacksTags');
  });

  test('matters no more once ours is found', async () => {
    const ours = { id: 'recA', tag: attempt.tag, domainNames: ourNames };
    expect(await look(approved, lacking, ours)).toMatchObject(foundAs('recA'));
  });
});

describe('a vendor order belongs to another order of ours', () => {
  const details = (given: Partial<VendorOrderDetails>): VendorOrderDetails => ({
    id: 'recTheirs',
    tag: 'acme-aaaaaa',
    carriesTag: true,
    amountCents: null,
    status: 'Active',
    createdAt: null,
    domainNames: ourNames,
    ...given,
  });
  const theirs = anOrder({ reference: 'aaaaaa' });
  const theirAttempt = { ...attempt, tag: 'acme-aaaaaa' };

  test('that was sent under its tag, with its names', () =>
    inWorld(async (world) => {
      const isAnothers = anothersIn(world.store);
      await world.lived({ reference: 'aaaaaa' });
      expect(await isAnothers(approved, details({}))).toBe(false);
      await world.store.replace(1, {
        ...(await world.stored(theirs.facts.reference)),
        order: lived(theirs, approvedThen(theirs), { type: 'placing_started', attempt: theirAttempt }),
        entry: null,
      });
      expect(await isAnothers(approved, details({}))).toBe(true);
      expect(await isAnothers(approved, details({ tag: 'ACME-aaaaaa' }))).toBe(true);
      expect(await isAnothers(approved, details({ tag: 'acme-aaaaaa.2' }))).toBe(false);
      expect(await isAnothers(approved, details({ domainNames: ['other.com'] }))).toBe(false);
      expect(await isAnothers(approved, details({ tag: 'acme-7f3k2q' }))).toBe(false);
      expect(await isAnothers(approved, details({ tag: null }))).toBe(false);
    }));

  test('that has its number, as its newest attempt or as an earlier one', () =>
    inWorld(async (world) => {
      const isAnothers = anothersIn(world.store);
      await world.lived({ reference: 'aaaaaa' });
      const order = withEarlier(numbered, { vendorOrderId: 'recEarlier', known: 'proven' });
      const stored = await world.stored(theirs.facts.reference);
      await world.store.replace(1, { ...stored, order: { ...order, facts: theirs.facts }, entry: null });
      expect(await isAnothers(approved, details({ id: 'recOurs', domainNames: [] }))).toBe(true);
      expect(await isAnothers(approved, details({ id: 'recEarlier', domainNames: [] }))).toBe(true);
      expect(await isAnothers(approved, details({ id: 'recElse', domainNames: ['other.com'] }))).toBe(false);
    }));

  test('but not to one whose call was surely not sent, nor to the very order that is asked about', () =>
    inWorld(async (world) => {
      const isAnothers = anothersIn(world.store);
      const unsent = { type: 'not_sent', reason: 'too_late', attempt: 1, startedAt: noon } as const;
      const started = { type: 'placing_started', attempt: theirAttempt } as const;
      const { order } = await world.lived({ reference: 'aaaaaa' }, approvedThen, started);
      expect(await isAnothers(approved, details({}))).toBe(true);
      expect(await isAnothers(order, details({}))).toBe(false);
      await world.happen(theirs.facts.reference, unsent);
      expect(await isAnothers(approved, details({}))).toBe(false);
    }));

  test('right before a call, unless that one is over, runs on there all the same, and has names of ours', () =>
    inWorld(async (world) => {
      const isFollowed = followedByAnotherIn(world.store);
      const found = { type: 'vendor_order_found', vendorOrderId: 'recTheirs', amountCents: 1_400 } as const;
      const started = { type: 'placing_started', attempt: theirAttempt } as const;
      await world.lived({ reference: 'aaaaaa' }, approvedThen, started, { ...found, attempt: 1 });
      expect(await isFollowed(approved, details({}))).toBe(true);
      await world.happen(theirs.facts.reference, { type: 'vendor_cancelled' });
      expect(await isFollowed(approved, details({}))).toBe(false);
      expect(await isFollowed(approved, details({ status: 'Cancelled' }))).toBe(true);
      expect(await isFollowed(approved, details({ domainNames: ['other.com'] }))).toBe(true);
      expect(await isFollowed(approved, details({ tag: 'acme-zzzzzz' }))).toBe(false);
    }));
});
