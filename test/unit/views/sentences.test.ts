import { describe, expect, test } from '@jest/globals';
import type { Problem } from '../../../src/acts/custom_order/problem.ts';
import type { QuoteRefusal } from '../../../src/acts/custom_order/quote.ts';
import { Notice } from '../../../src/orders/effect.ts';
import type { OrderEvent } from '../../../src/orders/event.ts';
import { type OrderState, termsOf } from '../../../src/orders/order.ts';
import { Reference } from '../../../src/values/ids.ts';
import { domainListCsv } from '../../../views/acts/custom_order/domain-list-csv.ts';
import { SUBCOMMANDS } from '../../../views/ids.ts';
import { helpMessage, unknownCommandMessage } from '../../../views/messages/help.ts';
import { historyLine } from '../../../views/messages/history/history-note.ts';
import { orderListMessage } from '../../../views/messages/lists/order-list.ts';
import { noticeMessage } from '../../../views/messages/notices/notices.ts';
import { eventText } from '../../../views/words/event-text.ts';
import { fieldErrors, problemList } from '../../../views/words/input/problem.ts';
import {
  type AnyRefusal,
  quoteRefusalMessage,
  refusalMessage,
  takenMessage,
} from '../../../views/words/refusals/refusal.ts';
import { mention } from '../../../views/words/text.ts';
import {
  amir,
  bea,
  domainsNamed,
  largestLines,
  noon,
  orderIn,
  ordersInEveryState,
  policy,
  purchaseOf,
  rita,
} from '../../support/views/orders.ts';
import { anAttempt } from '../../support/views/plain-orders.ts';
import { eventsOfEveryType, historyOf } from '../../support/views/samples.ts';
import { detailsFor, setting } from '../../support/views/surfaces.ts';
import { allText, foreignControls, sentenceOf, slackProblems } from '../../support/views/text.ts';

/** Every refusal; the compiler refuses this table when one is missing. */
const REFUSALS = {
  own_order: true,
  not_the_requester: true,
  terms_have_moved: true,
  approved_by_you_already: true,
  already_approved: true,
  already_declined: true,
  already_withdrawn: true,
  already_expired: true,
  too_late_to_withdraw: true,
  not_expired_yet: true,
  not_awaiting_placement: true,
  still_looking: true,
  does_not_apply: true,
  unknown_person: true,
  other_team: true,
  deactivated: true,
  guest: true,
  bot: true,
  not_an_approver: true,
  not_a_requester: true,
  policy_outdated: true,
  unknown_order: true,
  not_visible: true,
  changed_meanwhile: true,
  not_reviewed: true,
  does_not_fit_form: true,
  line_too_long: true,
  no_mailboxes: true,
  reading_already: true,
  paused_anew: true,
  not_late: true,
} satisfies Record<AnyRefusal, true>;
const isRefusal = (key: string): key is AnyRefusal => key in REFUSALS;
const refusals = Object.keys(REFUSALS).filter(isRefusal);

