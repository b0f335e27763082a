import { useCallback, useState } from 'preact/hooks';

const SHOWN_MS = 7_000;

/** A passing notice. */
export interface Toast {
  readonly id: number;
  readonly message: string;
}

/** Notices on screen, newest last, each going by itself after seven seconds. */
export function useToasts() {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const dismiss = useCallback((id: number) => setToasts((shown) => shown.filter((toast) => toast.id !== id)), []);
  const notify = useCallback(
    (message: string) => {
      setToasts((shown) => {
        const id = (shown.at(-1)?.id ?? 0) + 1;
        setTimeout(() => dismiss(id), SHOWN_MS);
        return [...shown, { id, message }];
      });
    },
    [dismiss],
  );
  return { toasts, notify, dismiss };
}
