import type { Channel } from '../../slack/workspace/protocol.ts';
import { Avatar } from '../shell/avatar.tsx';
import { Icon } from '../shell/icons.tsx';
import { isApp, useWorkspace } from '../shell/workspace-context.tsx';

/** What stands at the very beginning of a channel or direct message. */
export function ChannelIntro({ channel }: { channel: Channel }) {
  const workspace = useWorkspace();
  if (channel.kind === 'dm') {
    const other = workspace.person(channel.memberIds.find((id) => id !== workspace.me.id) ?? workspace.me.id);
    const isWithApp = other !== null && isApp(workspace, other.id);
    return (
      <div class="intro">
        <div class="intro__person">
          <Avatar person={other} size={56} />
          <h2 class="intro__title">{other?.realName ?? channel.name}</h2>
          {isWithApp && <span class="app-badge">APP</span>}
        </div>
        <p class="intro__text">
          This is the very beginning of your direct message history with <b>{other?.realName ?? channel.name}</b>.
        </p>
      </div>
    );
  }
  return (
    <div class="intro">
      <h2 class="intro__title">
        <Icon name={channel.kind === 'private' ? 'lock' : 'hash'} size={26} /> {channel.name}
      </h2>
      <p class="intro__text">
        This is the very beginning of the <b>#{channel.name}</b> channel. {channel.topic && `${channel.topic}.`}
      </p>
    </div>
  );
}
