import type { Redis } from 'ioredis';
import { AppError } from '../../../service/errors.ts';
import type { Log } from '../../../service/ports/log.ts';
import { type Refusal, refusalIn } from './refusals.ts';

/** Timers, as Node has them. */
export interface PatienceTimers {
  readonly nowMs: () => number;
  /** Resolves after so long. Nothing keeps the process alive for it. */
  readonly pause: (ms: number) => Promise<void>;
}

export interface PatienceOptions extends PatienceTimers {
  /** How long a command is tried altogether, from its first refusal on: people are waiting. */
  readonly patienceMs: number;
  /** Whether another connection may lead to another server: not for what one server says about others. */
  readonly leadsElsewhere: (refusal: Refusal) => boolean;
  /** A failure with a sentence of its own, where there is one. */
  readonly explain: (error: unknown) => Promise<unknown>;
  readonly log: Log;
}

/** While a slot moves, its server is the right one. */
const WAITING_HELPS: ReadonlySet<Refusal> = new Set<Refusal>(['TRYAGAIN', 'ASK']);
const PAUSE_MS = 100;

/**
 * The same connection, which repeats a command that was refused and surely did nothing: over a new connection, which may lead to
 * the server that takes it, or after a pause. Whatever else goes wrong is passed on, as nobody knows whether the command was
 * carried out; also a connection that broke, and what ends no sooner than the patience.
 */
export function patientRedis(redis: Redis, options: PatienceOptions): Redis {
  const again = connectingAgain(redis, options);
  const patiently = async (send: () => Promise<unknown>): Promise<unknown> => {
    let untilMs: number | null = null;
    for (;;) {
      const connection = again.connection();
      try {
        return await send();
      } catch (error) {
        const refusal = refusalIn(error);
        if (refusal === null || !options.leadsElsewhere(refusal)) {
          throw again.because(connection, await options.explain(error));
        }
        untilMs ??= options.nowMs() + options.patienceMs;
        const leftMs = untilMs - options.nowMs();
        if (leftMs <= 0) throw error;
        if (WAITING_HELPS.has(refusal)) await options.pause(Math.min(PAUSE_MS, leftMs));
        else await again.from(connection, refusal, leftMs);
        if (redis.status !== 'ready') throw error;
      }
    }
  };
  return new Proxy(redis, {
    get: (target, property) => {
      const member: unknown = Reflect.get(target, property, target);
      if (typeof member !== 'function') return member;
      return (...parameters: unknown[]): unknown => {
        const send = (): unknown => Reflect.apply(member, target, parameters);
        if (!isCommand(property)) return send();
        return patiently(async () => send());
      };
    },
  });
}

/** Methods of the connection itself, and those that begin several commands. */
const NO_COMMANDS: ReadonlySet<string> = new Set(
  [
    'connect',
    'disconnect',
    'quit',
    'end',
    'on',
    'once',
    'off',
    'emit',
    'addListener',
    'removeListener',
    'multi',
  ].concat(['pipeline', 'duplicate', 'listeners', 'listenerCount', 'eventNames', 'setMaxListeners']),
);
const isCommand = (property: string | symbol): boolean => typeof property === 'string' && !NO_COMMANDS.has(property);

/** Leaves a connection for a new one, once for all commands that were refused on it. */
function connectingAgain(redis: Redis, { log, pause }: PatienceOptions) {
  let connections = 0;
  let leaving: Promise<void> | null = null;
  let left: { readonly connection: number; readonly refusal: Refusal } | null = null;
  redis.on('ready', () => {
    connections += 1;
  });
  const leave = async (refusal: Refusal): Promise<void> => {
    log.warn({ refusal }, 'This Redis server does not take commands now; connecting again');
    left = { connection: connections, refusal };
    const isOver = new Promise<void>((resolve) => {
      const over = () => {
        redis.off('ready', over);
        redis.off('end', over);
        resolve();
      };
      redis.on('ready', over);
      redis.on('end', over);
    });
    redis.disconnect(true);
    await isOver;
    leaving = null;
  };
  return {
    /** The number of the connection that is used now. */
    connection: () => connections,
    /** What failed because that connection was left, with why; everything else as it is. */
    because: (connection: number, error: unknown): unknown =>
      left?.connection === connection && !(error instanceof AppError)
        ? new Error(`The connection was left, as its server answered ${left.refusal}`, { cause: error })
        : error,
    /** Resolves when there is another connection than that, or after so long. */
    from: async (connection: number, refusal: Refusal, ms: number): Promise<void> => {
      if (connection !== connections) return;
      leaving ??= leave(refusal);
      await Promise.race([leaving, pause(ms)]);
    },
  };
}
