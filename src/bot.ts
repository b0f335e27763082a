import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import type { Config } from './config.ts';
import { scaledMailClient } from './scaledmail/client.ts';
import { rateLimiter } from './scaledmail/rate-limiter.ts';
import { pauseAtStart, pauseSwitchIn } from './service/deciding/pause-placing.ts';
import type { Clock } from './service/ports/clock.ts';
import type { Log } from './service/ports/log.ts';
import type { Vendor } from './service/ports/vendor.ts';
import { composeUseCases } from './service/use-cases.ts';
import { createWorker } from './service/worker/worker.ts';
import { startWorkerLoop, type WorkerLoop } from './service/worker/worker-loop.ts';
import { slackApp } from './slack/app.ts';
import { boltLogger } from './slack/receive/bolt-logger.ts';
import {
  type After,
  healthRoutes,
  processTimers,
  storeCheck,
  tokenCheck,
  watchReadiness,
} from './slack/receive/health.ts';
import { slackReceiver } from './slack/receive/receiver.ts';
import { cardLinks } from './slack/say/card-link.ts';
import { slackClients } from './slack/say/clients.ts';
import { slackDirectory } from './slack/say/directory.ts';
import { slackNotifier } from './slack/say/notifier.ts';
import { loginVault } from './storage/login-vault.ts';
import { openStores } from './storage/open-stores.ts';
import type { Stores } from './storage/stores.ts';
import { REFERENCE_ALPHABET, REFERENCE_LENGTH, Reference, TeamId } from './values/ids.ts';

/** What differs between production, the sandbox and the tests. */
export interface Surroundings {
  readonly clock: Clock;
  readonly log: Log;
  /** How often the worker looks for due work when nobody nudges it. */
  readonly pollMs: number;
  /** Waits of the vendor client: its rate limit and its retries. */
  readonly sleep: (ms: number) => Promise<unknown>;
  /** Timers of the checks in the background; those of the process unless given. */
  readonly after?: After;
}

/** A running bot. */
export interface Bot {
  /** Resolves when nothing is due, and no request or effect is under way in this process. */
  settled(): Promise<void>;
  /** Takes no more requests, lets those under way end, gives back what the worker holds, closes the stores. */
  stop(): Promise<void>;
}

/** Requests and effects under way get this long to end, together. A paid call cut off by this is reconciled at the next start. */
const STOP_DEADLINE_MS = 20_000;

const Identity = z.object({ team_id: TeamId, user_id: z.string(), bot_id: z.string() });

/** Puts the bot together and starts it. Throws when Slack does not accept the token, or the store cannot be opened. */
export async function startBot(config: Config, surroundings: Surroundings): Promise<Bot> {
  const { clock, log, pollMs, after = processTimers } = surroundings;
  const logger = boltLogger(log);
  const clients = slackClients(config.slack.botToken, config.slack.apiUrl, logger, clock);
  const identity = Identity.parse(await clients.web.auth.test());
  const stores = await openStores({ store: config.store, teamId: identity.team_id, clock, log });
  const durabilityProblem = await stores.orders.durabilityProblem();
  if (durabilityProblem !== null) log.warn({ durabilityProblem }, 'No order is placed until the store is fixed');
  if (config.startPaused) await startPaused(stores, surroundings);
  const vendor = vendorClient(config, stores, surroundings);
  const directory = slackDirectory(clients.web);
  const vault = loginVault({ keyValues: stores.keyValues, keys: { current: config.encryptionKey }, randomBytes });
  const cardLink = cardLinks(clients.web);
  const authority = { directory, teamId: identity.team_id, policy: config.policy };
  const { keyValues: settings, shortLived: keyValues } = stores;
  const orders = stores.ordersInTurn.person;
  const { limits } = config;
  const shared = { ...authority, limits, orders, keyValues, settings, vendor, vault, clock, log };

  // Nothing is done in the background before the bot can be reached; the loop begins with a look for work.
  let loop: WorkerLoop | null = null;
  const nudge = () => loop?.nudge();
  const worker = createWorker(
    {
      ...shared,
      orders: stores.ordersInTurn.background,
      pauseSwitch: pauseSwitchIn(stores.keyValues),
      notifier: slackNotifier({ client: clients.web, cardLink, clock, log }),
      newToken: randomUUID,
      random: Math.random,
      monotonicMs: () => performance.now(),
    },
    nudge,
  );
  const useCases = composeUseCases({
    ...shared,
    ordersAtOnce: stores.orders,
    channelId: config.approvalChannel,
    organizationId: config.vendor.organizationId,
    newId: randomUUID,
    newReference,
    nudge,
  });
  const context = { useCases, clients, cardLink, log };
  const readiness = watchReadiness([storeCheck(() => stores.ping()), tokenCheck(clients.web)], after, log);
  const port = config.port;
  const app = slackApp({
    context,
    receiver: slackReceiver({
      transport: config.slack.transport,
      apiUrl: config.slack.apiUrl,
      port,
      routes: healthRoutes(readiness),
      logger,
    }),
    botToken: config.slack.botToken,
    apiUrl: config.slack.apiUrl,
    botId: identity.bot_id,
    botUserId: identity.user_id,
    logger,
    port,
  });
  try {
    await app.start();
  } catch (error) {
    readiness.stop();
    await stores.close();
    throw error;
  }
  const running = startWorkerLoop({ work: () => worker.claimAndStart(), pollMs, log });
  loop = running;
  return {
    settled: async () => {
      do await Promise.all([app.idle(), worker.idle()]);
      while ((await worker.claimAndStart()) > 0 || worker.isBusy());
    },
    stop: async () => {
      readiness.stop();
      const deadline = setTimeout(STOP_DEADLINE_MS, undefined, { ref: false });
      await Promise.all([app.stop(deadline), running.stop()]);
      await Promise.race([worker.idle(), deadline]);
      await stores.close();
    },
  };
}

async function startPaused({ orders, keyValues: settings }: Stores, { clock, log }: Surroundings): Promise<void> {
  await pauseAtStart({ orders, settings, clock, nudge: () => {} });
  log.warn(
    {},
    'Started paused (START_PAUSED=yes): no order is placed before somebody types /scaledmail resume in Slack',
  );
}

function vendorClient(config: Config, stores: Stores, { clock, log, sleep }: Surroundings): Vendor {
  const limiter = rateLimiter({ reservations: stores.reservations, clock, sleep });
  return scaledMailClient({
    baseUrl: config.vendor.baseUrl,
    apiKey: config.vendor.apiKey,
    fetch,
    clock,
    sleep,
    random: Math.random,
    waitTurn: limiter.waitTurn,
    log,
  });
}

/** A reference that nobody can guess: each character drawn anew from the system's randomness. */
function newReference(): Reference {
  const characters = Array.from(
    { length: REFERENCE_LENGTH },
    () => REFERENCE_ALPHABET[randomInt(REFERENCE_ALPHABET.length)],
  );
  return Reference.parse(characters.join(''));
}
