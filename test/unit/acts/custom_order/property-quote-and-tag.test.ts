import { describe, expect } from '@jest/globals';
import fc from 'fast-check';
import { tagOf } from '../../../../src/acts/act.ts';
import { CustomOrder, EMAIL_PROVIDERS } from '../../../../src/acts/custom_order/custom-order.ts';
import { Quote, quoteOrder } from '../../../../src/acts/custom_order/quote.ts';
import { vendorTag } from '../../../../src/acts/custom_order/tag.ts';
import { Worth, worthOfQuote } from '../../../../src/acts/worth.ts';
import { fingerprintOf } from '../../../../src/orders/approval/fingerprint.ts';
import { REFERENCE_ALPHABET, REFERENCE_LENGTH, Reference } from '../../../../src/values/ids.ts';
import { formatCents } from '../../../../src/values/money.ts';
import { aLine, aPurchase, aQuote, noon } from '../../../support/builders.ts';
import { property } from '../../../support/property/check.ts';
import { ALIASES_PER_DOMAIN, MOST_DOMAINS } from '../../../support/property/orders.ts';
import { anyText, lineOf } from '../../../support/property/texts.ts';

/** Cents that one mailbox or domain may cost, within what the vendor's usual prices let pass. */
const UNIT_CENTS = { google: [100, 1_300], outlook: [1_300, 19_000], smtp: [100, 1_400] } as const;

/** One provider's part: its domains, and an exact price for one mailbox (Google) or domain (the others). */
const part = fc.constantFrom(...EMAIL_PROVIDERS).chain((provider) =>
  fc.record({
    provider: fc.constant(provider),
    count: fc.integer({ min: 1, max: MOST_DOMAINS[provider] }),
    calculated: fc.integer({ min: 1, max: 150 }),
    unitCents: fc.integer({ min: UNIT_CENTS[provider][0], max: UNIT_CENTS[provider][1] }),
  }),
);
type Part = typeof part extends fc.Arbitrary<infer Value> ? Value : never;
const parts = fc.uniqueArray(part, { minLength: 1, maxLength: 3, selector: ({ provider }) => provider });

const unitsIn = ({ provider }: Part, domains: number): number => domains * (provider === 'google' ? 2 : 1);

const calculationOf = (each: Part, unit: 'dollars' | 'cents') => ({
  provider: each.provider,
  requiredDomains: each.calculated,
  requiredMailboxes: each.calculated * ALIASES_PER_DOMAIN[each.provider],
  totalPrice: (unitsIn(each, each.calculated) * each.unitCents) / (unit === 'cents' ? 1 : 100),
});

function quoteOf(given: readonly Part[], unit: 'dollars' | 'cents', calculations = given): Quote {
  const lines = given.map(({ provider, count }) => aLine(provider, count));
  const result = quoteOrder(
    lines,
    calculations.map((each) => calculationOf(each, unit)),
    noon,
  );
  if (!result.ok) throw new Error(result.refusal);
  return result.quote;
}

/** Prices as no calculator should write them, and some that could be. */
const price = fc.oneof(fc.double(), fc.double({ min: 0, max: 1_000_000 }), fc.constantFrom(0, -1, Number.NaN));

describe('a quote', () => {
  property(
    'is what the unit prices come to in whole cents, line by line and in all, in dollars as in cents',
    fc.tuple(parts, fc.constantFrom('dollars' as const, 'cents' as const)),
    ([given, unit]) => {
      const quote = quoteOf(given, unit);
      const expected = given.map((each) => unitsIn(each, each.count) * each.unitCents);
      expect(quote.lines.map(({ monthlyCents }) => monthlyCents)).toEqual(expected);
      expect(quote.totalCents).toBe(expected.reduce((sum, cents) => sum + cents, 0));
      expect(Quote.parse(quote)).toEqual(quote);
    },
    { runs: 300 },
  );

  property(
    'does not depend on which provider was asked first, nor does its total on which is drawn first',
    parts,
    (given) => {
      expect(quoteOf(given, 'dollars', given.toReversed())).toEqual(quoteOf(given, 'dollars'));
      expect(quoteOf(given.toReversed(), 'dollars').totalCents).toBe(quoteOf(given, 'dollars').totalCents);
    },
    { runs: 200 },
  );

  property(
    'is refused or whole, whatever the vendor calculates',
    fc.tuple(parts, fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 1, max: 10_000 }), price),
    ([given, requiredDomains, requiredMailboxes, totalPrice]) => {
      const calculations = given.map(({ provider }) => ({ provider, requiredDomains, requiredMailboxes, totalPrice }));
      const lines = given.map(({ provider, count }) => aLine(provider, count));
      const result = quoteOrder(lines, calculations, noon);
      if (result.ok) expect(Quote.safeParse(result.quote).success).toBe(true);
    },
    { runs: 300 },
  );

  property(
    'is written so that it can be read back to the cent',
    fc.integer({ min: 0, max: 100_000_000_000 }),
    (cents) => {
      const text = formatCents(cents);
      expect(text).toMatch(/^\$\d{1,3}(,\d{3})*\.\d\d$/);
      expect(Number(text.replace(/[$,.]/g, ''))).toBe(cents);
    },
    { runs: 500 },
  );
});

