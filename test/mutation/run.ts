import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Report, surviving, table } from './report.ts';
import { PARTS } from './scope.ts';

/*
 * Runs the mutation check in a copy of the tree, so that neither the tree nor its lock file is touched: Stryker is
 * installed beside the copy, in a folder that is kept for the next time. Prints what survived and a table by file.
 */
const STRYKER = '9.6.1';
const COPIED = [
  'src',
  'test',
  'views',
  'sandbox',
  'docs',
  'package.json',
  'tsconfig.json',
  'manifest.yml',
  'README.md',
];
const work = join(tmpdir(), 'scaledmail-mutants');
const tree = join(work, 'tree');
const run = (command: string, parameters: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}) =>
  execFileSync(command, parameters, { cwd, stdio: 'inherit', env: { ...process.env, ...env } });

mkdirSync(work, { recursive: true });
if (!existsSync(join(work, 'node_modules/@stryker-mutator/core'))) {
  writeFileSync(join(work, 'package.json'), '{ "private": true }');
  run('npm', ['install', '--no-audit', '--no-fund', `@stryker-mutator/core@${STRYKER}`], work);
}
rmSync(tree, { recursive: true, force: true });
for (const name of COPIED) cpSync(resolve(name), join(tree, name), { recursive: true });
symlinkSync(resolve('node_modules'), join(tree, 'node_modules'));

// `npm run mutants -- src/orders/history/history.ts orders` asks about one file only, and only the tests of one folder.
const [only, witnesses] = process.argv.slice(2);
const isOfPart = (part: string) => only === undefined || (part === 'paid-call') === only.startsWith('src/scaledmail/');
for (const { name, mutated } of PARTS.filter((part) => isOfPart(part.name))) {
  const env = { PART: name, MUTATED: only ?? mutated.join(','), ...(witnesses && { WITNESSES: witnesses }) };
  run(join(work, 'node_modules/.bin/stryker'), ['run', 'test/mutation/stryker.config.mjs'], tree, env);
  // Kept for a second look; the next run replaces the tree.
  cpSync(join(tree, `reports/mutants-${name}.json`), join(work, `mutants-${name}.json`));
  const written = Report.parse(JSON.parse(readFileSync(join(tree, `reports/mutants-${name}.json`), 'utf8')));
  process.stdout.write(`\n${surviving(written)}\n\n${table(written)}\n`);
}
