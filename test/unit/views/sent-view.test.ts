import { expect, test } from '@jest/globals';
import { sentView } from '../../../views/form/ordering/sent-view.ts';
import { titleText } from '../../../views/words/order-text.ts';
import { approvals } from '../../support/builders.ts';
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
