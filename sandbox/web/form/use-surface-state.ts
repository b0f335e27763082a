import type { AnyBlock } from '@slack/types';
import { useRef, useState } from 'preact/hooks';
import type { PressAction, StateValue, StateValues } from '../../slack/workspace/protocol.ts';
import { askOptions, pressAction } from '../net/workspace-api.ts';
import { useWorkspace } from '../shell/workspace-context.tsx';
import { useConfirm } from './confirm-context.tsx';
import type { FieldKey } from './fields.ts';
import { mergeFormState, withValue } from './form-state.ts';
import type { Surface } from './surface.ts';

interface Source {
  readonly source: PressAction['source'];
  readonly blocks: readonly AnyBlock[];
  readonly serverValues: StateValues;
  readonly errors?: Surface['errors'];
  readonly onChange?: (field: FieldKey) => void;
  readonly submit?: () => void;
}

/** Adds to the values of a surface what its pressed buttons and choices need: a state, and the way to the app. */
export function useSurfaceState({ source, blocks, serverValues, errors = {}, onChange, submit }: Source) {
  const workspace = useWorkspace();
  const ask = useConfirm();
  const [, redraw] = useState(0);
  const [busy, setBusy] = useState<readonly string[]>([]);
  const values = useMergedValues(blocks, serverValues);

  const change = (field: FieldKey, value: StateValue) => {
    values.current = withValue(values.current, field, value);
    onChange?.(field);
    redraw((count) => count + 1);
  };
  const deliver = async (field: FieldKey, value: StateValue | undefined) => {
    const key = busyKey(field);
    setBusy((keys) => [...keys, key]);
    const isView = source.type === 'view';
    await workspace.report(
      pressAction({
        as: workspace.me.id,
        source,
        blockId: field.blockId,
        actionId: field.actionId,
        ...(value && { value }),
        ...(isView && { values: values.current }),
      }),
    );
    setBusy((keys) => keys.toSpliced(keys.indexOf(key), 1));
  };
  const surface: Surface = {
    values: values.current,
    errors,
    isBusy: (field) => busy.includes(busyKey(field)),
    change,
    press: async (field, { value, confirm } = {}) => {
      if (confirm && !(await ask(confirm))) return;
      if (value && isKept(value)) change(field, value);
      await deliver(field, value);
    },
    findOptions: ({ blockId, actionId }, query) =>
      askOptions({ as: workspace.me.id, source, blockId, actionId, value: query }),
    submit: submit ?? null,
  };
  return { surface, values };
}

/** A ref, not state: a press right after a keystroke must send the newest value. */
function useMergedValues(blocks: readonly AnyBlock[], serverValues: StateValues) {
  const values = useRef<StateValues>({});
  const merged = useRef<readonly AnyBlock[] | null>(null);
  if (merged.current !== blocks) {
    values.current = mergeFormState(values.current, blocks, serverValues);
    merged.current = blocks;
  }
  return values;
}

/** An overflow menu fires and forgets its choice; everything else keeps it. */
function isKept(value: StateValue): boolean {
  return value.type !== 'overflow';
}

function busyKey({ blockId, actionId }: FieldKey): string {
  return `${blockId}\n${actionId}`;
}