const reference = fc
  .array(fc.constantFrom(...REFERENCE_ALPHABET), { minLength: REFERENCE_LENGTH, maxLength: REFERENCE_LENGTH })
  .map((letters) => Reference.parse(letters.join('')));
const attempt = fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 99_999 }));
const label = fc.oneof(lineOf(60), anyText);

describe('a tag', () => {
  property(
    'fits the vendor, ends in reference and attempt, and says nothing that the label does not',
    fc.tuple(label, reference, attempt),
    ([words, order, number]) => {
      const tag = vendorTag(words, order, number);
      const ending = number === 1 ? order : `${order}.${number}`;
      expect(tag.length).toBeLessThanOrEqual(20);
      expect(tag).toMatch(/^[a-z0-9.-]+$/);
      expect(tag === ending || tag.endsWith(`-${ending}`)).toBe(true);
      const start = tag === ending ? '' : tag.slice(0, -ending.length - 1);
      expect(start).toMatch(/^([a-z0-9]+(-[a-z0-9]+)*)?$/);
    },
    { runs: 500 },
  );

  property(
    'is the tag of one attempt of one order, whatever the labels',
    fc.tuple(label, label, fc.tuple(reference, attempt), fc.tuple(reference, attempt)),
    ([one, other, [order, number], [another, later]]) => {
      const tagOf = (words: string, attempts: readonly (readonly [Reference, number])[]) =>
        attempts.map(([id, attemptNumber]) => ({
          id: `${id} ${attemptNumber}`,
          tag: vendorTag(words, id, attemptNumber),
        }));
      const mine = tagOf(one, [
        [order, number],
        [order, number + 1],
      ]);
      const theirs = tagOf(other, [
        [another, later],
        [another, 1],
        [order, number + 2],
        [order, number + 10],
      ]);
      for (const { id, tag } of mine) {
        expect(theirs.filter((each) => each.id !== id).map((each) => each.tag)).not.toContain(tag);
      }
      expect(new Set(mine.map(({ tag }) => tag)).size).toBe(2);
    },
    { runs: 500 },
  );
});

/** The same value with the keys of its objects in another order. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, each]) => [key, turned(each)]),
  );
}

property(
  'a fingerprint tells apart labels, prices and terms, and not the order of keys or the moment of pricing',
  fc.record({ label: lineOf(60), other: lineOf(60), cents: fc.nat({ max: 1_000_000 }), order: reference }),
  ({ label: words, other, cents, order }) => {
    const termsOf = (number: number, text: string, totalCents: number) => {
      const act = aPurchase({ label: text });
      return { number, act, tag: tagOf(act, order, number), worth: worthOfQuote({ ...aQuote(act), totalCents }) };
    };
    const terms = termsOf(1, words, cents);
    const original = fingerprintOf(order, terms);
    const again = {
      ...terms,
      act: CustomOrder.parse(turned(terms.act)),
      worth: Worth.parse(turned(worthOfQuote({ ...aQuote(terms.act, new Date(0)), totalCents: cents }))),
    };
    expect(fingerprintOf(order, again)).toBe(original);
    const changed = [
      fingerprintOf(order, termsOf(2, words, cents)),
      fingerprintOf(order, { ...terms, number: 2 }),
      fingerprintOf(order, termsOf(1, words, cents + 1)),
      // What is sent of a label is its tag.
      ...(tagOf(aPurchase({ label: other }), order, 1) === terms.tag
        ? []
        : [fingerprintOf(order, termsOf(1, other, cents))]),
    ];
    expect(new Set([original, ...changed]).size).toBe(changed.length + 1);
  },
  { runs: 200 },
);
