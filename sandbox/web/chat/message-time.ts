import type { Message } from '../../slack/workspace/protocol.ts';
import { dayKey } from '../mrkdwn/dates.ts';

const GROUPED_WITHIN_MS = 5 * 60_000;

/** When a message was sent, in milliseconds; Slack's `ts` is Unix seconds with a counter behind the point. */
export function sentAtMs({ ts }: Pick<Message, 'ts'>): number {
  return Number(ts) * 1000;
}

/** A message as its list draws it: under a new day, and with or without the sender above it. */
export interface ListedMessage {
  readonly message: Message;
  readonly startsDay: boolean;
  readonly isCompact: boolean;
}

/** Lays out messages in the order given: consecutive ones of one sender within five minutes share one head. */
export function listMessages(messages: readonly Message[]): ListedMessage[] {
  return messages.map((message, index) => {
    const before = messages[index - 1];
    const startsDay = !before || dayKey(sentAtMs(before), {}) !== dayKey(sentAtMs(message), {});
    const isCompact =
      !startsDay &&
      before?.user === message.user &&
      before.isEphemeral === message.isEphemeral &&
      sentAtMs(message) - sentAtMs(before) < GROUPED_WITHIN_MS;
    return { message, startsDay, isCompact };
  });
}

/** Whether the message stands in a thread below another one. */
export function isReply({ ts, threadTs }: Message): boolean {
  return threadTs !== null && threadTs !== ts;
}
