import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import type { Claim } from '../../acts/claim.ts';
import { StoreUnreadable } from '../order-reader.ts';
import { jsonOf } from '../rows/stored-json.ts';
import { AnyHeader, ContentEnd, FILE_FORMAT, FileHeader } from './file-lines.ts';
import { StoreRecord } from './record.ts';

/** A file that is not whole, was changed, or is none of ours. The message is for the operator. */
export class FileBroken extends StoreUnreadable {}

/** A file that was read as a whole: nothing of it is missing or was changed. */
export interface CheckedFile {
  readonly path: string;
  readonly header: FileHeader;
  readonly end: ContentEnd;
  /** Claims by the order that holds them. */
  readonly claims: ReadonlyMap<string, readonly Claim[]>;
}

const TAKE_ANOTHER = 'Take another copy.';

/** Reads a file from its beginning to its end. Throws `FileBroken`. */
export async function checkFile(path: string): Promise<CheckedFile> {
  const hash = createHash('sha256');
  const claims = new Map<string, Claim[]>();
  let header: FileHeader | null = null;
  let end: ContentEnd | null = null;
  let lines = 0;
  for await (const text of linesIn(path)) {
    if (end) throw new FileBroken(`${path} goes on after its end: it was changed. ${TAKE_ANOTHER}`);
    const value = jsonOf(text);
    end = ContentEnd.safeParse(value).data ?? null;
    if (end) continue;
    if (header) {
      const record = recordIn(path, value, lines + 1);
      if (record.kind === 'claim')
        claims.set(record.reference, [...(claims.get(record.reference) ?? []), record.claim]);
    } else header = headerIn(path, value);
    lines += 1;
    hash.update(`${text}\n`);
  }
  if (!header || !end) throw new FileBroken(`${path} was cut: its end is missing. ${TAKE_ANOTHER}`);
  if (lines !== end.lines || hash.digest('hex') !== end.sha256)
    throw new FileBroken(`${path} was changed after it was written: its checksum is another. ${TAKE_ANOTHER}`);
  return { path, header, end, claims };
}

/** The records of a file that count: of those that come more than once, the last one. Throws `FileBroken`. */
export async function* recordsOf({ path, end }: CheckedFile): AsyncGenerator<StoreRecord> {
  const left = new Map(Object.entries(end.again));
  let number = 0;
  for await (const text of linesIn(path)) {
    number += 1;
    if (number === 1 || number > end.lines) continue;
    const record = recordIn(path, jsonOf(text), number);
    if (record.kind === 'order' || record.kind === 'gone') {
      const times = left.get(record.reference) ?? 1;
      left.set(record.reference, times - 1);
      if (times > 1 || record.kind === 'gone') continue;
      left.delete(record.reference);
    }
    yield record;
  }
}

function headerIn(path: string, value: unknown): FileHeader {
  const header = FileHeader.safeParse(value);
  if (header.success) return header.data;
  const other = AnyHeader.safeParse(value);
  throw new FileBroken(
    other.success && other.data.format > FILE_FORMAT
      ? `${path} has the form ${other.data.format}: a newer version of this app wrote it, and this one reads ${FILE_FORMAT}. Use the newer one.`
      : notOurs(path),
  );
}

function recordIn(path: string, value: unknown, line: number): StoreRecord {
  const record = StoreRecord.safeParse(value);
  if (record.success) return record.data;
  throw new FileBroken(`Line ${line} of ${path} cannot be read: it was changed. ${TAKE_ANOTHER}`);
}

/** A file that is something else. */
const notOurs = (path: string): string =>
  `${path} is no backup and no archive of this app. Give a file that npm run backup wrote: its name is scaledmail-backup-….jsonl.gz unless --out named it.`;

/** Why a file cannot be read, by the code of the error. */
const REASONS: ReadonlyMap<string, (path: string) => string> = new Map([
  ['Z_DATA_ERROR', (path) => `${path} cannot be read: it was changed. ${TAKE_ANOTHER}`],
  ['Z_BUF_ERROR', (path) => `${path} cannot be read: it was cut. ${TAKE_ANOTHER}`],
  ['ENOENT', (path) => `${path} is not there. Give the path of a file that npm run backup wrote.`],
  ['EISDIR', (path) => `${path} is a folder. Give a file in it that npm run backup wrote.`],
  ['EACCES', (path) => `${path} may not be read by whoever runs this. Run it as the owner of the file.`],
]);

const NEWLINE = 10;

/** Lines of a gzipped file, a chunk of it in memory at a time. Throws `FileBroken`. */
async function* linesIn(path: string): AsyncGenerator<string> {
  const file = createReadStream(path);
  // A pipe does not carry on the error of the file, such as that there is none.
  const gunzip = createGunzip();
  file.once('error', (error) => gunzip.destroy(error));
  const chunks: AsyncIterable<Buffer> = file.pipe(gunzip);
  let rest: Buffer[] = [];
  try {
    for await (const chunk of chunks) {
      let from = 0;
      for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, from)) {
        yield Buffer.concat([...rest, chunk.subarray(from, at)]).toString();
        rest = [];
        from = at + 1;
      }
      if (from < chunk.length) rest.push(chunk.subarray(from));
    }
  } catch (error) {
    throw error instanceof FileBroken ? error : new FileBroken(whyUnreadable(path, error));
  } finally {
    file.destroy();
  }
  if (rest.length > 0) throw new FileBroken(`${path} was cut in the middle of a line. ${TAKE_ANOTHER}`);
}

/** What Node throws for a file or a gzip that it cannot read. */
const Failure = z.object({ message: z.string(), code: z.string().optional() });

function whyUnreadable(path: string, error: unknown): string {
  const { message, code = '' } = Failure.safeParse(error).data ?? { message: String(error) };
  // Neither a backup nor an archive is anything but gzip.
  if (/incorrect header check/.test(message)) return notOurs(path);
  return REASONS.get(code)?.(path) ?? `${path} cannot be read: ${message}.`;
}
