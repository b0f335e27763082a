import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const PROJECT = join(import.meta.dirname, '../..');

/**
 * Compiles the app and the subjects with tsc, as `npm run build` does, into a folder of their own, which finds the
 * project's packages. Types are `npm run types`'s matter. Throws with tsc's words.
 */
export function buildInto(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'tsconfig.json');
  const settings = {
    extends: join(PROJECT, 'tsconfig.build.json'),
    compilerOptions: {
      rootDir: PROJECT,
      outDir: folder,
      sourceMap: false,
      typeRoots: [join(PROJECT, 'node_modules/@types')],
    },
    include: [join(PROJECT, 'src'), join(PROJECT, 'views'), join(PROJECT, 'bench/subjects')],
  };
  writeFileSync(file, JSON.stringify(settings));
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  symlinkSync(join(PROJECT, 'node_modules'), join(folder, 'node_modules'));
  const compiler = join(PROJECT, 'node_modules/typescript/bin/tsc');
  const built = spawnSync(process.execPath, [compiler, '-p', file, '--noCheck'], { encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`The app could not be built:\n${built.stdout}${built.stderr}`);
}
