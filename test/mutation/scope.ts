/** One run: what is mutated, and the tests that judge it. */
export interface Part {
  readonly name: string;
  readonly mutated: readonly string[];
  /** Folders and name patterns of the tests that are asked. */
  readonly witnesses: readonly { readonly folder: string; readonly pattern: RegExp }[];
}

const PLACING = [
  'approve-order',
  'check-before-placing',
  'kill-switch',
  'look-before-placing',
  'look-for-order',
  'own-trace',
  'perform-effect',
  'place-order',
  'reconcile-order',
  'record-event',
  'request-redraw',
  'room',
  'settle-resembling',
  'settle-unknown',
  'worker',
];

/**
 * The unit tests that are not asked test other parts, or take seconds for each of two thousand mutants, as the property
 * tests do. What they would catch beside is not counted, so the true figure can only be higher.
 */
const OF_ORDERS =
  /^(?!audit|bench|block-|config|doctor|health|http|layers|log|manifest|paid-|property|rate-|readme|scaledmail|turns|view|web).*\.test\.ts$/;

/** The rules of an order's life, and everything between an approval and the paid call's outcome. */
export const PARTS: readonly Part[] = [
  {
    name: 'orders',
    mutated: ['src/orders/**/*.ts', ...PLACING.map((name) => `src/service/${name}.ts`)],
    witnesses: [{ folder: 'test/unit', pattern: OF_ORDERS }],
  },
  {
    name: 'paid-call',
    mutated: ['paid-call', 'paid-answer', 'one-shot'].map((name) => `src/scaledmail/${name}.ts`),
    witnesses: [
      { folder: 'test/unit', pattern: /^paid-call.*\.test\.ts$/ },
      { folder: 'test/contract', pattern: /^scaledmail-(?:paid-call|one-shot)\.test\.ts$/ },
    ],
  },
];

/** The part that the environment variable `PART` names. */
export function chosenPart(): Part {
  const part = PARTS.find(({ name }) => name === process.env.PART);
  if (!part) throw new Error(`Set PART to one of: ${PARTS.map(({ name }) => name).join(', ')}`);
  return part;
}
