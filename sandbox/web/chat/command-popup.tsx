import { useState } from 'preact/hooks';
import type { Snapshot } from '../../slack/workspace/protocol.ts';
import { Avatar } from '../shell/avatar.tsx';
import { useWorkspace } from '../shell/workspace-context.tsx';

type Command = Snapshot['commands'][number];

/** The commands that fit what is typed, and which of them the arrows stand on. */
export interface CommandPopupState {
  readonly commands: readonly Command[];
  readonly activeIndex: number;
  readonly onChoose: (command: string) => void;
}

/**
 * Follows the typing of a slash command. `onKeyDown` answers true when it used the key: arrows move, Tab completes,
 * Enter completes a command that is not typed out yet, Escape closes until the text changes.
 */
export function useCommandPopup(text: string, onChoose: (command: string) => void) {
  const { snapshot } = useWorkspace();
  const [activeIndex, setActive] = useState(0);
  const [closedFor, setClosedFor] = useState<string | null>(null);
  const isTyping = /^\/\S*$/.test(text) && closedFor !== text;
  const commands = isTyping ? snapshot.commands.filter(({ command }) => command.startsWith(text)) : [];
  const active = commands[activeIndex % Math.max(commands.length, 1)];

  const onKeyDown = (event: KeyboardEvent): boolean => {
    if (!active) return false;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? commands.length - 1 : 0;
    const completes = event.key === 'Tab' || (event.key === 'Enter' && active.command !== text);
    if (step === 0 && !completes && event.key !== 'Escape') return false;
    event.preventDefault();
    event.stopPropagation();
    if (step > 0) setActive((index) => (index + step) % commands.length);
    else if (completes) onChoose(active.command);
    else setClosedFor(text);
    return true;
  };
  return { commands, activeIndex: active ? commands.indexOf(active) : 0, onChoose, onKeyDown };
}

/** The list above the composer; nothing when no command fits. */
export function CommandPopup({ commands, activeIndex, onChoose }: CommandPopupState) {
  const { snapshot, person } = useWorkspace();
  if (commands.length === 0) return null;
  const bot = person(snapshot.workspace.botUserId);
  return (
    <div class="command-popup" role="listbox" aria-label="Commands">
      <div class="command-popup__app">{snapshot.workspace.appName}</div>
      {commands.map(({ command, description, usageHint }, index) => (
        <button
          key={command}
          type="button"
          role="option"
          aria-selected={index === activeIndex}
          class={`command-popup__row ${index === activeIndex ? 'is-active' : ''}`}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(command)}
        >
          <Avatar person={bot} size={32} />
          <span class="command-popup__text">
            <span class="command-popup__command">
              <b>{command}</b> {usageHint}
            </span>
            <span class="command-popup__description">{description}</span>
          </span>
        </button>
      ))}
      <div class="command-popup__keys">
        <b>↑↓</b> to navigate <b>↵</b> to select <b>esc</b> to dismiss
      </div>
    </div>
  );
}
