import { expect, test } from '@jest/globals';
import { classOf } from '../../../../src/scaledmail/once/answer.ts';

test.each([
  [0, 'redirect'],
  [199, 'redirect'],
  [200, 'success'],
  [299, 'success'],
  [300, 'redirect'],
  [399, 'redirect'],
  [400, 'refused'],
  [408, 'gave_up'],
  [429, 'too_many'],
  [498, 'refused'],
  [499, 'gave_up'],
  [500, 'failed'],
])('the status %i is of the class %s', (status, name) => {
  expect(classOf(status)).toBe(name);
});
