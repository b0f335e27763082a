import { setTimeout } from 'node:timers/promises';
import { type Lab, ourEnvironment, Report } from '../lab/lab.ts';
import { seed } from '../lab/loads.ts';
import { bodiesOf, nowMs, sendSigned, until, WrongAnswer } from '../lab/requests.ts';
import type { Measure } from '../measure.ts';
import { median, ratioOf } from '../statistics.ts';

const GOAL_RATIO = 2;
const GOAL_MORE_MB = 40;
const MEGABYTE = 1_048_576;
/** So long after the first answer, memory is at rest. */
const REST_MS = 1_500;

/** Starts a side and sends it a command until it answers rightly. */
async function startOnce(lab: Lab, side: 'ours' | 'bare-bolt'): Promise<{ firstAckMs: number; rssMegabytes: number }> {
  const { dataDir, templatesFile } = await seed(lab);
  const [help = ''] = bodiesOf(templatesFile, 'command');
  const environment = side === 'ours' ? ourEnvironment(lab, lab.folder(dataDir)) : {};
  const server = await lab.start(side, { environment, isWatchedFromStart: true });
  await until('The first good answer', 15_000, () =>
    sendSigned(server.url, help).catch((error: unknown) => {
      // Nobody listens yet, or the bot does not take requests yet.
      if (error instanceof TypeError || (error instanceof WrongAnswer && error.status === 503)) return null;
      throw error;
    }),
  );
  const firstAckMs = nowMs() - server.startedAtMs;
  await setTimeout(REST_MS);
  const { rssBytes } = await server.ask('report', Report);
  await server.stop();
  return { firstAckMs, rssMegabytes: rssBytes / MEGABYTE };
}

/** From starting the process to its first good acknowledgement, and its memory when nothing happens. */
export const start: Measure = {
  name: 'start',
  title: 'Start and memory at rest',
  run: async (lab) => {
    const ours: Awaited<ReturnType<typeof startOnce>>[] = [];
    const bare: typeof ours = [];
    for (let round = 0; round < (lab.isQuick ? 1 : 5); round += 1) {
      ours.push(await startOnce(lab, 'ours'));
      bare.push(await startOnce(lab, 'bare-bolt'));
    }
    const startOf = (runs: typeof ours) => median(runs.map(({ firstAckMs }) => firstAckMs));
    const memoryOf = (runs: typeof ours) => median(runs.map(({ rssMegabytes }) => rssMegabytes));
    const ratio = ratioOf(startOf(ours), startOf(bare));
    return [
      {
        what: 'Start to the first good acknowledgement',
        figures: [
          { side: 'ours', value: startOf(ours), unit: 'ms' },
          { side: 'bare Bolt', value: startOf(bare), unit: 'ms' },
        ],
        ratio,
        goal: { text: `≤ ${GOAL_RATIO}×`, value: ratio, atMost: GOAL_RATIO },
        note: 'Ours opens and migrates its store, and asks Slack (20 ms) who it is.',
      },
      {
        what: 'Memory at rest (resident set)',
        figures: [
          { side: 'ours', value: memoryOf(ours), unit: 'MB' },
          { side: 'bare Bolt', value: memoryOf(bare), unit: 'MB' },
        ],
        ratio: ratioOf(memoryOf(ours), memoryOf(bare)),
        goal: { text: `≤ +${GOAL_MORE_MB} MB`, value: memoryOf(ours) - memoryOf(bare), atMost: GOAL_MORE_MB },
      },
    ];
  },
};
