import { expect, test } from '@jest/globals';
import { OrderEvent } from '../../../src/orders/event.ts';
import { ORDER_STATES } from '../../../src/orders/order.ts';
import { orderCard } from '../../../views/card/order-card.ts';
import { largestLines, orderIn, ordersInEveryState } from '../../support/views/orders.ts';
import { eventsOfEveryType, HOSTILE_TEXTS } from '../../support/views/samples.ts';
import { setting, surfacesOf } from '../../support/views/surfaces.ts';
import { foreignControls, orderButtonsOf, slackProblems } from '../../support/views/text.ts';

test('the samples cover every state and every event', () => {
  expect(new Set(ordersInEveryState().map(({ state }) => state))).toEqual(new Set(ORDER_STATES));
  const types = eventsOfEveryType(orderIn('placed')).map(({ type }) => type);
  expect(new Set(types)).toEqual(new Set(OrderEvent.options.map((option) => option.shape.type.value)));
});

type Surfaces = ReturnType<typeof surfacesOf>;

/** What Slack would not take, and what would be markup or a mention of somebody else: one answer, of thousands of views. */
const faultsOf = (surfaces: Surfaces, { isForeignAllowed = false } = {}) =>
  surfaces.flatMap(([surface, view]) => {
    const faults = [...slackProblems(view), ...(isForeignAllowed ? [] : foreignControls(view))];
    return faults.length === 0 ? [] : [{ surface, faults }];
  });

const named = (orders: ReturnType<typeof ordersInEveryState>) =>
  orders.map((order, index) => [`${index} ${order.state}`, order] as const);

test.each(named(ordersInEveryState()))(
  'an order, %s, is drawn on every surface as Slack takes it, and mentions only who takes part',
  (_name, order) => {
    expect(faultsOf(surfacesOf(order))).toEqual([]);
  },
);

test.each(named(ordersInEveryState({ lines: largestLines, quorum: 2 })))(
  'an order of 200 domains, %s, fits every surface',
  (_name, order) => {
    expect(faultsOf(surfacesOf(order), { isForeignAllowed: true })).toEqual([]);
  },
);

test.each(named(ordersInEveryState()))(
  'every button of an order, %s, is told apart by ear: its visible words, then title and reference',
  (_name, order) => {
    const silent = surfacesOf(order).flatMap(([surface, view]) =>
      orderButtonsOf(view)
        .filter(({ text, label }) => !label?.startsWith(`${text}, `) || !label.endsWith(`, ${order.facts.reference}`))
        .map((button) => ({ surface, ...button })),
    );
    expect(silent).toEqual([]);
  },
);

test('what is approved is never behind “see more”', () => {
  for (const order of ordersInEveryState({ lines: largestLines })) {
    const sections = orderCard(order, setting).blocks.flatMap((block) => (block.type === 'section' ? [block] : []));
    expect(sections.every(({ expand }) => expand === true)).toBe(true);
  }
});

test.each(HOSTILE_TEXTS.map((text) => [text]))('no surface takes %j for markup of ours', (text) => {
  const extras = { coupon: text, hosting: { provider: text, loginId: 'l1' } };
  const orders = ordersInEveryState({ label: text, workspaceName: text, source: 'other', words: text, extras });
  expect(orders.flatMap((order) => faultsOf(surfacesOf(order, text)))).toEqual([]);
});
