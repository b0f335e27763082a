/** `conversations.*`. */
import type { Fields } from '../http/json.ts';
import { SlackError } from '../http/slack-error.ts';
import { millisecondsOf } from '../workspace/ids.ts';
import { messageObject, repliesTo } from '../workspace/messages.ts';
import { channelObject, channelOfBot, channelSeenByBot, directMessageOf } from '../workspace/people.ts';
import { APP } from '../workspace/seed.ts';
import type { ChannelRecord, MessageRecord } from '../workspace/workspace.ts';
import { type Call, flagArgument, type Method, page, reads, requiredText, textArgument, writes } from './call.ts';

/** Groups of people would need the scope `mpim:write`, which the app does not ask for. */
const open = writes((call) => {
  const channelId = textArgument(call, 'channel');
  const users = (textArgument(call, 'users') ?? '').split(',').filter((id) => id !== '');
  if (users.length > 1) throw new SlackError('missing_scope');
  const [user] = users;
  if (channelId === null && user === undefined) throw new SlackError('users_list_not_supplied');
  const channel =
    user === undefined ? channelSeenByBot(call.workspace, channelId ?? '') : directMessageOf(call.workspace, user);
  const object = flagArgument(call, 'return_im') ? channelObject(call.workspace, channel) : { id: channel.id };
  return { no_op: true, already_open: true, channel: object };
});

const info = reads((call) => {
  const channel = channelSeenByBot(call.workspace, requiredText(call, 'channel'));
  return { channel: channelObject(call.workspace, channel) };
});

const KINDS: Readonly<Record<ChannelRecord['kind'], string>> = {
  public: 'public_channel',
  private: 'private_channel',
  dm: 'im',
};

const list = reads((call) => {
  const types = (textArgument(call, 'types') ?? 'public_channel').split(',').map((type) => type.trim());
  const seen = [...call.workspace.channels.values()].filter(
    (channel) =>
      types.includes(KINDS[channel.kind]) && (channel.kind === 'public' || channel.memberIds.has(APP.userId)),
  );
  const { items, meta } = page(call, seen);
  return { channels: items.map((channel) => channelObject(call.workspace, channel)), ...meta };
});

const members = reads((call) => {
  const channel = channelSeenByBot(call.workspace, requiredText(call, 'channel'));
  const { items, meta } = page(call, [...channel.memberIds]);
  return { members: items, ...meta };
});

function between(call: Call, ts: string): boolean {
  const oldest = textArgument(call, 'oldest');
  const latest = textArgument(call, 'latest');
  const isInclusive = flagArgument(call, 'inclusive');
  const isAfter = oldest === null || ts > oldest || (isInclusive && ts === oldest);
  return isAfter && (latest === null || ts < latest || (isInclusive && ts === latest));
}

/** A message as lists give it: metadata only for those who ask. */
function listed(call: Call, channel: ChannelRecord, message: MessageRecord): Fields {
  const { metadata, ...rest } = messageObject(call.workspace, channel, message);
  return flagArgument(call, 'include_all_metadata') && metadata !== undefined ? { ...rest, metadata } : rest;
}

/**
 * The share of a file comes after its upload was answered: for so long a look does not see it. How long is a guess.
 * Source: docs/slack.md, "What real workspaces do that a polite stand-in does not (November 2026)".
 */
const FILE_SHOWS_AFTER_MS = 3_000;

/** Whether lists give a message yet. */
function isListed({ workspace }: Call, { ts, fileIds, user, ephemeralFor }: MessageRecord): boolean {
  if (ephemeralFor !== null) return false;
  const ageMs = workspace.settings.clock().getTime() - millisecondsOf(ts);
  return fileIds.length === 0 || user !== APP.userId || ageMs >= FILE_SHOWS_AFTER_MS;
}

/** Newest first, without replies and ephemeral messages. */
const history = reads((call) => {
  const channel = channelOfBot(call.workspace, requiredText(call, 'channel'));
  const shown = channel.messages
    .filter((message) => isListed(call, message) && message.threadTs === null && between(call, message.ts))
    .toReversed();
  const { items, meta } = page(call, shown);
  const messages = items.map((message) => listed(call, channel, message));
  return { messages, has_more: items.length < shown.length, ...meta };
});

/** Parent first, then replies, oldest first. */
const replies = reads((call) => {
  const channel = channelOfBot(call.workspace, requiredText(call, 'channel'));
  const ts = requiredText(call, 'ts');
  const parent = channel.messages.find((message) => message.ts === ts && message.ephemeralFor === null);
  if (!parent) throw new SlackError('thread_not_found');
  const shown = repliesTo(channel, ts).filter((message) => isListed(call, message));
  const { items, meta } = page(call, [parent, ...shown]);
  const messages = items.map((message) => listed(call, channel, message));
  return { messages, has_more: false, ...meta };
});

export const conversations: Readonly<Record<string, Method>> = {
  'conversations.open': open,
  'conversations.info': info,
  'conversations.list': list,
  'conversations.members': members,
  'conversations.history': history,
  'conversations.replies': replies,
};
