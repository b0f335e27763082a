import { copyFileSync, mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BOT, bundle } from '../../bundle.ts';

const PROJECT = new URL('../..', import.meta.url).pathname;

/** A copy of what `npm run build` leaves, in a folder of its own: the bundle, the scripts and the packages. */
export async function installed(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'scaledmail-installed-'));
  copyFileSync(join(PROJECT, 'package.json'), join(folder, 'package.json'));
  symlinkSync(join(PROJECT, 'node_modules'), join(folder, 'node_modules'));
  await bundle(BOT, join(folder, 'dist'));
  return folder;
}
