import type { Channel, Message } from '../../slack/workspace/protocol.ts';
import { formatSlackDate, formatTime } from '../mrkdwn/dates.ts';
import { Avatar } from '../shell/avatar.tsx';
import { Icon } from '../shell/icons.tsx';
import { isApp, useWorkspace } from '../shell/workspace-context.tsx';
import { FileCard } from './file-card.tsx';
import { MessageContent } from './message-content.tsx';
import { sentAtMs } from './message-time.ts';
import { MessageToolbar } from './message-toolbar.tsx';
import { ThreadLink } from './thread-link.tsx';

interface MessageProps {
  readonly channel: Channel;
  readonly message: Message;
  /** Follows another message of the same person: drawn without the head. */
  readonly isCompact: boolean;
  /** Inside the thread pane, where a message leads to no thread of its own. */
  readonly isInThread?: boolean;
}

/** One message of a channel or thread. */
export function MessageView({ channel, message, isCompact, isInThread = false }: MessageProps) {
  const { person } = useWorkspace();
  const sender = person(message.user);
  const kind = `${message.isEphemeral ? 'message--ephemeral' : ''} ${isCompact ? 'message--compact' : ''}`;
  return (
    <article class={`message ${kind}`} data-ts={message.ts} data-ephemeral={message.isEphemeral}>
      {message.isEphemeral && (
        <p class="message__private">
          <Icon name="eye" size={14} /> Only visible to you
        </p>
      )}
      <div class="message__gutter">
        {isCompact ? <Time message={message} isShort /> : <Avatar person={sender} size={36} />}
      </div>
      <div class="message__main">
        {!isCompact && <Head message={message} />}
        <MessageContent channel={channel} message={message} />
        {message.files.map((file) => (
          <FileCard key={file.id} file={file} />
        ))}
        {!isInThread && <ThreadLink channel={channel} message={message} />}
      </div>
      {!message.isEphemeral && <MessageToolbar channel={channel} message={message} isInThread={isInThread} />}
    </article>
  );
}

function Head({ message }: { message: Message }) {
  const workspace = useWorkspace();
  const sender = workspace.person(message.user);
  return (
    <header class="message__head">
      <span class="message__sender" title={sender?.title}>
        {sender?.realName ?? message.user}
      </span>
      {isApp(workspace, message.user) && <span class="app-badge">APP</span>}
      {sender?.kind === 'stranger' && (
        <span class="message__company" title="From another company">
          <Icon name="building" size={13} />
        </span>
      )}
      <Time message={message} isShort={false} />
    </header>
  );
}

function Time({ message, isShort }: { message: Message; isShort: boolean }) {
  const atMs = sentAtMs(message);
  const { nowMs } = useWorkspace().snapshot;
  const full = formatSlackDate(atMs / 1000, '{date_long} at {time_secs}', { nowMs }) ?? '';
  const time = formatTime(atMs, {});
  return (
    <time class="message__time" dateTime={new Date(atMs).toISOString()} title={full}>
      {isShort ? time.replace(/ [AP]M$/, '') : time}
    </time>
  );
}