describe('refusals', () => {
  test.each(refusals.map((refusal) => [refusal]))(
    '%s is a whole sentence, with any order and without one',
    (refusal) => {
      for (const order of [null, ...ordersInEveryState()]) {
        expect(refusalMessage(refusal, order, policy)).toMatch(/^(?:[A-Z]|<@U).{15,}\.$/s);
      }
    },
  );

  test('each says something of its own', () => {
    const alike = new Set(['not_expired_yet', 'not_awaiting_placement', 'does_not_apply']);
    const own = refusals.filter((refusal) => !alike.has(refusal));
    expect(new Set(own.map((refusal) => refusalMessage(refusal, null))).size).toBe(own.length);
  });

  test.each<{ refusal: AnyRefusal; state: OrderState; says: string }>`
    refusal                | state                  | says
    ${'already_approved'}  | ${'placed'}            | ${'<@UAMIR> approved it <!date'}
    ${'already_declined'}  | ${'declined'}          | ${'<@UAMIR> declined it <!date'}
    ${'already_withdrawn'} | ${'withdrawn'}         | ${'<@URITA> withdrew it <!date'}
    ${'not_an_approver'}   | ${'awaiting_approval'} | ${'Who can: <!subteam^SBUYERS> or <@UAMIR>'}
    ${'own_order'}         | ${'awaiting_approval'} | ${'It waits for <!subteam^SBUYERS> or <@UAMIR>.'}
    ${'not_the_requester'} | ${'awaiting_approval'} | ${'Only <@URITA> can withdraw'}
  `('$refusal of an order $state says $says', ({ refusal, state, says }) =>
    expect(
      refusalMessage(refusal, ordersInEveryState().find((order) => order.state === state) ?? null, policy),
    ).toContain(says),
  );

  test('those who may decide are the ones whom the policy in force names, whatever it was when the order was made', () => {
    const now = { users: [bea], userGroups: [], quorum: 1 };
    const text = refusalMessage('own_order', orderIn('awaiting_approval'), now);
    expect(text).toBe('This is your own order. It waits for <@UBEA>.');
  });

  test('no price is told with what to do', () => {
    const all: QuoteRefusal[] = ['price_missing', 'price_unit_unclear', 'price_units_disagree'];
    for (const refusal of all) expect(quoteRefusalMessage(refusal)).toMatch(/nothing was sent/i);
  });

  test('names taken meanwhile are told with their order, and counted when many', () => {
    const taken = new Map(Array.from({ length: 7 }, (_, index) => [`a${index}.com`, Reference.parse('7f3k2q')]));
    expect(takenMessage(taken)).toContain('a0.com (order `7f3k2q`)');
    expect(takenMessage(taken)).toContain('and 2 more are in another open order');
  });
});

describe('notices', () => {
  test('each says something of its own', () => {
    const order = orderIn('placed');
    const texts = Notice.options.map((notice) => sentenceOf(noticeMessage(order, notice, setting)));
    expect(new Set(texts).size).toBe(Notice.options.length);
  });

  test('a channel without the bot is told with its fix, and that nothing is lost', () => {
    const text = sentenceOf(noticeMessage(orderIn('awaiting_approval'), 'bot_not_in_channel', setting));
    expect(text).toContain('<#CAPPROVALS>');
    expect(text).toContain('/invite @ScaledMail Orders');
    expect(text).toContain('The order is kept');
  });

  test('a decline comes with its reason', () => {
    expect(allText(noticeMessage(orderIn('declined'), 'declined', setting))).toContain('“too many domains”');
  });
});

describe('problems at fields', () => {
  const at = (line: number | null, message: string): Problem => ({ code: 'x', field: 'domains_google', line, message });

  test('are grouped per field, in the order of lines, in plain text', () => {
    const problems = [
      at(7, 'b <is> wrong.'),
      at(3, 'a is wrong.'),
      { ...at(null, 'Too long.'), field: 'label' as const },
    ];
    expect(fieldErrors(problems, (field) => `${field}.2`)).toEqual({
      'domains_google.2': 'Line 3: a is wrong.\nLine 7: b <is> wrong.',
      'label.2': 'Too long.',
    });
  });

  test('of two fields that share a block stand together', () => {
    const problems = [at(1, 'One.'), { ...at(null, 'Two.'), field: 'label' as const }];
    expect(fieldErrors(problems, () => 'here')).toEqual({ here: 'Two.\nLine 1: One.' });
  });

  test('are all told, up to what a text of Slack holds; the rest is counted', () => {
    const told = (count: number, message: string) =>
      Object.values(
        fieldErrors(
          Array.from({ length: count }, (_, index) => at(index + 1, message)),
          () => 'here',
        ),
      ).join();
    expect(told(40, '“localhost” is not a domain name.').split('\n')).toHaveLength(40);
    expect(told(100, 'x'.repeat(5_000))).toMatch(/… and 8\d more$/);
    expect(told(100, 'x'.repeat(5_000)).length).toBeLessThan(3_000);
  });

  test('in a list are plain text, and say which provider they are about', () => {
    expect(problemList([at(2, '<!channel> is wrong.')])).toBe('• Google · Line 2: <!channel> is wrong.');
    const many = { ...at(2, 'Google takes at most 100 domains in one order; these are 200.'), line: null };
    expect(problemList([many])).toBe(`• ${many.message}`);
  });
});

