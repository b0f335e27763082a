import { randomBytes, randomUUID } from 'node:crypto';
import { signIn } from './account/sign-in.ts';
import { type Account, openAccount } from './account.ts';
import { type Config, sealingKeys } from './config.ts';
import { type Resolver, systemResolver } from './dns/mail-dns.ts';
import { awaitedSlack, awaitedStore } from './lifecycle/awaited.ts';
import { callsUnderWay } from './lifecycle/calls-under-way.ts';
import { keepTrying, orCutShort } from './lifecycle/keep-trying.ts';
import { processTimers } from './lifecycle/process-timers.ts';
import { type StartProblem, startProblemOf } from './lifecycle/start-problem.ts';
import { stopInOrder } from './lifecycle/stop-in-order.ts';
import { processMetrics, type Standing } from './metrics/metrics.ts';
import { openToServe } from './open-to-serve.ts';
import { ProxyDispatcher } from './proxy/proxy-dispatcher.ts';
import { proxyFor } from './proxy/proxy-for.ts';
import { notesInStore } from './service/left-over-rows.ts';
import { livingProcesses } from './service/living-processes.ts';
import type { After } from './service/ports/after.ts';
import type { Clock } from './service/ports/clock.ts';
import type { Log } from './service/ports/log.ts';
import { noMeter } from './service/ports/meter.ts';
import { standingInTime } from './service/reading/standing-in-time.ts';
import { type Heartbeat, startHeartbeat } from './service/store-trust/heartbeat.ts';
import { wentBackText } from './service/store-trust/went-back.ts';
import { NOT_KEPT, type Unfinished, unfinishedDeliveries } from './service/unfinished.ts';
import type { Worker } from './service/worker/worker.ts';
import { startWorkerLoop, type WorkerLoop } from './service/worker/worker-loop.ts';
import { workersTogether } from './service/worker/workers-together.ts';
import { slackApp } from './slack/app.ts';
import { socketCheck, storeCheck, timeCheck, tokenCheck, workCheck } from './slack/health/checks.ts';
import { healthRoutes, metricsRoute } from './slack/health/health-routes.ts';
import { type HealthPlace, startHealthServer } from './slack/health/health-server.ts';
import { readinessOf } from './slack/health/readiness.ts';
import { boltLogger } from './slack/receive/bolt-logger.ts';
import { HttpReceiver } from './slack/receive/http/http-receiver.ts';
import { byInstallation } from './slack/receive/installation.ts';
import { slackReceiver } from './slack/receive/receiver.ts';
import { SocketReceiver } from './slack/receive/socket/socket-receiver.ts';
import { latePages } from './slack/routes/modals/late-pages.ts';
import { deliveryJournal } from './storage/journal/delivery-journal.ts';
import { textSeal } from './storage/logins/login-seal.ts';
import { hasEnded, traceOfThisProcess } from './storage/process-trace.ts';
import { journalFolder } from './storage/sqlite/files/store-files.ts';
import type { Stores } from './storage/stores.ts';

/** What differs between production, the sandbox and the tests. */
export interface Surroundings {
  readonly clock: Clock;
  readonly log: Log;
  /** How often the worker looks for due work when nobody nudges it. */
  readonly pollMs: number;
  /** Waits of the vendor client: its rate limit and its retries. */
  readonly sleep: (ms: number) => Promise<unknown>;
  /** Timers of the background: of checks, of the start and the stop, and of what renews a lease; those of the process unless given. */
  readonly after?: After;
  /** Answers what is asked of DNS; the system's own unless given. */
  readonly resolver?: Resolver;
  /** Tells this process to others on its machine, which can look whether it runs; null for one that nobody sees. */
  readonly trace?: string | null;
  /** The program of the thread that the embedded store works on (`src/store-thread.ts`); without one it holds this thread up. */
  readonly storeThread?: URL;
  /** Whether the account at ScaledMail is watched; it is, unless a test is about something else. */
  readonly watchesAccount?: boolean;
  /** How long a stop goes on taking requests, so that whoever sends them learns in time; not at all unless given. */
  readonly drainMs?: number;
  /** Ends a start that is not over yet. */
  readonly signal?: AbortSignal;
  /** Told when nothing but an operator gets this process to serve again. */
  readonly onLost?: (problem: StartProblem) => void;
}

