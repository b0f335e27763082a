import type { Channel, Message } from '../../slack/workspace/protocol.ts';
import { Icon } from '../shell/icons.tsx';
import { ChannelFoot } from './channel-foot.tsx';
import { MessageView } from './message.tsx';
import { MessageList } from './message-list.tsx';

interface ThreadPaneProps {
  readonly channel: Channel;
  readonly parent: Message;
  readonly onClose: () => void;
}

/** One thread beside its channel. */
export function ThreadPane({ channel, parent, onClose }: ThreadPaneProps) {
  const replies = channel.messages.filter(({ threadTs, ts }) => threadTs === parent.ts && ts !== parent.ts);
  const count = replies.filter(({ isEphemeral }) => !isEphemeral).length;
  return (
    <aside class="thread" aria-label="Thread">
      <header class="thread__head">
        <h2 class="thread__title">Thread</h2>
        <span class="thread__channel">{channel.kind === 'dm' ? channel.name : `# ${channel.name}`}</span>
        <button type="button" class="icon-button" aria-label="Close thread" onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <MessageList channel={channel} messages={replies} isInThread label="Replies">
        <MessageView channel={channel} message={parent} isCompact={false} isInThread />
        {count > 0 && (
          <div class="thread__count">
            <span>
              {count} {count === 1 ? 'reply' : 'replies'}
            </span>
          </div>
        )}
      </MessageList>
      <ChannelFoot channel={channel} threadTs={parent.ts} />
    </aside>
  );
}
