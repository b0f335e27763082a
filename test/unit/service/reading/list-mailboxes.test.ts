import { expect, test } from '@jest/globals';
import { mailboxListOf } from '../../../../src/service/acts/custom_order/mailbox-list.ts';
import type { VendorDomain } from '../../../../src/service/ports/vendor.ts';
import { mailboxFile, mailboxFileText } from '../../../../views/messages/mailbox-list.ts';
import { aDomain, aPurchase, noon } from '../../../support/builders.ts';
import { orderIn } from '../../../support/views/orders.ts';

const row = (name: string, parts: Partial<VendorDomain> = {}): VendorDomain => ({
  id: `id-${name}`,
  name,
  status: 'Active',
  orderId: 'rec1',
  totalMailboxes: 2,
  mailboxes: [
    { firstName: 'Ada', lastName: 'Park', alias: 'ada' },
    { firstName: '=cmd', lastName: '', alias: 'a.park' },
  ],
  ...parts,
});
const purchase = aPurchase({
  label: 'Acme, Spring!',
  lines: [{ provider: 'google', domains: ['a.com', 'b.com', 'c.com', 'd.com'].map((name) => aDomain(name)) }],
});
const rows = new Map(
  [row('a.com'), row('b.com'), row('c.com', { status: 'In Progress', mailboxes: [] })].map((each) => [each.name, each]),
);
const placed = orderIn('placed', { label: 'Acme, Spring!' });
const order = { ...placed, progress: { ...placed.progress, ready: ['a.com'] } };
const list = mailboxListOf(order, purchase, {
  rows,
  states: new Map([['b.com', [{ email: 'ADA@b.com', status: 'In Progress' }]]]),
  readAt: noon,
});

test('addresses come from the list of domains, states as far as they were read', () => {
  expect(list.mailboxes.map(({ address, state, readAt }) => [address, state, readAt])).toEqual([
    ['ada@a.com', 'Active', null],
    ['a.park@a.com', 'Active', null],
    ['ada@b.com', 'In Progress', noon],
    ['a.park@b.com', null, null],
    [null, 'In Progress', noon],
    [null, null, null],
  ]);
});

test('a wrong number is said, and so is what was not read', () => {
  expect(mailboxFileText(list)).toBe(
    '⚠️ ScaledMail lists 4 of 8 mailboxes so far. The state of 1 was not read this time.',
  );
  expect(mailboxFileText({ ...list, expected: 4, mailboxes: list.mailboxes.slice(0, 3) })).toBe(
    '4 mailboxes: address, sender, domain, provider, state; no passwords.',
  );
});

test('the file has a name of its own, and no cell that a spreadsheet would run', () => {
  const { name, content } = mailboxFile(order, list);
  expect(name).toMatch(/^acme-spring-[a-z0-9]{6}-mailboxes\.csv$/);
  expect(content.split('\n').slice(0, 4)).toEqual([
    'address,sender,domain,provider,state,read at (UTC)',
    'ada@a.com,Ada Park,a.com,Google,Active,',
    "a.park@a.com,'=cmd,a.com,Google,Active,",
    'ada@b.com,Ada Park,b.com,Google,In Progress,2026-11-23T12:00:00.000Z',
  ]);
  expect(content).toContain(',,d.com,Google,not in ScaledMail’s list so far,');
  expect(mailboxFile(orderIn('placed', { label: '日本' }), list).name).toMatch(/^[a-z0-9]{6}-mailboxes\.csv$/);
});
