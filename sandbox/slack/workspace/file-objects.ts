/** Files as the Web API, payloads and the web client write them. */
import type { Fields } from '../http/json.ts';
import type { SlackFile } from './protocol.ts';
import { APP } from './seed.ts';
import type { FileRecord, Workspace } from './workspace.ts';

const isText = (mimetype: string): boolean => /^text\/|json|csv|xml|yaml/.test(mimetype);

/** The file of the web client's protocol, with the beginning of a text. */
export function clientFile({ id, name, mimetype, bytes }: FileRecord): SlackFile {
  const preview = isText(mimetype) ? bytes.subarray(0, 8000).toString('utf8').slice(0, 2000) : '';
  return { id, name, mimetype, size: bytes.length, preview };
}

/** Where the bytes can be had, relative to the workspace; the bearer token of the bot opens it. */
const privatePath = ({ id, name }: FileRecord): string => `files-pri/T0ACME-${id}/download/${encodeURIComponent(name)}`;

/**
 * The file object. Files of another company come as stubs (`file_access: check_file_info`), which tells the app to ask
 * `files.info` first.
 */
export function fileObject(workspace: Workspace, file: FileRecord): Fields {
  const owner = workspace.people.get(file.user);
  if (owner?.kind === 'stranger') return { id: file.id, created: file.createdSeconds, file_access: 'check_file_info' };
  return fullFileObject(workspace, file);
}

/**
 * Whether the app sees a file: it is its own, was given to it in a form, or stands in a conversation that the app is in.
 * Source: docs/slack.md, "Web API methods, scopes, manifest".
 */
export const isSeenByApp = (workspace: Workspace, file: FileRecord): boolean =>
  file.user === APP.userId ||
  file.isGivenToApp ||
  [...workspace.channels.values()].some(
    ({ memberIds, messages }) => memberIds.has(APP.userId) && messages.some(({ fileIds }) => fileIds.includes(file.id)),
  );

/** What is left of a file that cannot be had, by how it stands; null for one that can. */
function stubOf({ id, createdSeconds, standing, name, title, mimetype, user }: FileRecord): Fields | null {
  const stub = { id, created: createdSeconds };
  switch (standing) {
    case 'there':
      return null;
    case 'coming':
      return { ...stub, name, title, mimetype, user, mode: 'hosted', file_access: 'visible' };
    case 'deleted':
      return { ...stub, mode: 'tombstone' };
    case 'hidden':
      return { ...stub, name, mode: 'hidden_by_limit' };
    case 'denied':
      return { ...stub, file_access: 'access_denied' };
    case 'remote':
      return { ...stub, name, mode: 'external', is_external: true, url_private: 'https://drive.example.com/sheet' };
  }
}

/** The file object with everything that is there, as `files.info` answers it. */
export function fullFileObject(workspace: Workspace, file: FileRecord): Fields {
  const stub = stubOf(file);
  if (stub) return stub;
  const owner = workspace.people.get(file.user);
  const address = `${workspace.settings.baseUrl()}/${privatePath(file)}`;
  return {
    id: file.id,
    created: file.createdSeconds,
    timestamp: file.createdSeconds,
    name: file.name,
    title: file.title,
    mimetype: file.mimetype,
    filetype: file.name.includes('.') ? (file.name.split('.').at(-1) ?? '') : '',
    user: file.user,
    user_team: owner?.teamId ?? '',
    editable: false,
    size: file.bytes.length,
    mode: 'hosted',
    is_external: false,
    is_public: false,
    file_access: 'visible',
    url_private: address,
    url_private_download: address,
    permalink: `${workspace.settings.baseUrl()}/files/${file.id}`,
  };
}
