import type { Channel } from '../../slack/workspace/protocol.ts';
import { ChannelMenu } from '../admin/channel-menu.tsx';
import { MenuToggle } from '../navigation/menu-toggle.tsx';
import { Avatar } from '../shell/avatar.tsx';
import { Icon } from '../shell/icons.tsx';
import { useWorkspace } from '../shell/workspace-context.tsx';
import { MemberList } from './member-list.tsx';

const TABS = ['Messages', 'Files'] as const;
export type ChannelTab = (typeof TABS)[number];

interface ChannelHeaderProps {
  readonly channel: Channel;
  readonly tab: ChannelTab;
  readonly onTab: (tab: ChannelTab) => void;
  readonly onMenu: () => void;
}

/** Name, topic, members and tabs of a channel. */
export function ChannelHeader({ channel, tab, onTab, onMenu }: ChannelHeaderProps) {
  const { me, person } = useWorkspace();
  const isDirect = channel.kind === 'dm';
  const other = isDirect ? person(channel.memberIds.find((id) => id !== me.id) ?? me.id) : null;
  return (
    <header class="channel-header">
      <div class="channel-header__row">
        <MenuToggle onMenu={onMenu} />
        <h1 class="channel-header__name">
          {isDirect ? (
            <Avatar person={other} size={24} />
          ) : (
            <Icon name={channel.kind === 'private' ? 'lock' : 'hash'} size={18} />
          )}
          {isDirect ? (other?.realName ?? channel.name) : channel.name}
        </h1>
        {channel.topic !== '' && <p class="channel-header__topic">{channel.topic}</p>}
        {!isDirect && (
          <span class="channel-header__end">
            {channel.isRestricted && (
              <span class="channel-header__limit" title="Only people may post here, and no app">
                <Icon name="lock" size={13} /> no apps
              </span>
            )}
            <MemberList channel={channel} />
            <ChannelMenu channel={channel} />
          </span>
        )}
      </div>
      <nav class="tabs" aria-label="Channel tabs">
        {TABS.map((name) => (
          <button
            key={name}
            type="button"
            class={name === tab ? 'tab is-active' : 'tab'}
            aria-pressed={name === tab}
            onClick={() => onTab(name)}
          >
            <Icon name={name === 'Messages' ? 'messages' : 'file'} size={15} />
            {name}
          </button>
        ))}
      </nav>
    </header>
  );
}
