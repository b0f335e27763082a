import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { freePort } from '../../test/support/servers/free-port.ts';
import { buildInto } from './build.ts';
import { type Subject, startSubject, whenReady } from './subject.ts';
import { type LoadRequest, type LoadResult, LoadResult as LoadResultSchema } from './templates.ts';

export const SIGNING_SECRET = 'bench-signing-secret';

/** What a subject says of itself. */
export const Report = z.object({
  rssBytes: z.number(),
  heapUsedBytes: z.number(),
  loopDelayP99Ms: z.number(),
  cpuSeconds: z.number(),
  /** What keeps or may keep the process alive: sockets, timers, files. */
  handles: z.int(),
});

/** Calls by name, redrawn cards and posts that the stand-in saw. */
export const Seen = z.object({
  calls: z.record(z.string(), z.number()),
  cardsWithoutButtons: z.array(z.object({ ts: z.string(), atMs: z.number() })),
  posts: z.array(z.object({ effectId: z.string(), atMs: z.number() })),
});

export interface StartOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly runner?: readonly string[];
  /** Does not wait until the subject is ready. */
  readonly isWatchedFromStart?: boolean;
}

/** A subject that listens. */
export interface Server extends Subject {
  readonly url: string;
}

/** Everything that a measure needs: the built app, helpers that run all the time, folders that are swept at the end. */
export interface Lab {
  readonly isQuick: boolean;
  /** Rounds of each comparison. */
  readonly rounds: number;
  readonly worldUrl: string;
  readonly world: Subject;
  readonly seeder: Subject;
  /** A new folder, with a copy of another one's content when it is named. */
  folder(copyOf?: string): string;
  /** Starts a subject by its file's name, on a port of its own. */
  start(name: string, options?: StartOptions): Promise<Server>;
  load(task: LoadRequest): Promise<LoadResult>;
  /** Has something done when the lab is closed. */
  onClose(act: () => Promise<void>): void;
  close(): Promise<void>;
}

export interface LabOptions {
  readonly isQuick: boolean;
  /** Where CPU profiles of the subjects go; null for none. */
  readonly profileDir: string | null;
}

/** Environment of our app in the benchmark; what is given comes on top. */
export function ourEnvironment(lab: Lab, dataDir: string): Record<string, string> {
  return {
    SLACK_BOT_TOKEN: 'xoxb-bench',
    SLACK_API_URL: `${lab.worldUrl}/api/`,
    SCALEDMAIL_API_KEY: 'bench-key',
    SCALEDMAIL_BASE_URL: `${lab.worldUrl}/vendor`,
    APPROVERS: 'U0AMIR,S0APPROVERS',
    APPROVAL_CHANNEL: 'C0APPROVALS',
    ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
    DATA_DIR: dataDir,
    LOG_LEVEL: 'error',
  };
}

/** Builds the app and starts the helpers. */
export async function openLab({ isQuick, profileDir }: LabOptions): Promise<Lab> {
  const root = mkdtempSync(join(tmpdir(), 'scaledmail-bench-'));
  const built = join(root, 'built');
  await buildInto(built);
  const running = new Set<Subject>();
  const closing: (() => Promise<void>)[] = [];
  const start: Lab['start'] = async (name, { environment = {}, runner, isWatchedFromStart = false } = {}) => {
    const port = await freePort();
    const isProfiled = profileDir !== null && PROFILED.has(name);
    const subject = startSubject({
      file: join(built, 'bench/subjects', `${name}.js`),
      environment: { SLACK_SIGNING_SECRET: SIGNING_SECRET, PORT: String(port), NODE_ENV: 'production', ...environment },
      execArgv: isProfiled ? ['--cpu-prof', `--cpu-prof-dir=${profileDir}`] : [],
      endsGently: isProfiled || runner !== undefined,
      ...(runner ? { runner } : {}),
    });
    const stop = async () => {
      running.delete(subject);
      await subject.stop();
    };
    running.add(subject);
    if (!isWatchedFromStart) await whenReady(subject);
    return { ...subject, stop, url: `http://127.0.0.1:${port}` };
  };
  const world = await start('outside-world', { environment: { ANSWER_AFTER_MS: '20' } });
  const seeder = await start('seeder');
  const generator = await start('load-generator');
  return {
    isQuick,
    rounds: isQuick ? 1 : 3,
    worldUrl: world.url,
    world,
    seeder,
    start,
    folder: (copyOf) => {
      const folder = mkdtempSync(join(root, 'data-'));
      if (copyOf !== undefined) cpSync(copyOf, folder, { recursive: true, filter: isKept });
      return folder;
    },
    load: (task) => generator.ask('load', LoadResultSchema, { ...task, signingSecret: SIGNING_SECRET }),
    onClose: (act) => {
      closing.push(act);
    },
    close: async () => {
      await Promise.all([...running].map((subject) => subject.stop()));
      for (const act of closing) await act();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** What SQLite keeps beside a store while it is open is not copied. */
const isKept = (path: string): boolean => !/-(?:wal|shm)$/.test(path);

/** Subjects whose profiles are worth reading. */
const PROFILED = new Set(['ours', 'one-route', 'bare-bolt', 'pure-work', 'watch-cycle']);
