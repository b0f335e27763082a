import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { sectionsOf } from '../support/documents.ts';

const ROOT = new URL('../..', import.meta.url).pathname;

const HEAD = ['Fault', 'What people see', 'What the operator sees', 'What to do', 'Test'];

/** The cells of the rows of the table of faults. */
function faults(): string[][] {
  const found = sectionsOf(readFileSync(join(ROOT, 'docs/operations.md'), 'utf8')).find(
    ({ title }) => title === 'When something fails',
  );
  const rows = (found?.lines ?? []).filter((line) => line.startsWith('|'));
  const [head = [], , ...others] = rows.map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
  expect(head).toEqual(HEAD);
  return others;
}

test('each fault has what people and the operator see, what to do, and a test that is there', () => {
  const rows = faults();
  expect(rows.length).toBeGreaterThan(15);
  for (const row of rows) {
    expect(row).toHaveLength(HEAD.length);
    expect(row.every((cell) => cell !== '')).toBe(true);
    const path = /^`(test\/[\w./-]+\.test\.ts)`$/.exec(row.at(-1) ?? '')?.[1] ?? 'no path';
    expect([path, existsSync(join(ROOT, path))]).toEqual([path, true]);
  }
});
