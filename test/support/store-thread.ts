import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll } from '@jest/globals';
import { bundle } from '../../bundle.ts';

const ROOT = new URL('../..', import.meta.url).pathname;

/** Builds programs for all tests of the file, as `npm run build` does. Answers where one of them is. */
export function programsForThisFile(paths: readonly string[]): (path: string) => URL {
  const folder = mkdtempSync(join(tmpdir(), 'programs-'));
  beforeAll(async () => {
    await bundle(
      paths.map((path) => join(ROOT, path)),
      folder,
      { splitting: false, sourcemap: false },
    );
    writeFileSync(join(folder, 'package.json'), '{"type":"module","name":"scaledmail-for-slack","version":"0.0.0"}');
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return (path) => pathToFileURL(join(folder, path.replace(/ts$/, 'js')));
}

/** The program of the embedded store's thread. */
export const STORE_THREAD = 'src/store-thread.ts';
