/** A part of the tree, and everything that it may import. What is not listed is refused. */
export interface Layer {
  /** Folders and files, from the root of the repository. A file belongs to the longest path that it is in. */
  readonly paths: readonly string[];
  readonly what: string;
  /** Folders and files of ours; a layer may always import from itself. */
  readonly ours: readonly string[];
  /** Packages by name. `node:*` is every module of Node. */
  readonly packages: readonly string[];
}

const PURE = ['src/values', 'src/acts', 'src/orders'];
const PORTS = ['src/service/ports', 'src/service/errors.ts'];

/** Who may import whom. Every import of `src`, `views`, `sandbox`, `bench` and `test` is read against it, and the README prints it. */
export const LAYERS: readonly Layer[] = [
  {
    paths: ['src/values'],
    what: 'ids, money, canonical JSON, the nearest name, and answers that are shared',
    ours: [],
    packages: ['zod', 'fastest-levenshtein'],
  },
  {
    paths: ['src/acts'],
    what: 'what an order can do at ScaledMail: shape, rules, worth and request of each kind; pure',
    ours: ['src/values'],
    packages: ['zod', 'csv-parse', 'tldts'],
  },
  {
    paths: ['src/orders'],
    what: 'the heart: the states of an order, `decide`, the warrant, approvals, history; pure',
    ours: ['src/values', 'src/acts'],
    packages: ['zod', 'date-fns', 'node:crypto'],
  },
  {
    paths: ['src/spend'],
    what: 'what runs at ScaledMail and what it costs: groups, charges by day, months; pure',
    ours: [...PURE, 'src/watch'],
    packages: [],
  },
  {
    paths: ['src/watch'],
    what: 'the account watch: what is known of the vendor’s account, and what people hear of it; pure',
    ours: PURE,
    packages: ['zod'],
  },
  {
    paths: ['src/service/ports', 'src/service/errors.ts'],
    what: 'what use cases need of the outside, one port a file',
    ours: [...PURE, 'src/watch', 'src/spend'],
    packages: [],
  },
  {
    paths: ['src/service'],
    what: 'one use case a file, and the worker',
    ours: [...PURE, 'src/spend', 'src/watch', ...PORTS],
    packages: ['zod', 'date-fns'],
  },
  {
    paths: ['src/proxy'],
    what: 'the way out of the network, through a proxy',
    ours: [],
    packages: ['undici', 'node:net'],
  },
  {
    paths: ['src/metrics'],
    what: 'what the process counts, in the text format of Prometheus',
    ours: [...PORTS],
    packages: ['prom-client'],
  },
  {
    paths: ['src/scaledmail'],
    what: 'the API of ScaledMail: schemas, retries of reads, what is sent once, the rate limit',
    ours: [...PURE, ...PORTS],
    packages: ['zod', 'node:http', 'node:https', 'node:net', 'node:timers/promises', 'node:tls'],
  },
  {
    paths: ['src/dns'],
    what: 'our own look at the records of a domain, through the system’s resolver',
    ours: ['src/values', 'src/acts', ...PORTS],
    packages: ['node:dns/promises', 'node:url'],
  },
  {
    paths: ['src/storage'],
    what: 'orders of both forms, claims, drafts, sealed logins; on SQLite and on Redis',
    ours: [...PURE, 'src/watch', ...PORTS, 'src/config.ts'],
    packages: ['zod', 'date-fns', 'ioredis', 'libsql', 'node:*'],
  },
  {
    paths: ['views'],
    what: 'every card, form and message: pure functions to Block Kit',
    ours: [...PURE, 'src/spend', 'src/watch'],
    packages: ['zod', 'csv-stringify', '@slack/types'],
  },
  {
    paths: ['src/slack'],
    what: 'the edge: receives payloads, routes them, says things',
    ours: [...PURE, 'src/spend', 'src/watch', 'src/service', ...PORTS, 'src/config.ts', 'views'],
    packages: ['zod', '@slack/bolt', '@slack/types', '@slack/web-api', 'undici', 'node:*'],
  },
  {
    paths: ['src/project.ts'],
    what: 'what the files of the project say of it: its name and version',
    ours: [],
    packages: ['zod', 'node:fs'],
  },
  {
    paths: [
      ...['src/config.ts', 'src/environment', 'src/variables.ts', 'src/secret-files.ts'],
      ...['src/program-environment.ts', 'src/log.ts'],
    ],
    what: 'the variables of the environment, and the log',
    ours: ['src/values', 'src/orders', 'src/service/ports', 'src/proxy'],
    packages: ['zod', 'pino', 'node:fs'],
  },
  {
    paths: ['src/audit'],
    what: 'what `npm run audit` checks and writes: reads the store, and nothing else',
    ours: [...PURE, ...PORTS, 'src/storage', 'src/config.ts', 'views'],
    packages: ['zod', 'csv-stringify', 'date-fns', 'node:*'],
  },
  {
    paths: ['src/doctor'],
    what: 'what `npm run doctor` looks at',
    ours: [
      ...[...PURE, 'src/watch', 'src/service', ...PORTS, 'src/scaledmail', 'src/storage', 'src/slack'],
      ...['src/config.ts', 'src/variables.ts', 'src/project.ts'],
    ],
    packages: ['zod', 'yaml', '@slack/web-api', 'node:*'],
  },
  {
    paths: ['src/keys', 'src/backup', 'src/erase'],
    what: 'what `npm run keys` does: seals logins anew; and `npm run backup` and `restore`: a store into a file and back; `erase`: a person',
    ours: [...PURE, 'src/service', ...PORTS, 'src/storage', 'src/audit', 'src/config.ts'],
    packages: ['node:*'],
  },
  {
    paths: [
      ...['src/main.ts', 'src/store-thread.ts', 'src/audit.ts', 'src/doctor.ts', 'src/keys.ts'],
      ...[
        'src/erase.ts',
        'src/backup.ts',
        'src/bot.ts',
        'src/account.ts',
        'src/account',
        'src/open-to-serve.ts',
        'src/lifecycle',
      ],
    ],
    what: 'the programs; `bot.ts` puts a process together, `account.ts` and `account` what belongs to one team, `store-thread.ts` is the thread of the embedded store; how a process starts and ends',
    ours: [
      ...[
        'src/values',
        'src/service',
        ...PORTS,
        'src/scaledmail',
        'src/dns',
        'src/proxy',
        'src/metrics',
        'src/storage',
        'src/slack',
        'src/config.ts',
      ],
      ...['src/project.ts', 'src/log.ts', 'src/variables.ts', 'src/program-environment.ts'],
      ...['src/audit', 'src/doctor', 'src/keys', 'src/backup', 'src/erase'],
    ],
    packages: ['zod', 'node:*'],
  },
  {
    paths: ['packaging', 'bundle.ts'],
    what: 'how it is shipped: the bundle and what stands beside it, the example of an environment',
    ours: ['src/variables.ts'],
    packages: ['zod', 'esbuild', 'node:*'],
  },
  {
    paths: ['sandbox/scaledmail'],
    what: 'a ScaledMail for one machine; judged by its own rules, so it borrows no code of the bot',
    ours: [],
    packages: ['zod', 'node:*'],
  },
  {
    paths: ['sandbox/slack'],
    what: 'a Slack workspace for one machine; borrows no code of the bot either',
    ours: [],
    packages: ['zod', '@slack/types', 'node:*'],
  },
  {
    paths: ['sandbox/web'],
    what: 'its web client, with a panel for the local ScaledMail',
    ours: ['sandbox/slack', 'sandbox/scaledmail'],
    packages: ['preact', '@slack/types', 'esbuild', 'node:*'],
  },
  {
    paths: ['sandbox/demo', 'sandbox/demo.ts'],
    what: 'starts the bot against both',
    ours: ['sandbox/scaledmail', 'sandbox/slack', 'sandbox/web', 'src/bot.ts', 'src/config.ts', 'src/log.ts'],
    packages: ['zod', 'libsql', 'node:*'],
  },
  {
    paths: ['sandbox/trial', 'sandbox/try.ts'],
    what: 'starts the bot on a real Slack workspace against the local ScaledMail',
    ours: ['sandbox/scaledmail', 'src/bot.ts', 'src/config.ts', 'src/secret-files.ts', 'src/proxy', 'src/log.ts'],
    packages: ['zod', 'node:*'],
  },
  {
    paths: ['test'],
    what: 'unit, contract, scenario, simulation, browser, mutation',
    ours: ['src', 'views', 'sandbox', 'bench', 'packaging', 'bundle.ts'],
    packages: [
      ...['@jest/globals', 'expect', 'jest-each', 'fast-check', '@stryker-mutator/api', 'playwright-core', 'esbuild'],
      ...['ajv', 'ajv-formats', 'yaml', 'csv-parse', '@swc/core', 'zod', 'date-fns', 'ioredis', 'libsql'],
      ...['undici', '@slack/bolt', '@slack/types', '@slack/web-api', 'node:*'],
    ],
  },
  {
    paths: ['bench'],
    what: '[measured](docs/performance.md) side by side: `npm run bench -- --quick`',
    ours: ['src', 'views', 'test/support', 'bundle.ts'],
    packages: ['zod', '@slack/bolt', 'ioredis', 'libsql', 'undici', 'node:*'],
  },
];

