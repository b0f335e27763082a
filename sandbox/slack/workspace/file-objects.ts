/** Files as the Web API, payloads and the web client write them. */
import type { Fields } from '../http/json.ts';
import type { SlackFile } from './protocol.ts';
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

/** The file object with everything, as `files.info` answers it. */
export function fullFileObject(workspace: Workspace, file: FileRecord): Fields {
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
