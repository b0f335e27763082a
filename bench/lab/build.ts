import { readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from '../../bundle.ts';

const PROJECT = join(import.meta.dirname, '../..');
const SUBJECTS = join(PROJECT, 'bench/subjects');

/** Programs that ours is compared with load their packages one file at a time, as most apps do. */
const isOther = (program: string): boolean =>
  /\/(?:plain-bolt|bare-bolt|bolt-answering|bolt-keeping|http-floor)\.ts$/.test(program);

/** Builds the subjects as `npm run build` builds the app, into a folder of their own, which finds the packages. */
export async function buildInto(folder: string): Promise<void> {
  const programs = readdirSync(SUBJECTS).map((name) => join(SUBJECTS, name));
  const [others, ours] = [programs.filter(isOther), programs.filter((program) => !isOther(program))];
  await bundle([...ours, join(PROJECT, 'src/store-thread.ts')], folder, { splitting: false, sourcemap: false });
  await bundle(others, folder, { splitting: false, sourcemap: false, packages: 'external' });
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  symlinkSync(join(PROJECT, 'node_modules'), join(folder, 'node_modules'));
}
