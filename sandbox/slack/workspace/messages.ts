/** Messages: posting, editing, deleting, and how the Web API and payloads write them. */

import type { Fields } from '../http/json.ts';
import { fileObject } from './file-objects.ts';
import { APP, TEAM } from './seed.ts';
import type { ChannelRecord, MessageRecord, SlackBlock, Workspace } from './workspace.ts';

/** Slack cuts longer texts off. */
const LONGEST_TEXT = 40_000;

export interface NewMessage {
  readonly channel: ChannelRecord;
  readonly user: string;
  readonly text: string;
  readonly blocks?: readonly SlackBlock[];
  readonly threadTs?: string | null;
  readonly fileIds?: readonly string[];
  readonly ephemeralFor?: string | null;
  readonly metadata?: Fields | null;
}

/** Adds a message with a fresh timestamp. */
export function postMessage(workspace: Workspace, message: NewMessage): MessageRecord {
  const record: MessageRecord = {
    ts: workspace.timestamps.next(workspace.settings.clock()),
    user: message.user,
    text: [...message.text].slice(0, LONGEST_TEXT).join(''),
    blocks: message.blocks ?? [],
    threadTs: message.threadTs ?? null,
    editedTs: null,
    fileIds: message.fileIds ?? [],
    ephemeralFor: message.ephemeralFor ?? null,
    metadata: message.metadata ?? null,
  };
  message.channel.messages.push(record);
  message.channel.readTs.set(record.user, record.ts);
  workspace.changed();
  return record;
}

/** The message with this timestamp, or null. Ephemeral ones are found for their reader only. */
export function findMessage(channel: ChannelRecord, ts: string, reader: string | null): MessageRecord | null {
  const found = channel.messages.find((message) => message.ts === ts);
  if (!found) return null;
  return found.ephemeralFor === null || found.ephemeralFor === reader ? found : null;
}

/** Replaces text and blocks in place, keeping timestamp and thread. Returns the message as it is now. */
export function editMessage(
  workspace: Workspace,
  channel: ChannelRecord,
  message: MessageRecord,
  change: Partial<Pick<MessageRecord, 'text' | 'blocks' | 'metadata' | 'fileIds'>>,
): MessageRecord {
  const editedTs = workspace.timestamps.next(workspace.settings.clock());
  const edited = { ...message, ...change, editedTs };
  channel.messages = channel.messages.map((candidate) => (candidate === message ? edited : candidate));
  workspace.changed();
  return edited;
}

/** Removes a message. */
export function removeMessage(workspace: Workspace, channel: ChannelRecord, message: MessageRecord): void {
  channel.messages = channel.messages.filter((candidate) => candidate !== message);
  workspace.changed();
}

/** Replies of a thread, without its parent. */
export const repliesTo = (channel: ChannelRecord, ts: string): readonly MessageRecord[] =>
  channel.messages.filter((message) => message.threadTs === ts && message.ephemeralFor === null);

/** A message as the Web API and interactive payloads write it. */
export function messageObject(workspace: Workspace, channel: ChannelRecord, message: MessageRecord): Fields {
  const replies = repliesTo(channel, message.ts);
  const isOfBot = message.user === APP.userId;
  const threadTs = message.threadTs ?? (replies.length > 0 ? message.ts : null);
  const files = message.fileIds.flatMap((id) => {
    const file = workspace.files.get(id);
    return file ? [fileObject(workspace, file)] : [];
  });
  return {
    type: 'message',
    ...(files.length > 0 ? { files, upload: true } : {}),
    user: message.user,
    ...(isOfBot ? { bot_id: APP.botId, app_id: APP.id } : {}),
    team: TEAM.id,
    ts: message.ts,
    text: message.text,
    ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
    ...(threadTs === null ? {} : { thread_ts: threadTs }),
    ...(replies.length > 0 ? { reply_count: replies.length, latest_reply: replies.at(-1)?.ts } : {}),
    ...(message.editedTs === null ? {} : { edited: { user: message.user, ts: message.editedTs } }),
    ...(message.metadata === null ? {} : { metadata: message.metadata }),
  };
}
