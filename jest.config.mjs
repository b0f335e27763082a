/** Every layer is a project, so that each can be run alone and `npm test` runs all of them. */
const project = (layer, testTimeout) => ({
  displayName: layer,
  rootDir: import.meta.dirname,
  testMatch: [`<rootDir>/test/${layer}/**/*.test.ts`],
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', tsx: false },
          transform: { react: { runtime: 'automatic', importSource: 'preact' } },
        },
        module: { type: 'es6' },
      },
    ],
  },
  testTimeout,
});

export default {
  projects: [
    project('unit', 5_000),
    project('contract', 20_000),
    project('scenario', 30_000),
    project('simulation', 120_000),
    project('browser', 120_000),
  ],
  reporters: ['default', '<rootDir>/test/support/closing-line-reporter.mjs'],
};
