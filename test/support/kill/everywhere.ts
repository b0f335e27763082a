import { violationsOf } from './judge.ts';
import { KILL_POINTS } from './points.ts';
import { storyWithKill } from './story.ts';
import { startKillWorld } from './world.ts';

/** The bot starts some twenty-five times a store; a machine with other work needs longer for it. */
export const PATIENCE_MS = 300_000;

/** Kills the bot at every point, one order each, on one store. Answers what went wrong. */
export async function killEverywhere(redisUrl: string | null): Promise<string[]> {
  const world = await startKillWorld(redisUrl);
  const wrong: string[] = [];
  try {
    for (const [index, named] of KILL_POINTS.entries()) {
      try {
        const story = await storyWithKill(world, index, named);
        wrong.push(...violationsOf(world, story, named.end).map((violation) => `${named.name}: ${violation}`));
      } catch (error) {
        throw new Error(`Killed at “${named.name}”. Wrong before: ${wrong.join('; ')}`, { cause: error });
      }
    }
  } finally {
    await world.stop();
  }
  return wrong;
}
