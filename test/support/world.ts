import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addMilliseconds } from 'date-fns';
import { type LocalScaledMail, startLocalScaledMail } from '../../sandbox/scaledmail/server.ts';
import type { WorkspaceSeed } from '../../sandbox/scaledmail/state/seed.ts';
import { type LocalSlack, startLocalSlack } from '../../sandbox/slack/server.ts';
import { type Bot, startBot } from '../../src/bot.ts';
import { readConfig } from '../../src/config.ts';
import type { Resolver } from '../../src/dns/mail-dns.ts';
import { createLog } from '../../src/log.ts';
import { traceOfThisProcess } from '../../src/storage/process-trace.ts';
import { handTimers } from './hand-timers.ts';
import { freePort } from './servers/free-port.ts';
import { copyFolder, copyRedis, type StoreCopy } from './store-copy.ts';

const BOT_TOKEN = 'xoxb-test';
export const SIGNING_SECRET = 'test-signing-secret';
export const VENDOR_KEY = 'test-vendor-key';

export interface WorldOptions {
  /** A Redis server's address; SQLite in a folder of its own otherwise. */
  readonly redisUrl?: string;
  /** The first moment for bot and vendor. Default: Monday noon. */
  readonly startsAt?: Date;
  readonly environment?: Readonly<Record<string, string>>;
  /** Whether Slack lets each method be called so often a minute only. No, unless given. */
  readonly hasSlackLimits?: boolean;
  /** What the bot was granted in Slack; all that it asks for unless given. */
  readonly botScopes?: readonly string[];
  /** A folder with the built web client, so that people can be looked at in a browser. */
  readonly webRoot?: string;
  /** The vendor's workspaces, and the names that they bought; its usual ones unless given. */
  readonly workspaces?: readonly WorkspaceSeed[];
  /** How much time passes while one request to the vendor is on its way. Default: none. */
  readonly answerMs?: number;
  /** Is done when a request reaches the vendor, before it is looked at. */
  readonly onVendorCall?: (operationId: string) => Promise<void>;
  /** Answers what the bot asks of DNS; the system's own unless given. */
  readonly resolver?: Resolver;
  /** Whether each life of the bot sees at once that the one before has ended, as processes of one machine do. No, unless given. */
  readonly seesEnds?: boolean;
  /** How the bot waits before something is tried again; not at all unless given. */
  readonly sleep?: (ms: number) => Promise<unknown>;
  /** Whether the bot watches the account. No, unless given: what stood there before would be told in every story. */
  readonly watchesAccount?: boolean;
}

