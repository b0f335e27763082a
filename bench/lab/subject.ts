import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';

const Ready = z.object({ ready: z.literal(true) });
const Answer = z.object({ id: z.int(), value: z.unknown().optional(), error: z.string().optional() });

/** A process under measurement, or one that helps to measure. */
export interface Subject {
  readonly pid: number;
  /** Milliseconds since 1970 at which the process was started. */
  readonly startedAtMs: number;
  /** Asks the process by the name of one of its answers. Rejects when that fails, or the process ends. */
  ask<Schema extends z.ZodType>(name: string, schema: Schema, given?: unknown): Promise<z.output<Schema>>;
  /** Ends the process; resolves when it is gone. */
  stop(): Promise<void>;
}

export interface SubjectOptions {
  readonly file: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly execArgv?: readonly string[];
  /** Another program that runs Node, such as strace, with its arguments. */
  readonly runner?: readonly string[];
  /** Ends by itself, so that profiles are written; else it is killed. */
  readonly endsGently?: boolean;
}

/** Starts a compiled subject. */
export function startSubject(options: SubjectOptions): Subject {
  const startedAtMs = performance.timeOrigin + performance.now();
  const child = forked(options);
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  child.on('message', (message) => {
    const answer = Answer.safeParse(message);
    if (!answer.success) return;
    const { id, value, error } = answer.data;
    const waiter = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) waiter?.resolve(value);
    else waiter?.reject(new Error(`${options.file}: ${error}`));
  });
  const exited = once(child, 'exit').then(([code, signal]) => {
    for (const { reject } of waiting.values()) reject(new Error(`${options.file} ended (${code ?? signal})`));
    waiting.clear();
  });
  let asked = 0;
  const ask = (name: string, given: unknown) =>
    new Promise<unknown>((resolve, reject) => {
      if (child.exitCode !== null || child.signalCode !== null)
        return reject(new Error(`${options.file} is not there`));
      asked += 1;
      waiting.set(asked, { resolve, reject });
      child.send({ id: asked, ask: name, given });
    });
  return {
    pid: child.pid ?? 0,
    startedAtMs,
    ask: async (name, schema, given) => schema.parse(await ask(name, given)),
    stop: async () => {
      if (options.endsGently) await ask('end', null).catch(() => {});
      else child.kill('SIGKILL');
      await exited;
    },
  };
}

function forked({ file, environment = {}, execArgv = [], runner = [] }: SubjectOptions): ChildProcess {
  const [program, ...rest] = runner;
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, NODE_NO_WARNINGS: '1', ...environment };
  const common = { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] } satisfies Parameters<typeof fork>[2];
  return program === undefined
    ? fork(file, { ...common, execArgv: [...execArgv] })
    : fork(file, { ...common, execPath: program, execArgv: [...rest, process.execPath, ...execArgv] });
}

/** Resolves when the process says that it is ready. Rejects when it ends before. */
export async function whenReady(subject: Subject): Promise<Subject> {
  Ready.parse(await subject.ask('ready', Ready));
  return subject;
}
