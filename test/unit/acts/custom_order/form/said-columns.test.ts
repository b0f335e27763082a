import { expect, test } from '@jest/globals';
import { readSheet } from '../../../../../src/acts/custom_order/reading/read-sheet.ts';
import { type ColumnUse, FORM_COLUMNS, type ReadRow } from '../../../../../src/acts/custom_order/reading/reading.ts';

const read = (text: string, uses: readonly [number, ColumnUse][] = []) => readSheet(text, FORM_COLUMNS, new Map(uses));
const rowOf = ({ domain, naming, redirect }: ReadRow) =>
  [domain, naming?.firstName ?? '-', naming?.lastName ?? '-', redirect ?? '-'].join(' | ');

test.each<[what: string, text: string, guesses: readonly (ColumnUse | null)[]]>([
  ['a heading that may mean something', 'Domain\tOwner\na.com\tAda Park', ['name']],
  ['no heading of domains', 'Zone\tSender\na.com\tAda Park', ['domain', 'name']],
  ['two of one sort', 'Domain\tURL\tForwarding\na.com\tb.com\tc.com', ['redirect', 'none']],
  ['half a name beside a name', 'Domain\tFirst\tName\na.com\tAda\tPark', ['first', null]],
])('%s is asked about, with what is likely', (_what, text, guesses) => {
  expect(read(text).question?.map(({ guess }) => guess)).toEqual(guesses);
});

test.each<[what: string, text: string, uses: readonly [number, ColumnUse][], row: string]>([
  ['used', 'Domain\tOwner\na.com\tAda Park', [[1, 'name']], 'a.com | Ada | Park | -'],
  ['not used', 'Domain\tOwner\na.com\tAda Park', [[1, 'none']], 'a.com | - | - | -'],
  [
    'domains',
    'Zone\tSender\na.com\tAda Park',
    [
      [0, 'domain'],
      [1, 'name'],
    ],
    'a.com | Ada | Park | -',
  ],
  [
    'other than its heading',
    'Domain\tURL\tForwarding\na.com\tb.com\thttps://c.com',
    [
      [1, 'none'],
      [2, 'redirect'],
    ],
    'a.com | - | - | https://c.com',
  ],
  ['the other half', 'Domain\tFirst\tName\na.com\tAda\tPark', [[2, 'last']], 'a.com | Ada | Park | -'],
])('what a column is said to be counts, and is kept under a heading that says so: %s', (_what, text, uses, row) => {
  const { rows, question, kept } = read(text, uses);
  expect([rows.map(rowOf), question]).toEqual([[row], null]);
  expect(read(kept)).toMatchObject({ rows, question: null, kept });
});

test('columns are counted without those that look like passwords, and these stay unused whatever is said', () => {
  const text = 'Password\tDomain\tOwner\nhunter2\ta.com\tAda Park';
  const asked = read(text);
  expect(asked.question).toEqual([{ index: 1, name: 'Owner', samples: ['Ada Park'], guess: 'name' }]);
  expect(read(asked.kept, [[1, 'name']]).rows.map(rowOf)).toEqual(['a.com | Ada | Park | -']);
  const said = read(text, [
    [0, 'name'],
    [2, 'none'],
  ]);
  expect([said.rows.map(rowOf), said.secrets]).toEqual([['a.com | - | - | -'], ['Password']]);
  expect(said.kept).not.toContain('hunter2');
});

test('no cell that looks random is shown as a sample', () => {
  const text = 'Domain\tOwner\na.com\tAda Park\nb.com\tBen Ito\nc.com\tx7Kq2p9Wd4';
  expect(read(text).question?.[0]?.samples).toEqual(['Ada Park', 'Ben Ito']);
});

test('what is said to be twice the same is asked about again', () => {
  const twice = read('Zone\tURL\na.com\tb.com', [
    [0, 'domain'],
    [1, 'domain'],
  ]);
  expect(twice.problems.map(({ code }) => code)).toEqual(['column_unclear']);
});

test('where Name heads domains, another column of names holds the senders', () => {
  expect(read('Name\tSender\na.com\tAda Park').rows.map(rowOf)).toEqual(['a.com | Ada | Park | -']);
});
