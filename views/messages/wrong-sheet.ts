import { stringify } from 'csv-stringify/sync';
import { WRONG_HEADING, type WrongSheet } from '../../src/acts/custom_order/sheets/wrong-sheet.ts';
import type { ActFile } from '../acts/act-view.ts';
import { fileName } from '../words/input/file-trouble.ts';
import { slugOf } from '../words/slug.ts';
import { counted, escapeText } from '../words/text.ts';

/**
 * A sheet that comes back with what is wrong, as CSV. Cells that a spreadsheet would take for a formula are made text, and a
 * mark at the start tells it the encoding. Source: docs/slack.md, "mrkdwn and untrusted text".
 */
export function wrongSheetFile(label: string, { name, rows }: WrongSheet): ActFile {
  const slug = slugOf(label);
  return {
    name: `${slug === '' ? '' : `${slug}-`}what-is-wrong.csv`,
    title: `What is wrong in ${fileName(name)}`,
    content: stringify(
      rows.map((row) => [...row]),
      { escape_formulas: true, bom: true },
    ),
  };
}

/** What comes with the file. */
export const wrongSheetText = ({ name, wrong, lines }: WrongSheet): string =>
  `${lines === 1 ? 'The only line' : `${wrong} of ${counted(lines, 'line')}`} of ${escapeText(fileName(name))} cannot be ordered yet. The column “${WRONG_HEADING}” says why; columns that are not used are left out.`;

/** What the page with the mistakes says of the file: whether it was sent. */
export const sentBackText = ({ name }: WrongSheet, sent: 'yes' | 'no' | 'perhaps'): string => {
  const file = fileName(name);
  switch (sent) {
    case 'yes':
      return `📎 ${file} is in your direct messages with this app, with a column “${WRONG_HEADING}”.`;
    case 'perhaps':
      return `📎 ${file} may be in your direct messages with this app, with a column “${WRONG_HEADING}”: Slack did not say whether it took it.`;
    case 'no':
      return `📎 ${file} could not be sent back to you with a column “${WRONG_HEADING}”; the lines are all below.`;
  }
};
