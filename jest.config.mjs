/** Every layer is a project, so that each can be run alone and `npm test` runs all of them. */
const project = (layer) => ({
  displayName: layer,
  rootDir: import.meta.dirname,
  testMatch: [`<rootDir>/test/${layer}/**/*.test.ts`],
  testEnvironment: 'node',
  testEnvironmentOptions: { globalsCleanup: 'off' },
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  setupFiles: ['<rootDir>/test/support/property/exploring.ts'],
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
});

export default {
  // Two cores are what CI has; more workers would only wait for one another.
  maxWorkers: 2,
  // A worker keeps modules of the suites that it ran; one that has grown so large begins anew between two of them.
  workerIdleMemoryLimit: '1500MB',
  // Jest knows one limit for all layers; it only has to end what hangs.
  testTimeout: 120_000,
  projects: [project('unit'), project('contract'), project('scenario'), project('simulation'), project('browser')],
  reporters: ['default', '<rootDir>/test/support/closing-line-reporter.mjs'],
};
