/** `view.state.values`: what each element holds, at first and after the app has changed the view. */
import { type Fields, fieldsOf, isFields, listOf, textOf } from '../http/json.ts';
import type { StateValue, StateValues } from './protocol.ts';
import type { SlackBlock } from './workspace.ts';

interface Holding {
  /** The field of the state that holds the value. */
  readonly field: string;
  /** The field of the element that fills it at first. */
  readonly initial: string;
  readonly empty: null | readonly never[];
}
const single = (field: string, initial: string): Holding => ({ field, initial, empty: null });
const several = (field: string, initial: string): Holding => ({ field, initial, empty: [] });
const typed = single('value', 'initial_value');
const oneOption = single('selected_option', 'initial_option');
const options = several('selected_options', 'initial_options');

/** Elements with a state. Buttons, overflow menus and images have none. */
const HOLDINGS: Readonly<Record<string, Holding>> = {
  plain_text_input: typed,
  email_text_input: typed,
  url_text_input: typed,
  number_input: typed,
  rich_text_input: single('rich_text_value', 'initial_value'),
  static_select: oneOption,
  external_select: oneOption,
  radio_buttons: oneOption,
  checkboxes: options,
  multi_static_select: options,
  multi_external_select: options,
  users_select: single('selected_user', 'initial_user'),
  multi_users_select: several('selected_users', 'initial_users'),
  conversations_select: single('selected_conversation', 'initial_conversation'),
  multi_conversations_select: several('selected_conversations', 'initial_conversations'),
  channels_select: single('selected_channel', 'initial_channel'),
  multi_channels_select: several('selected_channels', 'initial_channels'),
  datepicker: single('selected_date', 'initial_date'),
  timepicker: single('selected_time', 'initial_time'),
  datetimepicker: single('selected_date_time', 'initial_date_time'),
  file_input: several('files', 'initial_files'),
};

/** The interactive elements of a block. */
export function elementsOf(block: Fields): readonly Fields[] {
  const all = [block.accessory, block.element, ...(block.type === 'actions' ? listOf(block.elements) : [])];
  return all.filter((element) => isFields(element)).filter((element) => element.action_id !== undefined);
}

/** The element with these ids, or null. */
export function findElement(blocks: readonly SlackBlock[], blockId: string, actionId: string): Fields | null {
  const block = blocks.find((candidate) => candidate.block_id === blockId);
  return block ? (elementsOf(block).find((element) => element.action_id === actionId) ?? null) : null;
}

/** What is held for an element: the filled-in part of its state value; undefined for elements without state. */
export function heldBy(value: StateValue): unknown {
  const holding = HOLDINGS[value.type];
  return holding ? value[holding.field] : undefined;
}

/** True when nothing is filled in. */
export function isEmptyValue(value: StateValue): boolean {
  const held = heldBy(value);
  return held === null || held === undefined || held === '' || (Array.isArray(held) && held.length === 0);
}

function initialValue(element: Fields): StateValue | null {
  const type = textOf(element.type);
  const holding = HOLDINGS[type];
  if (!holding) return null;
  return { type, [holding.field]: element[holding.initial] ?? holding.empty };
}

/**
 * Values of `blocks`: an element whose block and action ids are in `kept` keeps that value; others start with their
 * `initial_…` (slackapi/bolt-js#290: an `initial_…` on ids already on screen changes nothing).
 */
export function stateOf(blocks: readonly SlackBlock[], kept: StateValues): StateValues {
  const state: Record<string, Record<string, StateValue>> = {};
  for (const block of blocks) {
    for (const element of elementsOf(block)) {
      const actionId = textOf(element.action_id);
      const before = kept[block.block_id]?.[actionId];
      const value = before?.type === element.type ? before : initialValue(element);
      if (value) state[block.block_id] = { ...state[block.block_id], [actionId]: value };
    }
  }
  return state;
}

/** `current` with what the person filled in; values for elements that are not there, or of another type, are dropped. */
export function fillIn(blocks: readonly SlackBlock[], current: StateValues, filled: StateValues): StateValues {
  const merged: Record<string, Record<string, StateValue>> = {};
  for (const blockId of new Set([...Object.keys(current), ...Object.keys(filled)])) {
    merged[blockId] = { ...current[blockId], ...emptyTextsAsNull(fieldsOfValues(filled[blockId])) };
  }
  return stateOf(blocks, merged);
}

const fieldsOfValues = (values: Readonly<Record<string, StateValue>> | undefined) => values ?? {};

/** Slack sends null for a text input that was cleared. */
function emptyTextsAsNull(values: Readonly<Record<string, StateValue>>): Record<string, StateValue> {
  const entries = Object.entries(values).map(([actionId, value]): [string, StateValue] =>
    fieldsOf(value).value === '' ? [actionId, { ...value, value: null }] : [actionId, value],
  );
  return Object.fromEntries(entries);
}
