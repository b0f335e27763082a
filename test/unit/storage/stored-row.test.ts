import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Act, labelOf } from '../../../src/acts/act.ts';
import { addEffects, type EffectTask, EffectTask as EffectTasks } from '../../../src/orders/effect.ts';
import { OrderEvent } from '../../../src/orders/event.ts';
import { nextEntry } from '../../../src/orders/history/history.ts';
import { newestTerms, type Order } from '../../../src/orders/order.ts';
import { decodeCursor, encodeCursor } from '../../../src/storage/rows/page-cursor.ts';
import { claimableAtMs, decodeOrder, encodeEntry, encodeOrder } from '../../../src/storage/rows/row.ts';
import { actHashesIn, actMemory, hashOfAct, textOfAct } from '../../../src/storage/rows/stored-acts.ts';
import { StoredRowBroken, StoredRowNewer } from '../../../src/storage/rows/stored-json.ts';
import { noon } from '../../support/builders.ts';
import { firstFormOrder, wholeContent } from '../../support/rows/first-form.ts';
import { readEntry, readOrder } from '../../support/rows/read.ts';
import { largestLines, manyDomains, orderIn, ordersInEveryState } from '../../support/views/orders.ts';
import { eventsOfEveryType } from '../../support/views/samples.ts';

const labelIn = (act: Act | undefined): string | undefined => act && labelOf<Act['kind']>(act);

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

/** An event of each type, without what the type does not have. */
const eventsOf = (order: Order, words: string) => eventsOfEveryType(order, words).map((each) => OrderEvent.parse(each));

/** A task of each type, with each event among the notes. */
function tasksOfEveryType(order: Order, words: string, at: Date): EffectTask[] {
  const notes = eventsOf(order, words).map((event) => ({ type: 'note' as const, event, at }));
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
      const head = { sequence: version, hash: newestTerms(order).fingerprint };
      const lease = isLeased ? { token: words, until: at } : null;
      const stored = { version, order, effects, head, lease };
      const row = encodeOrder(stored);
      const read = readOrder(row);
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
        for (const event of eventsOf(order, words)) {
          const entry = nextEntry(null, { event, fingerprint: newestTerms(order).fingerprint, at, salt: words });
          expect(readEntry(encodeEntry(entry))).toStrictEqual(entry);
        }
      }),
      { numRuns: 15 },
    );
  });
});

