import { expect, test } from '@jest/globals';
import { Notice } from '../../../src/orders/effect.ts';
import { orderCard } from '../../../views/card/order-card.ts';
import { historyNote } from '../../../views/messages/history/history-note.ts';
import { noticeMessage } from '../../../views/messages/notices/notices.ts';
import { pausedPost, resumedPost } from '../../../views/messages/pause.ts';
import { reminderMessage } from '../../../views/messages/reminder.ts';
import { requesterMessage } from '../../../views/messages/requester-message.ts';
import { amir, bea, noon, ordersInEveryState } from '../../support/views/orders.ts';
import { eventsOfEveryType } from '../../support/views/samples.ts';
import { setting } from '../../support/views/surfaces.ts';
import { mrkdwnTexts } from '../../support/views/text.ts';

const NAMES: Readonly<Record<string, string>> = { URITA: 'Rita Okafor', UAMIR: 'Amir Haddad', UBEA: 'Bea Lindqvist' };
const named = (userId: string): string => NAMES[userId] ?? userId;
const asDrawn = { ...setting, named, policy: { ...setting.policy, users: [bea] } };

/** Whoever is mentioned in a message: they are asked to do something. */
const mentioned = (message: unknown): string[] =>
  [...new Set(mrkdwnTexts(message).flatMap((text) => text.match(/<@\w+>/g) ?? []))].sort();

test.each(ordersInEveryState().map((order, index) => [`${index} ${order.state}`, order] as const))(
  'of an order that is %s only those who can decide are mentioned, in channel, thread and messages',
  (_name, order) => {
    const messages = [
      orderCard(order, asDrawn),
      requesterMessage(order, asDrawn),
      reminderMessage(order, asDrawn.policy),
      ...Notice.options.map((notice) => noticeMessage(order, notice, asDrawn)),
      ...eventsOfEveryType(order).map((event) => historyNote(order, event, { ...asDrawn, isFirst: false })),
    ];
    for (const message of messages) expect(['<@UBEA>', undefined]).toContain(mentioned(message)[0]);
    for (const message of messages) expect(mentioned(message).length).toBeLessThan(2);
  },
);

test('a line of a thread has the name first, and neither time nor fingerprint', () => {
  const [order] = ordersInEveryState();
  if (!order) throw new Error('No sample');
  const text = (event: Parameters<typeof historyNote>[1]) =>
    historyNote(order, event, { ...asDrawn, isFirst: false }).text;
  expect(text({ type: 'declined', by: amir, reason: 'Two domains are enough.' })).toBe('Amir Haddad declined.');
  const notes = eventsOfEveryType(order).map((event) =>
    JSON.stringify(historyNote(order, event, { ...asDrawn, isFirst: false }).blocks),
  );
  for (const note of notes) expect(note).not.toContain('fingerprint');
  const confirmed = historyNote(
    order,
    { type: 'vendor_confirmed', vendorOrderId: 'rec9', attempt: 1 },
    { ...asDrawn, isFirst: false },
  );
  expect(mrkdwnTexts(confirmed.blocks)).toEqual(['Placed. Set-up usually takes 2 to 4 business days.']);
});

test('a pause is told in the channel with what is on its way, and the way back', () => {
  const [, , , , , , placing] = ordersInEveryState();
  const paused = pausedPost({ by: amir, at: noon, reason: 'Card being replaced' }, placing ? [placing] : [], named);
  expect(paused.text).toBe('Amir Haddad paused placing. Already on its way: 1 order, $14.00 / month.');
  expect(JSON.stringify(paused.blocks)).toContain('“Card being replaced”');
  expect(JSON.stringify(paused.blocks)).toContain('"Resume"');
  expect(resumedPost(amir, 3, named).text).toBe('Amir Haddad resumed placing. 3 approved orders go on now.');
  expect(resumedPost(amir, 0, named).text).toBe('Amir Haddad resumed placing. No approved order waited.');
});
