import { expect, test } from '@jest/globals';
import type { ModalView } from '@slack/types';
import { loadingView } from '../../../views/form/loading-view.ts';
import { pricingView } from '../../../views/form/ordering/pricing-view.ts';
import { readingView } from '../../../views/form/ordering/reading-view.ts';
import { ACTION, VIEW } from '../../../views/ids.ts';
import { aDraft } from '../../support/views/orders.ts';
import { allText } from '../../support/views/text.ts';

test.each<[string, ModalView]>([
  ['pricing', pricingView(aDraft())],
  ['reading a file', readingView(aDraft())],
])('a page that waits (%s) says what to do when it stays', (_, view) => {
  expect(allText(view.blocks)).toMatch(/Still here after two minutes\?.*Press \*‹ Back\*: what you typed is kept\./);
  expect(JSON.stringify(view.blocks)).toContain(ACTION.back);
});

test('one that can only be closed says so', () => {
  expect(allText(loadingView('Order').blocks)).toMatch(/Still here after two minutes\?.*Close this and look again\./);
});

test('one that may have sent something does not say that it is only typed', () => {
  const before = { from: VIEW.details, metadata: '{}', typed: '{}', token: null };
  expect(allText(loadingView('Order', before).blocks)).toMatch(/Press \*‹ Back\*: it shows where this stands\./);
});
