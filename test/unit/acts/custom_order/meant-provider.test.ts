import { expect, test } from '@jest/globals';
import { meantProvider } from '../../../../src/acts/custom_order/meant-provider.ts';

test.each([
  ['gogle', 'google'],
  ['Gooogle:', 'google'],
  ['googel', 'google'],
  ['outlok', 'outlook'],
  ['outluk', 'outlook'],
  ['smpt', 'smtp'],
  ['please gogle', 'google'],
  ['gmail', 'google'],
  ['microsoft', 'outlook'],
])('“%s” probably means %s', (typed, provider) => {
  expect(meantProvider(typed)).toBe(provider);
});

test.each(['', 'asap', '70', 'coupon SAVE10', 'step', 'people', 'look', 'go', 'ms', 'google', 'fro acme'])(
  '“%s” means none of them, or is one',
  (typed) => {
    expect(meantProvider(typed)).toBeNull();
  },
);
