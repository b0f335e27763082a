import { describe, expect, test } from '@jest/globals';
import type { Order, OrderIn } from '../../../src/orders/order.ts';
import { orderCard } from '../../../views/card/order-card.ts';
import { senderView } from '../../../views/form/changing/sender-view.ts';
import { workspaceView } from '../../../views/form/workspace-view.ts';
import { workspacesMessage } from '../../../views/messages/lists/workspaces.ts';
import { cannotChangeText } from '../../../views/words/refusals/changing.ts';
import { cannotAskForWorkspaceText } from '../../../views/words/refusals/workspaces.ts';
import { aSender, aSpace, changesInEveryState } from '../../support/views/changes.ts';
import { noon, policy, rita } from '../../support/views/orders.ts';
import { HOSTILE_TEXTS } from '../../support/views/samples.ts';
import { setting, surfacesOf } from '../../support/views/surfaces.ts';
import { allText, foreignControls, slackProblems } from '../../support/views/text.ts';

const deleting = aSender({ mode: 'name_and_alias' });
const waiting = (act: Parameters<typeof changesInEveryState>[0]): Order => {
  const order = changesInEveryState(act).find(({ state }) => state === 'awaiting_approval');
  if (!order) throw new Error('None waits');
  return order;
};
const isQuestioned = (order: Order): order is OrderIn<'approved'> =>
  order.state === 'approved' && order.hold === 'resembling_order';

describe('mailboxes that are deleted', () => {
  test.each(changesInEveryState(deleting).map((order, index) => [`${index} ${order.state}`, order] as const))(
    'are drawn on every surface of %s as Slack takes it',
    (_name, order) => {
      for (const [surface, view] of surfacesOf(order)) {
        expect([surface, slackProblems(view), foreignControls(view)]).toEqual([surface, [], []]);
      }
    },
  );

  test('are counted in the title, above the buttons, and in red', () => {
    const { blocks } = orderCard(waiting(deleting), setting);
    const text = allText({ blocks });
    expect(text).toContain('🟡 Free · 3 senders, deletes 6 mailboxes, Umbrella');
    expect(text.indexOf('⚠️ Deletes 6 mailboxes')).toBeLessThan(text.indexOf('Approve this change'));
    expect(JSON.stringify(blocks)).toContain('Cannot be undone.');
    expect(JSON.stringify(blocks)).toContain('"style":"danger"');
  });

  test('are spoken of nowhere where only the name changes', () => {
    const card = JSON.stringify(orderCard(waiting(aSender()), setting).blocks);
    expect(card).toContain('every address stays');
    expect(card).not.toMatch(/delete|danger|undone/);
  });
});

describe.each(HOSTILE_TEXTS)('words such as %j', (text) => {
  const acts = [aSpace(text), aSender({ to: { firstName: text, lastName: text }, label: text })];
  test('break no surface', () => {
    for (const order of acts.flatMap((act) => changesInEveryState(act, text))) {
      for (const [surface, view] of surfacesOf(order)) {
        expect([surface, slackProblems(view), foreignControls(view)]).toEqual([surface, [], []]);
      }
    }
  });
});

const form = {
  ...{ id: 'form', ownerId: rita, reference: '7f3k2q', vendorOrderId: 'rec1', fill: 3 },
  domain: { domain: 'a.com', from: ['Ada Park', 'Ben Lee', 'Cy', 'Di', 'Ed'], addresses: ['a@a.com'] },
  others: Array.from({ length: 39 }, (_, index) => ({ domain: `other${index}.com`, from: [] })),
  typed: { sender: 'Zoë Neil', mode: 'name_and_alias' as const, also: ['other3.com'] },
};

test('the page of a sender says what is destroyed, and keeps what was typed, chosen and ticked', () => {
  const view = senderView(form, { policy, problem: 'It is odd.' });
  expect(slackProblems(view)).toEqual([]);
  const text = JSON.stringify(view.blocks);
  for (const words of [
    'a.com · Ada Park, Ben Lee, Cy and 2 more now · 1 mailbox',
    'Every address stays as it is.',
    'Deletes the old mailboxes with their mail.',
    '"initial_value":"Zoë Neil"',
    '"initial_option":{"text":{"type":"plain_text","text":"Name and address"',
    '"initial_options":[{"text":{"type":"plain_text","text":"other3.com"',
    'ScaledMail’s staff apply it',
    '⚠️ It is odd.',
  ])
    expect(text).toContain(words);
});

test('the page of a workspace keeps what was typed, and says how many there are', () => {
  const view = workspaceView({ ...form, there: [1, 2], typed: 'Umbrella' }, { policy, problem: 'It is odd.' });
  expect(slackProblems(view)).toEqual([]);
  for (const words of ['"initial_value":"Umbrella"', 'There are 2 workspaces now.', '⚠️ It is odd.'])
    expect(JSON.stringify(view.blocks)).toContain(words);
});

describe('the list of workspaces', () => {
  const listed = (count: number, isOffered: (index: number) => boolean = () => true) =>
    Array.from({ length: count }, (_, index) => ({
      workspace: { id: `rec${index}`, name: index === 1 ? '*Bold* <@U1>' : `Space ${index}` },
      isOffered: isOffered(index),
    }));

  test('names them, which one this app uses, and offers a new one to those who can ask', () => {
    const one = workspacesMessage(
      listed(3, (index) => index === 0),
      { canAsk: true, readAt: noon },
    );
    expect(slackProblems(one)).toEqual([]);
    expect(allText(one)).toContain('Space 0 · the one that this app uses');
    expect(allText(one)).toContain('New workspace…');
    const all = allText(workspacesMessage(listed(60), { canAsk: false, readAt: noon }));
    expect(all).toContain('and 10 more');
    expect(all).toContain('The order form offers all of them · ');
    expect(all).not.toContain('New workspace…');
    expect(slackProblems(workspacesMessage([], { canAsk: true, readAt: noon }))).toEqual([]);
  });
});

test('a workspace of the name is asked about as one, by its number', () => {
  const order = changesInEveryState(aSpace()).find(isQuestioned);
  if (!order) throw new Error('None is asked about');
  const question = { vendorOrderId: 'recNew', tag: null, amountCents: null, createdAt: null, names: [] };
  const card = orderCard({ ...order, question }, setting);
  expect(slackProblems(card)).toEqual([]);
  expect(allText(card)).toContain(
    'ScaledMail has a workspace of this name that was not there when this was asked for.',
  );
  expect(JSON.stringify(card.blocks)).toContain('ScaledMail’s workspace recNew counts as this order');
  expect(allText(card)).not.toContain('no tag');
});

test('who cannot ask is told why, and what comes next', () => {
  const refusals = ['form_forgotten', 'switched_off', 'no_workspace', 'not_a_requester'] as const;
  const texts = [
    ...refusals.map((refusal) => cannotAskForWorkspaceText({ refusal })),
    cannotAskForWorkspaceText({ refusal: 'claimed', by: null }),
    cannotChangeText({ refusal: 'senders_not_said', name: 'a.com' }),
  ];
  expect(new Set(texts).size).toBe(texts.length);
  for (const text of texts) expect(text).toMatch(/\.$/);
});
