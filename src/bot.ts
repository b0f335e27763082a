import { setTimeout } from 'node:timers/promises';
import { openAccount, signIn } from './account.ts';
import type { Config } from './config.ts';
import { type Resolver, systemResolver } from './dns/mail-dns.ts';
import { ProxyDispatcher } from './proxy/proxy-dispatcher.ts';
import { proxyFor } from './proxy/proxy-for.ts';
import { pauseAtStart } from './service/deciding/pause-placing.ts';
import type { After } from './service/ports/after.ts';
import type { Clock } from './service/ports/clock.ts';
import type { Log } from './service/ports/log.ts';
import { startHeartbeat } from './service/store-trust/heartbeat.ts';
import { wentBackText } from './service/store-trust/went-back.ts';
import type { Worker } from './service/worker/worker.ts';
import { startWorkerLoop, type WorkerLoop } from './service/worker/worker-loop.ts';
import { slackApp } from './slack/app.ts';
import { boltLogger } from './slack/receive/bolt-logger.ts';
import { healthRoutes, processTimers, storeCheck, tokenCheck, watchReadiness } from './slack/receive/health.ts';
import { byInstallation } from './slack/receive/installation.ts';
import { slackReceiver } from './slack/receive/receiver.ts';
import { openStores } from './storage/open-stores.ts';
import type { Stores } from './storage/stores.ts';

/** What differs between production, the sandbox and the tests. */
export interface Surroundings {
  readonly clock: Clock;
  readonly log: Log;
  /** How often the worker looks for due work when nobody nudges it. */
  readonly pollMs: number;
  /** Waits of the vendor client: its rate limit and its retries. */
  readonly sleep: (ms: number) => Promise<unknown>;
  /** Timers of the background: of checks, and of what renews a lease; those of the process unless given. */
  readonly after?: After;
  /** Answers what is asked of DNS; the system's own unless given. */
  readonly resolver?: Resolver;
  /** Whether the account at ScaledMail is watched; it is, unless a test is about something else. */
  readonly watchesAccount?: boolean;
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

/**
 * Puts a process together and starts it: its accounts, which are one today, the door that Slack's payloads come through, and
 * the loop that performs what is due. Throws when Slack does not accept the token, or the store cannot be opened.
 */
export async function startBot(config: Config, surroundings: Surroundings): Promise<Bot> {
  const {
    clock,
    log,
    pollMs,
    after = processTimers,
    resolver = systemResolver(),
    watchesAccount = true,
  } = surroundings;
  const { port } = config;
  const logger = boltLogger(log);
  const signedIn = await signIn(config.slack, logger, clock);
  if (!signedIn.canReadFiles)
    log.warn({}, 'Sheets cannot be uploaded: install the app again, with the scope files:read');
  const stores = await openStores({ store: config.store, teamId: signedIn.teamId, clock, log });
  await stores.prepare();
  const durabilityProblem = await stores.orders.durabilityProblem();
  if (durabilityProblem !== null) log.warn({ durabilityProblem }, 'No order is placed until the store is fixed');
  if (config.startPaused) await startPaused(stores, surroundings);

  // Nothing is done in the background before the bot can be reached; the loop begins with a look for work.
  let loop: WorkerLoop | null = null;
  const accounts = [
    openAccount(config, signedIn, stores, { ...surroundings, after, resolver, nudge: () => loop?.nudge() }),
  ];
  const worker = workersTogether(
    accounts.flatMap(({ worker: orders, homeWorker, watchWorker }) => [
      ...[orders, homeWorker],
      ...(watchesAccount ? [watchWorker] : []),
    ]),
  );
  const contexts = new Map(accounts.map(({ teamId, context }) => [teamId, context]));
  // Before anything is done with the store, it is looked at.
  const heartbeats = await Promise.all(accounts.map(({ trust }) => startHeartbeat(trust, after, log)));
  await Promise.all(accounts.map((account) => account.begin()));
  const readiness = watchReadiness(
    [storeCheck(() => stores.ping()), ...accounts.map(({ clients }) => tokenCheck(clients.web))],
    after,
    log,
  );
  const warning = () => {
    const proof = heartbeats.map((heartbeat) => heartbeat.wentBack()).find((each) => each !== null);
    return proof ? wentBackText(proof) : null;
  };
  const { transport, apiUrl } = config.slack;
  const app = slackApp({
    contextOf: byInstallation(contexts, log),
    receiver: slackReceiver({
      ...{ transport, apiUrl, port, logger },
      routes: healthRoutes(readiness, warning),
      dispatcher: config.proxy === null ? undefined : new ProxyDispatcher(proxyFor(config.proxy)),
    }),
    log,
    logger,
    port,
  });
  const stopTimers = () => {
    readiness.stop();
    for (const heartbeat of heartbeats) heartbeat.stop();
  };
  try {
    await app.start();
  } catch (error) {
    stopTimers();
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
      stopTimers();
      const deadline = setTimeout(STOP_DEADLINE_MS, undefined, { ref: false });
      await Promise.all([app.stop(deadline), running.stop()]);
      await Promise.race([worker.idle(), deadline]);
      await stores.close();
    },
  };
}

/** All workers as one: each looks for the due work of its own. */
function workersTogether(workers: readonly Worker[]): Worker {
  return {
    claimAndStart: async () => {
      const counts = await Promise.all(workers.map((worker) => worker.claimAndStart()));
      return counts.reduce((sum, count) => sum + count, 0);
    },
    isBusy: () => workers.some((worker) => worker.isBusy()),
    idle: async () => {
      await Promise.all(workers.map((worker) => worker.idle()));
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
