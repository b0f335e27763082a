import { expect, test } from '@jest/globals';
import { vendorOrderView } from '../../../views/messages/one-order/vendor-order.ts';

import { allText, slackProblems } from '../../support/views/text.ts';

const names = Array.from({ length: 101 }, (_, index) => `acme${index}.com`);
const order = {
  id: '3f0c2a4e-5b1d-4c8e-9a7f-0123456789ab',
  workspace: { name: 'Northwind *Outbound*' },
  vendorOrderId: 'recOld',
  label: '<!channel> old',
  status: 'Active',
  amountCents: 3_500,
  createdAt: new Date('2026-10-04T10:00:00Z'),
  names,
};
const domains = names.map((name, index) => ({
  name,
  isReady: index % 2 === 0,
  redirect: index === 0 ? 'https://a.com/b' : '',
}));

test('its domains are forty a page, each with its number in the whole, and only what works has a menu', () => {
  const first = vendorOrderView(order, domains, 0);
  const last = vendorOrderView(order, domains, 80);
  for (const view of [first, last, vendorOrderView(order, domains, 500)]) expect(slackProblems(view)).toEqual([]);
  expect(allText(first)).toContain('✅ acme0.com → a.com/b');
  expect(JSON.stringify(first).match(/"type":"overflow"/g)).toHaveLength(20);
  expect(allText(last)).toContain('Domains 81–101 of 101');
  expect(JSON.stringify(last)).toContain(`"swap:${order.id}:100"`);
});
