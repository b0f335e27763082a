import { expect, test } from '@jest/globals';
import { OrderEvent } from '../../../src/orders/event.ts';
import { ORDER_STATES } from '../../../src/orders/order.ts';
import { largestLines, orderIn, ordersInEveryState } from '../../support/views/orders.ts';
import { eventsOfEveryType, HOSTILE_TEXTS } from '../../support/views/samples.ts';
import { surfacesOf } from '../../support/views/surfaces.ts';
import { foreignControls, slackProblems } from '../../support/views/text.ts';

test('the samples cover every state and every event', () => {
  expect(new Set(ordersInEveryState().map(({ state }) => state))).toEqual(new Set(ORDER_STATES));
  const types = eventsOfEveryType(orderIn('placed')).map(({ type }) => type);
  expect(new Set(types)).toEqual(new Set(OrderEvent.options.map((option) => option.shape.type.value)));
});

const named = (orders: ReturnType<typeof ordersInEveryState>) =>
  orders.map((order, index) => [`${index} ${order.state}`, order] as const);

test.each(named(ordersInEveryState()))(
  'an order, %s, is drawn on every surface as Slack takes it, and mentions only who takes part',
  (_name, order) => {
    for (const [surface, view] of surfacesOf(order)) {
      expect([surface, slackProblems(view), foreignControls(view)]).toEqual([surface, [], []]);
    }
  },
);

test.each(named(ordersInEveryState({ lines: largestLines, quorum: 2 })))(
  'an order of 200 domains, %s, fits every surface',
  (_name, order) => {
    for (const [surface, view] of surfacesOf(order)) expect([surface, slackProblems(view)]).toEqual([surface, []]);
  },
);

test.each(HOSTILE_TEXTS.map((text) => [text]))('no surface takes %j for markup of ours', (text) => {
  const extras = { coupon: text, hosting: { provider: text, loginId: 'l1' } };
  const orders = ordersInEveryState({ label: text, workspaceName: text, source: 'other', words: text, extras });
  for (const order of orders) {
    for (const [surface, view] of surfacesOf(order, text)) {
      expect([surface, slackProblems(view)]).toEqual([surface, []]);
      expect([surface, foreignControls(view)]).toEqual([surface, []]);
    }
  }
});
