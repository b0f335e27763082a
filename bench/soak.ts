import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { openLab, Report } from './lab/lab.ts';
import { seed, startOurs } from './lab/loads.ts';
import { bodiesOf, sendSigned } from './lab/requests.ts';
import type { RequestKind } from './lab/templates.ts';

/** What comes to an app all day: clicks, wrong clicks and commands, each answered. */
const KINDS: readonly RequestKind[] = ['command', 'outsider click'];
/** Caches fill and code is compiled first; what grows after that is a leak. */
const WARM_MS = 20_000;
const TICK_MS = 50;
/** More than a process of this kind moves by itself. */
const MOST_GROWTH_MB = 16;
const MOST_NEW_HANDLES = 16;

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '2' }, rate: { type: 'string', default: '20' } },
});
const { minutes, rate } = z
  .object({ minutes: z.coerce.number().min(0.1).max(600), rate: z.coerce.number().min(1).max(200) })
  .parse(values);

const lab = await openLab({ isQuick: true, profileDir: null });
try {
  const seeded = await seed(lab);
  const server = await startOurs(lab, 'ours', seeded.dataDir);
  const bodies = KINDS.flatMap((kind) => bodiesOf(seeded.templatesFile, kind));
  let sent = 0;
  const problems: string[] = [];
  const underWay = new Set<Promise<void>>();
  const sendOne = () => {
    const body = (bodies[sent % bodies.length] ?? '').replaceAll(/(trigger\.|1764000000\.)\d+/g, `$1${sent}`);
    sent += 1;
    const sending = sendSigned(server.url, body).then(
      () => {},
      (error: unknown) => void problems.push(String(error)),
    );
    underWay.add(sending);
    void sending.then(() => underWay.delete(sending));
  };
  const soakFor = async (milliseconds: number) => {
    const startedMs = performance.now();
    const before = sent;
    for (let passedMs = 0; passedMs < milliseconds; passedMs = performance.now() - startedMs) {
      const due = Math.floor((passedMs / 1_000) * rate) - (sent - before);
      for (let each = 0; each < due; each += 1) sendOne();
      await setTimeout(TICK_MS);
    }
    await Promise.all(underWay);
  };
  const look = async () => {
    await server.ask('collect', z.unknown());
    const report = await server.ask('report', Report);
    await server.ask('reset', z.unknown());
    return report;
  };
  console.log(`Soaking for ${minutes} minutes at ${rate} requests a second, after ${WARM_MS / 1_000} s to warm up ...`);
  await soakFor(WARM_MS);
  const warm = await look();
  const first = await look();
  await soakFor(minutes * 60_000);
  const last = await look();
  const mb = (bytes: number) => `${(bytes / 1_048_576).toFixed(1)} MB`;
  const row = (what: string, start: string, end: string) =>
    console.log(`${what.padEnd(28)}${start.padStart(12)}${end.padStart(12)}`);
  row('', 'start', 'end');
  row('Memory (resident set)', mb(first.rssBytes), mb(last.rssBytes));
  row('Memory (heap in use)', mb(first.heapUsedBytes), mb(last.heapUsedBytes));
  row('Handles', String(first.handles), String(last.handles));
  row('Event loop delay, p99', `${warm.loopDelayP99Ms.toFixed(1)} ms`, `${last.loopDelayP99Ms.toFixed(1)} ms`);
  console.log(`${sent} requests, ${problems.length} answered badly`);
  const grownMb = (last.heapUsedBytes - first.heapUsedBytes) / 1_048_576;
  if (grownMb > MOST_GROWTH_MB) problems.push(`The heap grew by ${grownMb.toFixed(0)} MB`);
  if (last.handles - first.handles > MOST_NEW_HANDLES) problems.push(`${last.handles - first.handles} handles more`);
  for (const problem of problems.slice(0, 5)) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
  await server.stop();
} finally {
  await lab.close();
}