describe('lists', () => {
  const empty = { list: 'all', offset: 0, total: 0, orders: [] } as const;

  test.each([true, false])('an empty list says what to do; to one who can decide: %s', (mayDecide) => {
    expect(allText(orderListMessage({ page: empty, mayDecide, unread: null }, noon))).toContain('/scaledmail order');
  });

  test('a long list says which rows of how many are shown, and opens the pages before and after', () => {
    const orders = Array.from({ length: 10 }, () => orderIn('placed'));
    const view = orderListMessage(
      { page: { list: 'all', offset: 10, total: 37, orders }, mayDecide: true, unread: null },
      noon,
    );
    expect(allText(view)).toContain('11–20 of 37, the newest first');
    expect(allText(view)).toMatch(/‹ Previous 10[\s\S]*Next 10 ›/);
    expect(slackProblems(view)).toEqual([]);
    const last = orderListMessage(
      { page: { list: 'all', offset: 30, total: 37, orders: orders.slice(3) }, mayDecide: true, unread: null },
      noon,
    );
    expect(allText(last)).toContain('31–37 of 37');
    expect(allText(last)).not.toContain('Next');
  });
});

describe('help', () => {
  test.each([true, false])('names what its reader can do; for one who can decide: %s', (mayDecide) => {
    const view = helpMessage({ mayDecide, policy, channelId: 'C0APPROVALS' });
    for (const use of ['order', 'plan', 'again', 'logins', 'orders', 'status']) {
      expect(allText(view)).toMatch(new RegExp(`\`${use}[ \`]`));
    }
    for (const use of ['pause', 'resume', 'accept-tags']) {
      expect(new RegExp(`\`${use}[ \`]`).test(allText(view))).toBe(mayDecide);
    }
    expect(allText(view)).toContain(
      'Cards go to <#C0APPROVALS> · who can decide: <!subteam^SBUYERS>, <@UAMIR> or <@URITA>',
    );
    expect(slackProblems(view)).toEqual([]);
  });

  test('fits one screen of a phone: a line for each command, none of which is broken', () => {
    const { blocks } = helpMessage({ mayDecide: true, policy, channelId: 'C0APPROVALS' });
    const lines = blocks.flatMap((block) => (block.type === 'section' ? (block.text?.text ?? '').split('\n') : []));
    expect(lines).toHaveLength(SUBCOMMANDS.length - 1 + 3);
    // What marks it up is not seen.
    const tooLong = lines.filter((line) => line.replaceAll('`', '').replaceAll('&lt;', '<').length > 42);
    expect(tooLong).toEqual([]);
  });

  test('guesses what a mistyped word was meant to be, and does not repeat it as markup', () => {
    const view = unknownCommandMessage('<!channel> ordrs', 'orders');
    expect(view.text).toBe(
      '“&lt;!channel&gt; ordrs” is not something this app knows. Did you mean `/scaledmail orders`?',
    );
    expect([slackProblems(view), foreignControls(view)]).toEqual([[], []]);
    const about = unknownCommandMessage('statsu', 'status', Reference.parse('7rwpf2'));
    expect(allText(about)).toContain('Did you mean `/scaledmail status 7rwpf2`?');
  });
});

const spend = (monthCents: number) => ({ effect: 'spend', nowCents: 0, monthCents, yearCents: 0, lines: [] });
const attempt = anAttempt(termsOf(orderIn('placed')));

const cancelledBy = { reference: Reference.parse('m4x8tp'), requestedBy: rita, approvedBy: [amir] };

