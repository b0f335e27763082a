import { describe, expect, test } from '@jest/globals';
import { readAliasLines } from '../../../../../src/acts/custom_order/aliases/alias-lines.ts';
import { BOXES } from '../../../../../src/acts/custom_order/form/boxes.ts';
import type { OrderDraft } from '../../../../../src/acts/custom_order/form/draft.ts';
import { draftInput } from '../../../../../src/acts/custom_order/form/draft-input.ts';
import { checkOrder } from '../../../../../src/acts/custom_order/rules/check-order.ts';
import { boxesOf } from '../../../../../views/form/ordering/options/alias-boxes.ts';
import { aliasesView } from '../../../../../views/form/ordering/options/aliases-view.ts';
import { aDraft } from '../../../../support/views/orders.ts';
import { allText, slackProblems } from '../../../../support/views/text.ts';

const person = (firstName: string, lastName: string) => ({ form: 'names' as const, firstName, lastName });

test.each<[string, string, ReturnType<typeof readAliasLines>]>([
  ['nothing', ' \n,\n', []],
  [
    'aliases with and without a person',
    'acme.com, jane, jane.doe (Jane van der Doe)',
    [
      {
        line: 1,
        name: 'acme.com',
        aliases: [
          { alias: 'jane', person: null, picture: null },
          { alias: 'jane.doe', person: person('Jane', 'van der Doe'), picture: null },
        ],
      },
    ],
  ],
  [
    'a domain on several lines, however it is written',
    '\nAcme.com;a\nb.com\tx\nacme.com.,b',
    [
      {
        line: 2,
        name: 'acme.com',
        aliases: [
          { alias: 'a', person: null, picture: null },
          { alias: 'b', person: null, picture: null },
        ],
      },
      { line: 3, name: 'b.com', aliases: [{ alias: 'x', person: null, picture: null }] },
    ],
  ],
  ['what is no domain', 'acme, a', [{ line: 1, name: 'acme', aliases: [{ alias: 'a', person: null, picture: null }] }]],
])('lines of aliases: %s', (_what, text, read) => expect(readAliasLines(text)).toEqual(read));

const DOMAINS = Array.from({ length: 30 }, (_, index) => `outreach-northwind${index}.com`);
const lineOf = (domain: string) => [domain, ...Array.from({ length: 25 }, (_, index) => `jane.doe${index}`)].join(', ');
const withOwn = (text: string, parts: Partial<OrderDraft> = {}): OrderDraft => ({
  ...aDraft({
    label: 'Acme',
    providers: ['outlook'],
    defaultName: 'Ada Park',
    domainText: { outlook: DOMAINS.join('\n') },
  }),
  aliases: { outlook: { form: 'own', text } },
  ...parts,
});
const problemsOf = (draft: OrderDraft) => {
  const checked = checkOrder(draftInput(draft), new Map());
  return checked.ok ? [] : checked.problems.map(({ field, line, code }) => `${field}:${line}:${code}`);
};

describe('750 aliases of 30 Outlook domains', () => {
  const draft = withOwn(DOMAINS.map(lineOf).join('\n'));

  test('are ordered one by one, each with the sender of its domain', () => {
    const checked = checkOrder(draftInput(draft), new Map());
    if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
    const domains = checked.purchase.lines.flatMap((line) => line.domains);
    expect(domains.map(({ naming }) => (naming.form === 'aliases' ? naming.aliases.length : 0))).toEqual(
      DOMAINS.map(() => 25),
    );
    expect(domains[0]?.naming).toMatchObject({
      aliases: expect.arrayContaining([{ alias: 'jane.doe0', firstName: 'Ada', lastName: 'Park' }]),
    });
  });

  test('stand in boxes that say which lines they hold, and lose nothing', () => {
    const boxes = boxesOf(draft.aliases?.outlook?.text ?? '', 'outlook', 30) ?? [];
    expect(boxes.length).toBeLessThanOrEqual(BOXES.length);
    expect(
      boxes
        .map(({ text }) => text)
        .filter(Boolean)
        .join('\n'),
    ).toBe(draft.aliases?.outlook?.text);
    expect(boxes.every(({ text }) => text.length <= 3_000)).toBe(true);
    const view = aliasesView({ draft, fill: 1 }, ['domains', 'options']);
    expect(slackProblems(view)).toEqual([]);
    expect(allText(view)).toContain('Outlook: 750 of exactly 750 aliases, 25 for each of 30 domains.');
    expect(allText(view)).toContain('Outlook: aliases, lines 1 to ');
  });

  test('have boxes before a line is typed', () => expect(boxesOf('', 'outlook', 30)).toHaveLength(4));
});

test.each([
  ['too few of a domain', lineOf(DOMAINS[0] ?? '').slice(0, -12), 'aliases_outlook:1:alias_count'],
  ['one twice', `${lineOf(DOMAINS[0] ?? '')}\n${DOMAINS[0]}, JANE.doe1`, 'aliases_outlook:1:alias_twice'],
  ['an address', `\n${lineOf(DOMAINS[0] ?? '')}, a@b`, 'aliases_outlook:2:alias_malformed'],
  ['one that is nobody’s', `${DOMAINS[0]}, a (Jane)`, 'aliases_outlook:1:name_incomplete'],
  ['a domain without a line', '', 'aliases_outlook:null:alias_count'],
  ['a line without a domain', 'other.com, a', 'aliases_outlook:1:alias_of_no_domain'],
])('a mistake is told where it is typed: %s', (_what, text, problem) => {
  expect(problemsOf(withOwn(text, { domainText: { outlook: DOMAINS[0] ?? '' } }))).toContain(problem);
});

test('a sender who is missing is asked for, once', () => {
  const draft = withOwn(DOMAINS.map(lineOf).join('\n'), { defaultName: '' });
  expect(problemsOf(draft)).toEqual(['default_name:null:name_missing']);
});

test('lines that are kept while ScaledMail makes the aliases are not ordered', () => {
  const draft = withOwn('other.com, a', { aliases: { outlook: { form: 'made', text: 'other.com, a' } } });
  expect(problemsOf(draft)).toEqual([]);
});
