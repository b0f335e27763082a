import { expect, test } from '@jest/globals';
import type { Order } from '../../../src/orders/order.ts';
import { sentView } from '../../../views/form/ordering/sent-view.ts';
import { titleText } from '../../../views/words/order-text.ts';
import { approvals, noon } from '../../support/builders.ts';
import { orderIn } from '../../support/views/orders.ts';
import { allText, slackProblems } from '../../support/views/text.ts';

test('what was sent is told with its price and its label, as everywhere', () => {
  const order = orderIn('awaiting_approval');
  const view = sentView(order, approvals);
  expect(titleText(order)).toMatch(/^\$[\d.]+ \/ month · /);
  expect(allText(view)).toContain(`🟡 Waiting for approval · ${titleText(order)}`);
  expect(allText(view)).toContain('waits for approval.');
  expect(slackProblems(view)).toEqual([]);
});

test.each(['approved', 'declined', 'placed'] as const)('an order that is %s by now does not wait', (state) => {
  expect(allText(sentView(orderIn(state), approvals))).not.toMatch(/wait(s|ing) for approval/i);
});

test('the label stands as it was typed', () => {
  const order = orderIn('awaiting_approval', { label: '*Acme* <!channel>' });
  expect(sentView(order, approvals).blocks[0]).toMatchObject({
    text: { type: 'plain_text', text: expect.stringContaining('*Acme* <!channel>') },
  });
});

test('where its card is, is said as it is: being posted, there, or nowhere and why', () => {
  const order = orderIn('awaiting_approval');
  const on = (surfaces: Order['surfaces'], trouble: Pick<Order, 'cardTrouble'> = {}) =>
    allText(sentView({ ...order, surfaces, ...trouble }, approvals));
  expect(on([])).toContain('is being posted in');
  expect(on([{ kind: 'card', ref: { channelId: approvals, ts: '1.1' } }])).toContain('Its card is in');
  const archived = on([], { cardTrouble: { since: noon, failure: 'channel_archived', word: 'is_archived' } });
  expect(archived).toContain('is archived. Somebody has to unarchive it');
  expect(archived).not.toContain('is being posted in');
});

test('that it can be withdrawn is said only while it can be', () => {
  expect(allText(sentView(orderIn('awaiting_approval'), approvals))).toContain('where you can also withdraw it');
  for (const state of ['approved', 'declined', 'withdrawn', 'expired', 'placed', 'active'] as const)
    expect(allText(sentView(orderIn(state), approvals))).not.toMatch(/you can also withdraw/);
});

test('what needs no approval is sent at once while it is, and was not when it is over', () => {
  const free = (order: Order): Order => ({
    ...order,
    asked: { rule: 'free', policyHash: order.asked.policyHash, need: 0, otherwise: 1 },
  });
  expect(allText(sentView(free(orderIn('approved')), approvals))).toContain(
    'is sent at once, without approval (rule).',
  );
  for (const state of ['withdrawn', 'refused', 'active'] as const)
    expect(allText(sentView(free(orderIn(state)), approvals))).toContain('needed no approval (rule).');
});
