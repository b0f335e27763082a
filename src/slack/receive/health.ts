import type { CustomRoute } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { SlackAsksToWait } from '../../service/errors.ts';
import type { After } from '../../service/ports/after.ts';
import type { Log } from '../../service/ports/log.ts';

/** The timers of the process; they do not keep it alive. */
export const processTimers: After = (ms, work) => {
  const timer = setTimeout(() => void work(), ms).unref();
  return () => clearTimeout(timer);
};

/** Something that is needed to serve. */
export interface ReadinessCheck {
  /** Throws while it is not there. */
  readonly check: () => Promise<void>;
  /** Milliseconds between two checks. */
  readonly everyMs: number;
}

/** What was found in the background. */
export interface Readiness {
  /** Why this process cannot serve; null when it can. */
  problem(): string | null;
  /** Looks no more. */
  stop(): void;
}

/** The store is ours and answers at once; Slack is asked rarely. */
const STORE_EVERY_MS = 5_000;
const TOKEN_EVERY_MS = 60_000;
/** After a failure, the next check comes this soon at the latest: a moment's failure keeps nobody out for long. */
const AGAIN_MS = 10_000;
/** A check that takes longer has failed. */
const TOO_LONG_MS = 10_000;

/** Whether the store answers. */
export const storeCheck = (ping: () => Promise<void>): ReadinessCheck => ({ check: ping, everyMs: STORE_EVERY_MS });

/**
 * Whether Slack accepts the token. When Slack asks to wait, it is there and knows whose calls it counts, so that is a yes.
 * Throws what the Web API throws.
 */
export const tokenCheck = (client: WebClient): ReadinessCheck => ({
  check: async () => {
    try {
      await client.auth.test();
    } catch (error) {
      if (!(error instanceof SlackAsksToWait)) throw error;
    }
  },
  everyMs: TOKEN_EVERY_MS,
});

/**
 * Checks again and again in the background, so that whoever asks whether we are ready costs no call. Begins with ready: the
 * start of a process fails by itself when something is missing. Each change is logged.
 */
export function watchReadiness(checks: readonly ReadinessCheck[], after: After, log: Log): Readiness {
  const problems = new Map<ReadinessCheck, string>();
  const cancels = new Map<ReadinessCheck, () => void>();
  let isStopped = false;
  const watch = (each: ReadinessCheck) => {
    const waitMs = problems.has(each) ? Math.min(each.everyMs, AGAIN_MS) : each.everyMs;
    cancels.set(
      each,
      after(waitMs, async () => {
        const problem = await problemOf(each, after);
        const isNews = (problems.get(each) ?? null) !== problem;
        if (problem === null) problems.delete(each);
        else problems.set(each, problem);
        if (isStopped) return;
        if (isNews && problem === null) log.info({}, 'This process is ready to serve again');
        if (isNews && problem !== null) log.warn({ problem }, 'This process is not ready to serve');
        watch(each);
      }),
    );
  };
  for (const each of checks) watch(each);
  return {
    problem: () => problems.values().next().value ?? null,
    stop: () => {
      isStopped = true;
      for (const cancel of cancels.values()) cancel();
    },
  };
}

/** What a check finds; that it does not answer is a problem too. */
async function problemOf({ check }: ReadinessCheck, after: After): Promise<string | null> {
  let cancel = () => {};
  const tooLong = new Promise<string>((resolve) => {
    cancel = after(TOO_LONG_MS, async () => resolve('a check did not end'));
  });
  const found = check().then(
    () => null,
    (error: unknown) => (error instanceof Error ? error.message : 'unknown'),
  );
  const problem = await Promise.race([found, tooLong]);
  cancel();
  return problem;
}

/**
 * `GET /healthz` answers while the process lives; `GET /readyz` answers 200 when it can serve, else 503 and why. A warning
 * keeps nobody out: people have to reach us to do something about it.
 */
export function healthRoutes(
  { problem }: Pick<Readiness, 'problem'>,
  warning: () => string | null = () => null,
): CustomRoute[] {
  return [
    {
      path: '/healthz',
      method: 'GET',
      handler: (_request, response) => {
        response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}');
      },
    },
    {
      path: '/readyz',
      method: 'GET',
      handler: (_request, response) => {
        const found = problem();
        const warned = warning();
        const ready = { ok: true, ...(warned === null ? {} : { warning: warned }) };
        response
          .writeHead(found === null ? 200 : 503, { 'content-type': 'application/json' })
          .end(JSON.stringify(found === null ? ready : { ok: false, problem: found }));
      },
    },
  ];
}
