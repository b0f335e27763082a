import { expect, test } from '@jest/globals';
import { mailboxCount } from '../../../../src/service/placing/mailbox-count.ts';

const domain = (orderId: string | null, totalMailboxes: number | null) => ({
  id: 'recDom',
  name: 'a.com',
  status: 'Active',
  orderId,
  totalMailboxes,
});

test.each([
  [[domain('rec1', 2), domain('rec1', 25)], 27],
  [[domain('rec1', 2), domain('rec2', 25), domain(null, 4)], 2],
  [[domain('rec1', 0)], 0],
  [[domain('rec1', 2), domain('rec1', null)], null],
  [[domain('rec1', null), domain('rec1', 2)], null],
  [[domain('rec2', 2)], null],
  [[], null],
])('of %j, the order rec1 has %j mailboxes', (domains, count) => {
  expect(mailboxCount('rec1', domains)).toBe(count);
});
