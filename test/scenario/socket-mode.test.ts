import { expect, test } from '@jest/globals';
import { cardFor, person, textOf } from '../support/person.ts';
import { requestOrder } from '../support/request-order.ts';
import { startWorld } from '../support/world.ts';

test('the main story works over Socket Mode as well, with health checks beside it', async () => {
  const world = await startWorld({ environment: { SLACK_APP_TOKEN: 'xapp-test', SLACK_SIGNING_SECRET: '' } });
  try {
    await requestOrder(world);
    const amir = person(world, 'U0AMIR');
    await amir.press(cardFor(amir), 'approve_order');
    expect(textOf(cardFor(amir).blocks)).toMatch(/Placed/);
    expect(world.vendor.state().charges).toHaveLength(1);
    const health = await fetch(`${world.botUrl}/healthz`);
    expect([health.status, health.headers.get('keep-alive')]).toEqual([200, 'timeout=75']);
    expect((await fetch(`${world.botUrl}/slack/events`, { method: 'POST', body: 'x' })).status).toBe(404);
    expect((await fetch(`${world.botUrl}/readyz`)).status).toBe(200);

    world.slack.failNext({ method: 'auth.test', when: 'before', answer: { error: 'token_revoked' } });
    expect((await fetch(`${world.botUrl}/readyz`)).status).toBe(200);
    await world.advance(60_000);
    const unready = await fetch(`${world.botUrl}/readyz`);
    expect([unready.status, await unready.text()]).toEqual([503, '{"ok":false}']);
    expect(world.log()).toContain('Slack does not accept the token (token_revoked)');
    await world.advance(10_000);
    expect((await fetch(`${world.botUrl}/readyz`)).status).toBe(200);
  } finally {
    await world.stop();
  }
});
