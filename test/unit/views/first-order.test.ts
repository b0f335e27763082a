import { describe, expect, test } from '@jest/globals';
import type { AnswerClass, Attempt } from '../../../src/orders/attempt.ts';
import type { OrderEvent } from '../../../src/orders/event.ts';
import { ORDER_STATES, type Order } from '../../../src/orders/order.ts';
import { orderCard } from '../../../views/card/order-card.ts';
import { acceptReasonMissing, tagsAcceptedMessage } from '../../../views/messages/accept-tags.ts';
import { historyNote } from '../../../views/messages/history/history-note.ts';
import { mention } from '../../../views/words/text.ts';
import { amir, noon, orderIn, policy } from '../../support/views/orders.ts';
import { setting } from '../../support/views/surfaces.ts';
import { allText, mrkdwnTexts } from '../../support/views/text.ts';

const WARNING = 'how ScaledMail answers has only been seen in its documents';

test.each(ORDER_STATES.map((state) => [state]))('the card of a first order %s warns while it waits', (state) => {
  const order = orderIn(state);
  const isWaiting = state === 'awaiting_approval' || state === 'approved';
  expect(allText(orderCard(order, { ...setting, isFirst: true })).includes(WARNING)).toBe(isWaiting);
  expect(allText(orderCard(order, { ...setting, isFirst: false }))).not.toContain(WARNING);
});

describe('the first order tells in its thread', () => {
  const answered = (order: Order, parts: Partial<Attempt>): Order => ({
    ...order,
    attempts: order.attempts.map((each) => ({ ...each, ...parts })),
  });
  const stepsOf = (order: Order, event: OrderEvent, isFirst = true): string[] =>
    mrkdwnTexts(historyNote(order, event, { policy, isFirst, named: mention }).blocks)
      .join('\n')
      .split('\n')
      .filter((line) => line.startsWith('• '));
  const confirmed = { type: 'vendor_confirmed', vendorOrderId: null, attempt: 1 } as const;
  const found = { type: 'vendor_order_found', vendorOrderId: 'recA', amountCents: 1_400, attempt: 1 } as const;

  test('what was checked, that the intent was written, and how the call was answered', () => {
    const placed = answered(orderIn('placed'), { answer: 'confirmed' });
    expect(stepsOf(placed, confirmed)).toEqual([
      expect.stringMatching(/^• Checked: workspace Acme Outbound, price \$14\.00 \/ month, no trace of this order/),
      expect.stringMatching(/^• Intent written .*12:00.*, tag `acme-7f3k2q`$/),
      '• Call made; answer: confirmed',
    ]);
    expect(stepsOf(placed, confirmed, false)).toEqual([]);
  });

  test.each<[AnswerClass | null, string]>([
    ['not_charged', 'made, card not charged'],
    ['rejected', 'no'],
    ['server_error', 'an error of ScaledMail’s'],
    ['no_answer', 'nothing in time'],
    ['not_sent', 'nothing was sent'],
    [null, 'none was recorded'],
  ])('an answer %s by its class alone', (answer, words) => {
    const event = { type: 'outcome_unclear', reason: 'no_answer', message: 'Secret words', attempt: 1 } as const;
    expect(stepsOf(answered(orderIn('outcome_unknown'), { answer }), event).at(-1)).toBe(
      `• Call made; answer: ${words}`,
    );
  });

  test('that it was found, with its number; and the call before that, when that is not told yet', () => {
    const looked = '• Looked for and found: number recA';
    expect(stepsOf(answered(orderIn('placed'), { answer: 'confirmed' }), found)).toEqual([looked]);
    const untold = stepsOf(answered(orderIn('placed'), { answer: 'unfamiliar' }), found);
    expect(untold).toHaveLength(4);
    expect(untold.slice(-2)).toEqual(['• Call made; answer: a shape that is not known', looked]);
  });

  test('nothing more of what has no steps, or of an attempt that is not known', () => {
    expect(stepsOf(orderIn('approved'), { type: 'held', reason: 'paused' })).toEqual([]);
    expect(stepsOf(orderIn('placed'), { ...confirmed, attempt: 2 })).toEqual([]);
  });
});

describe('accepting that tags are missing', () => {
  const meaning = 'An order whose answer is lost can only be found by its names.';

  test('says what it means, and needs a reason', () => {
    expect(allText(tagsAcceptedMessage('Support *knows*', null))).toContain('“Support *knows*”');
    for (const { text } of [tagsAcceptedMessage('x', null), acceptReasonMissing()]) expect(text).toContain(meaning);
  });

  test('names who did before', () => {
    const text = allText(tagsAcceptedMessage('mine', { by: amir, at: noon, reason: 'theirs' }));
    expect(text).toMatch(/accepted already by <@UAMIR> .*Nothing changed[\s\S]*“theirs”/);
    expect(text).not.toContain('mine');
  });
});
