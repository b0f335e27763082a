import type { Channel, Message } from '../../slack/workspace/protocol.ts';
import { formatAgo } from '../mrkdwn/dates.ts';
import { Avatar } from '../shell/avatar.tsx';
import { Icon } from '../shell/icons.tsx';
import { useWorkspace } from '../shell/workspace-context.tsx';
import { sentAtMs } from './message-time.ts';

/** "3 replies", with the faces of those who replied; nothing when nobody did. */
export function ThreadLink({ channel, message }: { channel: Channel; message: Message }) {
  const { snapshot, person, openThread } = useWorkspace();
  if (message.replyCount === 0) return null;
  const replies = channel.messages.filter(({ threadTs, ts }) => threadTs === message.ts && ts !== message.ts);
  const repliers = [...new Set(replies.map(({ user }) => user))].slice(0, 4);
  const last = replies.at(-1);
  return (
    <button type="button" class="thread-link" onClick={() => openThread(message)}>
      <span class="thread-link__faces">
        {repliers.map((id) => (
          <Avatar key={id} person={person(id)} size={22} />
        ))}
      </span>
      <span class="thread-link__count">
        {message.replyCount} {message.replyCount === 1 ? 'reply' : 'replies'}
      </span>
      {last && <span class="thread-link__last">Last reply {formatAgo(sentAtMs(last), snapshot.nowMs)}</span>}
      <span class="thread-link__view">View thread</span>
      <Icon name="right" size={14} />
    </button>
  );
}
