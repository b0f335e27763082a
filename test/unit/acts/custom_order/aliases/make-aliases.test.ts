import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { makeAliases } from '../../../../../src/acts/custom_order/aliases/make-aliases.ts';
import { ALIAS_PATTERNS, madeBy } from '../../../../../src/acts/custom_order/aliases/patterns.ts';
import { spellingOf } from '../../../../../src/acts/custom_order/aliases/spelling.ts';
import type { OrderDraft } from '../../../../../src/acts/custom_order/form/draft.ts';
import { draftInput } from '../../../../../src/acts/custom_order/form/draft-input.ts';
import { PROVIDER_FACTS } from '../../../../../src/acts/custom_order/provider-facts.ts';
import { checkOrder } from '../../../../../src/acts/custom_order/rules/check-order.ts';
import { aDraft } from '../../../../support/views/orders.ts';

const person = (firstName: string, lastName: string) => ({ form: 'names' as const, firstName, lastName });
const jane = person('Jane', 'Doe');
const aliasesOf = (made: ReturnType<typeof makeAliases>) => made.map(({ alias }) => alias);

test('a pattern is what it makes of Jane Doe', () => {
  for (const pattern of ALIAS_PATTERNS) expect(madeBy(pattern, { first: 'jane', last: 'doe' })).toBe(pattern);
});

test.each([
  ['Zoë', 'Neil', 'zoe.neil'],
  ['Søren', 'Ærø-Łukasz', 'soren.aerolukasz'],
  ['Anna Maria', "O'Neil", 'annamaria.oneil'],
  ['Lotte', 'van der Meer', 'lotte.vandermeer'],
  ['Jürgen', 'Groß', 'jurgen.gross'],
  ['İpek', 'Işık', 'ipek.isik'],
  ['Ada', 'Park Jr.', 'ada.parkjr'],
])('%s %s is written as %s', (first, last, alias) => {
  expect(aliasesOf(makeAliases([person(first, last)], ['jane.doe'], 1))).toEqual([alias]);
});

test.each([
  ['another script', person('伟', '王'), []],
  ['a last name of another script', person('Wei', '王'), ['wei']],
  ['a part of which some letters are of another script', person('Ada伟', 'Park'), ['park']],
  ['no last name', person('Ada', ''), ['ada']],
])('of %s only what can be written is made', (_what, someone, made) => {
  expect(aliasesOf(makeAliases([someone], ['jane', 'jane.doe', 'j.doe', 'doe'], 4))).toEqual(made);
});

test('one sender alone suffices for the 25 of an Outlook domain', () => {
  expect(makeAliases([jane], ALIAS_PATTERNS, 25)).toHaveLength(25);
});

test('the next person fills up where the first does not suffice, and shared aliases are made once', () => {
  const made = makeAliases([jane, person('Jane', 'Roe')], ['jane', 'jane.doe'], 4);
  expect(aliasesOf(made)).toEqual(['jane', 'jane.doe', 'jane.roe']);
  expect(made.map(({ person: { lastName } }) => lastName)).toEqual(['Doe', 'Doe', 'Roe']);
});

test('what is longer than 64 characters is not made', () => {
  const long = person('a'.repeat(50), 'b'.repeat(50));
  expect(aliasesOf(makeAliases([long], ['jane.doe', 'j.doe'], 2))).toEqual([`a.${'b'.repeat(50)}`]);
});

const name = fc.oneof(
  fc.constantFrom('Jane', 'Zoë', "O'Neil", '王', 'Anna Maria', 'van der Meer', 'J', 'Ærø'),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 50 }),
);
const people = fc.array(
  fc.tuple(name, name).map(([first, last]) => person(first, last)),
  { maxLength: 4 },
);
const patterns = fc.subarray([...ALIAS_PATTERNS]);

test('whatever the names: no two alike, letters that the vendor takes, never more than wanted, and the same again', () => {
  fc.assert(
    fc.property(people, patterns, fc.integer({ min: 0, max: 30 }), (someone, ticked, wanted) => {
      const made = aliasesOf(makeAliases(someone, ticked, wanted));
      expect(made.length).toBeLessThanOrEqual(wanted);
      expect(new Set(made).size).toBe(made.length);
      for (const alias of made) expect(alias).toMatch(/^[a-z0-9][a-z0-9._-]{0,63}$/);
      expect(aliasesOf(makeAliases(someone, ticked, wanted))).toEqual(made);
      // Fewer than wanted only when nothing else can be made.
      const all = aliasesOf(makeAliases(someone, ticked, Number.POSITIVE_INFINITY));
      expect(made).toEqual(all.slice(0, wanted));
      expect(spellingOf(person('Ada', 'Park'))).toEqual({ first: 'ada', last: 'park' });
    }),
  );
});

