import type { PersonId } from '../../slack/workspace/protocol.ts';
import { Icon } from '../shell/icons.tsx';
import { useWorkspace } from '../shell/workspace-context.tsx';
import { PersonSwitch } from './person-switch.tsx';

interface TopBarProps {
  readonly onSwitch: (id: PersonId) => void;
  readonly onPanel: () => void;
}

/** The strip above everything: what one would search, who one plays. */
export function TopBar({ onSwitch, onPanel }: TopBarProps) {
  const { snapshot } = useWorkspace();
  return (
    <header class="top-bar">
      <div class="top-bar__search" aria-hidden="true">
        <Icon name="search" size={15} /> Search {snapshot.workspace.name}
      </div>
      <PersonSwitch onSwitch={onSwitch} />
      <button
        type="button"
        class="icon-button icon-button--on-dark only-phone"
        aria-label="Show what ScaledMail received"
        onClick={onPanel}
      >
        <Icon name="panel" />
      </button>
    </header>
  );
}
