/** `chat.*`: posting, editing and deleting as the bot. */
import { type Fields, fieldsOf, isFields } from '../http/json.ts';
import { SlackError } from '../http/slack-error.ts';
import { codePoints } from '../validate/index.ts';
import { millisecondsOf } from '../workspace/ids.ts';
import { editMessage, findMessage, messageObject, postMessage, removeMessage } from '../workspace/messages.ts';
import { channelOfBot, channelSeenByBot, channelToPostIn, directMessageOf } from '../workspace/people.ts';
import { APP } from '../workspace/seed.ts';
import type { ChannelRecord, MessageRecord, Workspace } from '../workspace/workspace.ts';
import {
  blocksArgument,
  type Call,
  jsonArgument,
  type Method,
  reads,
  requiredText,
  textArgument,
  writes,
} from './call.ts';

/** `chat.update` refuses longer texts; `chat.postMessage` does not. */
const LONGEST_EDITED_TEXT = 4000;

/**
 * A channel by id, by name, or the direct message with a user id. A direct message that is open takes messages after its
 * person has left, as in Slack (slackapi/python-slack-sdk#1156).
 */
function target(workspace: Workspace, name: string): ChannelRecord {
  const named = [...workspace.channels.values()].find((channel) => channel.name === name.replace(/^#/, ''));
  const channel = workspace.people.has(name)
    ? directMessageOf(workspace, name)
    : channelToPostIn(workspace, named?.id ?? name);
  if (channel.kind === 'dm' && !workspace.hasMessagesTab) throw new SlackError('messages_tab_disabled');
  return channel;
}

/** Undefined when none is given, null for an empty object: it takes the metadata away. */
function metadataArgument(call: Call): Fields | null | undefined {
  if (call.arguments.metadata === undefined) return undefined;
  const metadata = fieldsOf(jsonArgument(call, 'metadata'));
  if (Object.keys(metadata).length === 0) return null;
  if (typeof metadata.event_type === 'string' && isFields(metadata.event_payload)) return metadata;
  throw new SlackError('invalid_metadata_format');
}

function threadArgument(call: Call, channel: ChannelRecord): string | null {
  const threadTs = textArgument(call, 'thread_ts');
  if (threadTs === null) return null;
  const parent = findMessage(channel, threadTs, null);
  if (!parent) throw new SlackError('thread_not_found');
  return parent.threadTs ?? parent.ts;
}

const post = writes((call) => {
  const channel = target(call.workspace, requiredText(call, 'channel'));
  const blocks = blocksArgument(call);
  const text = textArgument(call, 'text') ?? textArgument(call, 'markdown_text') ?? '';
  const hasAttachments = call.arguments.attachments !== undefined;
  if (text === '' && (blocks ?? []).length === 0 && !hasAttachments) throw new SlackError('no_text');
  const message = postMessage(call.workspace, {
    channel,
    user: APP.userId,
    text,
    blocks: blocks ?? [],
    threadTs: threadArgument(call, channel),
    metadata: metadataArgument(call) ?? null,
  });
  return { channel: channel.id, ts: message.ts, message: messageObject(call.workspace, channel, message) };
});

const postEphemeral = writes((call) => {
  const channel = channelToPostIn(call.workspace, requiredText(call, 'channel'));
  const user = requiredText(call, 'user');
  if (!channel.memberIds.has(user)) throw new SlackError('user_not_in_channel');
  const blocks = blocksArgument(call);
  const text = textArgument(call, 'text') ?? '';
  if (text === '' && (blocks ?? []).length === 0) throw new SlackError('no_text');
  const threadTs = threadArgument(call, channel);
  const message = postMessage(call.workspace, {
    channel,
    user: APP.userId,
    text,
    blocks: blocks ?? [],
    threadTs,
    ephemeralFor: user,
  });
  return { message_ts: message.ts };
});

/** A message of the bot's own. Others' are refused with `code`; ephemeral ones cannot be found. */
function ownMessage(call: Call, code: string): { channel: ChannelRecord; message: MessageRecord } {
  const channel = channelOfBot(call.workspace, requiredText(call, 'channel'));
  const message = findMessage(channel, requiredText(call, 'ts'), null);
  if (!message) throw new SlackError('message_not_found');
  if (message.user !== APP.userId) throw new SlackError(code);
  return { channel, message };
}

/** Text, blocks or metadata that are not given stay as they were. What may be posted says nothing of what may be edited. */
const update = writes((call) => {
  const { channel, message } = ownMessage(call, 'cant_update_message');
  const { editWindowMs, settings } = call.workspace;
  if (channel.isArchived) throw new SlackError('is_inactive');
  if (editWindowMs !== null && settings.clock().getTime() - millisecondsOf(message.ts) > editWindowMs) {
    throw new SlackError('edit_window_closed');
  }
  const blocks = blocksArgument(call);
  const text = textArgument(call, 'text');
  if (text === null && blocks === null && call.arguments.attachments === undefined) throw new SlackError('no_text');
  if (text !== null && codePoints(text) > LONGEST_EDITED_TEXT) throw new SlackError('msg_too_long');
  const metadata = metadataArgument(call);
  const edited = editMessage(call.workspace, channel, message, {
    ...(text === null ? {} : { text }),
    ...(blocks === null ? {} : { blocks }),
    ...(metadata === undefined ? {} : { metadata }),
  });
  const written = messageObject(call.workspace, channel, edited);
  return { channel: channel.id, ts: edited.ts, text: edited.text, message: written };
});

const remove = writes((call) => {
  const { channel, message } = ownMessage(call, 'cant_delete_message');
  removeMessage(call.workspace, channel, message);
  return { channel: channel.id, ts: message.ts };
});

const permalink = reads((call) => {
  const channel = channelSeenByBot(call.workspace, requiredText(call, 'channel'));
  const message = findMessage(channel, requiredText(call, 'message_ts'), null);
  if (!message) throw new SlackError('message_not_found');
  const base = call.workspace.settings.baseUrl();
  const thread = message.threadTs === null ? '' : `?thread_ts=${message.threadTs}&cid=${channel.id}`;
  const address = `${base}/archives/${channel.id}/p${message.ts.replace('.', '')}${thread}`;
  return { channel: channel.id, permalink: address };
});

export const chat: Readonly<Record<string, Method>> = {
  'chat.postMessage': post,
  'chat.postEphemeral': postEphemeral,
  'chat.update': update,
  'chat.delete': remove,
  'chat.getPermalink': permalink,
};
