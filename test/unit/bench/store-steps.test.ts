import { expect, test } from '@jest/globals';
import { changesIn, operationsOf, PLACING, stepsToPlacing, tallied } from '../../../bench/lab/store-steps.ts';
import { countSyncs } from '../../../bench/lab/syncs.ts';

const steps = (...names: readonly string[]) => names.map((name, index) => ({ atMs: 100 + index, name }));

test('a transaction is one operation, named by what it writes', () => {
  const operations = operationsOf(
    steps('read orders', 'begin immediate', 'read orders', 'write orders (approved)', 'write history', 'commit'),
  );
  expect(operations).toEqual(['read orders', 'write orders (approved) + write history']);
  expect(changesIn(operations)).toEqual(['write orders (approved) + write history']);
});

test('a transaction that changes nothing is named by what it reads', () => {
  expect(operationsOf(steps('begin immediate', 'read orders', 'commit'))).toEqual(['read orders']);
});

test('the way of a click ends with the commit that makes the order placing', () => {
  const all = steps('read before', 'write key_values (seen)', 'begin immediate', PLACING, 'commit', 'read after');
  expect(stepsToPlacing(all, 101)?.map(({ name }) => name)).toEqual([
    'write key_values (seen)',
    'begin immediate',
    PLACING,
    'commit',
  ]);
});

test('outside of a transaction it ends with the write itself', () => {
  const all = steps('begin immediate', 'commit', PLACING, 'read after');
  expect(stepsToPlacing(all, 0)?.at(-1)?.name).toBe(PLACING);
});

test('while the order is not placing there is no end', () => {
  expect(stepsToPlacing(steps('read orders'), 0)).toBeNull();
  expect(stepsToPlacing(steps(PLACING, 'read orders'), 101)).toBeNull();
});

test('a tally names each operation once', () => {
  expect(tallied(['read a', 'write b', 'read a'])).toBe('2 × read a, write b');
});

test('each sync of the disk is counted once, inside of its span only', () => {
  const trace = [
    '12 1764000000.100000 fdatasync(21) = 0',
    '12 1764000000.200000 fdatasync(21 <unfinished ...>',
    '13 1764000000.210000 fsync(4) = 0',
    '12 1764000000.220000 <... fdatasync resumed>) = 0',
    '12 1764000000.900000 fdatasync(21) = 0',
  ].join('\n');
  expect(countSyncs(trace, 1_764_000_000_050, 1_764_000_000_500)).toBe(3);
});
