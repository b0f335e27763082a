import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import type { FileTrouble } from '../../acts/custom_order/sheets/file-trouble.ts';
import { decodedSheet, troubleByName } from '../../acts/custom_order/sheets/sheet-file.ts';
import type { UserId } from '../../values/ids.ts';
import type { SlackClients } from '../say/clients/clients.ts';
import { wordOf } from '../say/refusals.ts';
import { slackError } from '../say/slack-failure.ts';

/** What Slack says of a file; all but its id may be missing. Source: docs/slack.md, "Payload shapes". */
const SlackFile = z.object({
  user: z.string().nullish(),
  name: z.string().nullish(),
  title: z.string().nullish(),
  size: z.number().nullish(),
  mode: z.string().nullish(),
  is_external: z.boolean().nullish(),
  file_access: z.string().nullish(),
  url_private: z.string().nullish(),
  url_private_download: z.string().nullish(),
});
type SlackFile = z.infer<typeof SlackFile>;
const Info = z.object({ file: SlackFile });

/** What became of a file: its text, or why there is none. */
export type FileRead =
  | { readonly ok: true; readonly name: string; readonly text: string }
  | { readonly ok: false; readonly trouble: FileTrouble };

export interface ReadingDeps {
  readonly clients: Pick<SlackClients, 'web' | 'download'>;
  readonly sleep: (ms: number) => Promise<unknown>;
}

/** A file may be known a moment before its bytes are: after so long it is looked up again, each time. */
const AGAIN_AFTER_MS = [400, 800, 1_600];

/** A file, and who has to have uploaded it: a form names files by ids, and this app sees some that its person does not. */
export interface FileOf {
  readonly id: string;
  /** Null for a file that its person saw where they named it. */
  readonly uploadedBy: UserId | null;
}

/**
 * Reads a file of Slack as text. Everything that its name and size say is asked before its bytes are; that of another person
 * is told as one that is not shown. Throws `SlackUnavailable` and its like when Slack does not answer.
 */
export async function readSlackFile(deps: ReadingDeps, which: FileOf): Promise<FileRead> {
  for (const waitMs of [...AGAIN_AFTER_MS, null]) {
    const found = await lookUp(deps, which);
    if ('file' in found) return fetched(deps, found.file, found.address);
    if (waitMs === null || (found.trouble !== 'not_ready' && found.trouble !== 'gone')) {
      return { ok: false, trouble: found.trouble };
    }
    if (found.trouble === 'gone' && found.isSure) return { ok: false, trouble: 'gone' };
    await deps.sleep(waitMs);
  }
  return { ok: false, trouble: 'not_ready' };
}

type Found =
  | { readonly file: SlackFile; readonly address: string }
  | { readonly trouble: FileTrouble; readonly isSure: boolean };

const TROUBLE_OF_WORD: Readonly<Record<string, FileTrouble>> = {
  file_not_found: 'gone',
  file_deleted: 'gone',
  not_visible: 'not_visible',
  file_not_visible: 'not_visible',
  access_denied: 'not_visible',
  no_permission: 'not_visible',
  missing_scope: 'no_permission',
};

async function lookUp({ clients }: ReadingDeps, { id, uploadedBy }: FileOf): Promise<Found> {
  try {
    const { file } = Info.parse(await clients.web.files.info({ file: id }));
    if (uploadedBy !== null && file.user && file.user !== uploadedBy) return { trouble: 'not_visible', isSure: true };
    const trouble = troubleOf(file);
    if (trouble) return { trouble, isSure: true };
    const address = file.url_private_download ?? file.url_private;
    return address ? { file, address } : { trouble: 'not_ready', isSure: false };
  } catch (error) {
    const word = wordOf(error) ?? '';
    const trouble = Object.hasOwn(TROUBLE_OF_WORD, word) ? TROUBLE_OF_WORD[word] : undefined;
    if (trouble) return { trouble, isSure: word !== 'file_not_found' };
    throw slackError(error, 'files.info failed') ?? error;
  }
}

function troubleOf({ mode, is_external: isExternal, file_access: access, name, size }: SlackFile): FileTrouble | null {
  if (mode === 'tombstone' || access === 'file_not_found') return 'gone';
  if (mode === 'hidden_by_limit') return 'hidden';
  if (access === 'access_denied' || access === 'check_file_info') return 'not_visible';
  if (mode === 'external' || isExternal === true) return 'elsewhere';
  return name ? troubleByName({ name, size: size ?? null }) : null;
}

async function fetched({ clients }: ReadingDeps, file: SlackFile, address: string): Promise<FileRead> {
  const downloaded = await clients.download(address);
  if (!downloaded.ok) return downloaded;
  // Whatever else came in meanwhile goes first.
  await setImmediate();
  const decoded = decodedSheet(downloaded.bytes);
  await setImmediate();
  return decoded.ok ? { ok: true, name: file.name || file.title || 'the file', text: decoded.text } : decoded;
}
