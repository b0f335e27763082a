import { describe, expect, test } from '@jest/globals';
import type { Order } from '../../../src/orders/order.ts';
import { VendorTrouble } from '../../../src/orders/reasons.ts';
import { noticeMessage } from '../../../views/messages/notices/notices.ts';
import { mayConfirmText } from '../../../views/words/states/billing.ts';
import { holdText } from '../../../views/words/states/hold-words.ts';
import { stateText } from '../../../views/words/states/state-text.ts';
import { mention } from '../../../views/words/text.ts';
import { channel, policy, troubledOrders } from '../../support/views/orders.ts';
import { sentenceOf } from '../../support/views/text.ts';

const setting = { cardLink: null, policy, channelId: channel, named: mention };
const orders = troubledOrders();
const withTrouble = (trouble: string): Order | undefined =>
  orders.find((order) => order.state === 'approved' && order.trouble === trouble);

describe('an order that waits for ScaledMail', () => {
  test('says of each trouble something of its own, and “not answering” of silence alone', () => {
    const texts = VendorTrouble.options.map((trouble) => holdText('spend', 'vendor_unreachable', trouble));
    expect(new Set(texts).size).toBe(VendorTrouble.options.length);
    expect(texts.filter((text) => text.includes('not answering'))).toEqual([
      'ScaledMail is not answering. The order is tried again by itself.',
    ]);
  });

  test.each(VendorTrouble.options)('for %s says so on its card and in the message that brings it up', (trouble) => {
    const order = withTrouble(trouble);
    if (!order) throw new Error('No sample');
    const why = holdText('spend', 'vendor_unreachable', trouble);
    expect(stateText(order, mention)).toContain(`*On hold:* ${why}`);
    expect(sentenceOf(noticeMessage(order, 'on_hold', setting))).toMatch(
      /is approved, and on hold since <!date\^\d+\^/,
    );
    expect(sentenceOf(noticeMessage(order, 'on_hold', setting))).toContain(why);
  });

  test('for a reason of before, without more, says what it said', () => {
    expect(holdText('cancel', 'vendor_unreachable')).toBe(
      'ScaledMail is not answering. The order is tried again by itself.',
    );
  });
});

test('what was not read is not known yet, and the word of billing ends with the first day', () => {
  const [asked, unknown] = orders.filter(({ state }) => state === 'placed');
  if (!asked || !unknown) throw new Error('No sample');
  expect(stateText(asked, mention)).toMatch(/1 of 2 domains ready, 1 not known yet/);
  expect(stateText(asked, mention)).not.toContain('cannot be told');
  expect(mayConfirmText(asked)).toContain('may still ask to confirm the card');
  expect(mayConfirmText(unknown)).toBe('');
  expect(stateText(unknown, mention)).toContain('How far it is cannot be told');
});