describe('a broken row', () => {
  const secret = 'hush';
  const order = orderIn('declined', { words: secret, label: secret, workspaceName: secret });
  const head = { sequence: 1, hash: newestTerms(order).fingerprint };
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
    ${'a price in fractions'}   | ${whole.replace(/"monthCents":\d+/, '"monthCents":1.5')} | ${'order.terms.0.worth.monthCents'}
  `('that has $what names the place and nothing of the content', ({ content, place }) => {
    const message = said(() => readOrder({ ...row, content }, 'aaaaaa'));
    expect(message).toContain('order aaaaaa');
    expect(message).toContain(place);
    expect(message).not.toContain(secret);
  });

  test.each(['effects', 'head'])('whose %s are broken says so, and nothing of the content', (column) => {
    const message = said(() => readOrder({ ...row, [column]: JSON.stringify([{ hash: secret }]) }, 'aaaaaa'));
    expect(message).toMatch(new RegExp(`order aaaaaa is broken at ${column}`));
    expect(message).not.toContain(secret);
  });

  test('of the first form names the place, in both of its shapes', () => {
    const first = firstFormOrder('declined').row;
    const lease = { token: secret };
    const asOne = { ...JSON.parse(wholeContent(first)), lease };
    const message = said(() => readOrder({ ...row, content: JSON.stringify(asOne), effects: null, head: null }));
    expect(message).toContain('lease.until');
    expect(message).not.toContain(secret);
    const { content, effects, head: newest } = first;
    const broken = content.replace('"reason":"Too dear"', `"reason":["${secret}"]`);
    const other = said(() => readOrder({ ...row, content: broken, effects, head: newest }, 'aaaaaa'));
    expect(other).toContain('order aaaaaa is broken at order.reason');
    expect(other).not.toContain(secret);
  });

  test('of a newer form says that a newer version wrote it', () => {
    const content = whole.replace('"form":2', '"form":3');
    const read = () => readOrder({ ...row, content }, 'aaaaaa');
    expect(read).toThrow(StoredRowNewer);
    expect(said(read)).toContain('order aaaaaa has the form 3: a newer version of this app wrote it');
    expect(said(() => readEntry({ text: JSON.stringify({ form: 4, secret }) }))).toContain(
      'history entry has the form 4',
    );
  });

  test.each(['2', null, 1.5, 0, 1])('of the form %p is broken, whatever else it holds', (form) => {
    const content = whole.replace('"form":2', `"form":${JSON.stringify(form)}`);
    expect(said(() => readOrder({ ...row, content }))).toContain('broken at order.form');
  });

  test('of the history names the place and nothing of the content', () => {
    expect(said(() => readEntry({ text: JSON.stringify({ event: secret }) }))).toContain(
      'history entry is broken at sequence',
    );
    expect(said(() => readEntry({ text: secret }))).not.toContain(secret);
  });
});

describe('an act', () => {
  const order = orderIn('placed', { lines: largestLines });
  const head = { sequence: 1, hash: newestTerms(order).fingerprint };
  const row = encodeOrder({ version: 1, order, effects: [], head, lease: null });

  test('stands beside the row, which holds its hash', () => {
    expect([...row.acts.values()]).toEqual([newestTerms(order).act]);
    const [[hash, act] = ['', {}]] = [...row.acts];
    expect(createHash('sha256').update(textOfAct(act)).digest('hex')).toBe(hash);
    expect(row.content).toContain(`"act":"${hash}"`);
    expect(row.content).not.toContain('Park');
    expect(actHashesIn([row.content, row.effects, null])).toEqual([hash]);
  });

  test('is the same object in everything that is read of it, and is not checked anew', () => {
    const memory = actMemory();
    for (const [hash, act] of row.acts) memory.read(hash, textOfAct(act));
    const acts = [1, 2].map(() => newestTerms(decodeOrder(row, memory.get).order).act);
    expect(acts[0]).toBe(acts[1]);
    expect(acts[0]).toStrictEqual(newestTerms(order).act);
  });

  test('that is not known makes the row broken at its place', () => {
    expect(() => decodeOrder(row, () => undefined)).toThrow('broken at order.terms.0.act');
  });

  test('whose text is another, or none, is broken and says nothing of it', () => {
    const memory = actMemory();
    const [hash = ''] = row.acts.keys();
    expect(() => memory.read(hash, '{"secret":1}')).toThrow(`act ${hash} is not the one that was written`);
    const text = '{"kind":"hush"}';
    const ofText = createHash('sha256').update(text).digest('hex');
    expect(() => memory.read(ofText, text)).toThrow(`A stored act ${ofText} is broken at kind`);
  });

  test('is remembered while there is room, those that were needed last', () => {
    const acts = ['a', 'b', 'c'].map((label) => ({ ...newestTerms(order).act, label }));
    const [first = '', second = '', third = ''] = acts.map(hashOfAct);
    const size = textOfAct(acts[0] ?? {}).length;
    const memory = actMemory(2 * size);
    for (const act of acts.slice(0, 2)) memory.read(hashOfAct(act), textOfAct(act));
    memory.get(first);
    memory.read(third, textOfAct(acts[2] ?? {}));
    expect([first, second, third].map((hash) => labelIn(memory.get(hash)))).toEqual(['a', undefined, 'c']);
    const small = actMemory(1);
    expect(labelIn(small.read(first, textOfAct(acts[0] ?? {})))).toBe('a');
    expect(labelIn(small.get(first))).toBe('a');
  });

  test('of a name that is written as if it were a hash changes nothing', () => {
    const words = `"act":"${'a'.repeat(64)}"`;
    const odd = { ...order, ruledOut: [words] };
    const written = encodeOrder({ version: 1, order: odd, effects: [], head, lease: null });
    expect(readOrder(written).order).toStrictEqual(odd);
    expect(actHashesIn([JSON.stringify({ words })])).toEqual([]);
  });
});

describe('the cursor of a list', () => {
  test('is read as it was written', () => {
    const last = orderIn('placed');
    const place = { atMs: last.facts.requestedAt.getTime(), reference: last.facts.reference };
    expect(decodeCursor(encodeCursor(place))).toEqual(place);
    expect(decodeCursor(null)).toBeNull();
  });

  test.each(['', 'nonsense', Buffer.from('{"atMs":"1"}').toString('base64url')])('"%s" is refused', (cursor) => {
    expect(() => decodeCursor(cursor)).toThrow();
  });
});
