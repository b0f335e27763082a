import { expect, test } from '@jest/globals';
import { withNames } from '../../../../../src/acts/custom_order/reading/add-names.ts';
import { readSheet } from '../../../../../src/acts/custom_order/reading/read-sheet.ts';

test.each([
  ['nothing', '', 'x.com\ny.com'],
  ['lines', 'a.com, Ada Park\n', 'a.com, Ada Park\nx.com\ny.com'],
  ['a line with one of them', 'X.com, Ada Park', 'X.com, Ada Park\ny.com'],
  ['a sheet with the domains first', 'Domain;Name\na.com;Ada Park', 'Domain;Name\na.com;Ada Park\nx.com\ny.com'],
  [
    'a sheet with the domains third',
    'First\tLast\tDomain\nAda\tPark\ta.com',
    'First\tLast\tDomain\nAda\tPark\ta.com\n\t\tx.com\n\t\ty.com',
  ],
])('names are added to %s so that they are read as domains', (_what, text, expected) => {
  const added = withNames(text, ['x.com', 'y.com', 'x.com']);
  expect(added).toBe(expected);
  const { rows, problems } = readSheet(added);
  expect(problems).toEqual([]);
  expect(rows.map(({ domain }) => domain)).toEqual(expect.arrayContaining(['x.com', 'y.com']));
  expect(rows.filter(({ domain }) => domain === 'x.com')).toHaveLength(1);
});
