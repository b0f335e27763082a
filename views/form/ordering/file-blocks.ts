import type { KnownBlock } from '@slack/types';
import { PROVIDER_FACTS } from '../../../src/acts/custom_order/provider-facts.ts';
import { SHEET_TYPES } from '../../../src/acts/custom_order/sheets/sheet-file.ts';
import { sheetLinesOf } from '../../../src/acts/custom_order/sheets/sheet-lines.ts';
import { button, greyLine } from '../../blocks.ts';
import { FIELD_ACTION, type FormField } from '../../form-fields.ts';
import { ACTION } from '../../ids.ts';
import { fileName } from '../../words/input/file-trouble.ts';
import { counted, plain } from '../../words/text.ts';
import { choice, type FormToDraw, inputBlock } from '../inputs.ts';

/** The field for a sheet, and what is not read of one yet. With several providers, which of them its lines are for. */
export function fileBlocks(form: FormToDraw, submit: string): KnownBlock[] {
  const { draft } = form;
  const field = fileField(form, 'file', { label: 'Or upload a sheet', hint: 'CSV or TSV, up to 2 MB' });
  if (draft.hasNoFiles) return [...waiting(form, submit), field];
  return [...waiting(form, submit), field, ...(draft.providers.length > (draft.sheet ? 0 : 1) ? [forField(form)] : [])];
}

/** A field for one sheet; a line instead where the app may read no files: Slack takes no page with such a field then. */
export function fileField(
  { draft, fill }: FormToDraw,
  field: FormField,
  { label, hint }: { readonly label: string; readonly hint: string },
): KnownBlock {
  if (draft.hasNoFiles) return greyLine(NO_FILES);
  return inputBlock(field, fill, {
    label,
    hint,
    isOptional: true,
    element: { type: 'file_input', action_id: FIELD_ACTION, filetypes: [...SHEET_TYPES], max_files: 1 },
  });
}

const NO_FILES = 'Sheets can be uploaded here once this app is installed again with all permissions of its manifest.';

/** A file of which the boxes above hold nothing yet: a field for files cannot be filled in by an app. */
function waiting({ draft: { upload, sheet } }: FormToDraw, submit: string): KnownBlock[] {
  const text = upload
    ? `📎 ${fileName(upload.name)} is not read yet: “${submit}” reads it.`
    : sheet &&
      `📎 ${fileName(sheet.name)}: ${counted(sheetLinesOf(sheet.text).length, 'line')}. “${submit}” adds them to the domains above.`;
  if (text === undefined) return [];
  return [{ type: 'section', text: plain(text), accessory: button(ACTION.leaveOutFile, 'Leave it out') }];
}

function forField({ draft, fill }: FormToDraw): KnownBlock {
  const options = draft.providers.map((provider) => choice(provider, PROVIDER_FACTS[provider].label));
  const chosen = options.find(({ value }) => value === draft.sheetFor);
  return inputBlock('file_for', fill, {
    label: 'The file is for',
    hint: 'Lines that name their mailboxes in a column “Provider” go there.',
    isOptional: true,
    element: {
      type: 'static_select',
      action_id: FIELD_ACTION,
      placeholder: plain('Which mailboxes?', 150),
      options,
      ...(chosen ? { initial_option: chosen } : {}),
    },
  });
}