describe('in a form', () => {
  const form = (parts: Partial<OrderDraft>, ticked?: OrderDraft['aliases']): OrderDraft => ({
    ...aDraft({
      label: 'Acme',
      providers: ['smtp'],
      defaultName: 'Ada Park; Ben Ito',
      domainText: { smtp: 'a.com\nb.com, Zoë Neil\nc.com' },
      aliases: ticked ?? { smtp: { form: 'senders', text: '' } },
    }),
    ...parts,
  });
  const withPatterns = (...ticked: (typeof ALIAS_PATTERNS)[number][]): OrderDraft['aliases'] => ({
    smtp: { form: 'senders', text: '', patterns: ticked },
  });
  const madeIn = (draft: OrderDraft) =>
    draftInput(draft).lines.flatMap(({ domains }) =>
      domains.map(({ naming }) => (naming?.form === 'aliases' ? naming.aliases.map(({ alias }) => alias) : naming)),
    );
  const messagesOf = (draft: OrderDraft) => {
    const checked = checkOrder(draftInput(draft), new Map());
    return checked.ok ? [] : checked.problems.map(({ field, line, message }) => `${field}:${line}: ${message}`);
  };

  test('a domain has those of its own sender, or of the one whose turn it is', () => {
    expect(madeIn(form({}))).toEqual([
      ['ada', 'ada.park', 'a.park', 'park'],
      ['zoe', 'zoe.neil', 'z.neil', 'neil'],
      ['ben', 'ben.ito', 'b.ito', 'ito'],
    ]);
    expect(messagesOf(form({}))).toEqual([]);
  });

  test('where one sender does not suffice, the others fill up, from the next turn on', () => {
    expect(madeIn(form({}, withPatterns('jane', 'doe')))).toEqual([
      ['ada', 'park', 'ben', 'ito'],
      ['zoe', 'neil', 'ada', 'park'],
      ['ben', 'ito', 'ada', 'park'],
    ]);
  });

  test.each<[string, OrderDraft, string[]]>([
    [
      'patterns that do not suffice',
      form({}, withPatterns('jane')),
      [
        'aliases_smtp:null: 2 of 4 aliases can be made for a.com and 2 more; 2 are missing. Tick more patterns, or add a sender.',
      ],
    ],
    [
      'no pattern',
      form({ domainText: { smtp: 'a.com' } }, withPatterns()),
      ['aliases_smtp:null: 0 of 4 aliases can be made for a.com; 4 are missing. Tick more patterns, or add a sender.'],
    ],
    [
      'a name of another script',
      form({ defaultName: '伟 王', domainText: { smtp: 'a.com' } }),
      [
        'aliases_smtp:null: 0 of 4 aliases can be made for a.com; 4 are missing. Tick more patterns, or add a sender. 伟 王 cannot be written in the letters a to z: write these aliases as your own lines.',
      ],
    ],
    [
      'no sender',
      form({ defaultName: '', domainText: { smtp: 'a.com' } }),
      [
        'default_name:null: One domain has no sender name: a.com. Fill this in, or write “First Last” after the domain.',
      ],
    ],
    [
      'half a sender',
      form({ defaultName: 'Ada', domainText: { smtp: 'a.com\nb.com' } }),
      ['default_name:null: The last name is missing. Write first and last name.'],
    ],
    [
      'half a name on one line',
      form({ domainText: { smtp: 'a.com\nb.com, Zoë' } }),
      ['domains_smtp:2: b.com: the last name is missing. Write first and last name.'],
    ],
  ])('%s is told once, with what to do', (_what, draft, messages) => expect(messagesOf(draft)).toEqual(messages));

  test('whatever is typed, what can be ordered has exactly as many aliases as the provider takes', () => {
    const senders = fc.array(fc.constantFrom('Ada Park', 'Ben', 'Zoë Neil', '伟 王', 'Jane Doe', ''), { maxLength: 3 });
    const lines = fc.array(fc.constantFrom('', ', Cy Lo', ', Cy', ', 伟 王'), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(
        senders,
        lines,
        patterns,
        fc.constantFrom('google', 'outlook', 'smtp'),
        (names, ends, ticked, provider) => {
          const draft = form(
            {
              providers: [provider],
              defaultName: names.join('\n'),
              domainText: { [provider]: ends.map((end, index) => `acme${index}.com${end}`).join('\n') },
            },
            { [provider]: { form: 'senders', text: '', patterns: ticked } },
          );
          const checked = checkOrder(draftInput(draft), new Map());
          if (!checked.ok) return;
          for (const { naming } of checked.purchase.lines.flatMap(({ domains }) => domains)) {
            const aliases = naming.form === 'aliases' ? naming.aliases.map(({ alias }) => alias) : [];
            expect(new Set(aliases).size).toBe(PROVIDER_FACTS[provider].mailboxesPerDomain);
          }
        },
      ),
    );
  });
});
