import { join } from 'node:path';

/**
 * Called by `run.ts` in a copy of the tree, with the part that it runs in `MUTATED`. The figure counts what tests catch;
 * texts for people are not behaviour, and an empty word where the code knows a set of words does not compile.
 */
export default {
  mutate: (process.env.MUTATED ?? '').split(','),
  mutator: { excludedMutations: ['StringLiteral'] },
  plugins: [join(import.meta.dirname, 'witness-runner.mjs')],
  testRunner: 'witnesses',
  coverageAnalysis: 'perTest',
  buildCommand: 'tsx test/mutation/bundle.ts',
  // Stryker would look for TypeScript's former programming interface, which this version has no more.
  tsconfigFile: 'none.json',
  ignorePatterns: ['dist', 'bench', 'reports'],
  concurrency: 1,
  timeoutMS: 5_000,
  reporters: ['progress-append-only', 'json'],
  jsonReporter: { fileName: `reports/mutants-${process.env.PART}.json` },
  // Texts of what could not run are of no use here and fill the screen.
  logLevel: 'warn',
};
