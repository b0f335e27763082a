import { describe, expect } from '@jest/globals';
import fc from 'fast-check';
import { readSheet } from '../../../../../src/acts/custom_order/reading/read-sheet.ts';
import type { ReadRow } from '../../../../../src/acts/custom_order/reading/reading.ts';
import { property } from '../../../../support/property/check.ts';
import { SUFFIXES } from '../../../../support/property/orders.ts';
import { anyText } from '../../../../support/property/texts.ts';

const word = fc.oneof(
  // With an accent in it, it is no word that sheets say of a domain, such as `Ok`.
  fc.stringMatching(/^[A-Z][a-zéö'’-]{0,5}[éö][a-zéö'’-]{0,3}[a-zéö]$/),
  fc.constantFrom('山田', 'محمد', 'Müller-Lüdenscheidt', 'O’Brien'),
);
const name = fc.oneof(
  word,
  fc.tuple(word, word).map((words) => words.join(' ')),
  fc.constantFrom('van der Meer', 'de la Cruz', 'St. John', 'Anna, Maria', 'Ada "Ace"', 'Ada\nMaria'),
);
const row = fc.record({
  domain: fc
    .tuple(fc.stringMatching(/^[a-z][a-z0-9]{2,9}\d$/), fc.constantFrom(...SUFFIXES))
    .map((parts) => parts.join('.')),
  first: name,
  last: name,
  redirect: fc.constantFrom('', 'https://acme.com/x?a=1,2;3', 'acme.io', 'HTTP://ACME.COM'),
});
type Row = typeof row extends fc.Arbitrary<infer Value> ? Value : never;

/** A column of a registrar’s list: its heading, and what stands below it. */
const foreignColumn = fc.constantFrom<{ heading: string; cell: string }>(
  { heading: 'Bought', cell: '2025-01-05' },
  { heading: 'Expires', cell: '5 Jan 2027' },
  { heading: 'Price', cell: '$12.99' },
  { heading: 'Renewal', cell: '1.204,00 €' },
  { heading: 'Status', cell: 'Active' },
  { heading: 'Auto-renew', cell: 'TRUE' },
  { heading: 'Registrar', cell: 'Namecheap, Inc.' },
  { heading: 'Nameservers', cell: 'ns1.acme.com\nns2.acme.com' },
  { heading: 'Tags', cell: 'Acme Spring' },
  { heading: 'Password', cell: 'hunter2-q7' },
  { heading: 'Auth key', cell: 'hunter2-q7' },
);

const HEADINGS: Readonly<Record<keyof Row, readonly string[]>> = {
  domain: ['Domain', 'domain_name', 'DOMAINS'],
  first: ['First', 'First Name', 'firstName'],
  last: ['Last', 'Surname', 'last-name'],
  redirect: ['Redirect', 'Forwarding', 'URL'],
};
const FIELDS = ['domain', 'first', 'last', 'redirect'] as const;

/** A sheet with a heading, as programs write it. */
const exported = fc
  .record({
    rows: fc.array(row, { minLength: 1, maxLength: 12 }),
    foreign: fc.uniqueArray(foreignColumn, { selector: ({ heading }) => heading, maxLength: 5 }),
    order: fc.infiniteStream(fc.nat()),
    wording: fc.nat({ max: 2 }),
    delimiter: fc.constantFrom(',', ';', '\t'),
    isQuoted: fc.boolean(),
    lineEnd: fc.constantFrom('\n', '\r\n'),
    start: fc.constantFrom('', '\ufeff', '\n'),
  })
  .map(({ rows, foreign, order, wording, delimiter, isQuoted, lineEnd, start }) => {
    const own = FIELDS.map((field) => ({
      heading: HEADINGS[field][wording] ?? '',
      cellOf: (each: Row) => each[field],
    }));
    const columns = [...own, ...foreign.map(({ heading, cell }) => ({ heading, cellOf: () => cell }))]
      .map((column) => ({ column, at: order.next().value ?? 0 }))
      .toSorted((left, right) => left.at - right.at)
      .map(({ column }) => column);
    const quoted = (cell: string) => (isQuoted || /[",;\t\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
    const lines = [
      columns.map(({ heading }) => heading),
      ...rows.map((each) => columns.map(({ cellOf }) => cellOf(each))),
    ].map((cells) => cells.map(quoted).join(delimiter));
    return { rows, foreign, text: start + lines.join(lineEnd) };
  });

const meant = ({ domain, first, last, redirect }: Row) => ({
  domain,
  naming: { form: 'names', firstName: first.replace('\n', ' '), lastName: last.replace('\n', ' ') },
  redirect: redirect === '' ? null : redirect,
});
const content = ({ domain, naming, redirect }: ReadRow) => ({ domain, naming, redirect });

describe('a sheet that a program wrote', () => {
  property(
    'comes back the same, whatever columns stand beside it, and those are named',
    exported,
    ({ rows, foreign, text }) => {
      const read = readSheet(text);
      expect(read.problems).toEqual([]);
      expect(read.rows.map(content)).toEqual(rows.map(meant));
      expect([...read.notUsed, ...read.secrets].toSorted()).toEqual(foreign.map(({ heading }) => heading).toSorted());
      expect(JSON.stringify(read)).not.toContain('hunter2');
    },
    { runs: 500 },
  );

  property(
    'keeps only what is used, under the same numbers, and is read from that as the same again',
    exported,
    ({ foreign, text }) => {
      const read = readSheet(text);
      const again = readSheet(read.kept);
      expect(again.rows).toEqual(read.rows);
      expect({ ...again, notUsed: [], secrets: [] }).toEqual({ ...read, notUsed: [], secrets: [] });
      expect(again.notUsed).toEqual([]);
      expect(readSheet(again.kept).kept).toBe(read.kept);
      for (const { cell } of foreign) expect(read.kept).not.toContain(cell);
    },
    { runs: 300 },
  );
});

const signs = fc.string({
  unit: fc.constantFrom(
    '"',
    '“',
    '”',
    ',',
    ';',
    '\t',
    '\n',
    '\r',
    ' ',
    'a',
    '.',
    '.com',
    '<',
    '|',
    '>',
    '[',
    '](',
    ')',
    '•',
    '1',
    '\u200b',
    'Domain',
    'Name',
    '\ufffd',
  ),
  maxLength: 60,
});
const wild = fc.oneof(
  anyText,
  fc.array(anyText, { maxLength: 5 }).map((texts) => texts.join('\n')),
  fc.array(anyText, { maxLength: 5 }).map((texts) => ['Domain,Name', ...texts].join('\n')),
  signs,
);

describe('any text', () => {
  property(
    'is read without a failure, and every row and mistake has its line',
    wild,
    (text) => {
      const read = readSheet(text);
      const count = text.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/).length;
      for (const { line } of [...read.rows, ...read.problems]) {
        expect(line === null || (line >= 1 && line <= count)).toBe(true);
      }
      const lines = new Set(read.rows.map(({ line }) => line));
      expect(read.problems.some(({ line }) => line !== null && lines.has(line))).toBe(false);
    },
    { runs: 1_000 },
  );

  property(
    'keeps what reads as the same again, and nothing of what it hid',
    wild,
    (text) => {
      const read = readSheet(text);
      const again = readSheet(read.kept);
      expect(again.rows).toEqual(read.rows);
      expect(again.problems.map(({ line, code }) => [line, code])).toEqual(
        read.problems.filter(({ line }) => line !== null).map(({ line, code }) => [line, code]),
      );
      expect(readSheet(again.kept).kept).toBe(again.kept);
    },
    { runs: 500 },
  );
});
