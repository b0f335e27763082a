import { expect, test } from '@jest/globals';
import { Reference } from '../../../src/values/ids.ts';
import { type About, type FindingKind, hasFile, type SeenOrder } from '../../../src/watch/finding.ts';
import { findingFile } from '../../../views/watch/finding-file.ts';
import { findingMessage } from '../../../views/watch/finding-message.ts';
import { explainView, lookView } from '../../../views/watch/finding-pages.ts';
import { mention } from '../../../views/words/text.ts';
import { aPolicy, aReference } from '../../support/builders.ts';
import { amir, noon } from '../../support/views/orders.ts';
import { mrkdwnTexts, plainTexts, sharedTexts, slackProblems } from '../../support/views/text.ts';
import { aFinding, aSeenOrder } from '../../support/watch.ts';

const HOSTILE = '@amir <!channel> *bold* _it_ `code` :smile: https://acme.com';
const setting = { policy: aPolicy(), named: mention };

/** A finding of every kind, about an order as it is said. */
const aboutOf = (order: SeenOrder): { readonly [Kind in FindingKind]: Extract<About, { kind: Kind }> } => ({
  unapproved: { kind: 'unapproved', order },
  amount: { kind: 'amount', order, fromCents: 4_200, isApproved: false },
  cancelled: { kind: 'cancelled', order },
  vanished: { kind: 'vanished', order, since: noon },
  status: { kind: 'status', order },
  resumed: { kind: 'resumed', order, was: 'ended' },
  renewals: {
    kind: 'renewals',
    names: Array.from({ length: 12 }, (_, index) => ({
      ...{ name: `get${index}acme.com`, fromCents: 1_700, toCents: 1_900, renewsAt: index ? noon : null },
    })),
  },
  bought: {
    kind: 'bought',
    names: [
      { name: order.id, workspace: order.workspace, renewalCents: 1_700, boughtAt: noon },
      { name: 'getacme.com', workspace: order.workspace, renewalCents: null, boughtAt: null },
    ],
  },
  stood_before: {
    kind: 'stood_before',
    orders: Array.from({ length: 300 }, (_, index) => ({ ...order, id: `rec${index}` })),
  },
  many: {
    kind: 'many',
    found: [
      { kind: 'unapproved', order },
      { kind: 'unapproved', order },
      { kind: 'amount', order, fromCents: 4_200, isApproved: true },
      { kind: 'cancelled', order },
      { kind: 'vanished', order, since: noon },
      { kind: 'status', order },
      { kind: 'resumed', order, was: 'missing' },
    ],
  },
});

const ORDERS: readonly [string, SeenOrder][] = [
  ['that is usual', aSeenOrder()],
  ['of ours', aSeenOrder({ reference: aReference })],
  [
    'of which little is known',
    aSeenOrder({ amountCents: null, createdAt: null, description: '', page: null, mailboxes: null }),
  ],
  [
    'whose words are hostile',
    aSeenOrder({
      ...{ id: HOSTILE, status: HOSTILE, standing: 'unknown', description: HOSTILE },
      workspace: { id: 'recW', name: HOSTILE },
      page: { tag: HOSTILE, names: [HOSTILE, HOSTILE, HOSTILE], unknownReference: 'abc234' },
    }),
  ],
  [
    'that is as large as can be',
    aSeenOrder({
      page: {
        tag: 't'.repeat(320),
        names: Array.from({ length: 200 }, (_, i) => `${'n'.repeat(240)}${i}.com`),
        unknownReference: null,
      },
    }),
  ],
];

const findings = ORDERS.flatMap(([name, order]) =>
  Object.values(aboutOf(order)).map((about) => [`${about.kind} of one ${name}`, aFinding({ about })] as const),
);

