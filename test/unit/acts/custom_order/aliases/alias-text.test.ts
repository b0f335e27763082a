import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type AliasesOfDomain,
  aliasLines,
  readAliasLines,
} from '../../../../../src/acts/custom_order/aliases/alias-lines.ts';
import { aliasesFromText } from '../../../../../src/acts/custom_order/aliases/aliases-from-text.ts';
import { aliasRows, takenAsOwn } from '../../../../../src/acts/custom_order/form/alias-rows.ts';
import type { OrderDraft } from '../../../../../src/acts/custom_order/form/draft.ts';
import { draftInput } from '../../../../../src/acts/custom_order/form/draft-input.ts';
import { orderAsForm } from '../../../../../src/acts/custom_order/form/order-as-form.ts';
import { checkOrder } from '../../../../../src/acts/custom_order/rules/check-order.ts';
import { aliasFile } from '../../../../../views/acts/custom_order/alias-file.ts';
import { aDraft } from '../../../../support/views/orders.ts';

const person = (firstName: string, lastName: string) => ({ form: 'names' as const, firstName, lastName });
const plain = (alias: string) => ({ alias, person: null, picture: null });

test.each<[string, string, AliasesOfDomain['aliases']]>([
  [
    'a picture after its alias',
    'a.com, jane, https://acme.com/j.png, doe',
    [{ ...plain('jane'), picture: 'https://acme.com/j.png' }, plain('doe')],
  ],
  [
    'a link as Slack writes it',
    'a.com, jane, <https://acme.com/j.png>',
    [{ ...plain('jane'), picture: 'https://acme.com/j.png' }],
  ],
  [
    'addresses of the domain',
    'a.com; jane@a.com; Doe@A.com (Jane Doe)',
    [plain('jane'), { ...plain('Doe'), person: person('Jane', 'Doe') }],
  ],
  ['an address alone', 'jane@a.com (Jane Doe)', [{ ...plain('jane'), person: person('Jane', 'Doe') }]],
  [
    'a first name of two words',
    'a.com, jane (Jane Ann / Doe Roe)',
    [{ ...plain('jane'), person: person('Jane Ann', 'Doe Roe') }],
  ],
  ['a name with brackets', 'a.com, jane (Jane (JD) Doe)', [{ ...plain('jane'), person: person('Jane (JD)', 'Doe') }]],
  ['a domain as an address of the web', 'https://www.A.com/, jane', [plain('jane')]],
])('lines may have %s', (_what, text, aliases) => {
  expect(readAliasLines(text)).toEqual([{ line: 1, name: 'a.com', aliases }]);
});

const SHEET = [
  'First name,Last name,Email,Domain,Photo,Password',
  'Jane,Doe,jane@a.com,a.com,https://acme.com/j.png,hunter2!Xy',
  'Ben,Ito,ben,b.com,,s3cret!Pw9',
  'Jane,Doe,doe,a.com,,q9$kLm2xZ',
].join('\n');

describe('a sheet with a heading', () => {
  test('is read whatever the order of columns, put together by domain, and kept as lines without the rest', () => {
    const read = aliasesFromText(SHEET);
    expect(read.domains).toEqual([
      {
        line: 2,
        name: 'a.com',
        aliases: [
          { alias: 'jane', person: person('Jane', 'Doe'), picture: 'https://acme.com/j.png' },
          { alias: 'doe', person: person('Jane', 'Doe'), picture: null },
        ],
      },
      { line: 3, name: 'b.com', aliases: [{ alias: 'ben', person: person('Ben', 'Ito'), picture: null }] },
    ]);
    expect(read.secrets).toEqual(['Password']);
    expect(read.kept).toBe('a.com, jane (Jane Doe), https://acme.com/j.png, doe (Jane Doe)\nb.com, ben (Ben Ito)');
  });

  test.each([
    [
      'no column of aliases',
      'Domain,Name\na.com,Jane Doe',
      'No column is headed “Alias”. Write “Alias” above the aliases.',
    ],
    [
      'no column of domains',
      'Name,Alias\nJane Doe,jane',
      'No column is headed “Domain”. Write “Domain” above the domains.',
    ],
    [
      'a cell too many',
      'Domain,Alias\na.com,jane,doe',
      'This line has more cells than the heading. Put a cell with a comma into quotes.',
    ],
  ])('with %s is a mistake', (_what, text, message) => {
    expect(aliasesFromText(text).problems.map((problem) => problem.message)).toEqual([message]);
  });

  test('an alias that is empty is told, and its row stays', () => {
    const read = aliasesFromText('Domain,Alias\na.com,jane\na.com,');
    expect(read.domains[0]?.aliases.map(({ alias }) => alias)).toEqual(['jane', '']);
    expect(read.kept).toContain('Domain,Alias');
  });
});

test('more lines than are read at once are a mistake, not a crash', () => {
  const [problem] = aliasesFromText('a.com, jane\n'.repeat(2_100)).problems;
  expect(problem?.message).toContain('at most 2000 are read at once');
});

