/** What Slack's client checks in a modal before it sends a submission. */
import { type Fields, fieldsOf, textOf } from '../http/json.ts';
import { codePoints } from '../validate/index.ts';
import type { StateValue, StateValues } from '../workspace/protocol.ts';
import { heldBy, isEmptyValue } from '../workspace/view-state.ts';
import type { SlackBlock } from '../workspace/workspace.ts';

const numberOr = (value: unknown, otherwise: number): number =>
  typeof value === 'number' || (typeof value === 'string' && value !== '') ? Number(value) : otherwise;

function textError(element: Fields, text: string): string | null {
  const length = codePoints(text);
  const min = numberOr(element.min_length, 0);
  const max = numberOr(element.max_length, 3000);
  if (length < min) return `Please enter at least ${min} characters.`;
  return length > max ? `Please enter at most ${max} characters.` : null;
}

function numberError(element: Fields, text: string): string | null {
  if (!/^-?\d+(\.\d+)?$/.test(text)) return 'Please enter a valid number.';
  const value = Number(text);
  if (element.is_decimal_allowed !== true && !Number.isInteger(value)) return 'Please enter a whole number.';
  const min = numberOr(element.min_value, Number.NEGATIVE_INFINITY);
  const max = numberOr(element.max_value, Number.POSITIVE_INFINITY);
  if (value < min) return `Please enter a number of at least ${min}.`;
  return value > max ? `Please enter a number of at most ${max}.` : null;
}

const emailError = (text: string): string | null =>
  /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? null : 'Please enter a valid email address.';

function urlError(text: string): string | null {
  const isWeb = URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
  return isWeb ? null : 'Please enter a valid URL (starting with http:// or https://).';
}

function countError(element: Fields, held: readonly unknown[]): string | null {
  const max = numberOr(element.max_selected_items ?? element.max_files, Number.POSITIVE_INFINITY);
  return held.length > max ? `Please choose at most ${max}.` : null;
}

function valueError(element: Fields, value: StateValue): string | null {
  const held = heldBy(value);
  if (Array.isArray(held)) return countError(element, held);
  const text = textOf(held);
  switch (element.type) {
    case 'plain_text_input':
      return textError(element, text);
    case 'number_input':
      return numberError(element, text);
    case 'email_text_input':
      return emailError(text);
    case 'url_text_input':
      return urlError(text);
    default:
      return null;
  }
}

function blockError(block: SlackBlock, values: StateValues): string | null {
  const element = fieldsOf(block.element);
  const value = values[block.block_id]?.[textOf(element.action_id)];
  if (!value || isEmptyValue(value)) return block.optional === true ? null : 'Please complete this required field.';
  return valueError(element, value);
}

/** Sentences by block id for every input that Slack would not let pass: required, lengths, numbers, addresses. */
export function inputErrors(blocks: readonly SlackBlock[], values: StateValues): Readonly<Record<string, string>> {
  const entries = blocks.flatMap((block): [string, string][] => {
    const error = block.type === 'input' ? blockError(block, values) : null;
    return error === null ? [] : [[block.block_id, error]];
  });
  return Object.fromEntries(entries);
}
