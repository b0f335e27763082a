import type { Option, PlainTextOption } from '@slack/types';
import type { StateValue } from '../../slack/workspace/protocol.ts';
import { isObject } from '../net/guards.ts';

/** The text of a text, number, email or url input; empty when nothing is filled in. */
export function textOf(value: StateValue | null): string {
  return stringAt(value, 'value');
}

/** A string field of a value, or the empty string. */
export function stringAt(value: StateValue | null, name: string): string {
  const found = value?.[name];
  return typeof found === 'string' ? found : '';
}

/** The ids of a multiple choice of people, channels or conversations. */
export function stringsAt(value: StateValue | null, name: string): string[] {
  const found = value?.[name];
  return Array.isArray(found) ? found.filter((item) => typeof item === 'string') : [];
}

/** The chosen option of a select or of radio buttons. */
export function selectedOption(value: StateValue | null): PlainTextOption | null {
  const found = value?.selected_option;
  return isOption(found) ? found : null;
}

/** The chosen options of a multiple select or of checkboxes. */
export function selectedOptions(value: StateValue | null): PlainTextOption[] {
  const found = value?.selected_options;
  return Array.isArray(found) ? found.filter(isOption) : [];
}

/** The ids of the files of a file input. */
export function fileIds(value: StateValue | null): string[] {
  const found = value?.files;
  if (!Array.isArray(found)) return [];
  return found.filter(isObject).flatMap(({ id }) => (typeof id === 'string' ? [id] : []));
}

/** Options are told apart by value; those without one by their text. */
export function optionKey(option: Option): string {
  return option.value ?? option.text.text;
}

function isOption(value: unknown): value is PlainTextOption {
  return isObject(value) && isObject(value.text);
}
