import { expect, test } from '@jest/globals';
import { HoldReason, VendorTrouble } from '../../../src/orders/reasons.ts';
import { helpMessage, unknownCommandMessage } from '../../../views/messages/help.ts';
import type { Effect } from '../../../views/words/effect.ts';
import { refusalMessage } from '../../../views/words/refusals/refusal.ts';
import { holdText } from '../../../views/words/states/hold-words.ts';
import { ordersInEveryState, policy } from '../../support/views/orders.ts';
import { surfacesOf } from '../../support/views/surfaces.ts';
import { mrkdwnTexts, plainTexts } from '../../support/views/text.ts';

/**
 * No surface speaks of *we*: its subject is a person, the order, ScaledMail or this app. Whoever asked is called that, and
 * who can decide too.
 */
const NEVER =
  /\b(?:we|our|ours|us|ourselves|requester|may decide|submission|kill switch|quorum|persona|successfully)\b/i;

/** What somebody reads of a surface. */
const textsOf = (view: unknown): string[] => [...mrkdwnTexts(view), ...plainTexts(view).map(({ text }) => text)];
const spoken = (texts: readonly string[]): string[] => texts.filter((text) => NEVER.test(text));

test.each(ordersInEveryState().map((order, index) => [`${index} ${order.state}`, order] as const))(
  'the surfaces of an order, %s, speak with one voice',
  (_name, order) => {
    for (const [surface, view] of surfacesOf(order)) expect([surface, spoken(textsOf(view))]).toEqual([surface, []]);
  },
);

test('so does every reason why an order waits', () => {
  const effects: Effect[] = ['spend', 'cancel', 'write'];
  const texts = effects.flatMap((effect) => [
    ...HoldReason.options.map((reason) => holdText(effect, reason)),
    ...VendorTrouble.options.map((trouble) => holdText(effect, 'vendor_unreachable', trouble)),
  ]);
  expect(spoken(texts)).toEqual([]);
});

test('so do refusals and help', () => {
  const refusals = [
    ...(['own_order', 'not_an_approver', 'not_the_requester', 'approved_by_you_already', 'still_looking'] as const),
    ...(['unknown_person', 'other_team', 'not_visible', 'terms_have_moved', 'guest', 'bot'] as const),
  ];
  const texts = refusals.flatMap((refusal) =>
    [null, ...ordersInEveryState()].map((order) => refusalMessage(refusal, order, policy)),
  );
  const help = [
    ...[true, false].map((mayDecide) => helpMessage({ mayDecide, policy, channelId: 'C0APPROVALS' })),
    unknownCommandMessage('ordrs', 'orders'),
  ].flatMap(textsOf);
  expect(spoken([...texts, ...help])).toEqual([]);
});
