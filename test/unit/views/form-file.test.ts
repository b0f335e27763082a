import { describe, expect, test } from '@jest/globals';
import type { OrderDraft } from '../../../src/acts/custom_order/form/draft.ts';
import { FILE_TROUBLES } from '../../../src/acts/custom_order/sheets/file-trouble.ts';
import { columnsView } from '../../../views/form/ordering/columns-view.ts';
import { fileBlocks } from '../../../views/form/ordering/file-blocks.ts';
import { type ListNote, withListNote } from '../../../views/form/ordering/notes/list-notes.ts';
import { readingView } from '../../../views/form/ordering/reading-view.ts';
import { whatView } from '../../../views/form/ordering/what-view.ts';
import { fileTroubleText } from '../../../views/words/input/file-trouble.ts';
import { type NotAdded, notAddedText } from '../../../views/words/input/sheet-refusal.ts';
import { aDraft, aForm } from '../../support/views/orders.ts';
import { allText } from '../../support/views/text.ts';

const sheetOf = (text: string): Partial<OrderDraft> => ({
  sheet: { name: 'leads.csv', text, from: 'form', leftOut: { notUsed: [], secrets: ['Password'] } },
});
const drawn = (parts: Partial<OrderDraft>) => fileBlocks(aForm(parts, 3), 'Review');

describe('the field for a file', () => {
  test('takes one sheet, and says so', () => {
    expect(drawn({})).toEqual([
      expect.objectContaining({
        block_id: 'file.3',
        optional: true,
        element: { type: 'file_input', action_id: 'field', filetypes: ['csv', 'tsv', 'txt'], max_files: 1 },
      }),
    ]);
    expect(allText(drawn({}))).toContain('Or upload a sheet');
  });

  test('with several providers asks which of them it is for', () => {
    const blocks = drawn({ providers: ['google', 'smtp'], sheetFor: 'smtp' });
    expect(blocks[1]).toMatchObject({
      block_id: 'file_for.3',
      element: { options: [{ value: 'google' }, { value: 'smtp' }], initial_option: { value: 'smtp' } },
    });
  });

  test('says what was chosen before, which an app cannot fill in', () => {
    expect(allText(drawn({ upload: { fileId: 'F1', name: 'a <b>.csv' } }))).toContain(
      '📎 a <b>.csv is not read yet: “Review” reads it.',
    );
    expect(allText(drawn(sheetOf('Domain\na.com\nb.com')))).toContain('📎 leads.csv: 2 lines. “Review” adds them');
  });

  test('is not there for an app that may read none, which Slack would not take', () => {
    expect(drawn({ hasNoFiles: true }).map(({ type }) => type)).toEqual(['context']);
  });
});

test('while it is read, its name is words', () => {
  expect(allText(readingView(aDraft({ upload: { fileId: 'F1', name: '*a*<b>.csv' } })).blocks)).toContain(
    '&lt;b&gt;.csv',
  );
});

test('a question about its columns has its name and its size, with the columns that are not kept', () => {
  const view = columnsView(aForm(sheetOf('Domain,Owner\na.com,Ada Park'), 2));
  expect(allText(view.blocks)).toContain('leads.csv: 1 row, 3 columns. 1 column needs your word.');
  expect(view.blocks.map((block) => block.block_id)).toContain('column_file_1.2');
  const fromExcel = columnsView(aForm(sheetOf('sep=,\nDomain,Owner\na.com,Ada Park'), 2));
  expect(allText(fromExcel.blocks)).toContain('leads.csv: 1 row, 3 columns.');
});

test.each<[NotAdded, string]>([
  [{ why: 'empty' }, 'leads.csv has no lines with domains.'],
  [{ why: 'unreadable', message: 'Too long.' }, 'leads.csv: Too long.'],
  [
    { why: 'too_many', provider: 'outlook', lines: 300 },
    'its 300 lines for Outlook do not fit this form; an order takes at most 30',
  ],
  [{ why: 'provider', open: 1, words: [] }, '1 line of leads.csv does not say which mailboxes to order.'],
  [
    { why: 'provider', open: 9, words: ['a', 'b', 'c', 'd', 'e'] },
    '“a”, “b”, “c”, “d” and 1 more. Write Google, Outlook or SMTP there.',
  ],
])('%j is a sentence', (refusal, sentence) => {
  expect(notAddedText(refusal, 'leads.csv')).toContain(sentence);
});

test.each(FILE_TROUBLES)('a file that is %s has a sentence with its name', (trouble) => {
  const text = fileTroubleText(trouble, 'leads.csv');
  expect(text).toContain('leads.csv');
  expect(text).toMatch(/\.$/);
});

test.each<[ListNote, string]>([
  [{ is: 'read' }, '📎 leads.csv: 1 line, for the next page.'],
  [{ is: 'nothing' }, 'This message has no text'],
  [{ is: 'several', count: 2 }, 'This message has 2 files.'],
  [{ is: 'trouble', trouble: 'gone', name: 'a.csv' }, 'Slack does not show a.csv to this app'],
  [{ is: 'trouble', trouble: 'spreadsheet', name: 'a.xlsx' }, 'a.xlsx is a spreadsheet'],
  [{ is: 'unreadable', message: 'Too long.' }, '📎 Too long.'],
])('a form that was begun with a list says first what became of it: %j', (note, sentence) => {
  const form = aForm(sheetOf('Domain\na.com'));
  const [step, said, ...others] = withListNote(whatView(form), form.draft, note).blocks;
  expect(step?.type).toBe('context');
  expect(allText([said])).toContain(sentence);
  expect(others).toEqual(whatView(form).blocks.slice(1));
});