test.each(findings)(
  'what was found, %s, is drawn as Slack takes it, and nothing in it is marked up',
  (_name, finding) => {
    const settled = { by: amir, reason: HOSTILE, at: noon };
    const page = { tag: HOSTILE, amountCents: null, status: HOSTILE, createdAt: noon, domainNames: [HOSTILE] };
    const views = [
      findingMessage(finding, setting),
      findingMessage({ ...finding, settled }, setting),
      explainView(finding, HOSTILE),
      lookView(finding),
      lookView(finding, null),
      lookView(finding, page),
    ];
    for (const view of views) {
      expect(slackProblems(view)).toEqual([]);
      expect(sharedTexts(view).filter((text) => /bold|:smile:|channel/.test(text.replaceAll(/`[^`]*`/g, '')))).toEqual(
        [],
      );
      expect(plainTexts(view).every(({ emoji }) => !emoji)).toBe(true);
    }
    const { text } = findingMessage({ ...finding, settled }, setting);
    expect(Array.from(text).length).toBeLessThanOrEqual(150);
    for (const each of [text, findingMessage(finding, setting).text])
      expect(each).not.toMatch(/<!(?!subteam)|<https?:/);
  },
);

test('a message that waits asks those who can decide, in text and section; one that is settled is two lines without a mention', () => {
  const waiting = findingMessage(aFinding(), setting);
  expect(waiting.text).toMatch(/^Nobody approved this: \$49\.00 \/ month, 7 domains with 14 mailboxes\. <[@!]/);
  expect(mrkdwnTexts(waiting).filter((text) => /<[@!](?!date)/.test(text))).toHaveLength(2);
  const settled = { by: amir, reason: 'Trial', at: noon };
  const after = findingMessage({ ...aFinding(), settled }, { ...setting, named: () => 'Amir Haddad' });
  expect(after.blocks).toHaveLength(2);
  expect(after.text).toBe('Explained: $49.00 / month that nobody approved here.');
  expect(JSON.stringify(after)).not.toMatch(/<[@!](?!date)/);
});

test.each<[FindingKind, string[]]>([
  ['unapproved', ['explain_finding', 'look_at_finding', 'cancel_found_order']],
  ['amount', ['explain_finding', 'look_at_finding', 'cancel_found_order']],
  ['cancelled', ['explain_finding', 'look_at_finding']],
  ['vanished', ['explain_finding', 'look_at_finding']],
  ['resumed', ['explain_finding', 'look_at_finding', 'cancel_found_order']],
  ['renewals', ['explain_finding', 'look_at_finding']],
  ['stood_before', ['confirm_found_orders', 'look_at_finding']],
  ['many', ['explain_finding', 'look_at_finding']],
])('what can be done about %s: %j', (kind, expected) => {
  const about = aboutOf(aSeenOrder())[kind];
  const { blocks } = findingMessage(aFinding({ about }), setting);
  expect(JSON.stringify(blocks).match(/(?<="action_id":")[a-z_]+/g)).toEqual(expected);
});

test.each<[FindingKind, Partial<SeenOrder>, string]>([
  [
    'unapproved',
    { page: null, mailboxes: null },
    'A new order stands at ScaledMail: ScaledMail’s order `recOrd1`, since',
  ],
  ['unapproved', { standing: 'ended', status: 'Cancelled' }, 'It is cancelled already.'],
  [
    'unapproved',
    { page: { tag: 'acme-abc234', names: [], unknownReference: 'abc234' } },
    'names order `abc234`, which is not kept here',
  ],
  ['unapproved', { amountCents: null }, '⚠️ An unknown amount that nobody approved here'],
  [
    'amount',
    { reference: aReference },
    `Order \`${aReference}\` costs *$49.00 / month* at ScaledMail now. It was $42.00 / month before.`,
  ],
  ['vanished', {}, 'whether it is still charged, the list does not say'],
  [
    'many',
    {},
    '2 orders that nobody approved, 1 other amount, 1 cancelled, 1 not in the list any more, 1 with a word that is not known, 1 that run again',
  ],
  ['resumed', {}, 'ScaledMail’s order `recOrd1` had ended at ScaledMail, and is Active again'],
  ['cancelled', {}, 'and no order here ended it'],
])('%s says what is known of %j', (kind, change, words) => {
  const about = aboutOf(aSeenOrder(change))[kind];
  expect(JSON.stringify(findingMessage(aFinding({ about }), setting))).toContain(words);
});

test('the file has a row for each order, its amount in dollars, and no cell is a formula', () => {
  const orders = [aSeenOrder({ description: '=HYPERLINK("x")' }), aSeenOrder({ id: 'rec2', amountCents: null })];
  const file = findingFile(aFinding({ about: { kind: 'stood_before', orders } }));
  expect(file.name).toMatch(/^scaledmail-orders-\d{4}-\d{2}-\d{2}\.csv$/);
  const [heading, first, second, ...more] = file.content.trim().split('\n');
  expect(heading).toBe(
    'what,workspace,number,order here,a month ($),before ($),status,made (UTC),description,tag,domains',
  );
  expect(first).toContain('stood there before,Northwind Outbound,recOrd1,,49.00,,Active,');
  expect(first).toContain(`"'=HYPERLINK(""x"")"`);
  expect(second).toContain('rec2,,not known,,Active');
  expect(more).toEqual([]);
  const many = findingFile(aFinding({ about: aboutOf(aSeenOrder()).many }));
  expect(many.content).toContain('another amount,Northwind Outbound,recOrd1,,49.00,42.00,Active');
});

test('one that may be ours says which order that would be', () => {
  const mayBe = ['aaaaaa', 'bbbbbb', 'cccccc', 'dddddd', 'eeeeee'].map((each) => Reference.parse(each));
  const says = (count: number) =>
    JSON.stringify(
      findingMessage(
        aFinding({ about: { kind: 'unapproved', order: aSeenOrder(), mayBe: mayBe.slice(0, count) } }),
        setting,
      ),
    );
  expect(says(1)).toContain('It may be what order `aaaaaa` made: this app still looks for that, and cannot tell.');
  expect(says(2)).toContain('`aaaaaa` or `bbbbbb` made');
  expect(says(5)).toContain('`aaaaaa`, `bbbbbb`, `cccccc` or one of 2 more made');
});

test('one that turned out to be ours is two lines without a mention; of many, how many did is said', () => {
  const turnedOut = [{ id: 'recOrd1', reference: aReference }];
  const one = findingMessage(aFinding({ turnedOut }), setting);
  expect(one.blocks).toHaveLength(2);
  expect(one.text).toBe('Explained: $49.00 / month that nobody approved here.');
  expect(JSON.stringify(one)).toContain(`Explained: order \`${aReference}\` made it.`);
  expect(JSON.stringify(one)).not.toMatch(/<[@!](?!date)|action_id/);
  const many = findingMessage(aFinding({ about: aboutOf(aSeenOrder({ id: 'recOrd2' })).many, turnedOut }), setting);
  expect(JSON.stringify(many)).toContain(`Explained meanwhile: 1 of these, by order \`${aReference}\`.`);
  expect(JSON.stringify(many)).toContain('explain_finding');
  for (const view of [one, many]) expect(slackProblems(view)).toEqual([]);
});

test('more names than Look shows come as a file, with all of them', () => {
  const names = Array.from({ length: 40 }, (_, index) => ({
    ...{ name: index === 0 ? '=get.com' : `get${index}.com`, fromCents: 1_700, toCents: 1_900, renewsAt: noon },
  }));
  const dearer = aFinding({ about: { kind: 'renewals', names } });
  expect(hasFile(dearer.about)).toBe(true);
  expect(JSON.stringify(findingMessage(dearer, setting))).toContain('and 30 more, all in the file in the thread');
  expect(JSON.stringify(lookView(dearer))).toContain('and 10 more, all in the file below the message');
  const file = findingFile(dearer);
  expect(file.name).toMatch(/^scaledmail-domains-\d{4}-\d{2}-\d{2}\.csv$/);
  const rows = file.content.trim().split('\n');
  expect(rows).toHaveLength(41);
  expect(rows[0]).toBe('what,domain,a year ($),before ($),renews (UTC),bought (UTC),workspace');
  expect(rows[1]).toContain("renews dearer,'=get.com,19.00,17.00,");
  const few = aFinding({ about: { kind: 'renewals', names: names.slice(0, 30) } });
  expect(hasFile(few.about)).toBe(false);
  expect(JSON.stringify(findingMessage(few, setting))).toContain('and 20 more, all behind Look');
  const workspace = aSeenOrder().workspace;
  const bought = names.map(({ name }) => ({ name, workspace, renewalCents: null, boughtAt: noon }));
  const ofBought = findingFile(aFinding({ about: { kind: 'bought', names: bought } }));
  expect(ofBought.content).toContain('nobody approved it here,get1.com,not known,,,');
  expect(ofBought.content).toContain(workspace.name);
});

test('an amount that is not known is told as that, and is never nothing in a sum', () => {
  const unknown = aSeenOrder({ id: 'rec2', amountCents: null });
  const titleOf = (about: About) => findingMessage(aFinding({ about }), setting).text;
  expect(titleOf({ kind: 'stood_before', orders: [aSeenOrder(), unknown, unknown] })).toContain(
    '3 orders stood at ScaledMail before · $49.00 / month and 2 orders without a known amount.',
  );
  expect(titleOf({ kind: 'stood_before', orders: [unknown] })).toContain('before · 1 order without a known amount.');
  const { bought } = aboutOf(aSeenOrder());
  expect(titleOf(bought)).toContain('2 domains bought that nobody approved here · $17.00 a year and 1 not known.');
  expect(findingFile(aFinding({ about: { kind: 'stood_before', orders: [unknown] } })).content).toContain(
    ',not known,',
  );
});
