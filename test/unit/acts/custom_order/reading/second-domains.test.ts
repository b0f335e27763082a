import { describe, expect, test } from '@jest/globals';
import { isAsked, withSaidOfSeconds } from '../../../../../src/acts/custom_order/form/said-columns.ts';
import { readSheet } from '../../../../../src/acts/custom_order/reading/read-sheet.ts';
import { type ColumnUse, FORM_COLUMNS } from '../../../../../src/acts/custom_order/reading/reading.ts';

const TEXT = 'a.com, b.com\nc.com\n1. d.com; www.E.com; Ada Park\n\n';
const said = (use: ColumnUse) => withSaidOfSeconds(TEXT, new Map([[1, use]]));
const rowsOf = (text: string) =>
  readSheet(text, FORM_COLUMNS).rows.map(({ line, domain, naming, redirect }) => [
    line,
    domain,
    naming?.lastName,
    redirect,
  ]);

describe('a second domain in a line', () => {
  test('needs a word', () => {
    expect(isAsked(TEXT)).toBe(true);
    expect(isAsked('a.com\nb.com')).toBe(false);
  });

  test.each<[ColumnUse, (string | number | null | undefined)[][]]>([
    [
      'redirect',
      [
        [1, 'a.com', undefined, 'https://b.com'],
        [2, 'c.com', undefined, null],
        [3, 'd.com', 'Park', 'https://e.com'],
      ],
    ],
    [
      'domain',
      [
        [1, 'a.com', undefined, null],
        [2, 'c.com', undefined, null],
        [3, 'd.com', 'Park', null],
        [4, 'b.com', undefined, null],
        [5, 'e.com', 'Park', null],
      ],
    ],
    [
      'none',
      [
        [1, 'a.com', undefined, null],
        [2, 'c.com', undefined, null],
        [3, 'd.com', 'Park', null],
      ],
    ],
  ])('is read as said: %s', (use, rows) => {
    expect(rowsOf(said(use))).toEqual(rows);
    expect(isAsked(said(use))).toBe(false);
  });

  test.each<[ColumnUse, string]>([
    ['redirect', 'a.com\tAda\tPark\thttps://b.com\nc.com,Ben Ito,https://d.com\ne.com\thttps://f.com'],
    ['domain', 'a.com\tAda\tPark\nc.com,Ben Ito\ne.com\nb.com\tAda\tPark\nd.com,Ben Ito\nf.com'],
    ['none', 'a.com\tAda\tPark\nc.com,Ben Ito\ne.com'],
  ])('is read as said where the first cell is no domain: %s', (use, after) => {
    const text = 'Ada\ta.com\tb.com\tPark\nBen Ito, c.com, d.com\n4\te.com\tf.com';
    expect(withSaidOfSeconds(text, new Map([[1, use]]))).toBe(after);
    expect(isAsked(after)).toBe(false);
  });

  test('is as it was for any other word, and for another text', () => {
    expect(said('name')).toBe(TEXT);
    expect(withSaidOfSeconds(TEXT, undefined)).toBe(TEXT);
    expect(withSaidOfSeconds('a.com', new Map([[1, 'none']]))).toBe('a.com');
  });
});
