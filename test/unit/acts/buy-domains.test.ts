import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { chargedAtStep, claimsOf, namesOf, requestOf, requestsOf, stepsOf } from '../../../src/acts/act.ts';
import { registrationCents, searchedNames, type VendorName } from '../../../src/acts/buy_domains/availability.ts';
import { BuyDomains, buyWorth } from '../../../src/acts/buy_domains/buy-domains.ts';
import { readEndings, readQuery, USUAL_ENDINGS } from '../../../src/acts/buy_domains/read-query.ts';
import { aBuy } from '../../support/warrants.ts';

const namesUpTo = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    name: `n${index}.com`,
    priceCents: 1_000 + index,
    renewalCents: 1_700,
  }));

describe('names that are bought', () => {
  test('charge their first year at once, and their renewals each year', () => {
    expect(buyWorth(aBuy())).toEqual({ effect: 'spend', nowCents: 3_100, monthCents: 0, yearCents: 3_400, lines: [] });
  });

  test('go out in one call of their workspace, with nothing but the names', () => {
    expect(requestOf(aBuy(), null)).toEqual({
      operation: 'buyDomains',
      parameters: {},
      query: { organization_id: 'recNorthwind' },
      body: { domains: ['acmegrowth.com', 'acmereach.com'] },
    });
  });

  test('are owned while the order is open', () => {
    expect(claimsOf(aBuy())).toEqual([
      { key: 'name:acmegrowth.com', mode: 'owns' },
      { key: 'name:acmereach.com', mode: 'owns' },
    ]);
  });

  test('are at most fifty', () => {
    expect(BuyDomains.safeParse(aBuy({ names: namesUpTo(50) })).success).toBe(true);
    expect(BuyDomains.safeParse(aBuy({ names: namesUpTo(51) })).success).toBe(false);
    expect(BuyDomains.safeParse(aBuy({ names: [] })).success).toBe(false);
  });

  test('are each bought by one step of ten, which charges what they cost, and no more', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), (count) => {
        const act = aBuy({ names: namesUpTo(count) });
        const calls = requestsOf(act, null).map(({ body }) => body?.domains);
        expect(calls.flat()).toEqual(namesOf(act));
        expect(calls.every((names) => Array.isArray(names) && names.length <= 10)).toBe(true);
        const charged = calls.map((_, index) => chargedAtStep(act, buyWorth(act), index + 1));
        expect(charged.reduce((sum, cents) => sum + cents, 0)).toBe(buyWorth(act).nowCents);
        expect(stepsOf(act)).toBe(Math.ceil(count / 10));
      }),
    ));
});

const row = (name: string, parts: Partial<VendorName> = {}): VendorName => ({
  name,
  status: 'available',
  price: 15.5,
  renewPrice: 17,
  blacklists: 0,
  ...parts,
});

describe('a searched name', () => {
  test.each<[string, Partial<VendorName>, string]>([
    ['that is available', {}, 'free'],
    ['that is taken', { status: 'taken', price: null, renewPrice: null }, 'taken'],
    ['of which ScaledMail says another word', { status: 'error' }, 'taken'],
    ['without a word', { status: '' }, 'taken'],
    ['that a block list names', { blacklists: 1 }, 'blacklisted'],
    ['without a price', { price: null }, 'unclear'],
    ['without a renewal', { renewPrice: null }, 'unclear'],
    ['priced in cents', { price: 1_550, renewPrice: 1_700 }, 'unclear'],
    ['that costs nothing', { price: 0 }, 'unclear'],
  ])('%s is %s', (_what, parts, state) => {
    expect(searchedNames(['a.com'], [row('a.com', parts)])).toMatchObject([{ name: 'a.com', state }]);
  });

  test('that is missing from the answer is taken, and one that nobody asked about is ignored', () => {
    expect(searchedNames(['a.com', 'b.com'], [row('b.com'), row('c.com')])).toEqual([
      { name: 'a.com', state: 'taken' },
      { name: 'b.com', state: 'free', priceCents: 1_550, renewalCents: 1_700 },
    ]);
  });

  test.each([
    [10.85, 1_085],
    [16.31, 1_631],
    [1.55, 155],
    [155, 15_500],
    [1.54, null],
    [155.01, null],
    [null, null],
  ])('priced at %s dollars costs %s cents', (dollars, cents) => {
    expect(registrationCents(dollars)).toBe(cents);
  });
});

describe('a search', () => {
  test('of words is for the names that they make, together and with hyphens, with each ending', () => {
    expect(readQuery('Acme growth', ['com', 'io'])).toEqual({
      names: ['acmegrowth.com', 'acme-growth.com', 'acmegrowth.io', 'acme-growth.io'],
      keyword: 'acmegrowth',
      problems: [],
    });
  });

  test('of whole names is for these, each once', () => {
    expect(readQuery('acme.com, ACME.com; acme.co.uk', USUAL_ENDINGS)).toEqual({
      names: ['acme.com', 'acme.co.uk'],
      keyword: null,
      problems: [],
    });
  });

  test('of nothing is for nothing', () => {
    expect(readQuery('  ', USUAL_ENDINGS)).toEqual({ names: [], keyword: null, problems: [] });
  });

  test.each([
    ['bücher', /other signs/],
    ['bücher.de', /other signs/],
    ['xn--bcher-kva.de', /other signs/],
    ['www.acme.com', /sub-domain/],
    ['https://acme.com/x', /web address/],
    [`${'a'.repeat(64)}`, /make no name/],
    ['-', /make no name/],
    [`${'a'.repeat(60)}.${'b'.repeat(10)}.com`, /./],
  ])('says of “%s” what is wrong', (typed, problem) => {
    const { names, problems } = readQuery(typed, USUAL_ENDINGS);
    expect(names).toEqual([]);
    expect(problems.join(' ')).toMatch(problem);
  });

  test('never asks for a name that is none, whatever is typed', () =>
    fc.assert(
      fc.property(fc.string(), (typed) => {
        for (const name of readQuery(typed, USUAL_ENDINGS).names) {
          expect(name).toMatch(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9-]+)+$/);
          expect(name.length).toBeLessThanOrEqual(75);
        }
      }),
    ));
});

describe('endings', () => {
  test.each([
    ['.com .IO, net', ['com', 'io', 'net']],
    ['co.uk', ['co.uk']],
    ['com com', ['com']],
  ])('%s are read', (typed, endings) => expect(readEndings(typed)).toEqual(endings));

  test.each(['', '  ', '12', '.c', 'com/x', 'a b c d e f g h i j k'.replaceAll(/[a-k]/g, '$&$&')])(
    '“%s” are none',
    (typed) => expect(readEndings(typed)).toBeNull(),
  );
});