const word = fc.stringMatching(/^[A-Za-z][A-Za-z'-]{0,12}$/);
const alias = fc.record({
  alias: fc.stringMatching(/^[a-z][a-z0-9._-]{0,20}$/),
  person: fc.option(
    fc
      .tuple(fc.array(word, { minLength: 1, maxLength: 2 }), fc.array(word, { minLength: 1, maxLength: 2 }))
      .map(([first, last]) => person(first.join(' '), last.join(' '))),
  ),
  picture: fc.option(fc.constantFrom('https://acme.com/j.png', 'https://acme.com/a,b.png')),
});
const domains = fc.uniqueArray(
  fc.record({
    name: fc.stringMatching(/^[a-z]{3,10}$/).map((text) => `${text}-acme.com`),
    aliases: fc.array(alias, { minLength: 1, maxLength: 25 }),
  }),
  { selector: ({ name }) => name, maxLength: 5 },
);

test('aliases written as lines are read as the same, and no line is longer than a box', () => {
  fc.assert(
    fc.property(domains, (meant) => {
      const text = aliasLines(meant);
      expect(text.split('\n').every((line) => line.length < 3_000)).toBe(true);
      expect(readAliasLines(text).map(({ line: _, ...each }) => each)).toEqual(meant);
      expect(aliasesFromText(text).kept).toBe(text);
    }),
  );
});

const made = (parts: Partial<OrderDraft> = {}): OrderDraft => ({
  ...aDraft({
    label: 'Acme',
    providers: ['smtp'],
    defaultName: 'Ada Park; Ben Ito',
    domainText: { smtp: 'a.com\nb.com, Zoë Neil' },
    aliases: { smtp: { form: 'senders', text: '', patterns: ['jane', 'doe', 'jane.doe'] } },
  }),
  workspaceId: 'recNorthwind0001',
  workspaces: [{ id: 'recNorthwind0001', name: 'N' }],
  ...parts,
});
function purchased(draft: OrderDraft) {
  const checked = checkOrder(draftInput(draft), new Map());
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return checked.purchase;
}

test('what is made is taken into one’s own lines as the same mailboxes, with names where they are another’s', () => {
  const taken = takenAsOwn(made(), 'smtp');
  expect(taken?.aliases?.smtp?.text).toBe(
    'a.com, ada, park, ada.park, ben (Ben Ito)\nb.com, zoe, neil, zoe.neil, ada (Ada Park)',
  );
  if (taken) expect(purchased(taken)).toEqual(purchased(made()));
  expect(takenAsOwn(made({ defaultName: '', domainText: { smtp: 'a.com' } }), 'smtp')).toBeNull();
});

test('the file has every mailbox, comes back as the same, and has room for those that are missing', () => {
  const rows = aliasRows(made(), 'smtp');
  const file = aliasFile('smtp', rows);
  expect(file.name).toBe('aliases-smtp.csv');
  expect(file.content.split('\n').slice(0, 2)).toEqual([
    'domain,first name,last name,alias,picture',
    'a.com,Ada,Park,ada,',
  ]);
  const back = made({ aliases: { smtp: { form: 'own', text: file.content } } });
  expect(purchased(back)).toEqual(purchased(made()));
  const few = made({ aliases: { smtp: { form: 'own', text: 'a.com, ada\nother.com, x' } } });
  expect(aliasRows(few, 'smtp').map(({ domain, first, alias: each }) => [domain, first, each])).toEqual([
    ['a.com', 'Ada', 'ada'],
    ...Array.from({ length: 3 }, () => ['a.com', 'Ada', '']),
    ...Array.from({ length: 4 }, () => ['b.com', 'Zoë', '']),
    ['other.com', '', 'x'],
  ]);
});

test('an order with aliases and pictures of its own comes back as a form that asks for the same', () => {
  const text = 'a.com, ada, https://acme.com/a.png, park, x (Jane Ann / Doe Roe), y\nb.com, zoe (Zoë Neil), neil, z, w';
  const purchase = purchased(made({ aliases: { smtp: { form: 'own', text } } }));
  const form = orderAsForm(purchase);
  if (!form) throw new Error('It does not fit');
  expect(purchased({ ...made(), ...form })).toEqual(purchase);
});

test('a commonest sender whose first name ends elsewhere stands on the lines', () => {
  const purchase = purchased(
    made({ aliases: {}, domainText: { smtp: 'Domain,First name,Last name\na.com,Jane,Ann Doe\nb.com,Jane,Ann Doe' } }),
  );
  const form = orderAsForm(purchase);
  expect(form?.defaultName).toBe('');
  if (form) expect(purchased({ ...made(), aliases: {}, ...form })).toEqual(purchase);
  const both = purchased(
    made({ aliases: {}, domainText: { smtp: 'Domain,First name,Last name\na.com,Jane,Ann Doe\nb.com,Jane Ann,Doe' } }),
  );
  const again = orderAsForm(both);
  expect(again?.defaultName).toBe('Jane Ann Doe');
  if (again)
    expect(new Set(purchased({ ...made(), aliases: {}, ...again }).lines[0]?.domains)).toEqual(
      new Set(both.lines[0]?.domains),
    );
});

describe('a password beside an address', () => {
  test.each([
    ['jane@acme.com,Hunter2!correct', 'jane@acme.com,'],
    ['jane@acme.com\tHunter2!correct', 'jane@acme.com\t'],
    ['jane@acme.com:Hunter2!correct', 'jane@acme.com'],
    ['acme.com, jane Hunter2!correct, joe', 'acme.com,jane,joe'],
  ])('is no alias, and not kept of %j', (text, kept) => {
    const read = aliasesFromText(text);
    expect(read.kept).toBe(kept);
    expect(read.secrets).toHaveLength(1);
    expect(JSON.stringify(read)).not.toContain('Hunter2');
    expect(aliasesFromText(read.kept)).toMatchObject({ kept, secrets: [] });
  });

  test.each(['acme.com, Jane_Doe, jane+news', 'acme.com, alexandriamontgomery2, jane (Jane Doe)', 'a.com, JaneDoe1'])(
    'is nothing of %j',
    (text) => {
      expect(aliasesFromText(text)).toMatchObject({ kept: text, secrets: [] });
    },
  );
});
