import { useEffect, useRef } from 'preact/hooks';
import type { OpenView } from '../../slack/workspace/protocol.ts';
import { Blocks } from '../blocks/block.tsx';
import { useLate } from '../elements/button.tsx';
import { SurfaceProvider } from '../form/surface.ts';
import { Avatar } from '../shell/avatar.tsx';
import { Icon } from '../shell/icons.tsx';
import { useWorkspace } from '../shell/workspace-context.tsx';
import { keepFocusInside } from './keep-focus.ts';
import { type Hide, useModal } from './use-modal.ts';

interface ModalProps {
  readonly open: OpenView;
  readonly isTop: boolean;
  /** Whether another view waits below: then one can step back. */
  readonly hasBelow: boolean;
  readonly hideOne: Hide;
  readonly hideAll: Hide;
}

/** One modal: its title, blocks, and the buttons that submit and close it. */
export function Modal({ open, isTop, hasBelow, hideOne, hideAll }: ModalProps) {
  const { snapshot, person } = useWorkspace();
  const { surface, trouble, isSubmitting, submit, close } = useModal(open, { hideOne, hideAll });
  const dialog = useRef<HTMLDialogElement>(null);
  const { view } = open;
  useEffect(() => {
    if (isTop && !dialog.current?.contains(document.activeElement)) focusFirst(dialog.current);
  }, [isTop]);
  // What had the focus may have gone with the old content: no key would reach the dialog any more.
  useEffect(() => {
    if (isTop && document.activeElement === document.body) focusFirst(dialog.current);
  }, [isTop, view.blocks]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') void close(false);
    else if (dialog.current) keepFocusInside(dialog.current, event);
  };
  return (
    <dialog
      open={isTop}
      ref={dialog}
      class="dialog modal"
      aria-label={view.title.text}
      aria-modal="true"
      tabIndex={-1}
      data-view-id={open.id}
      data-callback-id={view.callback_id}
      onKeyDown={onKeyDown}
    >
      <header class="modal__head">
        {hasBelow && (
          <button type="button" class="icon-button" aria-label="Back" onClick={() => close(false)}>
            <Icon name="left" />
          </button>
        )}
        <Avatar person={person(snapshot.workspace.botUserId)} size={28} />
        <h2 class="modal__title">{view.title.text}</h2>
        <button type="button" class="icon-button" aria-label="Close" onClick={() => close(true)}>
          <Icon name="close" />
        </button>
      </header>
      <div class="modal__body">
        <SurfaceProvider value={surface}>
          <Blocks blocks={view.blocks} />
        </SurfaceProvider>
      </div>
      {trouble !== null && (
        <p class="modal__trouble" role="alert">
          <Icon name="warning" size={16} /> {trouble}
        </p>
      )}
      <footer class="modal__foot">
        <button type="button" class="button button--default" onClick={() => close(false)}>
          {view.close?.text ?? (view.submit ? 'Cancel' : 'Close')}
        </button>
        {view.submit && <SubmitButton text={view.submit.text} isSubmitting={isSubmitting} onSubmit={submit} />}
      </footer>
    </dialog>
  );
}

function focusFirst(dialog: HTMLElement | null): void {
  const first = dialog?.querySelector<HTMLElement>('.modal__body :is(input, textarea)');
  (first ?? dialog)?.focus();
}

interface SubmitButtonProps {
  readonly text: string;
  readonly isSubmitting: boolean;
  readonly onSubmit: () => void;
}

function SubmitButton({ text, isSubmitting, onSubmit }: SubmitButtonProps) {
  const isWaiting = useLate(isSubmitting);
  return (
    <button
      type="button"
      class={`button button--primary ${isWaiting ? 'is-waiting' : ''}`}
      aria-busy={isWaiting}
      onClick={onSubmit}
    >
      <span class="button__text">{text}</span>
      {isWaiting && <span class="spinner" />}
    </button>
  );
}
