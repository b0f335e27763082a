import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Channel, Message } from '../../slack/workspace/protocol.ts';
import { formatDayDivider } from '../mrkdwn/dates.ts';
import { useWorkspace } from '../shell/workspace-context.tsx';
import { MessageView } from './message.tsx';
import { listMessages, sentAtMs } from './message-time.ts';

const NEAR_BOTTOM_PX = 120;

interface MessageListProps {
  readonly channel: Channel;
  readonly messages: readonly Message[];
  readonly isInThread?: boolean;
  readonly label: string;
  /** What stands above the first message. */
  readonly children?: ComponentChildren;
}

/** Messages under their days. Stays at the newest one unless the reader scrolled up. */
export function MessageList({ channel, messages, isInThread = false, label, children }: MessageListProps) {
  const { nowMs } = useWorkspace().snapshot;
  const list = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  useLayoutEffect(() => {
    const element = list.current;
    if (element && isAtEnd.current) element.scrollTop = element.scrollHeight;
  });
  const onScroll = () => {
    const element = list.current;
    if (element) isAtEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_BOTTOM_PX;
  };
  return (
    <section class="message-list" ref={list} onScroll={onScroll} aria-label={label}>
      <div class="message-list__space" />
      {children}
      {listMessages(messages).map(({ message, startsDay, isCompact }) => (
        <div key={message.ts}>
          {startsDay && !isInThread && (
            <div class="day">
              <span class="day__name">{formatDayDivider(sentAtMs(message), { nowMs })}</span>
            </div>
          )}
          <MessageView channel={channel} message={message} isCompact={isCompact} isInThread={isInThread} />
        </div>
      ))}
    </section>
  );
}
