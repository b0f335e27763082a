import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalScaledMail } from '../../../sandbox/scaledmail/server.ts';
import { startLocalSlack } from '../../../sandbox/slack/server.ts';
import { readConfig } from '../../../src/config.ts';
import type { OrderStore } from '../../../src/service/ports/stores/order-store.ts';
import { openStores } from '../../../src/storage/open-stores.ts';
import { team } from '../builders.ts';
import { freePort } from '../servers/free-port.ts';
import { SIGNING_SECRET, VENDOR_KEY, type World } from '../world.ts';
import { type Fate, type Moment, type Passing, startGate } from './gate.ts';
import { type BotProcess, buildBotProcess, startBotProcess } from './process.ts';
import type { WritePoint } from './stores.ts';

/** A moment of the `nth` request whose method, path and body match; 1 is the next one. */
export interface RequestPoint {
  readonly to: 'vendor' | 'slack';
  readonly method?: string;
  readonly path: RegExp;
  readonly body?: RegExp;
  readonly nth?: number;
  readonly moment: Moment;
  /** What becomes of a request that has only arrived: the stand-in may still do it, after the bot has died. */
  readonly fate?: Fate;
  /** The bot is not killed: its request stays there until this resolves, as on a slow network. */
  readonly until?: Promise<unknown>;
}

/** Where the bot's process is killed. */
export type KillPoint = { readonly request: RequestPoint } | { readonly write: WritePoint };

/** A world whose bot is a process of its own, and may be killed with SIGKILL at any point. */
export interface KillWorld extends World {
  /** The bot's and the vendor's time. */
  now(): Date;
  /** The bot dies at this point, once. */
  arm(point: KillPoint): void;
  /** What ended the bot's process: a signal, or an exit code as text; null while it lives. */
  causeOfDeath(): string | null;
  /** Calls to the vendor that spend or end something, those included that were lost on their way. */
  readonly writes: readonly Passing[];
  /** Starts it again, as long after its death as is said, by its clock. */
  restartBot(when?: { readonly afterMs?: number }): Promise<void>;
  /** A second bot on the same store, on another port: Slack sends it nothing. */
  startSecondBot(): Promise<BotProcess>;
  /** Where timers are told: time passes for these bots, a few seconds at a time. */
  pass(ms: number, bots: readonly Pick<BotProcess, 'pass'>[]): Promise<void>;
  /** The bot that Slack sends everything to. */
  readonly firstBot: Pick<BotProcess, 'pass'>;
  /** Reads the bot's store from outside. No connection stays open: at the next start the store fixes itself alone. */
  readStore<Result>(read: (orders: OrderStore) => Promise<Result>): Promise<Result>;
}

const BOT_TOKEN = 'xoxb-test';
/** Unused names that the local ScaledMail has for its first workspace, and so the number of orders of one world. */
const NAMES = 130;
/** Forms that wait to be filled in. */
const FORMS = 12;

/** The name that the order `index` of a world may use. */
export const namesOfPackage = (index: number): string[] => [1, 2, 3].map((each) => `packed${index}-${each}.com`);
export const nameOfOrder = (index: number): string => `getnorthwind${index}.com`;

/** Time that passes at once, where timers are told: less than any of them takes. */
const STEP_MS = 5_000;

interface KillWorldOptions {
  readonly watchesAccount?: boolean;
  /** Two bots count as on two machines, of which neither sees what runs on the other. */
  readonly hasTwoMachines?: boolean;
  /** Timers go off when time passes in the test, and not by themselves. */
  readonly hasToldTimers?: boolean;
}

/**
 * Starts a world like `startWorld`, with the bot outside, and a gate before each stand-in. The bot does not watch the account,
 * unless told to.
 */
