import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseJson } from '../http/http.ts';
import { VendorData } from './data.ts';

/** The data kept in `path`, or undefined when there is no such file. Throws when the file holds something else. */
export function readKept(path: string): VendorData | undefined {
  if (!existsSync(path)) return undefined;
  const read = VendorData.safeParse(parseJson(readFileSync(path, 'utf8'), null));
  if (!read.success) throw new Error(`${path} is not data of the local ScaledMail; delete it to start over`);
  return read.data;
}

/** Writes the data to `path` in one step, so that a crash leaves the old file or the new one. */
export function writeKept(path: string, data: VendorData): void {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.new`;
  writeFileSync(draft, JSON.stringify(data));
  renameSync(draft, path);
}