describe('history', () => {
  test('every event is one line of its own', () => {
    const lines = eventsOfEveryType(orderIn('placed')).map((event) => {
      const { text, said } = historyLine(event, noon, 'spend');
      return `${text} ${said ?? ''}`;
    });
    expect(lines.every((line) => !line.includes('\n'))).toBe(true);
    expect(new Set(lines).size).toBe(lines.length);
  });

  test.each<{ event: OrderEvent; says: string }>`
    event                                                                                   | says
    ${{ type: 'terms_changed', reason: 'price_rose', to: { worth: spend(12_100) } }}        | ${'Needs a new approval at $121.00 / month: the price rose'}
    ${{ type: 'terms_changed', reason: 'workspace_renamed', to: { act: purchaseOf() } }}    | ${'Needs a new approval: ScaledMail’s workspace was renamed'}
    ${{ type: 'approvals_insufficient', reason: 'policy_changed', without: [] }}            | ${'Needs a new approval: the rules for approvals changed'}
    ${{ type: 'approvals_insufficient', reason: 'approver_not_entitled', without: [amir] }} | ${'Needs a new approval: an approver cannot decide any more'}
    ${{ type: 'approvals_insufficient', reason: 'approval_too_old', without: [amir] }}      | ${'Needs a new approval: the approval grew older than seven days'}
    ${{ type: 'asked_anew', asked: { rule: 'approvers', policyHash: 'x', need: 2 } }}       | ${'Who can decide has changed'}
    ${{ type: 'vendor_cancelled', by: cancelledBy }}                                        | ${'Subscription ended at ScaledMail: cancelled by order `m4x8tp`, which <@URITA> asked for and <@UAMIR> approved'}
    ${{ type: 'vendor_cancelled' }}                                                         | ${'Subscription ended at ScaledMail'}
    ${{ type: 'placing_started', attempt: { ...attempt, quotedCents: null, tag: null } }}   | ${'Sent to ScaledMail'}
    ${{ type: 'placing_started', attempt }}                                                 | ${'Sent to ScaledMail at $14.00 / month, tag `acme-7f3k2q`'}
  `('says “$says”', ({ event, says }) => expect(eventText(event, 'spend', mention)).toBe(says));

  test('in the details, both of two approvals stand, and looking in vain stands once', () => {
    const order = orderIn('placed');
    const { fingerprint } = termsOf(order);
    const approved = (by: typeof order.facts.requestedBy) => ({ type: 'approved', by, fingerprint }) as const;
    const events = [approved(order.facts.requestedBy), approved(order.facts.requestedBy)];
    const absent = Array.from({ length: 5 }, () => ({ type: 'vendor_order_absent' }) as const);
    const text = allText(detailsFor(order, historyOf(order, [...events, ...absent])));
    expect(text.match(/Approved by <@URITA>/g)).toHaveLength(2);
    expect(text.match(/not in the list/g)).toHaveLength(1);
    expect(text).toContain('(4 of 7 entries left out)');
  });
});

test('that a card was posted and somebody was told stands in the audit, and not in Details', () => {
  const order = orderIn('placed');
  const text = allText(detailsFor(order, historyOf(order, eventsOfEveryType(order))));
  expect(text).not.toMatch(/Card posted in|told by direct message/);
  expect(text).toContain('Sent to ScaledMail');
});

test('the details list all 200 domains of the largest order', () => {
  const text = allText(detailsFor(orderIn('placed', { lines: largestLines })));
  for (const name of ['google99.com', 'outlook29.com', 'smtp69.com']) expect(text).toContain(name);
});

test('details that do not fit are cut, and the view says so', () => {
  const long = Array.from({ length: 100 }, (_, index) => `${'a'.repeat(240)}${index}.com`);
  const redirect = `https://acme.com/${'&'.repeat(200)}`;
  const lines = (['google', 'smtp'] as const).map((provider) => ({
    provider,
    domains: domainsNamed(...long).map((domain) => ({ ...domain, redirect })),
  }));
  const view = detailsFor(orderIn('placed', { lines }));
  expect(slackProblems(view)).toEqual([]);
  expect(allText(view)).toMatch(/[1-9]\d* more lines do not fit here; the whole list is in the card’s thread/);
});

test('the CSV has every domain, and no cell that a spreadsheet would run', () => {
  const [domain] = domainsNamed('acme.com');
  if (!domain) throw new Error('no domain');
  const naming = { form: 'names', firstName: '=1+1', lastName: 'Park, "Ada"' } as const;
  const csv = domainListCsv(
    purchaseOf({ lines: [{ provider: 'google', domains: [{ ...domain, naming, redirect: '@x' }] }] }),
  );
  expect(csv).toBe('provider,domain,sender,redirect,picture\nGoogle,acme.com,"\'=1+1 Park, ""Ada""",\'@x,\n');
});
