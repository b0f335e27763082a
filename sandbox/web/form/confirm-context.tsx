import type { Confirm } from '@slack/types';
import { type ComponentChildren, createContext } from 'preact';
import { useContext, useState } from 'preact/hooks';
import { ConfirmDialog } from '../elements/confirm-dialog.tsx';

type Ask = (confirm: Confirm) => Promise<boolean>;

const ConfirmContext = createContext<Ask>(() => Promise.resolve(true));

/** Draws confirm dialogs above everything below it, one at a time. */
export function ConfirmProvider({ children }: { children: ComponentChildren }) {
  const [open, setOpen] = useState<{ confirm: Confirm; answer: (isConfirmed: boolean) => void } | null>(null);
  const ask: Ask = (confirm) =>
    new Promise((resolve) => {
      const answer = (isConfirmed: boolean) => {
        setOpen(null);
        resolve(isConfirmed);
      };
      setOpen({ confirm, answer });
    });
  return (
    <ConfirmContext.Provider value={ask}>
      {children}
      {open && <ConfirmDialog confirm={open.confirm} onAnswer={open.answer} />}
    </ConfirmContext.Provider>
  );
}

/** Asks the person at the keyboard; settles with their answer. */
export function useConfirm(): Ask {
  return useContext(ConfirmContext);
}
