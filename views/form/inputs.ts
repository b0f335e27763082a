import type { InputBlock, PlainTextInput, PlainTextOption } from '@slack/types';
import type { VendorWorkspace } from '../../src/acts/custom_order/custom-order.ts';
import type { DraftTool, OrderDraft } from '../../src/acts/custom_order/form/draft.ts';
import type { OfferedLogin } from '../../src/acts/custom_order/saved-login.ts';
import { FIELD_ACTION, type FormField, fieldBlockId } from '../form-fields.ts';
import { plain } from '../words/text.ts';

/** Most code points of an option's text and description, of a placeholder, and of a text field's content. */
const MAX_OPTION = 75;
const MAX_PLACEHOLDER = 150;
const MAX_CONTENT = 3000;

/** Said below a field that cannot hold all it is filled in with: nothing is cut in silence. */
const tooLong = (length: number, room: number): string =>
  `These are ${length} characters, and ${room} fit: the end is missing here.`;

/** A form in the making as a page draws it. `fill` makes the block ids new whenever we fill fields in; see `fieldBlockId`. */
export interface FormToDraw {
  readonly draft: OrderDraft;
  readonly fill: number;
}

/** A form with the saved logins that its person may choose. */
export interface FormWithLogins extends FormToDraw {
  readonly offered: readonly OfferedLogin[];
}

/** What of any form its page with a sending tool draws. */
export interface ToolToDraw {
  readonly draft: DraftTool;
  readonly fill: number;
  readonly offered: readonly OfferedLogin[];
}

interface TextField {
  readonly label: string;
  readonly value?: string;
  readonly placeholder?: string;
  readonly hint?: string;
  readonly isOptional?: boolean;
  readonly isMultiline?: boolean;
  readonly maxLength?: number;
  /** Where typing begins when the page opens: one field of a page at most. */
  readonly hasFocus?: boolean;
}

/** A text field. Its content is inert in Slack, so nothing is escaped. What it has no room for is said. */
export function textField(field: FormField, fill: number, options: TextField): InputBlock {
  const {
    label,
    value = '',
    placeholder,
    hint,
    isOptional = false,
    isMultiline = false,
    maxLength,
    hasFocus = false,
  } = options;
  const room = maxLength ?? MAX_CONTENT;
  const all = Array.from(value);
  const content = all.slice(0, room).join('');
  const hints = [...(all.length > room ? [tooLong(all.length, room)] : []), ...(hint === undefined ? [] : [hint])];
  const element: PlainTextInput = {
    type: 'plain_text_input',
    action_id: FIELD_ACTION,
    multiline: isMultiline,
    ...(hasFocus ? { focus_on_load: true } : {}),
    max_length: room,
    ...(content === '' ? {} : { initial_value: content }),
    ...(placeholder === undefined ? {} : { placeholder: plain(placeholder, MAX_PLACEHOLDER) }),
  };
  return inputBlock(field, fill, {
    label,
    element,
    isOptional,
    ...(hints.length === 0 ? {} : { hint: hints.join(' ') }),
  });
}

/** An input block of the form, with the block id that says which field it is. */
export function inputBlock(
  field: FormField,
  fill: number,
  {
    label,
    element,
    hint,
    isOptional = false,
  }: { label: string; element: InputBlock['element']; hint?: string; isOptional?: boolean },
): InputBlock {
  return {
    type: 'input',
    block_id: fieldBlockId(field, fill),
    label: plain(label, 2000),
    element,
    optional: isOptional,
    ...(hint === undefined ? {} : { hint: plain(hint, 2000) }),
  };
}

/** Slack takes so many options, with values of so many characters. Source: docs/slack.md, "Limits". */
const MAX_OPTIONS = 100;
const MAX_OPTION_VALUE = 150;

/** The workspaces that can be chosen, as far as a menu has room. */
export const workspaceChoices = (workspaces: readonly VendorWorkspace[]): PlainTextOption[] =>
  workspaces
    .filter(({ id }) => id.length <= MAX_OPTION_VALUE)
    .slice(0, MAX_OPTIONS)
    .map(({ id, name }) => choice(id, name));

/** A choice, its text and description cut to Slack's limits. */
export function choice(value: string, text: string, description?: string): PlainTextOption {
  return {
    text: plain(text, MAX_OPTION),
    value,
    ...(description === undefined ? {} : { description: plain(description, MAX_OPTION) }),
  };
}
