import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** Which stories are lived, from seed 1 on. */
export const Stories = z.object({
  runs: z.number(),
  /** What may happen, where that is not to be as the seed has it. */
  kind: z.record(z.string(), z.boolean()),
  /** The name of the guard that is taken away; null for none. */
  spoil: z.string().nullable(),
  /** Address of the Redis to use; null for SQLite in memory. */
  redis: z.string().nullable(),
});
export type Stories = z.infer<typeof Stories>;

/** What they came to. */
export const Lived = z.object({
  /** What was broken in the first story that broke a promise, with its seed; none when all were kept. */
  violations: z.array(z.string()),
  brokenSeed: z.number().nullable(),
  paidCalls: z.number(),
  endCalls: z.number(),
});
export type Lived = z.infer<typeof Lived>;

const HOST = fileURLToPath(new URL('./story-host.ts', import.meta.url));

/**
 * Lives stories until one breaks a promise, in a process of their own: in Jest's context every look at a global is slow, and
 * stories take two to five times as long. Throws when that process ends without an answer.
 */
export async function liveStories(stories: Partial<Stories> & Pick<Stories, 'runs'>): Promise<Lived> {
  const host = fork(HOST, [], { execArgv: ['--import', 'tsx'] });
  try {
    const answered = once(host, 'message');
    const ended = once(host, 'exit').then(([code]) => {
      throw new Error(`The stories ended with code ${code} and without an answer`);
    });
    host.send({ kind: {}, spoil: null, redis: null, ...stories } satisfies Stories);
    const [answer] = await Promise.race([answered, ended]);
    return Lived.parse(answer);
  } finally {
    host.removeAllListeners('exit');
    host.kill();
  }
}
