import { useState } from 'preact/hooks';
import type { OpenView } from '../../slack/workspace/protocol.ts';
import { Modal } from './modal.tsx';

/**
 * The open modals of one person. All stay mounted, so that a view below keeps what was typed; only the top one shows.
 * A view that was closed here goes at once, without waiting for the workspace.
 */
export function ModalStack({ modals }: { modals: readonly OpenView[] }) {
  const [closed, setClosed] = useState<readonly string[]>([]);
  const open = modals.filter(({ id }) => !closed.includes(id));
  if (open.length === 0) return null;
  const hide = (ids: readonly string[]) => {
    setClosed((known) => [...known, ...ids]);
    return () => setClosed((known) => known.filter((id) => !ids.includes(id)));
  };
  const topId = open.at(-1)?.id;
  return (
    <div class="overlay">
      {open.map((view) => (
        <Modal
          key={view.id}
          open={view}
          isTop={view.id === topId}
          hasBelow={open.length > 1}
          hideOne={() => hide([view.id])}
          hideAll={() => hide(open.map(({ id }) => id))}
        />
      ))}
    </div>
  );
}