/** What changes between two lives of the bot. */
export interface Restart {
  /** What is done while it is stopped, such as putting a copy of the store back. */
  readonly meanwhile?: () => Promise<void>;
  /** How long it is stopped by its own clock. */
  readonly stoppedMs?: number;
  /** Variables that the next life has beside those of the world. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** A world in which the bot's store can be copied and put back. */
export interface CopyableWorld extends World {
  restartBot(changes?: Restart): Promise<void>;
  /** Copies the whole store as it is now. Nothing may be due or under way. */
  copyStore(): Promise<StoreCopy>;
}

/** The real bot between both stand-ins, on loopback, with a clock that only tests move. */
export interface World {
  readonly slack: LocalSlack;
  readonly vendor: LocalScaledMail;
  readonly botUrl: string;
  /** The bot's environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** A port that nobody has, for a second process. */
  readonly sparePort: number;
  /** Everything that the bot logged, as one text. */
  log(): string;
  /** Every byte of the embedded store's folder, as Latin-1 text. */
  storedBytes(): string;
  /** Moves the clock of all, and lets everything that is due then happen. */
  advance(ms: number): Promise<void>;
  /** Resolves when no request is on its way and nothing is due. */
  settle(): Promise<void>;
  /** Stops the bot and starts it again on the same store. */
  restartBot(): Promise<void>;
  stop(): Promise<void>;
}

/** To others it is that of a process whose number is another one's by now. */
const traceOfEnded = (): string | null => traceOfThisProcess()?.replace(/\d+$/, '0') ?? null;

/** Starts a world. The bot, Slack and the vendor have one clock; signatures are of the real time. */
export async function startWorld(options: WorldOptions = {}): Promise<CopyableWorld> {
  let now = options.startsAt ?? new Date('2026-11-23T12:00:00.000Z');
  const clock = { now: () => now };
  let logged = '';
  const log = createLog('debug', {
    write: (line) => {
      logged += line;
    },
  });
  const dataDir = mkdtempSync(join(tmpdir(), 'scaledmail-test-'));
  const timers = handTimers();
  const { after } = timers;
  const pass = async (ms: number) => {
    now = addMilliseconds(now, ms);
    await timers.jump(ms);
  };
  const { workspaces, answerMs = 0, watchesAccount = false } = options;
  const vendor = await startLocalScaledMail({
    apiKey: VENDOR_KEY,
    clock: () => now,
    hasRateLimits: false,
    ...(workspaces && { workspaces }),
    onArrival: async (operationId) => {
      await options.onVendorCall?.(operationId);
      if (answerMs > 0) await pass(answerMs);
    },
  });
  const slack = await startLocalSlack({
    botToken: BOT_TOKEN,
    appToken: 'xapp-test',
    signingSecret: SIGNING_SECRET,
    vendorUrl: vendor.url,
    clock: () => now,
    // The clock stands still while a test acts, so a minute would never end.
    hasRateLimits: options.hasSlackLimits ?? false,
    ...(options.botScopes === undefined ? {} : { botScopes: options.botScopes }),
    ...(options.webRoot === undefined ? {} : { webRoot: options.webRoot }),
  });
  const port = await freePort();
  const sparePort = await freePort();
  const botUrl = `http://127.0.0.1:${port}`;
  slack.setAppUrl(botUrl);
  const environment: Record<string, string> = {
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_API_URL: slack.apiUrl,
    SCALEDMAIL_API_KEY: VENDOR_KEY,
    SCALEDMAIL_BASE_URL: vendor.apiUrl,
    APPROVERS: 'U0AMIR,S0APPROVERS',
    APPROVAL_CHANNEL: 'C0APPROVALS',
    ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
    DATA_DIR: dataDir,
    PORT: String(port),
    ...(options.redisUrl === undefined ? {} : { REDIS_URL: options.redisUrl }),
    ...options.environment,
  };
  const start = (more: Restart['environment'] = {}) => {
    const read = readConfig({ ...environment, ...more });
    if (!read.ok) throw new Error('The test environment is wrong');
    return startBot(read.config, {
      clock,
      log,
      pollMs: 60_000,
      sleep: options.sleep ?? (() => Promise.resolve()),
      ...(options.seesEnds && { trace: traceOfEnded() }),
      after,
      watchesAccount,
      ...(options.resolver && { resolver: options.resolver }),
    });
  };
  let bot: Bot = await start();
  const copies: StoreCopy[] = [];

  const settle = async () => {
    for (let calls = -1; calls !== slack.apiCalls().length; ) {
      calls = slack.apiCalls().length;
      await slack.idle();
      await bot.settled();
    }
  };
  return {
    slack,
    vendor,
    botUrl,
    environment,
    sparePort,
    storedBytes: () =>
      readdirSync(dataDir, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'latin1'))
        .join(''),
    log: () => logged,
    settle,
    advance: async (ms) => {
      await pass(ms);
      await settle();
    },
    restartBot: async ({ meanwhile, stoppedMs = 0, environment: more } = {}) => {
      await bot.stop();
      now = addMilliseconds(now, stoppedMs);
      await meanwhile?.();
      bot = await start(more);
    },
    copyStore: async () => {
      const copy = options.redisUrl === undefined ? copyFolder(dataDir) : await copyRedis(options.redisUrl);
      copies.push(copy);
      return copy;
    },
    stop: async () => {
      await bot.stop();
      for (const copy of copies) copy.discard();
      await Promise.all([slack.close(), vendor.close()]);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
