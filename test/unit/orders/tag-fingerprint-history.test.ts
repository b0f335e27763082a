import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { vendorTag } from '../../../src/acts/custom_order/tag.ts';
import { fingerprintOf, shortFingerprint } from '../../../src/orders/fingerprint.ts';
import { firstBrokenEntry, type HistoryEntry, nextEntry } from '../../../src/orders/history.ts';
import { Reference } from '../../../src/values/ids.ts';
import { aLine, anOrder, aPolicy, aPurchase, aQuote, aReference, bea, noon } from '../../support/builders.ts';

describe('the tag', () => {
  test.each<{ label: string; attempt: number; tag: string }>`
    label                         | attempt | tag
    ${'Acme'}                     | ${1}    | ${'acme-7f3k2q'}
    ${'Acme Growth, Spring 2027'} | ${1}    | ${'acme-growth-s-7f3k2q'}
    ${'Zürich Café'}              | ${1}    | ${'zurich-cafe-7f3k2q'}
    ${'日本'}                     | ${1}    | ${'7f3k2q'}
    ${'Acme'}                     | ${2}    | ${'acme-7f3k2q.2'}
    ${'A long label that is cut'} | ${12}   | ${'a-long-lab-7f3k2q.12'}
  `('of "$label", attempt $attempt, is $tag', ({ label, attempt, tag }) => {
    expect(vendorTag(label, aReference, attempt)).toBe(tag);
  });

  test('has at most 20 plain characters and ends in the reference, whatever the label', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 80 }),
        fc.integer({ min: 1, max: 999 }),
        (label, attempt) => {
          const tag = vendorTag(label, aReference, attempt);
          expect(tag).toMatch(attempt === 1 ? /^([a-z0-9][a-z0-9-]*-)?7f3k2q$/ : /^([a-z0-9][a-z0-9-]*-)?7f3k2q\.\d+$/);
          expect(tag.length).toBeLessThanOrEqual(20);
        },
      ),
    );
  });
});

describe('the fingerprint', () => {
  const purchase = aPurchase();
  const terms = { attempt: 1, quote: aQuote(purchase), policy: aPolicy() };
  const original = fingerprintOf(aReference, purchase, terms);

  test('does not depend on when the price was asked', () => {
    expect(fingerprintOf(aReference, purchase, { ...terms, quote: aQuote(purchase, new Date(0)) })).toBe(original);
  });

  test.each([
    ['another price', fingerprintOf(aReference, purchase, { ...terms, quote: { ...terms.quote, totalCents: 1 } })],
    ['another policy', fingerprintOf(aReference, purchase, { ...terms, policy: aPolicy({ users: [bea] }) })],
    ['another attempt', fingerprintOf(aReference, purchase, { ...terms, attempt: 2 })],
    ['another domain', fingerprintOf(aReference, aPurchase({ lines: [aLine('google', 3)] }), terms)],
    [
      'another workspace',
      fingerprintOf(aReference, aPurchase({ workspace: { id: 'recOther', name: 'Other' } }), terms),
    ],
    ['another order', fingerprintOf(Reference.parse('8f3k2q'), purchase, terms)],
  ])('changes with %s', (_what, fingerprint) => {
    expect(fingerprint).not.toBe(original);
  });

  test('is shown by its first eight characters', () => {
    expect(shortFingerprint(original)).toBe(original.slice(0, 8));
  });
});

describe('the history', () => {
  const { fingerprint } = anOrder().terms;
  const first = nextEntry(null, { type: 'expired' }, fingerprint, noon);
  const second = nextEntry(first, { type: 'vendor_cancelled' }, fingerprint, noon);
  const third = nextEntry(second, { type: 'vendor_order_absent' }, fingerprint, noon);

  test('holds from the first entry to the last', () => {
    expect(firstBrokenEntry([first, second, third])).toBeNull();
    expect([first, second, third].map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
  });

  test.each<{ what: string; entries: HistoryEntry[]; broken: number }>`
    what                        | entries                                           | broken
    ${'a changed entry'}        | ${[first, { ...second, at: new Date(0) }, third]} | ${2}
    ${'a lost entry'}           | ${[first, third]}                                 | ${2}
    ${'a lost beginning'}       | ${[second, third]}                                | ${1}
    ${'entries in other order'} | ${[second, first, third]}                         | ${1}
  `('shows $what', ({ entries, broken }) => {
    expect(firstBrokenEntry(entries)).toBe(broken);
  });
});
