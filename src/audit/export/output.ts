import { open, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { makeFolder } from '../../storage/make-folder.ts';
import type { Command, Format } from '../arguments.ts';

/** Writes text somewhere; resolves when it was taken. */
export type Write = (text: string) => Promise<void>;

/** A place that an export goes to. */
export interface Output {
  readonly format: Format;
  /** For people: the file's name, or `-`. */
  readonly name: string;
  readonly write: Write;
  close(): Promise<void>;
  /** Closes it and takes away what was made: a half export must not pass for a whole one. */
  abandon(): Promise<void>;
}

/** A file of that name is there already, or the place cannot be written. The message says what to do. */
export class OutputRefused extends Error {}

const FileExists = z.object({ code: z.literal('EEXIST') });
/** Only the operator may read what is written. */
const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;

/** Opens all places of an export. Throws `OutputRefused`, and then nothing of it is left. */
export async function openOutputs(
  { format, out }: Pick<Extract<Command, { type: 'export' }>, 'format' | 'out'>,
  deps: { readonly now: Date; readonly folder: string; readonly stdout: Write },
): Promise<Output[]> {
  const moment = deps.now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
  const name = `scaledmail-audit-${moment}Z`;
  if (format !== null) {
    if (out === '-') return [standardOutput(format, deps.stdout)];
    return [await newFile(format, resolve(deps.folder, out ?? `${name}.${format}`))];
  }
  const folder = resolve(deps.folder, out ?? name);
  await refusing(folder, async () => makeFolder(folder, FOLDER_MODE));
  const csv = await newFile('csv', join(folder, 'orders.csv'));
  try {
    return [csv, await newFile('json', join(folder, 'orders.json'))];
  } catch (error) {
    await csv.abandon();
    throw error;
  }
}

const standardOutput = (format: Format, write: Write): Output => ({
  format,
  name: '-',
  write,
  close: async () => {},
  abandon: async () => {},
});

async function newFile(format: Format, name: string): Promise<Output> {
  const file = await refusing(name, () => open(name, 'wx', FILE_MODE));
  return {
    format,
    name,
    write: async (text) => {
      await file.appendFile(text);
    },
    close: async () => {
      await file.sync();
      await file.close();
    },
    abandon: async () => {
      await file.close().catch(() => {});
      await rm(name, { force: true });
    },
  };
}

async function refusing<Opened>(name: string, work: () => Promise<Opened>): Promise<Opened> {
  try {
    return await work();
  } catch (error) {
    const isThere = FileExists.safeParse(error).success;
    const reason = error instanceof Error ? error.message : String(error);
    throw new OutputRefused(
      isThere
        ? `${name} is there already, and nothing is overwritten. Name another place with --out.`
        : `${name} cannot be written (${reason}). Name another place with --out.`,
      { cause: error },
    );
  }
}
