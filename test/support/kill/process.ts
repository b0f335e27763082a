import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from '../../../bundle.ts';
import type { WritePoint } from './stores.ts';

/** The bot in a process of its own. */
export interface BotProcess {
  /** What ended the process: a signal, or an exit code as text; null while it lives. */
  causeOfDeath(): string | null;
  /** Resolves when the process is gone, whoever ended it. */
  readonly died: Promise<unknown>;
  /** `kill -9`; resolves when the process is gone. */
  kill(): Promise<void>;
  /** From now on the process kills itself at that write. */
  armWrite(point: WritePoint): void;
  /** Sets the bot's clock; resolves when nothing is due and nothing under way any more, or when the process died. */
  settle(now: Date): Promise<void>;
  /** Lets time pass, with timers that are told so; resolves when what went off is done, or when the process died. */
  pass(ms: number): Promise<void>;
}

const ROOT = new URL('../../..', import.meta.url).pathname;

/**
 * Builds the bot's process into `folder`, as `npm run build` does. Answers what to give `startBotProcess`.
 */
export async function buildBotProcess(folder: string): Promise<string> {
  await bundle(
    ['bot.ts', 'store-thread.ts'].map((name) => join(import.meta.dirname, name)),
    folder,
    { splitting: false, sourcemap: false },
  );
  writeFileSync(join(folder, 'package.json'), '{"type":"module","name":"scaledmail-for-slack","version":"0.0.0"}');
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return join(folder, 'test/support/kill/bot.js');
}

/** Starts the bot; resolves when it serves. Rejects when it ends before that, with what it said. */
export async function startBotProcess(
  entry: string,
  environment: Readonly<Record<string, string>>,
  now: Date,
  onLog: (text: string) => void,
): Promise<BotProcess> {
  const { PATH = '' } = process.env;
  const child = fork(entry, {
    env: { PATH, ...environment, KILL_BOT_NOW_MS: String(now.getTime()) },
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let said = '';
  const listen = (chunk: unknown) => {
    said += String(chunk);
    onLog(String(chunk));
  };
  child.stdout?.on('data', listen);
  child.stderr?.on('data', listen);
  const died = once(child, 'exit');
  const causeOfDeath = () => child.signalCode ?? (child.exitCode === null ? null : String(child.exitCode));
  await Promise.race([once(child, 'message'), died]);
  if (causeOfDeath() !== null) throw new Error(`The bot could not start: ${said}`);
  let asked = 0;
  const ask = async (message: object) => {
    asked += 1;
    const answered = answerTo(child, asked);
    tell(child, { ...message, id: asked });
    await Promise.race([answered, died]);
  };
  return {
    causeOfDeath,
    died,
    kill: async () => {
      child.kill('SIGKILL');
      await died;
    },
    armWrite: (point) => tell(child, { type: 'arm', ...point }),
    settle: (to) => ask({ type: 'settle', nowMs: to.getTime() }),
    pass: (ms) => ask({ type: 'pass', ms }),
  };
}

/** Resolves when the process says that what message `id` asked for is done. */
function answerTo(child: ChildProcess, id: number): Promise<void> {
  return new Promise((resolve) => {
    const listen = (message: unknown) => {
      if (typeof message !== 'object' || message === null || !('id' in message) || message.id !== id) return;
      child.off('message', listen);
      resolve();
    };
    child.on('message', listen);
  });
}

/** Words to a process that has just died are lost, as they should be. */
function tell(child: ChildProcess, message: object): void {
  if (child.connected) child.send(message, () => {});
}
