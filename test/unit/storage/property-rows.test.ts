import { describe, expect } from '@jest/globals';
import fc from 'fast-check';
import { encodeEntry, encodeOrder } from '../../../src/storage/rows/row.ts';
import { StoredRowBroken } from '../../../src/storage/rows/stored-json.ts';
import { property } from '../../support/property/check.ts';
import { type Life, life } from '../../support/property/lives.ts';
import { readEntry, readOrder } from '../../support/rows/read.ts';

/** A life as the store holds it after its last write. */
function storedFrom({ order, effects, history, version }: Life, isLeased: boolean) {
  const newest = history.at(-1);
  if (!newest) throw new Error('A life begins with an entry');
  const head = { sequence: newest.sequence, hash: newest.hash };
  return {
    version,
    order,
    effects: [...effects],
    head,
    lease: isLeased ? { token: 'lease-1', until: newest.at } : null,
  };
}

type Path = readonly (string | number)[];

/** Where each text, number and other leaf of a JSON value stands. */
function leavesOf(value: unknown, path: Path = []): Path[] {
  if (Array.isArray(value)) return value.flatMap((each, index) => leavesOf(each, [...path, index]));
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, each]) => leavesOf(each, [...path, key]));
}

/** A copy of a JSON value with another value at one place. */
function replaced(value: unknown, [step, ...rest]: Path, change: (leaf: unknown) => unknown): unknown {
  if (step === undefined) return change(value);
  if (Array.isArray(value)) return value.map((each, index) => (index === step ? replaced(each, rest, change) : each));
  return Object.fromEntries(
    Object.entries(Object(value)).map(([key, each]) => [key, key === step ? replaced(each, rest, change) : each]),
  );
}

/** Something of another kind than what stood there, which no field takes. */
const spoil =
  (how: number) =>
  (leaf: unknown): unknown => {
    if (how === 0) return { is: 'broken' };
    if (how === 1) return [[leaf]];
    if (typeof leaf === 'number') return how === 2 ? leaf + 0.5 : String(leaf);
    return how === 2 ? 7.5 : true;
  };

/** Whether the row is refused by the store's own error; a row that is read answers false. */
function isRefused(read: () => unknown): boolean {
  try {
    read();
    return false;
  } catch (error) {
    if (!(error instanceof StoredRowBroken)) throw error;
    return true;
  }
}

describe('a stored order', () => {
  property(
    'is read as it was written at the end of any life, with everything it still has to do',
    fc.tuple(life, fc.boolean()),
    ([each, isLeased]) => {
      const stored = storedFrom(each, isLeased);
      expect(readOrder(encodeOrder(stored))).toStrictEqual(stored);
    },
    { runs: 150 },
  );

  property(
    'is refused, not misread, when any one field holds something of another kind',
    fc.tuple(life, fc.nat(), fc.nat({ max: 3 })),
    ([each, pick, how]) => {
      const row = encodeOrder(storedFrom(each, true));
      const texts = { content: row.content, effects: row.effects, head: row.head };
      const values = Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, JSON.parse(text)]));
      const paths = leavesOf(values);
      const path = paths[pick % paths.length] ?? [];
      // A flag that is spoilt into another flag is a flag again.
      const spoilt = replaced(values, path, (leaf) => (typeof leaf === 'boolean' ? 'yes' : spoil(how)(leaf)));
      const spoiltTexts = Object.entries(Object(spoilt)).map(([name, value]) => [name, JSON.stringify(value)]);
      return isRefused(() => readOrder({ ...row, ...Object.fromEntries(spoiltTexts) }));
    },
    { runs: 300 },
  );

  property(
    'is refused when one of its texts was cut anywhere',
    fc.tuple(life, fc.nat(), fc.constantFrom('content', 'effects', 'head')),
    ([each, pick, column]) => {
      const row = encodeOrder(storedFrom(each, false));
      return isRefused(() => readOrder({ ...row, [column]: row[column].slice(0, pick % row[column].length) }));
    },
    { runs: 100 },
  );

  property(
    'is refused when it is any other JSON',
    fc.tuple(life, fc.jsonValue(), fc.constantFrom('content', 'head')),
    ([each, value, column]) => {
      const row = encodeOrder(storedFrom(each, false));
      return isRefused(() => readOrder({ ...row, [column]: JSON.stringify(value) }));
    },
    { runs: 200 },
  );
});

describe('a stored history', () => {
  property(
    'is read as it was written, entry by entry',
    life,
    ({ history }) => {
      for (const entry of history) expect(readEntry(encodeEntry(entry))).toStrictEqual(entry);
    },
    { runs: 80 },
  );
});
