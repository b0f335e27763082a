/** `files.*`: the three steps of an upload, and what is known of a file. */

import { fieldsOf, listOf, textOf } from '../http/json.ts';
import { SlackError } from '../http/slack-error.ts';
import { fullFileObject, isSeenByApp } from '../workspace/file-objects.ts';
import { secondsOf } from '../workspace/ids.ts';
import { postMessage } from '../workspace/messages.ts';
import { channelToPostIn } from '../workspace/people.ts';
import { APP } from '../workspace/seed.ts';
import type { FileRecord, Workspace } from '../workspace/workspace.ts';
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

const TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
  txt: 'text/plain',
  json: 'application/json',
  pdf: 'application/pdf',
  png: 'image/png',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** The type of a file by the end of its name. */
export const mimetypeOf = (name: string): string => TYPES[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream';

const getUploadUrl = writes((call) => {
  const name = requiredText(call, 'filename');
  const lengthBytes = Number(requiredText(call, 'length'));
  if (!(lengthBytes > 0)) throw new SlackError('missing_argument');
  const id = call.workspace.settings.newId('F0');
  call.workspace.uploads.set(id, { name, lengthBytes, bytes: null, mimetype: mimetypeOf(name) });
  return { upload_url: `${call.workspace.settings.baseUrl()}/upload/v1/${id}`, file_id: id };
});

function finish(workspace: Workspace, id: string, title: string): FileRecord {
  const upload = workspace.uploads.get(id);
  if (!upload?.bytes || upload.bytes.length !== upload.lengthBytes) throw new SlackError('file_not_found');
  workspace.uploads.delete(id);
  const file: FileRecord = {
    id,
    name: upload.name,
    title: title || upload.name,
    mimetype: upload.mimetype,
    user: APP.userId,
    createdSeconds: secondsOf(workspace.settings.clock()),
    bytes: upload.bytes,
    standing: 'there',
    looksLeft: 0,
    isGivenToApp: false,
  };
  workspace.files.set(id, file);
  return file;
}

function share(call: Call, channelId: string, files: readonly FileRecord[]): void {
  postMessage(call.workspace, {
    channel: channelToPostIn(call.workspace, channelId),
    user: APP.userId,
    text: textArgument(call, 'initial_comment') ?? '',
    blocks: blocksArgument(call) ?? [],
    threadTs: textArgument(call, 'thread_ts'),
    fileIds: files.map(({ id }) => id),
  });
}

/** Without a channel the files stay private to the bot. */
const complete = writes((call) => {
  const channels = textArgument(call, 'channel_id') ?? textArgument(call, 'channels');
  const ids = (channels ?? '').split(',').filter((id) => id !== '');
  for (const id of ids) channelToPostIn(call.workspace, id);
  const asked = listOf(jsonArgument(call, 'files')).map(fieldsOf);
  if (asked.length === 0) throw new SlackError('invalid_arguments');
  const files = asked.map(({ id, title }) => finish(call.workspace, textOf(id), textOf(title)));
  for (const id of ids) share(call, id, files);
  return { files: files.map((file) => fullFileObject(call.workspace, file)) };
});

const info = reads((call) => {
  const file = call.workspace.files.get(requiredText(call, 'file'));
  if (!file || !isSeenByApp(call.workspace, file)) throw new SlackError('file_not_found');
  if (file.standing === 'deleted') throw new SlackError('file_deleted');
  if (file.standing === 'coming' && file.looksLeft === 0) file.standing = 'there';
  file.looksLeft = Math.max(0, file.looksLeft - 1);
  return { file: fullFileObject(call.workspace, file) };
});

export const files: Readonly<Record<string, Method>> = {
  'files.getUploadURLExternal': getUploadUrl,
  'files.completeUploadExternal': complete,
  'files.info': info,
};
