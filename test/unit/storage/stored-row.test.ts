import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addEffects, type EffectTask, EffectTask as EffectTasks } from '../../../src/orders/effect.ts';
import { nextEntry } from '../../../src/orders/history.ts';
import type { Order } from '../../../src/orders/order.ts';
import { decodeCursor, encodeCursor } from '../../../src/storage/page-cursor.ts';
import { claimableAtMs, decodeEntry, decodeOrder, encodeOrder, StoredRowBroken } from '../../../src/storage/row.ts';
import { noon } from '../../support/builders.ts';
import { manyDomains, orderIn, ordersInEveryState } from '../../support/views/orders.ts';
import { eventsOfEveryType } from '../../support/views/samples.ts';

const text = fc.string({ unit: 'binary', maxLength: 60 });
const moment = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
/** Objects as JSON makes them. */
const plain = { noNullPrototype: true } as const;
const extras = fc.record(
  {
    coupon: text,
    hosting: fc.record({ provider: text, link: text, loginId: text }, plain),
    sequencer: fc.record({ provider: text, workspace: text, tag: text, loginId: text }, plain),
  },
  { requiredKeys: [], noNullPrototype: true },
);
const parts = fc.record({
  label: text,
  workspaceName: text,
  words: text,
  quorum: fc.integer({ min: 1, max: 5 }),
  lines: fc.integer({ min: 1, max: 20 }).map((count) => [manyDomains('google', count), manyDomains('smtp', 1)]),
  extras,
});

/** A task of each type, with each event among the notes. */
function tasksOfEveryType(order: Order, words: string, at: Date): EffectTask[] {
  const notes = eventsOfEveryType(order, words).map((event) => ({ type: 'note' as const, event, at }));
  const simple = EffectTasks.options.flatMap((option) => {
    const parsed = option.safeParse({ type: option.shape.type.value, to: 'requester', notice: 'placed' });
    return parsed.success ? [parsed.data] : [];
  });
  return [...simple, ...notes];
}

describe('a stored order', () => {
  const rows = fc.record({
    order: parts.chain((each) => fc.constantFrom(...ordersInEveryState(each))),
    words: text,
    at: moment,
    version: fc.integer({ min: 1 }),
    isLeased: fc.boolean(),
  });

  test('is read as it was written, in every state, with every effect', () => {
    const holds = fc.property(rows, ({ order: made, words, at, version, isLeased }) => {
      const order: Order = { ...made, facts: { ...made.facts, requestedAt: at } };
      const intents = tasksOfEveryType(order, words, at).map((task) => ({ task, dueAt: at }));
      const effects = addEffects([], intents, version);
      const head = { sequence: version, hash: order.terms.fingerprint };
      const lease = isLeased ? { token: words, until: at } : null;
      const stored = { version, order, effects, head, lease };
      const row = encodeOrder(stored);
      const read = decodeOrder(row);
      expect(read).toStrictEqual(stored);
      expect(encodeOrder(read).content).toBe(row.content);
    });
    fc.assert(holds, { numRuns: 60 });
  });

  test('is claimable when its first effect is due, or when its lease ends; without effects never', () => {
    const at = (milliseconds: number) => new Date(noon.getTime() + milliseconds);
    const effects = addEffects(
      [],
      [5, 2, 9].map((milliseconds) => ({ task: { type: 'attach_list' }, dueAt: at(milliseconds) })),
      1,
    );
    expect(claimableAtMs(effects, null)).toBe(at(2).getTime());
    expect(claimableAtMs(effects, { token: 'token', until: at(30) })).toBe(at(30).getTime());
    expect(claimableAtMs([], null)).toBeNull();
    expect(claimableAtMs([], { token: 'token', until: at(30) })).toBeNull();
  });
});

describe('a stored history entry', () => {
  test('of every event is read as it was written', () => {
    fc.assert(
      fc.property(text, moment, (words, at) => {
        const order = orderIn('placed');
        for (const event of eventsOfEveryType(order, words)) {
          const entry = nextEntry(null, event, order.terms.fingerprint, at);
          expect(decodeEntry(JSON.stringify(entry))).toStrictEqual(entry);
        }
      }),
      { numRuns: 15 },
    );
  });
});

describe('a broken row', () => {
  const secret = 'hush';
  const order = orderIn('declined', { words: secret, label: secret, workspaceName: secret });
  const head = { sequence: 1, hash: order.terms.fingerprint };
  const row = encodeOrder({ version: 1, order, effects: [], head, lease: null });
  const { content: whole } = row;
  /** Everything of an error that may end up in a log. */
  const said = (read: () => unknown): string => {
    try {
      read();
    } catch (error) {
      if (!(error instanceof StoredRowBroken)) throw error;
      return [error.message, error.userMessage, error.stack, String(error.cause)].join('\n');
    }
    throw new Error('The row was read');
  };

  test.each<{ what: string; content: string; place: string }>`
    what                        | content                                                  | place
    ${'nothing'}                | ${''}                                                    | ${'at order'}
    ${'a text that is no JSON'} | ${secret}                                                | ${'at order'}
    ${'a text that was cut'}    | ${whole.slice(0, -1)}                                    | ${'at order'}
    ${'another kind of JSON'}   | ${JSON.stringify([secret])}                              | ${'at order'}
    ${'an unknown state'}       | ${whole.replace('"declined"', `"${secret}"`)}            | ${'order.state'}
    ${'a moment that is none'}  | ${whole.replaceAll(noon.toISOString(), secret)}          | ${'order.facts.requestedAt'}
    ${'a field that is lost'}   | ${whole.replace('"requestedBy"', `"${secret}"`)}         | ${'order.facts.requestedBy'}
    ${'a price in fractions'}   | ${whole.replace(/"totalCents":\d+/, '"totalCents":1.5')} | ${'order.terms.quote.totalCents'}
  `('that has $what names the place and nothing of the content', ({ content, place }) => {
    const message = said(() => decodeOrder({ ...row, content }, 'aaaaaa'));
    expect(message).toContain('order aaaaaa');
    expect(message).toContain(place);
    expect(message).not.toContain(secret);
  });

  test.each(['effects', 'head'])('whose %s are broken says so, and nothing of the content', (column) => {
    const message = said(() => decodeOrder({ ...row, [column]: JSON.stringify([{ hash: secret }]) }, 'aaaaaa'));
    expect(message).toMatch(new RegExp(`order aaaaaa is broken at ${column}`));
    expect(message).not.toContain(secret);
  });

  test('of the store’s first form names the place', () => {
    const content = JSON.stringify({ order, effects: [], head, lease: { token: secret } });
    const message = said(() => decodeOrder({ ...row, content, effects: null, head: null }));
    expect(message).toContain('lease.until');
    expect(message).not.toContain(secret);
  });

  test('of the history names the place and nothing of the content', () => {
    expect(said(() => decodeEntry(JSON.stringify({ event: secret })))).toContain('history entry is broken at sequence');
    expect(said(() => decodeEntry(secret))).not.toContain(secret);
  });
});

describe('the cursor of a list', () => {
  test('is read as it was written', () => {
    const last = orderIn('placed');
    const place = { atMs: last.facts.requestedAt.getTime(), reference: last.facts.reference };
    expect(decodeCursor(encodeCursor(last))).toEqual(place);
    expect(decodeCursor(null)).toBeNull();
  });

  test.each(['', 'nonsense', Buffer.from('{"atMs":"1"}').toString('base64url')])('"%s" is refused', (cursor) => {
    expect(() => decodeCursor(cursor)).toThrow();
  });
});
