import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import type { AppDeath } from '../slack/workspace/protocol.ts';
import type { BotEnvironment } from './environment.ts';
import { ordersInWork } from './leases.ts';

/** How the bot's process is: on the page as a light. */
export type BotState = 'starting' | 'running' | 'down' | 'stopped';

/** Keeps the bot's process alive: one that dies is started again, as a supervisor would. */
export interface BotKeeper {
  state(): BotState;
  /** The last time that it died, since it was started anew. */
  lastDeath(): AppDeath | null;
  /** `kill -9`: nothing is finished, nothing is said. It comes back by itself. */
  kill(): void;
  /** Stops the bot, calls `onStopped`, and starts it again with an empty store. */
  startAnew(onStopped: () => void): Promise<void>;
  moveClock(offsetMs: number): void;
  stop(): Promise<void>;
}

/** Long enough to see that it is down. */
const RESTART_AFTER_MS = 3_000;

interface Surroundings {
  /** The clock that the bot goes by. */
  readonly now: () => Date;
  /** Called at every change of state. */
  readonly onChange: () => void;
}

/** Starts the bot; resolves when it serves. */
export async function keepBot(environment: BotEnvironment, { now, onChange }: Surroundings): Promise<BotKeeper> {
  let state: BotState = 'stopped';
  let lastDeath: AppDeath | null = null;
  let child: ChildProcess | null = null;
  let offsetMs = 0;
  const change = (to: BotState) => {
    state = to;
    onChange();
  };
  const deathAt = (atMs: number): AppDeath => {
    try {
      return { atMs, orders: ordersInWork(environment.DATA_DIR, atMs) };
    } catch {
      // Where nobody can tell, nothing is claimed.
      return { atMs, orders: [] };
    }
  };
  const start = async () => {
    change('starting');
    const started = spawnBot({ ...environment, DEMO_CLOCK_OFFSET_MS: String(offsetMs) });
    child = started;
    started.once('exit', () => {
      if (state === 'stopped' || child !== started) return;
      lastDeath = deathAt(now().getTime());
      change('down');
      void setTimeout(RESTART_AFTER_MS).then(() => (state === 'down' ? start() : undefined));
    });
    await Promise.race([once(started, 'message'), once(started, 'exit')]);
    if (started.exitCode === null && started.signalCode === null) change('running');
  };
  const stop = async () => {
    change('stopped');
    const last = child;
    if (!last || last.exitCode !== null || last.signalCode !== null) return;
    const exited = once(last, 'exit');
    last.kill('SIGTERM');
    await exited;
  };
  await start();
  return {
    state: () => state,
    lastDeath: () => lastDeath,
    kill: () => void child?.kill('SIGKILL'),
    moveClock: (toMs) => {
      offsetMs = toMs;
      if (child?.connected) child.send({ clockOffsetMs: toMs });
    },
    startAnew: async (onStopped) => {
      await stop();
      lastDeath = null;
      onStopped();
      await rm(environment.DATA_DIR, { recursive: true, force: true });
      await start();
    },
    stop,
  };
}

function spawnBot(environment: Readonly<Record<string, string>>): ChildProcess {
  const entry = new URL('./bot-process.ts', import.meta.url);
  const { PATH = '', HOME = '' } = process.env;
  return fork(entry, {
    env: { PATH, HOME, ...environment },
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
}
