import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parseSync } from '@swc/core';
import { filesBelow } from '../support/comments.ts';

const ROOT = join(import.meta.dirname, '../..');
const FILES = filesBelow(ROOT, ['src', 'views', 'sandbox', 'test', 'bench', 'packaging'], ['.ts', '.tsx']);

/** What makes the compiler believe. `as const` and `satisfies` are other nodes: they are checked. */
const BELIEVED: ReadonlySet<unknown> = new Set(['TsAsExpression', 'TsTypeAssertion', 'TsNonNullExpression']);

/** How many casts and `!` a text has. */
function castsIn(text: string, isJsx = false): number {
  let count = 0;
  const walk = (value: unknown) => {
    if (typeof value !== 'object' || value === null) return;
    if ('type' in value && BELIEVED.has(value.type)) count += 1;
    for (const child of Object.values(value)) walk(child);
  };
  walk(parseSync(text, { syntax: 'typescript', tsx: isJsx }).body);
  return count;
}

test.each([
  ['const a = [1] as number[];', 1],
  ['const a = <number[]>[1];', 1],
  ['first(list!)', 1],
  ['const a = [1, 2] as const;', 0],
  ["import { a as b } from 'c'; const d = [b] satisfies number[]; // as it is", 0],
])('%s', (text, count) => {
  expect(castsIn(text)).toBe(count);
});

test('nothing is cast: a type that is only believed hides that a shape has changed', () => {
  const cast = FILES.filter((path) => castsIn(readFileSync(join(ROOT, path), 'utf8'), path.endsWith('x')) > 0);
  expect(FILES.length).toBeGreaterThan(1_000);
  expect(cast).toEqual([]);
});
