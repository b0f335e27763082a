import type { Confirm } from '@slack/types';
import { useEffect, useRef } from 'preact/hooks';
import { keepFocusInside } from '../modal/keep-focus.ts';
import { SlackText } from '../mrkdwn/mrkdwn.tsx';

/** Slack's small "are you sure" dialog; Escape denies. The focus stays in it, and goes back to where it was. */
export function ConfirmDialog({ confirm, onAnswer }: { confirm: Confirm; onAnswer: (isConfirmed: boolean) => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    first.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  const title = confirm.title?.text ?? 'Are you sure?';
  const onKeyDown = (event: KeyboardEvent) => {
    if (dialog.current) keepFocusInside(dialog.current, event);
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onAnswer(false);
  };
  return (
    <div class="overlay overlay--confirm">
      <dialog
        ref={dialog}
        open
        class="dialog dialog--confirm"
        aria-label={title}
        aria-modal="true"
        onKeyDown={onKeyDown}
      >
        <h2 class="dialog__title">{title}</h2>
        <div class="dialog__text">
          <SlackText text={confirm.text} />
        </div>
        <footer class="dialog__footer">
          <button type="button" class="button button--default" onClick={() => onAnswer(false)}>
            {confirm.deny?.text ?? 'Cancel'}
          </button>
          <button
            ref={first}
            type="button"
            class={`button ${confirm.style === 'danger' ? 'button--danger-filled' : 'button--primary'}`}
            onClick={() => onAnswer(true)}
          >
            {confirm.confirm?.text ?? 'Yes'}
          </button>
        </footer>
      </dialog>
    </div>
  );
}
