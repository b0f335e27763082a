import type { ModalView } from '@slack/types';
import { context, section } from '../blocks.ts';
import { FIELD_ACTION } from '../form-fields.ts';
import { FORM } from '../ids.ts';
import { monthly } from '../words/price-text.ts';
import { counted, dayText, oneLine, plain, truncate } from '../words/text.ts';
import { CANCEL_TITLE } from './cancel-view.ts';
import { choice, inputBlock } from './inputs.ts';
import { formMetadata } from './metadata.ts';

/** Most options of a menu. Source: docs/slack.md, "Limits". */
const MAX_OPTIONS = 100;
/** Most code points of a name in an option: the amount before it stays whole. */
const MAX_NAME = 40;

/** A vendor order to choose from. */
export interface EndingOption {
  readonly vendorOrderId: string;
  readonly amountCents: number | null;
  readonly createdAt: Date | null;
  readonly tag: string | null;
  readonly names: readonly string[];
}

/** Which vendor order is to end; the value of an option is its number in the list, from 0. `intro` says what the list is. */
export function chooseEndingView(formId: string, rows: readonly EndingOption[], intro: string): ModalView {
  const shown = rows.slice(0, MAX_OPTIONS);
  const isCut =
    shown.length === MAX_OPTIONS
      ? [
          context(
            `The newest ${MAX_OPTIONS} are shown; an older one has *Cancel at ScaledMail…* in its order’s details.`,
          ),
        ]
      : [];
  return {
    type: 'modal',
    callback_id: FORM.chooseEnding,
    private_metadata: formMetadata(formId, null),
    title: plain(CANCEL_TITLE, 24),
    submit: plain('Next', 24),
    close: plain('Close', 24),
    blocks: [
      section(intro),
      inputBlock('vendor_order', 0, {
        label: 'Which order?',
        element: {
          type: 'static_select',
          action_id: FIELD_ACTION,
          placeholder: plain('Choose an order', 150),
          options: shown.map((row, index) => choice(String(index), optionText(row), descriptionOf(row))),
        },
      }),
      ...isCut,
    ],
  };
}

/** `$35.00 / month · getacme.com and 4 more`. */
function optionText({ amountCents, names, tag, vendorOrderId }: EndingOption): string {
  const [first] = names;
  const rest = names.length > 1 ? ` and ${names.length - 1} more` : '';
  const name = `${truncate(oneLine(first ?? tag ?? vendorOrderId), MAX_NAME)}${first === undefined ? '' : rest}`;
  return amountCents === null ? name : `${monthly(amountCents)} · ${name}`;
}

/** `Oct 4, 2026 · 5 domains · acme-old · recOrd1`. */
function descriptionOf({ createdAt, names, tag, vendorOrderId }: EndingOption): string {
  return [
    ...(createdAt === null ? [] : [dayText(createdAt)]),
    ...(names.length === 0 ? [] : [counted(names.length, 'domain')]),
    ...(tag === null ? [] : [truncate(oneLine(tag), 20)]),
    oneLine(vendorOrderId),
  ].join(' · ');
}
