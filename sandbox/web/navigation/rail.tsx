import { Avatar } from '../shell/avatar.tsx';
import { Icon, type IconName } from '../shell/icons.tsx';
import { useWorkspace } from '../shell/workspace-context.tsx';

interface RailProps {
  readonly active: 'home' | 'messages' | 'app';
  readonly onOpen: (place: 'home' | 'messages' | 'app') => void;
  readonly theme: 'light' | 'dark';
  readonly onTheme: (theme: 'light' | 'dark') => void;
}

const PLACES: readonly { readonly place: RailProps['active']; readonly name: string; readonly icon: IconName }[] = [
  { place: 'home', name: 'Home', icon: 'home' },
  { place: 'messages', name: 'DMs', icon: 'messages' },
  { place: 'app', name: 'Apps', icon: 'grid' },
];

/** The narrow column at the left: workspace, places, theme and oneself. */
export function Rail({ active, onOpen, theme, onTheme }: RailProps) {
  const { me, snapshot } = useWorkspace();
  const initials = snapshot.workspace.name
    .split(' ')
    .map((word) => word.charAt(0))
    .join('')
    .slice(0, 2);
  const other = theme === 'dark' ? 'light' : 'dark';
  return (
    <nav class="rail" aria-label="Places">
      <span class="rail__workspace" title={snapshot.workspace.name}>
        {initials}
      </span>
      {PLACES.map(({ place, name, icon }) => (
        <button
          key={place}
          type="button"
          class={place === active ? 'rail__place is-active' : 'rail__place'}
          aria-current={place === active ? 'page' : 'false'}
          onClick={() => onOpen(place)}
        >
          <span class="rail__icon">
            <Icon name={icon} size={20} />
          </span>
          {name}
        </button>
      ))}
      <span class="rail__space" />
      <button
        type="button"
        class="rail__theme"
        aria-label={`Use the ${other} theme`}
        title={`Use the ${other} theme`}
        onClick={() => onTheme(other)}
      >
        <Icon name={theme === 'dark' ? 'sun' : 'moon'} size={18} />
      </button>
      <span class="rail__me" title={me.realName}>
        <Avatar person={me} size={36} />
        <span class="presence" />
      </span>
    </nav>
  );
}
