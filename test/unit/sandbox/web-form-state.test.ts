import { expect, test } from '@jest/globals';
import type { KnownBlock } from '@slack/types';
import { isEdited, mergeFormState, valueAt, withValue } from '../../../sandbox/web/form/form-state.ts';

const label = { type: 'plain_text', text: 'Label' } as const;

function textInput(blockId: string, initial?: string, actionId = 'tag'): KnownBlock {
  const initialPart = initial === undefined ? {} : { initial_value: initial };
  return {
    type: 'input',
    block_id: blockId,
    label,
    element: { type: 'plain_text_input', action_id: actionId, ...initialPart },
  };
}

const typed = (blockId: string, value: string) =>
  withValue({}, { blockId, actionId: 'tag' }, { type: 'plain_text_input', value });
const tagOf = (values: Parameters<typeof valueAt>[0], blockId: string) =>
  valueAt(values, { blockId, actionId: 'tag' })?.value;

test('a fresh form holds the initial values, empty ones as null or an empty list', () => {
  const blocks: KnownBlock[] = [
    textInput('a', 'nordic'),
    textInput('b'),
    {
      type: 'section',
      block_id: 'c',
      text: label,
      accessory: { type: 'multi_static_select', action_id: 'pick', options: [] },
    },
    { type: 'actions', block_id: 'd', elements: [{ type: 'button', action_id: 'go', text: label }] },
  ];
  expect(mergeFormState({}, blocks, {})).toEqual({
    a: { tag: { type: 'plain_text_input', value: 'nordic' } },
    b: { tag: { type: 'plain_text_input', value: null } },
    c: { pick: { type: 'multi_static_select', selected_options: [] } },
  });
});

test('what was typed outlives an update that keeps both ids, whatever the new initial value', () => {
  const values = mergeFormState(typed('a', 'mine'), [textInput('a', 'from the app')], typed('a', 'from the server'));
  expect(tagOf(values, 'a')).toBe('mine');
});

test('a new block id starts from the server, else from its initial value', () => {
  const blocks = [textInput('a2', 'initial'), textInput('a3', 'initial')];
  const values = mergeFormState(typed('a1', 'mine'), blocks, typed('a2', 'from the server'));
  expect([tagOf(values, 'a2'), tagOf(values, 'a3')]).toEqual(['from the server', 'initial']);
});

test('a value whose block went is forgotten, and does not come back with it', () => {
  const without = mergeFormState(typed('a', 'mine'), [textInput('b')], {});
  expect(tagOf(without, 'a')).toBeUndefined();
  expect(tagOf(mergeFormState(without, [textInput('a', 'initial')], {}), 'a')).toBe('initial');
});

test('an element that changed its type under the same ids starts anew', () => {
  const select: KnownBlock = {
    type: 'input',
    block_id: 'a',
    label,
    element: { type: 'users_select', action_id: 'tag' },
  };
  expect(mergeFormState(typed('a', 'mine'), [select], {})).toEqual({
    a: { tag: { type: 'users_select', selected_user: null } },
  });
});

test('ids named like object properties hold values like any other', () => {
  expect(tagOf(mergeFormState({}, [textInput('constructor', 'x')], {}), 'constructor')).toBe('x');
});

test('a form counts as edited only while a value differs from its initial one', () => {
  const blocks = [textInput('a', 'nordic')];
  const fresh = mergeFormState({}, blocks, {});
  const edited = withValue(fresh, { blockId: 'a', actionId: 'tag' }, { type: 'plain_text_input', value: 'nor' });
  const restored = withValue(edited, { blockId: 'a', actionId: 'tag' }, { type: 'plain_text_input', value: 'nordic' });
  expect([fresh, edited, restored].map((values) => isEdited(values, blocks))).toEqual([false, true, false]);
});
