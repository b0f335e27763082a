import { describe, expect, test } from '@jest/globals';
import { addHours, addMilliseconds, addMinutes, addSeconds } from 'date-fns';
import { decide } from '../../../../src/orders/decide/decide.ts';
import { drawnAs, isToBePostedAnew, needsCard } from '../../../../src/orders/decide/messages.ts';
import type { OrderEvent } from '../../../../src/orders/event.ts';
import type { Order } from '../../../../src/orders/order.ts';
import { type DrawnAs, postedAt, surfaceOf } from '../../../../src/orders/surface.ts';
import { ChannelId } from '../../../../src/values/ids.ts';
import { anOrder, approvals, noon } from '../../../support/builders.ts';
import {
  orderIn,
  ordersInEveryState,
  questionedOrders,
  twiceOrders,
  unfoundOrders,
} from '../../../support/views/orders.ts';

const ts = `${noon.getTime() / 1000}.000100`;
const card = { channelId: approvals, ts };
const later = addMinutes(noon, 5);
const announced = { type: 'announced', card } as const;
const told: OrderEvent = { type: 'requester_told', message: { channelId: approvals, ts: '2.1' } };
const archived: OrderEvent = { type: 'announce_failed', failure: 'channel_archived', word: 'is_archived' };
const late: OrderEvent = { type: 'announce_failed', failure: 'card_late', word: null };
const lost: OrderEvent = { type: 'card_lost', card, word: 'message_not_found' };
const waiting = anOrder();

function decided(order: Order, event: OrderEvent, now = later) {
  const decision = decide(order, event, now);
  if (!decision.ok) return decision.refusal;
  const tasks = decision.effects.map(({ task }) =>
    task.type === 'tell' ? `${task.type} ${task.to} ${task.notice}` : task.type,
  );
  return { order: decision.order, tasks };
}
const tasksOf = (order: Order, event: OrderEvent) => {
  const result = decided(order, event);
  return typeof result === 'string' ? result : result.tasks;
};
const having = (order: Order, ...events: OrderEvent[]): Order =>
  events.reduce((each, event) => {
    const result = decided(each, event);
    if (typeof result === 'string') throw new Error(result);
    return result.order;
  }, order);

describe('a card that does not get into the channel', () => {
  test('is told with the word of Slack, and since when it is missed', () => {
    expect(having(waiting, archived).cardTrouble).toEqual({
      since: noon,
      failure: 'channel_archived',
      word: 'is_archived',
    });
    expect(tasksOf(waiting, archived)).toEqual(['tell requester requested', 'tell approvers channel_archived']);
  });

  test('is told to a requester who has the message that is redrawn as a message of its own', () => {
    expect(tasksOf(having(waiting, told), archived)).toEqual([
      'tell requester channel_archived',
      'tell approvers channel_archived',
      'redraw',
    ]);
  });

  test('is told once for each reason', () => {
    const known = having(waiting, archived);
    expect(tasksOf(known, archived)).toBe('does_not_apply');
    expect(tasksOf(known, { type: 'announce_failed', failure: 'bot_not_in_channel', word: 'not_in_channel' })).toEqual([
      'tell approvers bot_not_in_channel',
    ]);
    expect(tasksOf(known, { ...archived, word: 'is_inactive' })).toEqual(['tell approvers channel_archived']);
  });

  test('that is late is not told of when the reason is known already; a reason is told of one that is late', () => {
    expect(tasksOf(having(waiting, archived), late)).toBe('does_not_apply');
    expect(tasksOf(waiting, late)).toEqual(['tell requester requested', 'tell approvers card_late']);
    expect(tasksOf(having(waiting, late), archived)).toEqual(['tell approvers channel_archived']);
  });

  test('and gets there after all is no trouble any more', () => {
    const trouble = having(waiting, told, archived);
    expect(having(trouble, announced)).not.toHaveProperty('cardTrouble');
    expect(tasksOf(trouble, announced)).toEqual(['redraw', 'look_at_card']);
    // The message that says so is on its way already; a second one would be left as it is for ever.
    expect(tasksOf(having(waiting, archived), announced)).toEqual(['redraw', 'look_at_card']);
  });
});

