import { useState } from 'preact/hooks';
import type { OpenView } from '../../slack/workspace/protocol.ts';
import { useConfirm } from '../form/confirm-context.tsx';
import type { FieldKey } from '../form/fields.ts';
import { isEdited } from '../form/form-state.ts';
import { useSurfaceState } from '../form/use-surface-state.ts';
import { closeView, submitView } from '../net/workspace-api.ts';
import { useWorkspace } from '../shell/workspace-context.tsx';

const DISCARD = {
  title: { type: 'plain_text', text: 'Discard changes?' },
  text: { type: 'plain_text', text: 'You have unsaved changes. If you close this window now, they will be lost.' },
  confirm: { type: 'plain_text', text: 'Discard' },
  deny: { type: 'plain_text', text: 'Keep editing' },
  style: 'danger',
} as const;

/** Hides views at once; the function it answers brings them back. */
export type Hide = () => () => void;

/** What a modal knows beside its blocks: what is wrong with its inputs, whether it is being submitted, how it closes. */
export function useModal(open: OpenView, { hideOne, hideAll }: { hideOne: Hide; hideAll: Hide }) {
  const { me, report } = useWorkspace();
  const ask = useConfirm();
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [trouble, setTrouble] = useState<string | null>(null);
  const [isSubmitting, setSubmitting] = useState(false);

  const submit = async () => {
    if (!open.view.submit || isSubmitting) return;
    setSubmitting(true);
    setTrouble(null);
    const answer = await submitView({ as: me.id, viewId: open.id, values: values.current });
    setSubmitting(false);
    setErrors(!answer.ok && 'errors' in answer ? answer.errors : {});
    if (!answer.ok && 'message' in answer) setTrouble(answer.message);
  };
  const { surface, values } = useSurfaceState({
    source: { type: 'view', viewId: open.id },
    blocks: open.view.blocks,
    serverValues: open.values,
    errors,
    onChange: ({ blockId }: FieldKey) => setErrors(({ [blockId]: _fixed, ...others }) => others),
    submit: () => void submit(),
  });
  const close = async (all: boolean) => {
    if (isEdited(values.current, open.view.blocks) && !(await ask(DISCARD))) return;
    const isWhole = all || open.view.clear_on_close === true;
    const showAgain = isWhole ? hideAll() : hideOne();
    const isClosed = await report(closeView({ as: me.id, viewId: open.id, all: isWhole }));
    if (!isClosed) showAgain();
  };
  return { surface, trouble, isSubmitting, submit, close };
}
