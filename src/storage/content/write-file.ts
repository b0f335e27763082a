import { createHash } from 'node:crypto';
import { access, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { StoreUnreadable } from '../order-reader.ts';
import { type ContentEnd, FILE_FORMAT, type FileHeader } from './file-lines.ts';
import type { StoreRecord } from './record.ts';

/** Only the operator may read what is written. */
const FILE_MODE = 0o600;
/** Characters that are handed on at a time. */
const CHUNK = 256 * 1024;

/** What was written to a file. */
export type Written = Omit<ContentEnd, 'kind'>;

/** The file cannot be written. The message is for the operator. */
export class FileRefused extends StoreUnreadable {}

/**
 * Writes records to a new file: JSON lines, gzipped, with their number and their SHA-256 at the end. Until all of it is on disk the
 * file has another name, so that one with its own name is whole, whoever is killed when. Throws `FileRefused`; nothing is left then,
 * and nothing is ever overwritten.
 */
export async function writeFileOf(
  path: string,
  header: Omit<FileHeader, 'kind' | 'format'>,
  records: AsyncIterable<StoreRecord> | Iterable<StoreRecord>,
): Promise<Written> {
  const part = `${path}.part`;
  await refuseExisting(path);
  const file = await refusing(path, async () => {
    await rm(part, { force: true });
    return open(part, 'wx', FILE_MODE);
  });
  const end = new Ending();
  try {
    await pipeline(
      Readable.from(linesOf({ kind: 'header', format: FILE_FORMAT, ...header }, records, end)),
      createGzip(),
      async (chunks: AsyncIterable<Buffer>) => {
        for await (const chunk of chunks) await file.appendFile(chunk);
      },
    );
    await file.sync();
    await file.close();
    await refuseExisting(path);
    await rename(part, path);
    await syncFolder(dirname(path));
    return end.written();
  } catch (error) {
    await file.close().catch(() => {});
    await rm(part, { force: true });
    if (isOfTheDisk(error)) throw cannotWrite(path, error);
    throw error;
  }
}

async function refuseExisting(path: string): Promise<void> {
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (isThere) throw new FileRefused(`${path} is there already, and nothing is overwritten. Name another file.`);
}

async function refusing<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw cannotWrite(path, error);
  }
}

const cannotWrite = (path: string, error: unknown): FileRefused =>
  new FileRefused(
    `${path} cannot be written (${error instanceof Error ? error.message : String(error)}). Make room, or name another place.`,
    { cause: error },
  );

const isOfTheDisk = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  ['ENOSPC', 'EIO', 'EDQUOT', 'EROFS', 'EFBIG'].includes(String(error.code));

/** The new name of a file outlives a power cut once its folder is on disk. */
async function syncFolder(folder: string): Promise<void> {
  const opened = await open(folder, 'r');
  try {
    await opened.sync();
  } finally {
    await opened.close();
  }
}

/** Counts and hashes what was written, as far as it is. */
class Ending {
  readonly #hash = createHash('sha256');
  readonly #met = new Map<string, number>();
  readonly #gone = new Set<string>();
  #lines = 0;
  #digest: string | null = null;

  line(text: string): void {
    this.#hash.update(text);
    this.#lines += 1;
  }

  record(record: StoreRecord): void {
    if (record.kind !== 'order' && record.kind !== 'gone') return;
    this.#met.set(record.reference, (this.#met.get(record.reference) ?? 0) + 1);
    if (record.kind === 'gone') this.#gone.add(record.reference);
    else this.#gone.delete(record.reference);
  }

  written(): Written {
    this.#digest ??= this.#hash.digest('hex');
    const again = Object.fromEntries([...this.#met].filter(([, times]) => times > 1));
    return { lines: this.#lines, orders: this.#met.size - this.#gone.size, again, sha256: this.#digest };
  }
}

async function* linesOf(
  header: FileHeader,
  records: AsyncIterable<StoreRecord> | Iterable<StoreRecord>,
  end: Ending,
): AsyncGenerator<string> {
  let chunk = '';
  const add = (value: FileHeader | StoreRecord) => {
    const text = `${JSON.stringify(value)}\n`;
    end.line(text);
    chunk += text;
  };
  add(header);
  for await (const record of records) {
    add(record);
    end.record(record);
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = '';
  }
  yield `${chunk}${JSON.stringify({ kind: 'end', ...end.written() } satisfies ContentEnd)}\n`;
}