describe('a card that is gone', () => {
  const shown = having(waiting, announced, told);

  test('is posted anew, and remembered as the one before', () => {
    const gone = having(shown, lost);
    expect([surfaceOf(gone, 'card'), surfaceOf(gone, 'former_card')]).toEqual([null, card]);
    expect(gone.cardTrouble).toEqual({ since: later, failure: null, word: 'message_not_found' });
    expect(tasksOf(shown, lost)).toEqual(['announce', 'redraw']);
  });

  test('has another in its place, which the requester is linked to without a second message', () => {
    const next = { channelId: approvals, ts: `${later.getTime() / 1000}.000200` };
    const gone = having(shown, lost);
    expect(tasksOf(gone, { type: 'announced', card: next })).toEqual(['redraw', 'look_at_card']);
    const again = having(gone, { type: 'announced', card: next });
    expect([surfaceOf(again, 'card'), surfaceOf(again, 'former_card')]).toEqual([next, card]);
    expect(again).not.toHaveProperty('cardTrouble');
    expect(tasksOf(again, lost)).toBe('does_not_apply');
  });

  test('is looked at 23 hours after it was posted, while people need it', () => {
    const effects = (order: Order) => {
      const decision = decide(order, announced, later);
      return decision.ok ? decision.effects.filter(({ task }) => task.type === 'look_at_card') : [];
    };
    expect(effects(waiting)).toEqual([{ task: { type: 'look_at_card' }, dueAt: addHours(later, 23) }]);
    expect(effects(having(waiting, { type: 'withdrawn', by: waiting.facts.requestedBy, reason: '' }))).toEqual([]);
  });

  test('and cannot be posted anew: that is told', () => {
    expect(tasksOf(having(shown, lost), late)).toEqual([
      'tell requester card_late',
      'tell approvers card_late',
      'redraw',
    ]);
  });

  test('within a minute is left: where nothing can be edited, each card would cause the next', () => {
    expect(postedAt(card)).toEqual(addSeconds(noon, 0.0001));
    expect(isToBePostedAnew(shown, card, addSeconds(noon, 59))).toBe(false);
    expect(isToBePostedAnew(shown, card, addSeconds(noon, 61))).toBe(true);
    expect(decided(shown, lost, addSeconds(noon, 59))).toBe('does_not_apply');
  });

  test('a minute after it was posted is posted anew, to the moment', () => {
    const lives = having(waiting, announced);
    const isAnew = (ms: number) => isToBePostedAnew(lives, card, addMilliseconds(postedAt(card), ms));
    expect([59_999, 60_000].map(isAnew)).toEqual([false, true]);
  });

  test('of another channel, or one that was replaced, is not this one', () => {
    expect(isToBePostedAnew(shown, { ...card, ts: '1.1' }, later)).toBe(false);
    expect(isToBePostedAnew(shown, { channelId: ChannelId.parse('C0OTHER'), ts }, later)).toBe(false);
    expect(isToBePostedAnew(waiting, card, later)).toBe(false);
  });
});

describe('a card that is there, and can be edited no more', () => {
  const closed: OrderEvent = { type: 'card_lost', card, word: 'edit_window_closed', isShown: true };
  const placed = orderIn('placed');
  /** The order with its card as it was drawn when it was posted. */
  const shownAs = (order: Order, drawn?: DrawnAs): Order => ({
    ...order,
    surfaces: [{ kind: 'card', ref: card, ...(drawn && { drawn }) }],
  });
  const late: Order = { ...placed, progress: { ...placed.progress, isStuck: true } };
  const asking = questionedOrders().filter(({ state }) => state === 'placed');
  const again = ['announce', 'redraw'];

  test('is not posted anew while only its numbers move, and once for what people have to do', () => {
    expect(tasksOf(shownAs(placed, 'placed'), closed)).toBe('does_not_apply');
    expect(tasksOf(shownAs(late, 'placed'), closed)).toEqual(again);
    expect(tasksOf(shownAs(late, 'late'), closed)).toBe('does_not_apply');
  });

  test('is posted anew when it said something else, or nobody knows what', () => {
    expect(tasksOf(shownAs(placed), closed)).toEqual(again);
    expect(tasksOf(shownAs(waiting), closed)).toEqual(again);
    expect(asking.length).toBeGreaterThan(0);
    for (const order of asking) expect(tasksOf(shownAs(order, 'placed'), closed)).toEqual(again);
  });

  test('is posted anew when it is there no more, whatever it said', () => {
    expect(tasksOf(shownAs(placed, 'placed'), lost)).toEqual(again);
  });

  test('says what it says by its order, as long as nobody is asked anything', () => {
    const [twice] = twiceOrders().filter(({ state }) => state === 'placed');
    const [sought] = unfoundOrders().filter((order) => order.state === 'placed' && order.looks > 0);
    if (!twice || !sought) throw new Error('There are such orders');
    expect([placed, late, twice, sought, ...asking, waiting].map(drawnAs)).toEqual([
      ...['placed', 'late', null, null],
      ...asking.map(() => null),
      null,
    ]);
  });

  test('keeps what it said with its order', () => {
    const drawn = having({ ...placed, surfaces: [] }, { ...announced, drawn: 'placed' });
    expect(drawn.surfaces).toContainEqual({ kind: 'card', ref: card, drawn: 'placed' });
    expect(having({ ...placed, surfaces: [] }, announced).surfaces).toContainEqual({ kind: 'card', ref: card });
  });
});

test('people need the card of an order that waits for somebody, or is on its way', () => {
  expect([
    ...new Set(
      ordersInEveryState()
        .filter(needsCard)
        .map(({ state }) => state),
    ),
  ]).toEqual(['awaiting_approval', 'approved', 'placing', 'outcome_unknown', 'payment_pending', 'placed']);
});

test('an order that stands at ScaledMail after all gets the card that it lacks; one that is there is looked at again', () => {
  const found: OrderEvent = { type: 'vendor_order_found', vendorOrderId: 'recFound', amountCents: null, attempt: 1 };
  const refused = orderIn('refused');
  expect(tasksOf({ ...refused, surfaces: [] }, found)).toContain('announce');
  const withCard: Order = { ...refused, surfaces: [{ kind: 'card', ref: card }] };
  expect(tasksOf(withCard, found)).toContain('look_at_card');
  expect(tasksOf(withCard, found)).not.toContain('announce');
  expect(tasksOf(orderIn('outcome_unknown'), found)).not.toContain('look_at_card');
});
