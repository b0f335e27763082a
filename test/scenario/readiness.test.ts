import { expect, test } from '@jest/globals';
import { startWorld, type World } from '../support/world.ts';

async function inWorld(live: (world: World) => Promise<void>): Promise<void> {
  const world = await startWorld();
  try {
    await live(world);
  } finally {
    await world.stop();
  }
}
const statuses = async ({ botUrl }: World, probes: number) => {
  const answers = Array.from({ length: probes }, async () => (await fetch(`${botUrl}/readyz`)).status);
  return [...new Set(await Promise.all(answers))];
};

test('300 strangers who ask whether the bot is ready cost no call to Slack', () =>
  inWorld(async (world) => {
    await world.advance(60_000);
    const before = world.slack.apiCalls().length;
    expect(await statuses(world, 300)).toEqual([200]);
    expect(world.slack.apiCalls()).toHaveLength(before);
  }));

test('the bot stays ready when Slack asks it to call less often, and is not when its token was revoked', () =>
  inWorld(async (world) => {
    const answerNext = (answer: Parameters<World['slack']['failNext']>[0]['answer']) =>
      world.slack.failNext({ method: 'auth.test', when: 'before', answer });
    answerNext({ status: 429, retryAfterSeconds: 30 });
    await world.advance(60_000);
    expect(await statuses(world, 2)).toEqual([200]);
    answerNext({ error: 'token_revoked' });
    await world.advance(60_000);
    expect(await statuses(world, 2)).toEqual([503]);
    expect(world.log()).toContain('This process is not ready to serve');
    await world.advance(10_000);
    expect(await statuses(world, 2)).toEqual([200]);
  }));
