/** One run: what is mutated, and the tests that judge it. */
export interface Part {
  readonly name: string;
  readonly mutated: readonly string[];
  /** Folders, and patterns of the paths in them, of the tests that are asked. */
  readonly witnesses: readonly { readonly folder: string; readonly pattern: RegExp }[];
}

const PLACING = [
  'acts/**/*',
  'deciding/approve-order',
  'deciding/decide-on-click',
  'deciding/pause-placing',
  'deciding/settle-outcome',
  'deciding/settle-resembling',
  'placing/**/*',
  'pause-switch',
  'record-event',
  'worker/concurrency-limit',
  'worker/perform-effect',
  'worker/claimed-order',
  'worker/worker',
];

/**
 * Property tests are not asked: they take seconds for each of two thousand mutants. What they would catch beside is not
 * counted, so the true figure can only be higher.
 */
const EXAMPLES = /^(?!(?:.*\/)?(?:property-|lives)).*\.test\.ts$/;

/** The rules of an order's life, and everything between an approval and the paid call's outcome. */
export const PARTS: readonly Part[] = [
  {
    name: 'orders',
    mutated: [
      'src/values/*.ts',
      'src/acts/**/*.ts',
      'src/orders/**/*.ts',
      ...PLACING.map((name) => `src/service/${name}.ts`),
    ],
    witnesses: ['acts', 'orders', 'service'].map((folder) => ({ folder: `test/unit/${folder}`, pattern: EXAMPLES })),
  },
  {
    name: 'paid-call',
    mutated: ['src/scaledmail/once/*.ts', 'src/scaledmail/error-body.ts'],
    witnesses: [
      // What looks through the source itself has nothing to look through in the bundle.
      { folder: 'test/unit/scaledmail/once', pattern: /^(?!only-way).*\.test\.ts$/ },
      { folder: 'test/unit/scaledmail', pattern: /^error-body\.test\.ts$/ },
      { folder: 'test/contract/scaledmail', pattern: /^(?:paid-call|cancel-call|one-shot)\.test\.ts$/ },
    ],
  },
];

/** The part that the environment variable `PART` names; judged by the folders of tests that `WITNESSES` names, if any. */
export function chosenPart(): Part {
  const part = PARTS.find(({ name }) => name === process.env.PART);
  if (!part) throw new Error(`Set PART to one of: ${PARTS.map(({ name }) => name).join(', ')}`);
  const asked = process.env.WITNESSES?.split(',');
  const isAsked = (folder: string) => asked?.some((each) => folder.endsWith(`/${each}`)) ?? true;
  return { ...part, witnesses: part.witnesses.filter(({ folder }) => isAsked(folder)) };
}
