import { expect, test } from '@jest/globals';
import { cardFor, person } from '../support/person.ts';
import { requestOrder } from '../support/request-order.ts';
import { freePort } from '../support/servers/free-port.ts';
import { startWorld } from '../support/world.ts';

/** The number behind a figure; NaN when there is none. */
function figure(text: string, name: string): number {
  const line = text.split('\n').find((each) => each.startsWith(`${name} `));
  return Number(line?.slice(name.length + 1));
}

test.each<{ mode: string; transport: Record<string, string> }>`
  mode             | transport
  ${'HTTP'}        | ${{}}
  ${'Socket Mode'} | ${{ SLACK_APP_TOKEN: 'xapp-test', SLACK_SIGNING_SECRET: '' }}
`('after an order in $mode the figures say what happened, and name nobody and no domain', async ({ transport }) => {
  const healthPort = String(await freePort());
  const world = await startWorld({ environment: { HEALTH_PORT: healthPort, HEALTH_HOST: '127.0.0.1', ...transport } });
  try {
    await requestOrder(world);
    const amir = person(world, 'U0AMIR');
    await amir.press(cardFor(amir), 'approve_order');
    const text = await (await fetch(`http://127.0.0.1:${healthPort}/metrics`)).text();
    expect(figure(text, 'scaledmail_vendor_call_seconds_count{operation="createCustomOrder",result="ok"}')).toBe(1);
    expect(figure(text, 'scaledmail_order_events_total{kind="custom_order",event="approved",state="approved"}')).toBe(
      1,
    );
    expect(figure(text, 'scaledmail_orders{kind="custom_order",state="placed"}')).toBe(1);
    expect(figure(text, 'scaledmail_unknown_outcomes')).toBe(0);
    expect(figure(text, 'scaledmail_acknowledgement_seconds_count{way="at_once"}')).toBeGreaterThan(0);
    expect(figure(text, 'scaledmail_acknowledgement_seconds_count{way="after_work"}')).toBeGreaterThan(0);
    expect(figure(text, 'scaledmail_slack_call_seconds_count{method="chat.postMessage",result="ok"}')).toBeGreaterThan(
      0,
    );
    expect(figure(text, 'scaledmail_ready')).toBe(1);
    // The start has asked.
    expect(figure(text, 'scaledmail_slack_answers')).toBe(1);
    expect(figure(text, 'scaledmail_store_went_back')).toBe(0);
    expect(text).not.toMatch(/U0AMIR|U0RITA|northwind|acme/i);
    const elsewhere = await fetch(`${world.botUrl}/metrics`).then(
      ({ status }) => status,
      () => 'nobody listens',
    );
    expect([404, 'nobody listens']).toContain(elsewhere);
  } finally {
    await world.stop();
  }
});
