import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../shell/icons.tsx';
import { ComboboxPopup } from './combobox-popup.tsx';
import type { Choice, ComboboxProps } from './combobox-props.ts';
import { useComboboxKeys } from './use-combobox-keys.ts';

/** Slack's select box: a field that filters its list while one types; chips for several choices. */
export function Combobox(props: ComboboxProps) {
  const { chosen, isMultiple, choices, inputId } = props;
  const [query, setQuery] = useState<string | null>(null);
  const frame = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const isOpen = query !== null;
  const ask = (next: string | null) => {
    setQuery(next);
    props.onQuery(next);
  };
  const choose = (choice: Choice) => {
    props.onChoose(choice);
    if (isMultiple) ask('');
    else ask(null);
  };
  const removeLast = () => {
    const last = chosen.at(-1);
    if (isMultiple && last) props.onRemove(last);
  };
  const keys = useComboboxKeys({ query, choices, ask, choose, removeLast });
  const shown = isMultiple || isOpen ? (query ?? '') : (chosen[0]?.text ?? '');
  const placeholder = isMultiple && chosen.length > 0 ? '' : isOpen && chosen[0] ? chosen[0].text : props.placeholder;

  useEffect(() => {
    if (isOpen && document.activeElement !== input.current) input.current?.focus();
  }, [isOpen]);

  return (
    <div class={isOpen ? 'combobox is-open' : 'combobox'} ref={frame}>
      {isMultiple && chosen.map((choice) => <Chip key={choice.key} choice={choice} onRemove={props.onRemove} />)}
      <input
        {...props.attributes}
        ref={input}
        class="combobox__input"
        type="text"
        role="combobox"
        autocomplete="off"
        aria-expanded={isOpen}
        aria-controls={`${inputId}-list`}
        aria-autocomplete="list"
        {...(keys.active && isOpen && { 'aria-activedescendant': `${inputId}-${choices.indexOf(keys.active)}` })}
        value={shown}
        placeholder={placeholder}
        onClick={() => !isOpen && ask('')}
        onInput={({ currentTarget }) => ask(currentTarget.value)}
        onBlur={() => isOpen && ask(null)}
        onKeyDown={keys.onKeyDown}
      />
      {props.canClear && chosen[0] && !isMultiple && !isOpen && (
        <ClearButton choice={chosen[0]} onRemove={props.onRemove} />
      )}
      <span class="combobox__arrow">
        <Icon name="down" size={14} />
      </span>
      {isOpen && <ComboboxPopup {...props} frame={frame} active={keys.active} onChoose={choose} />}
    </div>
  );
}

interface RemoveProps {
  readonly choice: Choice;
  readonly onRemove: (choice: Choice) => void;
}

function Chip({ choice, onRemove }: RemoveProps) {
  return (
    <span class="chip">
      {choice.text}
      <button type="button" class="chip__remove" aria-label={`Remove ${choice.text}`} onClick={() => onRemove(choice)}>
        <Icon name="close" size={10} />
      </button>
    </span>
  );
}

function ClearButton({ choice, onRemove }: RemoveProps) {
  return (
    <button type="button" class="combobox__clear" aria-label={`Clear ${choice.text}`} onClick={() => onRemove(choice)}>
      <Icon name="close" size={12} />
    </button>
  );
}