/** What is going on in a process. */
export interface UnderWay {
  /** Requests of Slack. */
  readonly requests: number;
  /** Calls to ScaledMail that charge, end or change something. */
  readonly calls: number;
  /** Whether orders are worked on. */
  readonly isWorking: boolean;
}

/** A running bot. */
export interface Bot {
  /** Resolves when nothing is due, and no request or effect is under way in this process. */
  settled(): Promise<void>;
  /** What would be cut if the process ended now. */
  underWay(): UnderWay;
  /**
   * Is not ready any more, goes on taking requests for `drainMs`, lets those under way end, gives back what the worker holds,
   * closes the stores.
   */
  stop(): Promise<void>;
}

/**
 * Puts a process together and starts it: its accounts, which are one today, the door that Slack's payloads come through, and
 * the loop that performs what is due. Health checks are answered from the first moment on, and Slack and the store are
 * waited for. Throws `StartProblem` for what waiting does not fix, `StartCutShort` when `signal` ends it.
 */
export async function startBot(config: Config, surroundings: Surroundings): Promise<Bot> {
  const { log, signal, after = processTimers } = surroundings;
  const readiness = readinessOf(after, log);
  const closers: (() => unknown)[] = [() => readiness.stop()];
  try {
    const parts = { config, surroundings, after, readiness, closers };
    return await orCutShort(start(parts), signal);
  } catch (error) {
    for (const close of closers.splice(0).toReversed()) await close();
    throw startProblemOf(error, config.store.kind) ?? error;
  }
}

interface Parts {
  readonly config: Config;
  readonly surroundings: Surroundings;
  readonly after: After;
  readonly readiness: ReturnType<typeof readinessOf>;
  /** What closes that which is open already when the start fails, in the order of opening. */
  readonly closers: (() => unknown)[];
}

