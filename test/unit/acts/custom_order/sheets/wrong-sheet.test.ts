import { expect, test } from '@jest/globals';
import { readAsSaid } from '../../../../../src/acts/custom_order/form/said-columns.ts';
import { lineProblem, type Problem } from '../../../../../src/acts/custom_order/problem.ts';
import { SHEET_COLUMNS } from '../../../../../src/acts/custom_order/reading/reading.ts';
import { placeSheet } from '../../../../../src/acts/custom_order/sheets/place-sheet.ts';
import { wrongSheet } from '../../../../../src/acts/custom_order/sheets/wrong-sheet.ts';
import { sentBackText, wrongSheetFile, wrongSheetText } from '../../../../../views/messages/wrong-sheet.ts';
import { aDraft } from '../../../../support/views/orders.ts';

const wrong = (provider: 'google' | 'outlook', line: number, message = 'Not good.'): Problem =>
  lineProblem(`domains_${provider}`, line, 'domain_syntax', message);

function withFile(text: string) {
  const { kept, problems: _, ...leftOut } = readAsSaid(text, {}, SHEET_COLUMNS);
  const placed = placeSheet(
    aDraft({ domainText: { google: 'hq.com' }, sheet: { name: 'leads.csv', text: kept, leftOut, from: 'form' } }),
  );
  if (!placed?.ok) throw new Error('Not added');
  return placed.draft;
}

test('a sheet comes back in its own order, with what is wrong beside its lines and nothing that was not used', () => {
  const draft = withFile(
    'Provider;Domain;Password;Name\nOutlook;a.com;hunter2-correct;"=1+1"\n\nGoogle;b.com;q7G$k2LmZ!;Ada Park\nGoogle;c.com;;Ben, Ito',
  );
  expect(draft.domainText).toEqual({
    google: 'hq.com\nDomain,Name\nb.com,Ada Park\nc.com,"Ben, Ito"',
    outlook: 'Domain,Name\na.com,=1+1',
  });
  const problems = [
    wrong('google', 1, 'Typed.'),
    wrong('google', 4, 'One.'),
    wrong('google', 4, 'Two.'),
    wrong('outlook', 2),
  ];
  const sheet = wrongSheet(draft, problems);
  expect(sheet).toEqual({
    name: 'leads.csv',
    rows: [
      ['Provider', 'Domain', 'Name', 'What is wrong'],
      ['Outlook', 'a.com', '=1+1', 'Not good.'],
      ['Google', 'b.com', 'Ada Park', ''],
      ['Google', 'c.com', 'Ben, Ito', 'One. Two.'],
    ],
    wrong: 2,
    lines: 3,
  });
  if (!sheet) throw new Error('No sheet');
  const file = wrongSheetFile('Acme, spring campaign', sheet);
  expect(file.name).toBe('acme-spring-campaign-what-is-wrong.csv');
  expect(file.content).toContain("a.com,'=1+1,Not good.\n");
  expect(file.content.startsWith('\ufeffProvider,')).toBe(true);
  expect(wrongSheetText(sheet)).toContain('2 of 3 lines of leads.csv');
  expect(sentBackText(sheet, 'no')).toContain('could not be sent');
});

test('a single line is not counted, and comes back with its domain below that heading', () => {
  const draft = withFile('Ada Park, a.com, https://a.io');
  const sheet = wrongSheet(draft, [wrong('google', 2)]);
  expect(sheet?.rows).toEqual([
    ['Domain', '', '', 'What is wrong'],
    ['a.com', 'Ada Park', 'https://a.io', 'Not good.'],
  ]);
  expect(sheet && wrongSheetText(sheet)).toMatch(/^The only line of leads\.csv cannot be ordered yet\./);
});

test('a sheet without a heading gets one, and lines of any length', () => {
  const draft = withFile('a.com, Ada Park, https://a.io\nb.com');
  expect(wrongSheet(draft, [wrong('google', 3)])?.rows).toEqual([
    ['Domain', '', '', 'What is wrong'],
    ['a.com', 'Ada Park', 'https://a.io', ''],
    ['b.com', '', '', 'Not good.'],
  ]);
});

test('nothing comes back when none of its lines is wrong, or none came from a sheet', () => {
  expect(wrongSheet(withFile('a.com'), [wrong('google', 1), wrong('outlook', 2)])).toBeNull();
  expect(wrongSheet(aDraft(), [wrong('google', 1)])).toBeNull();
});
