import type { ModalView } from '@slack/types';
import type { OrderDraft } from '../../../../src/acts/custom_order/form/draft.ts';
import type { FileTrouble } from '../../../../src/acts/custom_order/sheets/file-trouble.ts';
import { sheetLinesOf } from '../../../../src/acts/custom_order/sheets/sheet-lines.ts';
import { plainSection } from '../../../blocks.ts';
import { fileName, fileTroubleText } from '../../../words/input/file-trouble.ts';
import { counted } from '../../../words/text.ts';

/** What became of the list on a message, beside what is in the form already. */
export type ListNote =
  | { readonly is: 'read' }
  | { readonly is: 'nothing' }
  | { readonly is: 'several'; readonly count: number }
  | { readonly is: 'trouble'; readonly trouble: FileTrouble; readonly name: string }
  | { readonly is: 'unreadable'; readonly message: string };

const IN_THE_FORM = 'Upload it in this form, on the next page.';

/** The first page of a form that was begun with a list, with a line that says what became of the list. */
export function withListNote(view: ModalView, draft: OrderDraft, note: ListNote): ModalView {
  const [step, ...blocks] = view.blocks;
  return { ...view, blocks: [...(step ? [step] : []), plainSection(noteText(draft, note)), ...blocks] };
}

function noteText({ sheet }: OrderDraft, note: ListNote): string {
  switch (note.is) {
    case 'read':
      return sheet
        ? `📎 ${fileName(sheet.name)}: ${counted(sheetLinesOf(sheet.text).length, 'line')}, for the next page.`
        : '📎 The message is empty.';
    case 'nothing':
      return '📎 This message has no text, and no CSV or TSV file. Paste or upload the list on the next page.';
    case 'several':
      return `📎 This message has ${note.count} files. Upload the one that is meant in this form, on the next page.`;
    case 'trouble':
      return note.trouble === 'not_visible' || note.trouble === 'gone'
        ? `📎 Slack does not show ${fileName(note.name)} to this app, which may not be in that conversation. ${IN_THE_FORM}`
        : `📎 ${fileTroubleText(note.trouble, note.name)}`;
    case 'unreadable':
      return `📎 ${note.message}`;
  }
}
