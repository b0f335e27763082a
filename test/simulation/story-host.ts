import { firstBroken } from './first-broken.ts';
import { type Lived, Stories } from './live-stories.ts';
import { simulate } from './simulate.ts';
import { SPOILS } from './spoil.ts';
import { memoryStore, redisStore } from './stores.ts';

/** The program behind `liveStories`: stories are asked for in a message, and what they came to is sent back. */
async function live({ runs, kind, spoil: name, redis }: Stories): Promise<Lived> {
  let paidCalls = 0;
  let endCalls = 0;
  const spoil = name === null ? {} : SPOILS[name];
  if (!spoil) throw new Error(`There is no guard called ${name}`);
  const lifeOf = async (seed: number) => {
    const openStore = redis === null ? memoryStore : () => redisStore(redis, `T0RUN${seed}`);
    const run = await simulate({ seed, openStore, kind: { ...kind, ...spoil.kind }, spoil });
    paidCalls += run.paidCalls;
    endCalls += run.endCalls;
    return run;
  };
  const broken = await firstBroken(runs, lifeOf, spoil);
  const violations = [...(broken?.violations ?? [])];
  return { violations, brokenSeed: broken?.seed ?? null, paidCalls, endCalls } satisfies Lived;
}

process.on('message', (message) => {
  live(Stories.parse(message)).then(
    (lived) => process.send?.(lived),
    (problem: unknown) => {
      process.stderr.write(`${String(problem)}\n`);
      process.exit(1);
    },
  );
});
