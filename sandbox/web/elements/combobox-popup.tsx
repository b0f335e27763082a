import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Choice, ComboboxProps } from './combobox-props.ts';

const TALLEST_PX = 280;

interface PopupProps extends Pick<ComboboxProps, 'inputId' | 'choices' | 'chosen' | 'notice'> {
  readonly frame: RefObject<HTMLDivElement | null>;
  readonly active: Choice | null;
  readonly onChoose: (choice: Choice) => void;
}

/** The list of a select box, fixed to the window so that no scrolling parent cuts it off; above when below is no room. */
export function ComboboxPopup({ frame, inputId, choices, chosen, notice, active, onChoose }: PopupProps) {
  const place = usePlace(frame);
  return (
    <div class="popup" id={`${inputId}-list`} role="listbox" tabIndex={-1} style={place}>
      {notice !== null && <div class="popup__notice">{notice}</div>}
      {choices.map((choice, index) => (
        <div key={choice.key} role="presentation">
          {choice.group && choice.group !== choices[index - 1]?.group && <div class="popup__group">{choice.group}</div>}
          <Row
            id={`${inputId}-${index}`}
            choice={choice}
            isActive={choice === active}
            isChosen={chosen.some(({ key }) => key === choice.key)}
            onChoose={onChoose}
          />
        </div>
      ))}
    </div>
  );
}

interface RowProps {
  readonly id: string;
  readonly choice: Choice;
  readonly isActive: boolean;
  readonly isChosen: boolean;
  readonly onChoose: (choice: Choice) => void;
}

function Row({ id, choice, isActive, isChosen, onChoose }: RowProps) {
  const row = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    if (isActive) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive]);
  return (
    <button
      ref={row}
      id={id}
      type="button"
      role="option"
      tabIndex={-1}
      aria-selected={isChosen}
      class={`popup__row ${isActive ? 'is-active' : ''}`}
      // Pressing must not take the focus from the field, which would close the list before the click arrives.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onChoose(choice)}
    >
      <span class="popup__text">{choice.text}</span>
      {choice.detail && <span class="popup__detail">{choice.detail}</span>}
    </button>
  );
}

function usePlace(frame: RefObject<HTMLDivElement | null>) {
  const [place, setPlace] = useState<Record<string, string>>({ visibility: 'hidden' });
  useLayoutEffect(() => {
    const settle = () => {
      const box = frame.current?.getBoundingClientRect();
      if (box) setPlace(placeBeside(box));
    };
    settle();
    window.addEventListener('scroll', settle, true);
    window.addEventListener('resize', settle);
    return () => {
      window.removeEventListener('scroll', settle, true);
      window.removeEventListener('resize', settle);
    };
  }, [frame]);
  return place;
}

function placeBeside(box: DOMRect): Record<string, string> {
  const below = window.innerHeight - box.bottom - 12;
  const isBelow = below >= Math.min(TALLEST_PX, box.top);
  return {
    left: `${box.left}px`,
    width: `${Math.max(box.width, 200)}px`,
    maxHeight: `${Math.min(TALLEST_PX, isBelow ? below : box.top - 12)}px`,
    ...(isBelow ? { top: `${box.bottom + 4}px` } : { bottom: `${window.innerHeight - box.top + 4}px` }),
  };
}
