import { expect, test } from '@jest/globals';
import type { PricedTier, TierOutcome } from '../../../src/acts/custom_order/planning/plan.ts';
import type { PlanForm } from '../../../src/acts/custom_order/planning/plan-form.ts';
import { domainsView } from '../../../views/form/ordering/domains-view.ts';
import { planView } from '../../../views/form/planning/plan-view.ts';
import { bar } from '../../../views/words/bar.ts';
import { aForm, rita } from '../../support/views/orders.ts';
import { allText, foreignControls, plainTexts, sharedTexts, slackProblems } from '../../support/views/text.ts';

const HOSTILE = '<!channel> *bold* :smile: '.repeat(30);
const line = (google: number, outlook: number): PricedTier['lines'] => [
  { provider: 'google', domains: google, mailboxes: 2 * google, monthCents: 700 * google },
  { provider: 'outlook', domains: outlook, mailboxes: 25 * outlook, monthCents: 5_000 * outlook },
];
const priced = (tier: PricedTier['tier'], google: number, outlook: number): PricedTier => ({
  outcome: 'priced',
  tier,
  lines: line(google, outlook),
  monthCents: 700 * google + 5_000 * outlook,
});
const EXAMPLE = [priced('low', 24, 3), priced('medium', 18, 2), priced('max', 14, 2)];
const minimum = { volume: 500, period: 'month' } as const;

const aPlan = (
  tiers: readonly TierOutcome[] | null,
  parts: Partial<PlanForm> = {},
  unused: number | null = 9,
): PlanForm => {
  const workspaceId = 'rec1';
  const question = { volume: 30_000, period: 'month', shares: { google: 70, outlook: 30 } } as const;
  return {
    id: 'plan-1',
    ownerId: rita,
    workspaces: [{ id: workspaceId, name: 'Northwind Outbound' }],
    workspaceId,
    typed: { volume: '30000', period: 'month', shares: { google: '70', outlook: '30' } },
    tier: 'low',
    fill: 2,
    round: 3,
    priced: tiers === null ? null : { question, workspaceId, tiers: [...tiers], unused },
    isStarted: false,
    ...parts,
  };
};

test('price in the option, bar and size in its description, what was read above, what is not included below', () => {
  const view = planView(aPlan(EXAMPLE));
  const field = view.blocks.find((block) => block.block_id === 'plan_tier.3');
  expect(field).toMatchObject({
    label: { text: '30,000 emails a month · Google 70\u00a0%, Outlook 30\u00a0%' },
    element: {
      options: [
        { text: { text: 'Low · $318.00 / month' }, description: { text: '▰▰▰▰▰▰▰▰▰▰ 27 domains, 123 mailboxes' } },
        { text: { text: 'Medium · $226.00 / month' }, description: { text: '▰▰▰▰▰▰▰▱▱▱ 20 domains, 86 mailboxes' } },
        { text: { text: 'Max · $198.00 / month' }, description: { text: '▰▰▰▰▰▰▱▱▱▱ 16 domains, 78 mailboxes' } },
      ],
      initial_option: { value: 'low' },
    },
  });
  expect(allText(view)).toContain('9 unused domains are offered first · registration of new ones not included');
  expect(view.submit?.text).toBe('Start this order');
  expect(slackProblems(view)).toEqual([]);
});

test('the chosen tier stays chosen; one that has no price any more gives way to the first', () => {
  const chosenIn = (plan: PlanForm) =>
    JSON.stringify(planView(plan).blocks).match(/"initial_option":\{[^}]*\},"value":"(low|medium|max)"/)?.[1];
  expect(chosenIn(aPlan(EXAMPLE, { tier: 'max' }))).toBe('max');
  expect(chosenIn(aPlan(EXAMPLE.slice(1)))).toBe('medium');
});

test('while ScaledMail is asked, its fields stay the same, and nothing can be started', () => {
  const idsOf = (view: ReturnType<typeof planView>) =>
    view.blocks.map((block) => block.block_id).filter((id) => id?.endsWith('.2'));
  const asking = planView(aPlan(EXAMPLE), { isPricing: true });
  expect(idsOf(asking)).toEqual(idsOf(planView(aPlan(EXAMPLE))));
  expect(idsOf(asking)).toHaveLength(5);
  expect([asking.submit?.text, allText(asking)]).toEqual(['Show prices', expect.stringContaining('Asking ScaledMail')]);
});

