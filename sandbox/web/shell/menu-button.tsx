import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon, type IconName } from './icons.tsx';

/** One line of a menu. */
export interface MenuItem {
  readonly key: string;
  readonly text: string;
  readonly detail?: string;
  readonly onChoose: () => void;
}

interface MenuButtonProps {
  readonly label: string;
  readonly icon: IconName;
  readonly className: string;
  readonly items: readonly MenuItem[];
  readonly isAbove?: boolean;
}

/** A button that opens a short menu below it, or above; Escape or a click elsewhere closes it. */
export function MenuButton({ label, icon, className, items, isAbove = false }: MenuButtonProps) {
  const [isOpen, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const trigger = useRef<HTMLButtonElement>(null);
  /** The focus goes back to the button, since the line that had it is gone. */
  const close = () => {
    setOpen(false);
    trigger.current?.focus();
  };
  useEffect(() => {
    if (!isOpen) return;
    const onPointerDown = ({ target }: PointerEvent) => {
      if (!(target instanceof Node && root.current?.contains(target))) setOpen(false);
    };
    document.addEventListener('pointerdown', onPointerDown);
    return () => document.removeEventListener('pointerdown', onPointerDown);
  }, [isOpen]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !isOpen) return;
    event.stopPropagation();
    close();
  };
  return (
    <div class="menu-button" ref={root}>
      <button
        ref={trigger}
        type="button"
        class={className}
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onKeyDown={onKeyDown}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name={icon} size={16} />
      </button>
      {isOpen && (
        <div class={isAbove ? 'menu menu--above' : 'menu'} role="menu">
          {items.map((item) => (
            <button
              key={item.key}
              type="button"
              class="menu__item"
              role="menuitem"
              onKeyDown={onKeyDown}
              onClick={() => {
                close();
                item.onChoose();
              }}
            >
              {item.text}
              {item.detail && <span class="menu__detail">{item.detail}</span>}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
