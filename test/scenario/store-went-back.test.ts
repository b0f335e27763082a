import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Message } from '../../sandbox/slack/workspace/protocol.ts';
import { pressLate } from '../support/late-click.ts';
import { cardFor, type Person, person } from '../support/person.ts';
import { requestOrder } from '../support/request-order.ts';
import { freePort } from '../support/servers/free-port.ts';
import { describeOnBothStores } from '../support/stores.ts';
import type { CopyableWorld } from '../support/world.ts';

const APPROVE = 'approve_order';
const FOUND = 'The store went back in time: a card is newer than its order';
const SUSPECTED = 'The store may have gone back in time';
const TWO_MINUTES_MS = 120_000;

describeOnBothStores('A card in Slack is a second witness', (open) => {
  let world: CopyableWorld;
  let amir: Person;
  let asked: Message;

  beforeEach(async () => {
    world = await open();
    amir = person(world, 'U0AMIR');
    await requestOrder(world);
    asked = cardFor(amir);
  });
  afterEach(() => world.stop());

  const approve = async () => void (await pressLate(world, amir.id, asked, APPROVE));
  const readiness = async () => (await fetch(`${world.botUrl}/readyz`)).json();
  /** What the newest drawing of the card wrote into its metadata; undefined when it left that alone. */
  const drawnMark = () => {
    const updates = world.slack.apiCalls().filter(({ method }) => method === 'chat.update');
    return updates.findLast(({ arguments: { ts } }) => ts === asked.ts)?.arguments.metadata;
  };

  test('when an earlier copy of the store is put back: the next drawing notices, leaves the witness, and the log says so while the bot stays ready', async () => {
    const copy = await world.copyStore();
    await approve();
    expect(drawnMark()).toMatch(/"sequence":\d/);
    expect(await readiness()).toEqual({ ok: true });
    await world.restartBot({ meanwhile: () => copy.putBack(), stoppedMs: TWO_MINUTES_MS });
    expect(world.log()).toContain(SUSPECTED);
    await approve();
    expect(world.log()).toContain(FOUND);
    expect(drawnMark()).toBeUndefined();
    await world.advance(15_000);
    expect(await readiness()).toEqual({ ok: true });
    await world.advance(5_000);
    expect(world.log()).toContain('serves all the same');
    await amir.type('/scaledmail resume');
    await world.advance(15_000);
    expect(await readiness()).toEqual({ ok: true });
    expect(world.vendor.state().charges).toHaveLength(1);
  });

  test('and a figure says so, which an alert is made of', async () => {
    await world.stop();
    const port = String(await freePort());
    world = await open({ HEALTH_PORT: port, HEALTH_HOST: '127.0.0.1' });
    amir = person(world, 'U0AMIR');
    await requestOrder(world);
    asked = cardFor(amir);
    const figures = async () => (await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()).split('\n');
    const copy = await world.copyStore();
    await approve();
    expect(await figures()).toContain('scaledmail_store_went_back 0');
    await world.restartBot({ meanwhile: () => copy.putBack(), stoppedMs: TWO_MINUTES_MS });
    await approve();
    await world.advance(15_000);
    await world.advance(5_000);
    expect(await figures()).toContain('scaledmail_store_went_back 1');
  });

  test('and accuses no store that only rested for two minutes', async () => {
    await world.restartBot({ stoppedMs: TWO_MINUTES_MS });
    expect(world.log()).toContain(SUSPECTED);
    await approve();
    expect(world.log()).not.toContain(FOUND);
    expect(drawnMark()).toMatch(/"sequence":\d/);
  });

  test('and is not asked after a short restart', async () => {
    await world.restartBot({ stoppedMs: 30_000 });
    const before = world.slack.apiCalls().length;
    await approve();
    const calls = world.slack.apiCalls().slice(before);
    expect(calls.filter(({ method }) => method === 'conversations.history')).toEqual([]);
    expect(world.log()).not.toContain(SUSPECTED);
  });
});
