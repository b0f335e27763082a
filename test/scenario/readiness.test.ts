import { expect, test } from '@jest/globals';
import { requestOrder } from '../support/request-order.ts';
import { freePort } from '../support/servers/free-port.ts';
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

test('with HEALTH_PORT, health checks are answered there, and Slack’s port serves only Slack', async () => {
  const port = await freePort();
  const world = await startWorld({ environment: { HEALTH_PORT: String(port), HEALTH_HOST: '127.0.0.1' } });
  try {
    expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
    expect((await fetch(`http://127.0.0.1:${port}/healthz`, { method: 'HEAD' })).status).toBe(200);
    expect((await fetch(`http://127.0.0.1:${port}/slack/events`, { method: 'POST' })).status).toBe(404);
    expect((await fetch(`${world.botUrl}/readyz`)).status).toBe(404);
    await requestOrder(world);
    const figures = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    expect(figures).toContain('scaledmail_ready 1');
    expect(figures).toContain('scaledmail_orders{kind="custom_order",state="awaiting_approval"} 1');
    expect(figures).toMatch(/scaledmail_slack_call_seconds_count\{method="chat.postMessage",result="ok"\} [1-9]/);
    expect((await fetch(`${world.botUrl}/metrics`)).status).toBe(404);
    await world.stop();
    await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow('fetch failed');
  } finally {
    await world.stop();
  }
});
