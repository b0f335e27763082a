import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { build } from 'esbuild';
import { chosenPart } from './scope.ts';

/*
 * Puts the tests that judge mutants into one CommonJS file, each in a `describe` of its own. Stryker runs this after it
 * put the mutants in; one file loads several times faster than Jest takes for the same tests one by one.
 */
const files = chosenPart().witnesses.flatMap(({ folder, pattern }) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => pattern.test(name))
    .map((name) => `${folder}/${name}`),
);
const cases = files.map((file) => `describe(${JSON.stringify(file)}, () => { require('./${file}'); });`);
await build({
  stdin: { contents: `const { describe } = require('@jest/globals');\n${cases.join('\n')}`, resolveDir: resolve('.') },
  outfile: 'witnesses/all.cjs',
  bundle: true,
  platform: 'node',
  format: 'cjs',
  external: ['@jest/globals', 'fast-check', 'libsql', 'ioredis', '@slack/*'],
  logLevel: 'warning',
});
