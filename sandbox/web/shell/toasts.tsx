import { Icon } from './icons.tsx';
import type { Toast } from './use-toasts.ts';

/** Passing notices above everything. */
export function Toasts({ toasts, onDismiss }: { toasts: readonly Toast[]; onDismiss: (id: number) => void }) {
  return (
    <div class="toasts">
      {toasts.map(({ id, message }) => (
        <div key={id} class="toast" role="alert">
          <Icon name="warning" size={18} />
          <span>{message}</span>
          <button
            type="button"
            class="icon-button icon-button--on-dark"
            aria-label="Dismiss"
            onClick={() => onDismiss(id)}
          >
            <Icon name="close" size={14} />
          </button>
        </div>
      ))}
    </div>
  );
}
