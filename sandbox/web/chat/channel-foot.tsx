import type { Channel } from '../../slack/workspace/protocol.ts';
import { setChannel, setMembership } from '../net/workspace-api.ts';
import { isApp, useWorkspace } from '../shell/workspace-context.tsx';
import { Composer } from './composer.tsx';

interface ChannelFootProps {
  readonly channel: Channel;
  /** The thread that is written in; the channel itself without it. */
  readonly threadTs?: string;
}

/** Where one writes: the composer, or why there is none and the way to one. */
export function ChannelFoot({ channel, threadTs }: ChannelFootProps) {
  const workspace = useWorkspace();
  const { me, snapshot, report } = workspace;
  const name = channel.kind === 'dm' ? channel.name : `#${channel.name}`;
  const isWithApp = channel.kind === 'dm' && channel.memberIds.some((id) => isApp(workspace, id));
  if (isWithApp && snapshot.workspace.isMessagesTabReadOnly)
    return <p class="empty">Sending messages to this app has been turned off.</p>;
  if (channel.isArchived)
    return (
      <div class="join">
        <p class="join__text">
          <b>{name}</b> is archived. It can be read, and nobody writes in it.
        </p>
        <button
          type="button"
          class="button button--default"
          onClick={() => report(setChannel(channel.id, { isArchived: false }))}
        >
          Unarchive channel
        </button>
      </div>
    );
  if (!channel.isMember)
    return (
      <div class="join">
        <p class="join__name">{name}</p>
        <button
          type="button"
          class="button button--primary"
          onClick={() => report(setMembership(channel.id, me.id, true))}
        >
          Join Channel
        </button>
      </div>
    );
  if (threadTs === undefined)
    return <Composer key={`${me.id} ${channel.id}`} channel={channel} placeholder={`Message ${name}`} />;
  return <Composer key={`${channel.id} ${threadTs}`} channel={channel} threadTs={threadTs} placeholder="Reply…" />;
}