export async function startKillWorld(
  redisUrl: string | null,
  { watchesAccount = false, hasTwoMachines = false, hasToldTimers = false }: KillWorldOptions = {},
): Promise<KillWorld> {
  let now = new Date('2026-11-23T12:00:00.000Z');
  let logged = '';
  const folder = mkdtempSync(join(tmpdir(), 'scaledmail-kill-'));
  const dataDir = join(folder, 'data');
  const trigger = requestTrigger(() => bot.kill());
  const outside = await startOutside(() => now, trigger.watch);
  const { slack, vendor } = outside;
  const [port, sparePort] = [await freePort(), await freePort()];
  const botUrl = `http://127.0.0.1:${port}`;
  slack.setAppUrl(botUrl);
  const environment: Record<string, string> = {
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_API_URL: `${outside.slackGate.url}/api/`,
    SCALEDMAIL_API_KEY: VENDOR_KEY,
    SCALEDMAIL_BASE_URL: vendor.apiUrl.replace(vendor.url, outside.vendorGate.url),
    CREATE_WORKSPACE_PATH: '/organizations',
    APPROVERS: 'U0AMIR,S0APPROVERS',
    APPROVAL_CHANNEL: 'C0APPROVALS',
    ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
    DATA_DIR: dataDir,
    PORT: String(port),
    LOG_LEVEL: 'warn',
    ...(watchesAccount ? { KILL_BOT_WATCHES: 'yes' } : {}),
    ...(hasTwoMachines ? { KILL_BOT_MACHINE: 'another' } : {}),
    ...(hasToldTimers ? { KILL_BOT_TIMERS: 'told' } : {}),
    ...(redisUrl === null ? {} : { REDIS_URL: redisUrl }),
  };
  const entry = await buildBotProcess(folder);
  const start = (more: Record<string, string> = {}) =>
    startBotProcess(entry, { ...environment, ...more }, now, (text) => {
      logged += text;
    });
  let bot = await start();
  let secondBot: BotProcess | null = null;

  const settle = async () => {
    for (let calls = -1; calls !== slack.apiCalls().length; ) {
      calls = slack.apiCalls().length;
      await slack.idle();
      await bot.settle(now);
    }
  };
  return {
    slack,
    vendor,
    botUrl,
    environment,
    sparePort,
    writes: trigger.writes,
    now: () => now,
    log: () => logged,
    storedBytes: () => allBytesIn(dataDir),
    settle,
    advance: async (ms) => {
      now = new Date(now.getTime() + ms);
      await settle();
    },
    arm: (point) => {
      if ('write' in point) bot.armWrite(point.write);
      else trigger.arm(point.request);
    },
    causeOfDeath: () => bot.causeOfDeath(),
    restartBot: async ({ afterMs = 0 } = {}) => {
      await bot.kill();
      now = new Date(now.getTime() + afterMs);
      bot = await start();
    },
    startSecondBot: async () => {
      secondBot = await start({ PORT: String(sparePort) });
      return secondBot;
    },
    firstBot: { pass: (ms) => bot.pass(ms) },
    pass: async (ms, bots) => {
      for (let left = ms; left > 0; left -= STEP_MS) {
        now = new Date(now.getTime() + STEP_MS);
        await Promise.all(bots.map((each) => each.pass(STEP_MS)));
      }
    },
    readStore: (readFrom) => readStoreOf(environment, readFrom),
    stop: async () => {
      await Promise.all([bot.kill(), secondBot?.kill()]);
      await outside.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const allBytesIn = (folder: string): string =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'latin1'))
    .join('');

/** Kills at an armed request, and remembers what is sent to the vendor beside reads. */
function requestTrigger(kill: () => Promise<void>) {
  let armed: RequestPoint | null = null;
  let left = 0;
  const writes: Passing[] = [];
  const isHere = (to: RequestPoint['to'], moment: Moment, { method, path, body }: Passing): boolean => {
    if (!armed || armed.to !== to || armed.moment !== moment || !armed.path.test(path)) return false;
    if (armed.method !== undefined && armed.method !== method) return false;
    if (armed.body && !armed.body.test(body)) return false;
    left -= 1;
    return left === 0;
  };
  return {
    writes,
    arm: (point: RequestPoint) => {
      armed = point;
      left = point.nth ?? 1;
    },
    watch:
      (to: RequestPoint['to']) =>
      async (moment: Moment, passing: Passing): Promise<Fate> => {
        if (to === 'vendor' && moment === 'arrived' && passing.method !== 'GET') writes.push(passing);
        if (!isHere(to, moment, passing)) return 'goes on';
        const { fate = 'goes on', until } = armed ?? {};
        armed = null;
        await (until ?? kill());
        return fate;
      },
  };
}

/** Both stand-ins, each behind a gate. */
async function startOutside(clock: () => Date, watch: ReturnType<typeof requestTrigger>['watch']) {
  const furtherForms = Array.from({ length: FORMS }, (_, index) => [`paid${index}.com`, `paid-too${index}.com`]);
  const packaged = Array.from({ length: 2 * NAMES }, (_, index) => namesOfPackage(index)).flat();
  const purchasedDomains = [
    ...Array.from({ length: NAMES }, (_, index) => nameOfOrder(index)),
    ...furtherForms.flat(),
    ...packaged,
  ];
  const vendor = await startLocalScaledMail({
    apiKey: VENDOR_KEY,
    clock,
    hasRateLimits: false,
    workspaces: [{ id: 'recNorthwind0001', name: 'Northwind Outbound', purchasedDomains, furtherForms }],
  });
  // Set-up is not what is looked at here: mailboxes work at once, and the order is done at the first look.
  vendor.settings({ setUpMs: 0 });
  const slack = await startLocalSlack({
    botToken: BOT_TOKEN,
    signingSecret: SIGNING_SECRET,
    vendorUrl: vendor.url,
    hasRateLimits: false,
  });
  const vendorGate = await startGate(vendor.url, watch('vendor'));
  const slackGate = await startGate(slack.url, watch('slack'));
  return {
    vendor,
    slack,
    vendorGate,
    slackGate,
    close: async () => {
      await Promise.all([slackGate.close(), vendorGate.close()]);
      await Promise.all([slack.close(), vendor.close()]);
    },
  };
}

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

async function readStoreOf<Result>(
  environment: Readonly<Record<string, string>>,
  read: (orders: OrderStore) => Promise<Result>,
): Promise<Result> {
  const config = readConfig(environment);
  if (!config.ok) throw new Error('The test environment is wrong');
  const clock = { now: () => new Date() };
  const stores = await openStores({ store: config.config.store, teamId: team, clock, log: silent });
  try {
    return await read(stores.orders);
  } finally {
    await stores.close();
  }
}
