import { useState } from 'preact/hooks';
import type { Choice } from './combobox-props.ts';

interface Keys {
  /** What is typed; null while the list is closed. */
  readonly query: string | null;
  readonly choices: readonly Choice[];
  readonly ask: (query: string | null) => void;
  readonly choose: (choice: Choice) => void;
  readonly removeLast: () => void;
}

/** The keyboard of a select box: arrows move, Enter chooses, Escape closes the list only, Backspace takes the last chip. */
export function useComboboxKeys({ query, choices, ask, choose, removeLast }: Keys) {
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const active = choices.find((choice) => choice.key === activeKey) ?? choices[0] ?? null;
  const isOpen = query !== null;

  const move = (step: number) => {
    if (!isOpen) return ask('');
    const from = active ? choices.indexOf(active) : -1;
    setActiveKey(choices[(from + step + choices.length) % choices.length]?.key ?? null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      move(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Enter' && !event.isComposing) {
      event.preventDefault();
      if (isOpen && active) choose(active);
      else ask('');
    } else if (event.key === 'Escape' && isOpen) {
      event.stopPropagation();
      ask(null);
    } else if (event.key === 'Backspace' && !query) {
      removeLast();
    }
  };
  return { active, onKeyDown };
}