async function start({ config, surroundings, after, readiness, closers }: Parts): Promise<Bot> {
  const { clock, log, pollMs, resolver = systemResolver(), watchesAccount = true, drainMs = 0, onLost } = surroundings;
  const { trace = traceOfThisProcess() } = surroundings;
  const { transport, apiUrl } = config.slack;
  const lasting = (error: unknown) => startProblemOf(error, config.store.kind);
  const logger = boltLogger(log);
  const healthPlace = healthPlaceOf(config);
  const routes = healthRoutes(readiness);
  /** What is read for metrics, once the store is open. */
  let opened: Stores | null = null;
  /** Remembers deliveries, once the store is open: nothing is delivered before. */
  let remembering: Unfinished | null = null;
  // Figures are for those who watch, on a port that Slack and its strangers do not reach.
  const metrics = config.health ? processMetrics(() => standing()) : null;
  const meter = metrics?.meter ?? noMeter;
  const readStanding = standingInTime(after);
  const standing = async (): Promise<Standing> => ({
    ...(opened ? await readStanding(opened.ordersInTurn.background, clock.now()) : { orders: null, oldestDueMs: null }),
    waitingPayloads: receiver.waiting(),
    isReady: readiness.isReady(),
    slackAnswers: readiness.states().get('slack') === 'fine',
    storeWentBack: readiness.states().get('store-time') === 'troubled',
  });
  const receiver = slackReceiver({
    ...{ transport, apiUrl, logger, after, meter },
    unfinished: { keep: (text) => remembering?.keep(text) ?? NOT_KEPT },
    dispatcher: config.proxy === null ? undefined : new ProxyDispatcher(proxyFor(config.proxy)),
    routes: healthPlace === null ? routes : [],
    onRefused: (refused) => {
      const problem = lasting(refused);
      if (problem) onLost?.(problem);
    },
  });
  if (healthPlace) {
    const health = await startHealthServer(healthPlace, [...routes, ...(metrics ? [metricsRoute(metrics)] : [])], log);
    closers.push(() => health.stop());
  }
  if (receiver instanceof HttpReceiver) await receiver.listen(config.port);
  closers.push(async () => {
    receiver.cutConnections();
    await receiver.stop();
  });

  const trying = keepTrying({ after, log, signal: surroundings.signal, lasting });
  const signedIn = await trying(awaitedSlack(apiUrl), () => signIn(config.slack, logger, clock, meter));
  if (!signedIn.canReadFiles)
    log.warn({}, 'Sheets cannot be uploaded: install the app again, with the scope files:read');
  const stores = await trying(awaitedStore(config.store.kind), () =>
    openToServe(config, surroundings, signedIn.teamId),
  );
  opened = stores;
  closers.push(() => stores.close());

  // Nothing is done in the background before the bot can be reached; the loop begins with a look for work.
  let loop: WorkerLoop | null = null;
  const calls = callsUnderWay();
  const late = latePages();
  const accounts = [
    openAccount(config, signedIn, stores, {
      ...surroundings,
      after,
      resolver,
      meter,
      calls,
      latePages: late,
      nudge: () => loop?.nudge(),
    }),
  ];
  const worker = workersOf(accounts, watchesAccount);
  const contexts = new Map(accounts.map(({ teamId, context }) => [teamId, context]));
  // Before anything is done with the store, it is looked at.
  const heartbeats = await Promise.all(accounts.map(({ trust }) => startHeartbeat(trust, after, log)));
  const stopBeats = () => {
    for (const heartbeat of heartbeats) heartbeat.stop();
  };
  closers.push(stopBeats);
  await Promise.all(accounts.map((account) => trying(awaitedStore(config.store.kind), () => account.begin())));
  // Before anything is delivered: what this process holds is its own while it gives signs of life.
  const processes = livingProcesses({
    ...{ signs: stores.shortLived, clock, after, log, id: randomUUID(), trace, hasEnded },
    monotonicMs: () => performance.now(),
  });
  // What was cut is taken over by others, when they find this process gone.
  closers.push(async () => ((await remembering?.isAllDone()) === false ? processes.stop() : processes.end()));
  surroundings.signal?.throwIfAborted();
  await processes.begin();
  const needs = {
    ...{ log, newId: randomUUID, holder: processes.id, keyValues: stores.shortLivedInBackground },
    seal: textSeal({ keys: sealingKeys(config), randomBytes }),
  };
  const { store } = config;
  const notes =
    store.kind === 'redis'
      ? notesInStore(needs)
      : deliveryJournal({
          ...{ ...needs, after, mayBeTaken: () => processes.mayBeTaken() },
          folder: journalFolder(store.dataDir),
        });
  closers.push(() => notes.close());
  const unfinished = unfinishedDeliveries({ ...needs, clock, processes, notes });
  remembering = unfinished;
  const contextOf = byInstallation(contexts, log);
  const app = slackApp({
    ...{ contextOf, receiver, unfinished, latePages: late, after, log, logger },
    port: config.port,
  });
  await app.start();
  const running = startWorkerLoop({ work: () => worker.claimAndStart(), pollMs, log });
  loop = running;
  await readiness.begin([
    storeCheck(stores),
    ...accounts.map(({ clients }) => tokenCheck(clients.web)),
    ...(receiver instanceof SocketReceiver ? [socketCheck(() => receiver.isDeaf())] : []),
    workCheck(() => running.failure()),
    timeCheck(() => warningOf(heartbeats)),
  ]);
  const closeRest = closers.splice(0).toReversed();
  return {
    settled: async () => {
      do await Promise.all([app.idle(), worker.idle()]);
      while ((await worker.claimAndStart()) > 0 || worker.isBusy());
    },
    underWay: () => ({ requests: app.underWay(), calls: calls.count(), isWorking: worker.isBusy() }),
    stop: () =>
      stopInOrder(
        {
          stopServing: () => readiness.stopServing(),
          finish: async (deadline) => {
            await Promise.all([app.stop(deadline), running.stop()]);
            await worker.idle();
          },
          callCount: () => calls.count(),
          close: async () => {
            readiness.stop();
            for (const close of closeRest) await close();
          },
        },
        { after, log, drainMs },
      ),
  };
}

/** Where health checks have a server of their own: in Socket Mode there is no other one. */
function healthPlaceOf({ health, port, slack }: Config): HealthPlace | null {
  if (health) return health;
  return slack.transport.mode === 'socket' ? { port, host: undefined } : null;
}

function warningOf(heartbeats: readonly Heartbeat[]): string | null {
  const proof = heartbeats.map((heartbeat) => heartbeat.wentBack()).find((each) => each !== null);
  return proof ? wentBackText(proof) : null;
}

/** The worker of each account, and what else looks for due work beside it. */
function workersOf(accounts: readonly Account[], watchesAccount: boolean): Worker {
  return workersTogether(
    accounts.flatMap(({ worker: orders, homeWorker, watchWorker, retentionWorker }) => [
      ...[orders, homeWorker],
      ...(watchesAccount ? [watchWorker] : []),
      ...(retentionWorker ? [retentionWorker] : []),
    ]),
  );
}