const isIn = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`);

/** The layer of a file; null when none is listed. */
export function layerOf(path: string): Layer | null {
  const found = LAYERS.flatMap((layer) => layer.paths.map((folder) => ({ folder, layer })))
    .filter(({ folder }) => isIn(path, folder))
    .toSorted((one, other) => other.folder.length - one.folder.length);
  return found[0]?.layer ?? null;
}

/** What is wrong with an import of `target`, a path from the root or the name of a package, by `path`; null when it may be. */
export function importProblem(path: string, target: { ours: string } | { package: string }): string | null {
  const layer = layerOf(path);
  if (!layer) return `${path} is in no layer of test/layers.ts`;
  if ('package' in target) {
    const name = target.package;
    const isListed = layer.packages.includes(name) || (name.startsWith('node:') && layer.packages.includes('node:*'));
    return isListed ? null : `${path} may not import the package ${name}`;
  }
  const { ours } = target;
  const aim = layerOf(ours);
  const isOpen = aim === layer || layer.ours.some((folder) => isIn(ours, folder));
  return isOpen ? null : `${path} may not import ${ours}`;
}

/** The table as the README prints it. */
export function layersTable(): string[] {
  const code = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(' ') || '—';
  const rows = LAYERS.map(
    ({ paths, what, ours, packages }) => `| ${code(paths)} | ${what} | ${code(ours)} | ${code(packages)} |`,
  );
  return ['| Where | What | May import, of ours | Packages |', '|---|---|---|---|', ...rows];
}
