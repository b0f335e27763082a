import type { AnyBlock } from '@slack/types';
import type { StateValue, StateValues } from '../../slack/workspace/protocol.ts';
import { type FieldKey, fieldsOf } from './fields.ts';
import { initialValue } from './initial-value.ts';

/**
 * The values of a view after the app changed its blocks. As in Slack, an element whose block id and action id stayed
 * keeps what was typed, whatever its new initial value; a new pair starts from what the server holds, else from its
 * initial value; values of elements that went are forgotten. Source: docs/slack.md, "What breaks in practice", row 6.
 */
export function mergeFormState(typed: StateValues, blocks: readonly AnyBlock[], server: StateValues): StateValues {
  return fieldsOf(blocks).reduce<StateValues>((merged, field) => {
    const initial = initialValue(field.element);
    if (!initial) return merged;
    const kept = [typed, server].map((values) => valueAt(values, field)).find((value) => value?.type === initial.type);
    return withValue(merged, field, kept ?? initial);
  }, {});
}

/** A copy of the values with one of them replaced. */
export function withValue(values: StateValues, { blockId, actionId }: FieldKey, value: StateValue): StateValues {
  return { ...values, [blockId]: { ...values[blockId], [actionId]: value } };
}

/** The value of one element, or null when there is none. */
export function valueAt(values: StateValues, { blockId, actionId }: FieldKey): StateValue | null {
  const block = Object.hasOwn(values, blockId) ? values[blockId] : undefined;
  return block && Object.hasOwn(block, actionId) ? (block[actionId] ?? null) : null;
}

/** Whether closing the view would lose something: a value that differs from the one its element started with. */
export function isEdited(values: StateValues, blocks: readonly AnyBlock[]): boolean {
  return fieldsOf(blocks).some((field) => {
    const initial = initialValue(field.element);
    return initial !== null && JSON.stringify(valueAt(values, field)) !== JSON.stringify(initial);
  });
}
