import { useState } from 'preact/hooks';
import type { Channel } from '../../slack/workspace/protocol.ts';
import { setMembership } from '../net/workspace-api.ts';
import { useWorkspace } from '../shell/workspace-context.tsx';
import { ChannelHeader, type ChannelTab } from './channel-header.tsx';
import { ChannelIntro } from './channel-intro.tsx';
import { Composer } from './composer.tsx';
import { FileList } from './file-list.tsx';
import { MessageList } from './message-list.tsx';
import { isReply } from './message-time.ts';

interface ChannelViewProps {
  readonly channel: Channel;
  /** Opens the list of channels where it is hidden for lack of room. */
  readonly onMenu: () => void;
}

/** A channel or a direct message between people. Give it a key per channel. */
export function ChannelView({ channel, onMenu }: ChannelViewProps) {
  const [tab, setTab] = useState<ChannelTab>('Messages');
  const messages = channel.messages.filter((message) => !isReply(message));
  return (
    <section class="channel" aria-label={channel.name}>
      <ChannelHeader channel={channel} tab={tab} onTab={setTab} onMenu={onMenu} />
      {tab === 'Files' ? (
        <FileList channel={channel} />
      ) : (
        <>
          <MessageList channel={channel} messages={messages} label="Messages">
            <ChannelIntro channel={channel} />
          </MessageList>
          <ChannelFoot channel={channel} />
        </>
      )}
    </section>
  );
}

/** The composer, or the way into a public channel that one only looks at. */
export function ChannelFoot({ channel }: { channel: Channel }) {
  const { me, report } = useWorkspace();
  const name = channel.kind === 'dm' ? channel.name : `#${channel.name}`;
  if (channel.isMember)
    return <Composer key={`${me.id} ${channel.id}`} channel={channel} placeholder={`Message ${name}`} />;
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
}
