import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { giveSignsOfLife } from '../../src/storage/sqlite/files/host.ts';
import { installed } from '../support/installed.ts';
import { APPROVALS, cardFor, person, textOf } from '../support/person.ts';
import { requestOrder } from '../support/request-order.ts';
import { startClusterNodes, startRedis, startSentinel } from '../support/servers/redis-server.ts';
import { type CopyableWorld, startWorld } from '../support/world.ts';

let folder: string;
beforeAll(async () => {
  folder = await installed();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

/** A server that is stopped after the test. */
async function opened<Server extends { stop(): Promise<unknown> }>(starting: Promise<Server>): Promise<Server> {
  const server = await starting;
  closers.push(() => server.stop());
  return server;
}

function newFolder(): string {
  const path = mkdtempSync(join(tmpdir(), 'start-'));
  closers.push(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** The bot as an operator starts it, once it was built. */
function startMain(environment: Readonly<Record<string, string>>, preload: readonly string[] = []): ChildProcess {
  const { PATH = '' } = process.env;
  return spawn(process.execPath, [...preload, 'dist/src/main.js'], {
    cwd: folder,
    env: { PATH, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function collect(stream: NodeJS.ReadableStream | null): () => string {
  let text = '';
  stream?.on('data', (chunk) => {
    text += String(chunk);
  });
  return () => text;
}

test('a start without a configuration ends at once and tells all that is missing', async () => {
  const main = startMain({});
  const said = collect(main.stderr);
  const [code] = await once(main, 'exit');
  expect(code).toBe(78);
  for (const name of ['SLACK_BOT_TOKEN', 'SCALEDMAIL_API_KEY', 'APPROVERS', 'APPROVAL_CHANNEL', 'ENCRYPTION_KEY']) {
    expect(said()).toContain(`${name} is missing`);
  }
});

test('a name that is nearly right is named beside what is missing', async () => {
  const main = startMain({ APROVERS: 'U0AMIR' });
  const said = collect(main.stderr);
  await once(main, 'exit');
  expect(said()).toContain('APROVERS is set and means nothing here; perhaps APPROVERS is meant.');
});

/** The real process beside the bot of a world, with a store and a port of its own. */
async function besideBot(
  live: (main: ReturnType<typeof besideMain>, world: CopyableWorld) => Promise<void>,
  changes: Readonly<Record<string, string>> = {},
  preload: readonly string[] = [],
): Promise<void> {
  const world = await startWorld();
  const main = besideMain(world, changes, preload);
  try {
    await live(main, world);
  } finally {
    main.child.kill('SIGKILL');
    await world.stop();
  }
}

function besideMain(world: CopyableWorld, changes: Readonly<Record<string, string>>, preload: readonly string[]) {
  const { environment, sparePort } = world;
  const own = { PORT: String(sparePort), DATA_DIR: `${environment.DATA_DIR}-main`, DRAIN_SECONDS: '0' };
  const child = startMain({ ...environment, ...own, ...changes }, preload);
  const said = collect(child.stdout);
  // A process that was killed has a signal, and no code: never to be taken for 0.
  const ended = once(child, 'exit').then(([code, signal]): unknown => code ?? signal);
  return {
    child,
    said,
    ended,
    /** Resolves when it said so; rejects when it ended before. */
    hasSaid: (words: string) =>
      new Promise<void>((resolve, reject) => {
        child.stdout?.on('data', () => said().includes(words) && resolve());
        void ended.then(() => reject(new Error(`It ended: ${said()}`)));
        if (said().includes(words)) resolve();
      }),
    probe: async (path: string) => (await fetch(`http://127.0.0.1:${sparePort}${path}`)).status,
  };
}

test('the real process serves, and SIGTERM ends it in order', () =>
  besideBot(async ({ child, said, ended, hasSaid, probe }, world) => {
    await hasSaid('The bot is ready');
    expect(await probe('/readyz')).toBe(200);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(said()).not.toContain(world.environment.SCALEDMAIL_API_KEY);
  }));

test('a start after an orderly stop, or after a start that was cut short, says of nobody that they ended', async () => {
  const world = await opened(startWorld());
  const lives = async (until: string, signal: NodeJS.Signals): Promise<string> => {
    const { child, said, ended, hasSaid } = besideMain(world, {}, []);
    await hasSaid(until);
    child.kill(signal);
    await ended;
    return said();
  };
  const ready = 'The bot is ready';
  await lives(ready, 'SIGTERM');
  expect(await lives(ready, 'SIGTERM')).not.toContain('A process ended');
  await lives('"msg":"', 'SIGTERM');
  expect(await lives(ready, 'SIGKILL')).not.toContain('A process ended');
  // Whoever was killed is told of: what it left is looked for.
  expect(await lives(ready, 'SIGTERM')).toContain('A process ended; what it left undone is taken over');
});

test('while it stops it takes requests and is not ready; a second SIGTERM says what it cuts, and ends it', () =>
  besideBot(
    async ({ child, said, ended, hasSaid, probe }) => {
      await hasSaid('The bot is ready');
      child.kill('SIGTERM');
      await hasSaid('Stopping: ');
      expect([await probe('/readyz'), await probe('/healthz')]).toEqual([503, 200]);
      child.kill('SIGTERM');
      expect(await ended).toBe(1);
      expect(said()).toMatch(/"requests":0,"calls":0,"isWorking":\w+.*A second signal/);
    },
    { DRAIN_SECONDS: '60' },
  ));

test.each<{ who: string; changes: Record<string, string>; words: RegExp }>`
  who        | changes                                         | words
  ${'Slack'} | ${{ SLACK_API_URL: 'http://127.0.0.1:2/api/' }} | ${/waits for Slack, and tries again\. Check that something answers at SLACK_API_URL/}
  ${'Redis'} | ${{ REDIS_URL: 'redis://127.0.0.1:2' }}         | ${/waits for the store, and tries again\. Check that Redis runs, that REDIS_URL/}
`(
  'while $who is away at the start, each try is one line of the log, with its reason and what to check',
  ({ changes, words }) =>
    besideBot(async ({ said, hasSaid }) => {
      await hasSaid('"waitMs":1000');
      const lines = said()
        .trim()
        .split('\n')
        .filter((line) => !line.includes('"level":30'));
      expect(lines).toHaveLength(2);
      for (const line of lines) expect(line).toMatch(words);
      expect(lines[0]).toMatch(/"problem":"[^"]*ECONNREFUSED/);
    }, changes),
);

test.each<{ whom: string; changes: Record<string, string> }>`
  whom           | changes
  ${'Slack'}     | ${{ SLACK_API_URL: 'http://127.0.0.1:1/api/' }}
  ${'the store'} | ${{ REDIS_URL: 'redis://127.0.0.1:1' }}
`('a start without $whom lives, is not ready, and ends at SIGTERM', ({ whom, changes }) =>
  besideBot(async ({ child, said, ended, hasSaid, probe }) => {
    await hasSaid(`The start waits for ${whom}, and tries again`);
    expect([await probe('/readyz'), await probe('/healthz'), await probe('/other')]).toEqual([503, 200, 404]);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(said()).toContain('The start was ended');
  }, changes),
);

test.each<{ what: string; changes: Record<string, string>; code: number; sentence: RegExp }>`
  what                              | changes                                                        | code  | sentence
  ${'a token that Slack refuses'}   | ${{ SLACK_BOT_TOKEN: 'xoxb-other' }}                           | ${78} | ${/SLACK_BOT_TOKEN \(invalid_auth\)\. Copy the/}
  ${'another token of the socket'}  | ${{ SLACK_APP_TOKEN: 'xapp-other', SLACK_SIGNING_SECRET: '' }} | ${78} | ${/SLACK_APP_TOKEN \(invalid_auth\)\. Make an app-level token/}
  ${'a folder that takes no files'} | ${{ DATA_DIR: '/proc/scaledmail' }}                            | ${78} | ${/Nothing can be kept in DATA_DIR: .* Name a folder/}
  ${'a folder that is in memory'}   | ${{ DATA_DIR: '/dev/scaledmail' }}                             | ${78} | ${/Nothing can be kept in DATA_DIR: .* Name a folder/}
  ${'a folder that cannot be used'} | ${{ DATA_DIR: `${import.meta.filename}/data` }}                | ${78} | ${/DATA_DIR cannot be written\. Name a folder/}
`('$what ends the start with its fix in a sentence', ({ changes, code, sentence }) =>
  besideBot(async ({ said, ended }) => {
    expect(await ended).toBe(code);
    expect(said()).toMatch(sentence);
    expect(said()).not.toContain('"stack"');
  }, changes),
);

test.each([
  {
    what: 'a damaged file of the embedded store',
    changes: async (folder: string) => {
      writeFileSync(join(folder, 'scaledmail.db'), 'This is no database. '.repeat(1_000));
      return { DATA_DIR: folder };
    },
    sentence: /embedded store in DATA_DIR is damaged/,
  },
  {
    what: 'the address of a Sentinel',
    changes: async () => ({ REDIS_URL: (await opened(startSentinel(await opened(startRedis())))).url }),
    sentence: /names a Sentinel.*redis\+sentinel:/,
  },
  {
    what: 'one node of a cluster',
    changes: async () => ({ REDIS_URL: (await opened(startClusterNodes())).withoutSlots.url }),
    sentence: /one server of a Redis Cluster.*redis\+cluster:/,
  },
])('$what ends the process with exit code 78 and a sentence', async ({ changes, sentence }) =>
  besideBot(
    async ({ said, ended }) => {
      expect(await ended).toBe(78);
      expect(said()).toMatch(sentence);
      expect(said()).not.toContain('"stack"');
    },
    await changes(newFolder()),
  ),
);

test('while another machine has the embedded store open the start waits and names it; it goes on once that has ended', async () => {
  const dataDir = newFolder();
  const sign = giveSignsOfLife(dataDir, { id: 'boot-2', name: 'web-2' });
  await besideBot(
    async ({ hasSaid, said, probe }) => {
      await hasSaid('The start waits for the store, and tries again');
      expect(said()).toMatch(/"problem":"Another machine, web-2, has this store open/);
      expect([await probe('/readyz'), await probe('/healthz')]).toEqual([503, 200]);
      expect(readdirSync(dataDir).filter((name) => !name.includes('.open-'))).toEqual(['scaledmail.db']);
      expect(statSync(join(dataDir, 'scaledmail.db')).size).toBe(0);
      sign.takeBack();
      await hasSaid('The bot is ready');
      expect(await probe('/readyz')).toBe(200);
    },
    { DATA_DIR: dataDir },
  ).finally(() => sign.takeBack());
});

test('an error that nobody caught is logged, and ends the process in order', () =>
  besideBot(
    async ({ child, said, ended, hasSaid }) => {
      await hasSaid('The bot is ready');
      child.kill('SIGUSR2');
      expect(await ended).toBe(1);
      expect(said()).toMatch(/left alone.*An error that nobody caught; the process ends, in order/);
    },
    {},
    ['--import', 'data:text/javascript,process.on("SIGUSR2",()=>{Promise.reject(new Error("left alone"))})'],
  ));

test('a token of the socket that is revoked while the bot runs ends it in order, with a sentence', async () => {
  const socket = { SLACK_APP_TOKEN: 'xapp-test', SLACK_SIGNING_SECRET: '' };
  await besideBot(async ({ said, ended, hasSaid }, world) => {
    await hasSaid('The bot is ready');
    world.slack.revokeAppToken();
    world.slack.sockets.refresh();
    expect(await ended).toBe(78);
    expect(said()).toMatch(/Slack does not accept SLACK_APP_TOKEN \(invalid_auth\)/);
  }, socket);
});

test.each<{ mode: string; transport: Record<string, string> }>`
  mode             | transport
  ${'HTTP'}        | ${{}}
  ${'Socket Mode'} | ${{ SLACK_APP_TOKEN: 'xapp-test', SLACK_SIGNING_SECRET: '' }}
`(
  'a start in $mode whose port is taken ends with a sentence, so that a supervisor tries again',
  async ({ transport }) => {
    const world = await startWorld();
    try {
      const main = besideMain(world, { ...transport, PORT: new URL(world.botUrl).port }, []);
      expect(await main.ended).toBe(1);
      expect(main.said()).toMatch(/Port \d+ cannot be opened: something else listens there \(EADDRINUSE\)/);
    } finally {
      await world.stop();
    }
  },
);

test('a bot that is stopped in the middle of a click loses nothing', async () => {
  const world = await startWorld();
  try {
    await requestOrder(world);
    const amir = person(world, 'U0AMIR');
    const card = cardFor(amir);
    const blockId = card.blocks.find((block) => block.type === 'actions')?.block_id ?? '';
    const source = { type: 'message', channel: APPROVALS, ts: card.ts } as const;
    const click = world.slack.press({ as: amir.id, source, blockId, actionId: 'approve_order' });
    await Promise.all([click, click.then(() => world.restartBot())]);
    await world.advance(120_000);
    expect(textOf(cardFor(amir).blocks)).toMatch(/Placed/);
    expect(world.vendor.state().charges).toHaveLength(1);
  } finally {
    await world.stop();
  }
});
