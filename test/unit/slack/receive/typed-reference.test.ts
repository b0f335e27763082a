import { expect, test } from '@jest/globals';
import { typedReference } from '../../../../src/slack/receive/typed-reference.ts';

test.each(['7f3k2q', ' 7f3k2q ', '`7f3k2q`', '#7f3k2q', '7f3k2q.', '7F3K2Q', '“7f3k2q”', '(`#7f3k2q`).', '*7f3k2q*'])(
  '%s is understood',
  (typed) => expect(typedReference(typed)).toBe('7f3k2q'),
);

test.each(['', '7f3k2', '7f3k2qq', '7f3k 2q', '7f3k2q now', 'a.7f3k2q'])('“%s” is no reference', (typed) =>
  expect(typedReference(typed)).toBeNull(),
);
