import { useState } from 'preact/hooks';
import type { Channel } from '../../slack/workspace/protocol.ts';
import { ChannelFoot } from './channel-foot.tsx';
import { ChannelHeader, type ChannelTab } from './channel-header.tsx';
import { ChannelIntro } from './channel-intro.tsx';
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
