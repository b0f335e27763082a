/** `response_url`: five answers in thirty minutes to what somebody did. */

import { validateBlocks } from '../validate/index.ts';
import { editMessage, findMessage, postMessage, removeMessage } from '../workspace/messages.ts';
import { normaliseBlocks } from '../workspace/normalise.ts';
import { APP } from '../workspace/seed.ts';
import type { ChannelRecord, ResponseUrlRecord, Workspace } from '../workspace/workspace.ts';
import { type Fields, textOf } from './json.ts';

const LIFE_MS = 30 * 60 * 1000;
const MOST_USES = 5;

/** A new address that answers what a person did in a channel; `messageTs` when they did it to a message. */
export function issueResponseUrl(
  workspace: Workspace,
  kind: 'commands' | 'actions' | 'app',
  issued: { readonly channel: string; readonly person: string; readonly messageTs: string | null },
): string {
  const id = workspace.settings.newId('');
  const issuedAtMs = workspace.settings.clock().getTime();
  workspace.responseUrls.set(id, { ...issued, issuedAtMs, uses: 0 });
  return `${workspace.settings.baseUrl()}/response/${kind}/${id}`;
}

/** An answer of the app to a person in a channel, checked for blocks: from a `response_url` or as a command's ack. */
export interface AppReply {
  readonly channel: ChannelRecord;
  readonly person: string;
  readonly body: Fields;
}

/** Posts an answer, to the person alone unless it says `in_channel`. Returns an error code, or null. */
export function postReply(workspace: Workspace, { channel, person, body }: AppReply): string | null {
  const text = textOf(body.text);
  const blocks = body.blocks === undefined ? [] : body.blocks;
  if (validateBlocks('message', blocks).length > 0) return 'invalid_blocks';
  const normal = normaliseBlocks(blocks, () => workspace.settings.newId(''));
  if (text === '' && normal.length === 0) return 'no_text';
  const threadTs = typeof body.thread_ts === 'string' ? body.thread_ts : null;
  const ephemeralFor = body.response_type === 'in_channel' ? null : person;
  postMessage(workspace, { channel, user: APP.userId, text, blocks: normal, threadTs, ephemeralFor });
  return null;
}

function replace(workspace: Workspace, channel: ChannelRecord, record: ResponseUrlRecord, body: Fields): string | null {
  const message = findMessage(channel, record.messageTs ?? '', record.person);
  if (!message) return 'message_not_found';
  if (body.delete_original === true) {
    removeMessage(workspace, channel, message);
    return null;
  }
  const blocks = body.blocks ?? [];
  if (validateBlocks('message', blocks).length > 0) return 'invalid_blocks';
  editMessage(workspace, channel, message, {
    text: textOf(body.text),
    blocks: normaliseBlocks(blocks, () => workspace.settings.newId('')),
  });
  return null;
}

/** A form without JavaScript types sends flags as words. */
const withFlags = (body: Fields): Fields => ({
  ...body,
  replace_original: body.replace_original === true || body.replace_original === 'true',
  delete_original: body.delete_original === true || body.delete_original === 'true',
});

/**
 * Takes a post to a `response_url`. A command's address only posts new messages; `replace_original` there does nothing
 * (slackapi/bolt-js#2287). Errors are HTTP 404 for addresses that are gone, 400 for the rest.
 */
export function takeResponse(
  workspace: Workspace,
  id: string,
  given: Fields,
): { status: number; error: string | null } {
  const record = workspace.responseUrls.get(id);
  const isExpired = !record || workspace.settings.clock().getTime() - record.issuedAtMs > LIFE_MS;
  if (isExpired) return { status: 404, error: 'expired_url' };
  if (record.uses >= MOST_USES) return { status: 404, error: 'used_url' };
  record.uses += 1;
  const channel = workspace.channels.get(record.channel);
  if (!channel) return { status: 404, error: 'channel_not_found' };
  const body = withFlags(given);
  const changes = record.messageTs !== null && (body.replace_original === true || body.delete_original === true);
  const error = changes
    ? replace(workspace, channel, record, body)
    : postReply(workspace, { channel, person: record.person, body });
  return error === null ? { status: 200, error: null } : { status: 400, error };
}
