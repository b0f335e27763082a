import type { Channel } from '../../slack/workspace/protocol.ts';
import { Avatar } from '../shell/avatar.tsx';
import { Icon } from '../shell/icons.tsx';
import { isApp, useWorkspace } from '../shell/workspace-context.tsx';
import { SidebarItem, SidebarSection } from './sidebar-item.tsx';

interface SidebarProps {
  readonly activeId: string;
  readonly isAppActive: boolean;
  readonly isOpen: boolean;
  readonly isConnected: boolean;
  readonly onOpen: (channelId: string) => void;
  readonly onOpenApp: () => void;
}

/** Channels, direct messages and the app. */
export function Sidebar({ activeId, isAppActive, isOpen, isConnected, onOpen, onOpenApp }: SidebarProps) {
  const workspace = useWorkspace();
  const { snapshot, person } = workspace;
  const isWithApp = (channel: Channel) => channel.memberIds.some((id) => isApp(workspace, id));
  const channels = snapshot.channels.filter(({ kind }) => kind !== 'dm');
  const directs = snapshot.channels.filter((channel) => channel.kind === 'dm' && !isWithApp(channel));
  const withApp = snapshot.channels.find((channel) => channel.kind === 'dm' && isWithApp(channel));
  const { name, appName, botUserId } = snapshot.workspace;
  return (
    <nav class={isOpen ? 'sidebar is-open' : 'sidebar'} aria-label="Channels and direct messages">
      <div class="sidebar__workspace">
        {name} <Icon name="down" size={15} />
      </div>
      <SidebarSection name="Channels">
        {channels.map((channel) => (
          <SidebarItem
            key={channel.id}
            icon={<Icon name={channel.kind === 'private' ? 'lock' : 'hash'} size={16} />}
            name={channel.name}
            unread={channel.unread}
            isActive={channel.id === activeId}
            isDim={!channel.isMember}
            onOpen={() => onOpen(channel.id)}
          />
        ))}
      </SidebarSection>
      {directs.length > 0 && (
        <SidebarSection name="Direct messages">
          {directs.map((channel) => (
            <DirectItem key={channel.id} channel={channel} isActive={channel.id === activeId} onOpen={onOpen} />
          ))}
        </SidebarSection>
      )}
      <SidebarSection name="Apps">
        <SidebarItem
          icon={<Avatar person={person(botUserId)} size={20} />}
          name={appName}
          unread={withApp?.unread ?? 0}
          isActive={isAppActive}
          isDim={false}
          onOpen={onOpenApp}
        />
      </SidebarSection>
      {!isConnected && (
        <p class="sidebar__offline" role="status">
          <span class="spinner" /> Reconnecting…
        </p>
      )}
    </nav>
  );
}

interface DirectItemProps {
  readonly channel: Channel;
  readonly isActive: boolean;
  readonly onOpen: (channelId: string) => void;
}

function DirectItem({ channel, isActive, onOpen }: DirectItemProps) {
  const { me, person } = useWorkspace();
  const other = person(channel.memberIds.find((id) => id !== me.id) ?? me.id);
  return (
    <SidebarItem
      icon={<Avatar person={other} size={20} />}
      name={other?.realName ?? channel.name}
      unread={channel.unread}
      isActive={isActive}
      isDim={false}
      onOpen={() => onOpen(channel.id)}
    />
  );
}
