import { expect, test } from '@jest/globals';
import { nearestName, slipsBetween } from '../../../src/values/nearest-name.ts';

test.each([
  ['gogle', 'google', 1],
  ['smpt', 'smtp', 1],
  ['googel', 'google', 1],
  ['smtp', 'smtp', 0],
  ['outluk', 'outlook', 2],
])('%s is %s with %i', (typed, name, slips) => {
  expect(slipsBetween(typed, name)).toBe(slips);
});

test('the nearest name is the one with the fewest slips, then the one of its length', () => {
  expect(nearestName('acme', ['acmes', 'acma'], () => 1)).toBe('acma');
  expect(nearestName('acmes', ['acma', 'acmes'], () => 2)).toBe('acmes');
});

test('a name is not meant with more slips than it bears', () => {
  expect(nearestName('acne', ['acme'], () => 0)).toBeNull();
  expect(nearestName('xyz', ['acme', 'smtp'], () => 2)).toBeNull();
  expect(nearestName('', ['acme'], () => 2)).toBeNull();
});
