import { Icon } from '../shell/icons.tsx';
import { useWorkspace } from '../shell/workspace-context.tsx';

/** On a phone, where the channels are folded away: opens them, and says how much in them is unread. */
export function MenuToggle({ onMenu }: { readonly onMenu: () => void }) {
  const { snapshot } = useWorkspace();
  const unread = snapshot.channels.reduce((sum, channel) => sum + channel.unread, 0);
  return (
    <button
      type="button"
      class="icon-button menu-toggle only-narrow"
      aria-label={unread > 0 ? `Show channels, ${unread} unread` : 'Show channels'}
      onClick={onMenu}
    >
      <Icon name="menu" />
      {unread > 0 && <span class="menu-toggle__badge">{unread}</span>}
    </button>
  );
}
