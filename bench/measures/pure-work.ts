import { z } from 'zod';
import type { Measure, Row } from '../measure.ts';
import { median } from '../statistics.ts';

const GOAL_MS = 5;

/** CPU of the largest order's pure work, in turn, after the compiler has warmed up. */
export const pureWork: Measure = {
  name: 'pure-work',
  title: 'CPU of a 200-domain order',
  run: async (lab) => {
    const subject = await lab.start('pure-work');
    const names = await subject.ask('names', z.array(z.string()));
    const forMs = lab.isQuick ? 200 : 700;
    const runs = new Map<string, number[]>(names.map((name) => [name, []]));
    for (let round = 0; round < lab.rounds; round += 1) {
      for (const name of names) runs.get(name)?.push(await subject.ask('cpu', z.number(), { name, forMs }));
    }
    await subject.stop();
    return [...runs].map(([name, cpuMs]): Row => {
      const value = median(cpuMs);
      return {
        what: `CPU, 200 domains with 1,230 aliases: ${name}`,
        figures: [{ side: 'ours', value, unit: 'ms' }],
        ratio: null,
        goal: { text: `≤ ${GOAL_MS} ms`, value, atMost: GOAL_MS },
      };
    });
  },
};
