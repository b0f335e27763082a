import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Icon } from '../shell/icons.tsx';

interface SidebarItemProps {
  readonly icon: ComponentChildren;
  readonly name: string;
  readonly unread: number;
  readonly isActive: boolean;
  /** A public channel that one has not joined. */
  readonly isDim: boolean;
  readonly onOpen: () => void;
}

/** One line of the sidebar: bold with a number while something is unread. */
export function SidebarItem({ icon, name, unread, isActive, isDim, onOpen }: SidebarItemProps) {
  const state = `${isActive ? 'is-active' : ''} ${unread > 0 ? 'is-unread' : ''} ${isDim ? 'is-dim' : ''}`;
  return (
    <button
      type="button"
      class={`sidebar__item ${state}`}
      aria-label={unread > 0 ? `${name}, ${unread} unread` : name}
      aria-current={isActive ? 'page' : 'false'}
      data-channel={name}
      onClick={onOpen}
    >
      <span class="sidebar__icon">{icon}</span>
      <span class="sidebar__name">{name}</span>
      {unread > 0 && <span class="sidebar__badge">{unread}</span>}
    </button>
  );
}

/** A named group of lines that folds away. */
export function SidebarSection({ name, children }: { name: string; children: ComponentChildren }) {
  const [isOpen, setOpen] = useState(true);
  return (
    <section class="sidebar__section">
      <button type="button" class="sidebar__heading" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <Icon name={isOpen ? 'down' : 'right'} size={13} />
        {name}
      </button>
      {isOpen && children}
    </section>
  );
}