test('Enter and a choice price a plan; before there is a price a choice asks nothing', () => {
  const told = (view: ReturnType<typeof planView>) =>
    view.blocks.flatMap((block) =>
      'dispatch_action' in block && block.dispatch_action === true ? [block.block_id] : [],
    );
  expect(told(planView(aPlan(null)))).not.toContain('plan_period.2');
  expect(told(planView(aPlan(EXAMPLE)))).toContain('plan_period.2');
});

test.each<[string, TierOutcome[], string[]]>([
  [
    'all too small',
    (['low', 'medium', 'max'] as const).map((tier) => ({ outcome: 'too_small', tier, minimum })),
    ['*Too small.* ScaledMail plans from 500 emails a month on.', 'Use 500'],
  ],
  [
    'one too small',
    [...EXAMPLE.slice(0, 2), { outcome: 'too_small', tier: 'max', minimum: { volume: 9, period: 'day' } }],
    ['*Too small for max.* ScaledMail plans from 9 emails a day on.', 'Use 9 a day', 'Low · $318.00'],
  ],
  [
    'some without an answer',
    [
      { outcome: 'unanswered', tier: 'low', said: 'ScaledMail is not answering right now.' },
      { outcome: 'unanswered', tier: 'medium', said: 'ScaledMail is not answering right now.' },
      { outcome: 'price_unclear', tier: 'max' },
    ],
    [
      'No price for low and medium. ScaledMail is not answering right now.',
      'No price for max. ScaledMail’s price',
      'Try again',
    ],
  ],
  [
    'more than one order',
    [priced('low', 240, 31), priced('max', 90, 30)],
    [
      'One order takes at most 100 Google domains: low needs 240.',
      'One order takes at most 30 Outlook domains: low needs 31.',
    ],
  ],
])('%s is said', (_what, tiers, texts) => {
  const view = planView(aPlan(tiers));
  for (const text of texts) expect(allText(view)).toContain(text);
  expect(slackProblems(view)).toEqual([]);
});

test.each([
  [0, 'No unused domains · registration'],
  [1, '1 unused domain is offered first'],
  [null, 'Registration of new domains not included'],
])('%s unused domains are told as they are known', (unused, text) => {
  expect(allText(planView(aPlan(EXAMPLE, {}, unused)))).toContain(text);
});

test('what was typed, and what ScaledMail says, is marked up nowhere and fits', () => {
  const typed = { volume: HOSTILE, period: 'day', shares: { google: HOSTILE } } as const;
  const notes = {
    notUnderstood: Array.from({ length: 12 }, () => HOSTILE),
    otherPeriod: HOSTILE,
    isProviderOpen: true,
  };
  const problems = [{ field: 'volume', message: `“${HOSTILE}” is no number of emails.` }] as const;
  const said: TierOutcome = { outcome: 'unanswered', tier: 'low', said: `ScaledMail says: ${HOSTILE.repeat(3)}` };
  const workspaces = Array.from({ length: 120 }, (_, index) => ({ id: `rec${index}`, name: HOSTILE }));
  const views = [
    planView(aPlan(null, { typed, workspaces }), { problems, line: notes }),
    planView(aPlan([said, ...EXAMPLE.slice(1)], { typed, workspaces })),
  ];
  for (const view of views) {
    expect([slackProblems(view), foreignControls(view)]).toEqual([[], []]);
    expect(sharedTexts(view).filter((text) => /bold|:smile:/.test(text))).toEqual([]);
    expect(plainTexts(view).some(({ text }) => text.includes('*bold*'))).toBe(true);
  }
  expect(allText(views[0])).toContain('ScaledMail counts emails of a month or a day');
});

test('the form says how many domains were planned, for providers that are still chosen', () => {
  const planned = { google: 240, outlook: 1, smtp: 3 };
  const view = domainsView(aForm({ planned, providers: ['google', 'outlook'] }));
  expect(allText(view)).toContain('240 domains planned for Google, 100 in one order · 1 domain planned for Outlook');
  expect(allText(view)).not.toContain('SMTP');
  expect(allText(domainsView(aForm()))).not.toContain('planned');
  expect(slackProblems(view)).toEqual([]);
});

test('a bar is full for all of it alone, and shows the least part', () => {
  expect([bar(0, 9), bar(1, 900), bar(899, 900), bar(9, 9), bar(0, 0)]).toEqual([
    '▱▱▱▱▱▱▱▱▱▱',
    '▰▱▱▱▱▱▱▱▱▱',
    '▰▰▰▰▰▰▰▰▰▱',
    '▰▰▰▰▰▰▰▰▰▰',
    '▱▱▱▱▱▱▱▱▱▱',
  ]);
});
