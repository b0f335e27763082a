import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { type Lab, ourEnvironment, Report, Seen, type Server } from './lab.ts';
import { type LoadResult, RequestKind } from './templates.ts';

/** Who is under load. */
export type Side = 'ours' | 'one-route' | 'bolt-keeping' | 'bolt-answering' | 'bare-bolt' | 'http-floor';
/** Those that open the store, and answer forms. */
export type SideWithStore = Extract<Side, 'ours' | 'one-route' | 'bolt-keeping'>;
const withStore = (side: Side): side is SideWithStore =>
  side === 'ours' || side === 'one-route' || side === 'bolt-keeping';

/** One side under so many requests at a time. */
export interface LoadCase {
  readonly side: Side;
  readonly concurrency: number;
  readonly kinds: readonly RequestKind[];
  /** Waits after the load until people have got what they are owed. */
  readonly waitsForBacklog?: boolean;
}

export interface LoadRun extends LoadResult {
  readonly loopDelayP99Ms: number;
  /** Private answers that people had got when the load ended, each second of it; and how long the rest took after it. */
  readonly followedUpPerSecond: number;
  readonly backlogSeconds: number;
}

/** Every kind of request in turn, in equal parts. */
export const MIXED: readonly RequestKind[] = RequestKind.options;
export const CLICKS: readonly RequestKind[] = ['approve click', 'outsider click'];
/** What is answered before its work, and what after it. */
export const AT_ONCE: readonly RequestKind[] = ['command', 'approve click', 'outsider click'];
/** Each is acknowledged, and then answered privately by one call of Slack's; nothing else follows. */
export const ANSWERED: readonly RequestKind[] = ['command', 'outsider click'];
export const FORMS: readonly RequestKind[] = ['form step'];

/** When nothing came for so long, nothing is left. */
const QUIET_MS = 300;
const BACKLOG_LIMIT_MS = 5_000;

/** Below the 50,000 pieces of work that our receiver lets wait before it acknowledges nothing more in advance. */
const MOST_REQUESTS = 45_000;

/** A side that answers slowly would otherwise be measured while its program is still being compiled. */
const WARM_REQUESTS = 2_000;

/** Orders and drafts that are there when the load begins. */
const SEEDED = 200;

interface Seeded {
  readonly dataDir: string;
  readonly templatesFile: string;
}
const seededOf = new WeakMap<Lab, Promise<Seeded>>();
const runsOf = new WeakMap<Lab, Map<string, Promise<LoadRun[][]>>>();

/** Runs all cases in turn, as often as the lab has rounds or as is asked; for each case, its runs. Cases that were run before are not run again. */
export function loadsOf(lab: Lab, cases: readonly LoadCase[], rounds = lab.rounds): Promise<LoadRun[][]> {
  const known = runsOf.get(lab) ?? new Map<string, Promise<LoadRun[][]>>();
  runsOf.set(lab, known);
  const key = JSON.stringify(cases);
  const runs = known.get(key) ?? runInTurn(lab, cases, rounds);
  known.set(key, runs);
  return runs;
}

async function runInTurn(lab: Lab, cases: readonly LoadCase[], rounds: number): Promise<LoadRun[][]> {
  const seeded = await seed(lab);
  const runs: LoadRun[][] = cases.map(() => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, each] of cases.entries()) runs[index]?.push(await run(lab, each, seeded));
  }
  return runs;
}

/** Orders that await approval and the requests about them, made once. */
export function seed(lab: Lab): Promise<Seeded> {
  const known = seededOf.get(lab);
  if (known) return known;
  const dataDir = lab.folder();
  const seeded = { dataDir, templatesFile: join(lab.folder(), 'templates.json') };
  const given = { ...seeded, worldUrl: lab.worldUrl, count: SEEDED };
  const made = lab.seeder.ask('loaded', z.unknown(), given).then(() => seeded);
  seededOf.set(lab, made);
  return made;
}

/** Starts our app, or a part of it, on a copy of the seeded store. */
export function startOurs(lab: Lab, side: SideWithStore, dataDir: string): Promise<Server> {
  return lab.start(side, { environment: ourEnvironment(lab, lab.folder(dataDir)) });
}

async function run(
  lab: Lab,
  { side, concurrency, kinds, waitsForBacklog = false }: LoadCase,
  seeded: Seeded,
): Promise<LoadRun> {
  const isOurs = withStore(side);
  const server = await (withStore(side) ? startOurs(lab, side, seeded.dataDir) : lab.start(side));
  await server.ask('reset', z.unknown());
  await lab.world.ask('forget', z.unknown());
  const startedMs = performance.now();
  const result = await lab.load({
    url: server.url,
    templatesFile: seeded.templatesFile,
    kinds: [...kinds],
    isOurs,
    concurrency,
    warmMs: lab.isQuick ? 400 : 1_000,
    warmRequests: lab.isQuick ? 400 : WARM_REQUESTS,
    measureMs: lab.isQuick ? 800 : 3_000,
    mostRequests: MOST_REQUESTS,
  });
  const seconds = (performance.now() - startedMs) / 1_000;
  const followedUpPerSecond = (await privateAnswers(lab)) / seconds;
  const { loopDelayP99Ms } = await server.ask('report', Report);
  const backlogSeconds = waitsForBacklog ? await backlogOf(lab) : 0;
  await server.stop();
  return { ...result, loopDelayP99Ms, followedUpPerSecond, backlogSeconds };
}

const privateAnswers = async (lab: Lab): Promise<number> => (await lab.world.ask('seen', Seen)).calls.response_url ?? 0;

/** Seconds until no more private answers come, counted to the last one; at most `BACKLOG_LIMIT_MS`. */
async function backlogOf(lab: Lab): Promise<number> {
  const startedMs = performance.now();
  let lastMs = startedMs;
  let before = await privateAnswers(lab);
  while (performance.now() - lastMs < QUIET_MS && performance.now() - startedMs < BACKLOG_LIMIT_MS) {
    await setTimeout(50);
    const now = await privateAnswers(lab);
    if (now > before) lastMs = performance.now();
    before = now;
  }
  return (lastMs - startedMs) / 1_000;
}
