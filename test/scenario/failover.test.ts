import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Message } from '../../sandbox/slack/workspace/protocol.ts';
import { pressLate } from '../support/late-click.ts';
import { APPROVALS, cardFor, type Person, person, referenceOf, textOf, wordsOf } from '../support/person.ts';
import { requestOrder } from '../support/request-order.ts';
import { startRedisWithReplica } from '../support/servers/redis-failover.ts';
import type { StoreCopy } from '../support/store-copy.ts';
import { type CopyableWorld, startWorld } from '../support/world.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HEARTBEAT_MS = 15 * SECOND_MS;
const APPROVE = 'approve_order';
const WENT_BACK = /went back in time/;

/** A world whose store loses what was written since some moment. */
interface ForgetfulWorld {
  readonly world: CopyableWorld;
  /** What is written from now on will be lost. */
  fromNowOn(): Promise<void>;
  /** The store is what it was then, and the bot goes on with it. */
  goBack(): Promise<void>;
  stop(): Promise<void>;
}

/** On a Redis with a replica that takes over; the bot lives on, or is started anew. */
async function onRedis(goesOn: 'in the same process' | 'in a new process'): Promise<ForgetfulWorld> {
  const redis = await startRedisWithReplica();
  const world = await startWorld({ redisUrl: redis.url });
  return {
    world,
    fromNowOn: () => redis.fallBehind(),
    goBack: async () => {
      if (goesOn === 'in a new process') return world.restartBot({ meanwhile: redis.failOver });
      await redis.failOver();
      await redis.connectedAgain();
    },
    stop: async () => {
      await world.stop();
      await redis.stop();
    },
  };
}

async function onSqlite(): Promise<ForgetfulWorld> {
  const world = await startWorld();
  let copy: StoreCopy | undefined;
  return {
    world,
    fromNowOn: async () => {
      copy = await world.copyStore();
    },
    goBack: () => world.restartBot({ meanwhile: async () => copy?.putBack() }),
    stop: () => world.stop(),
  };
}

/**
 * The worst that a vendor may do: it lists what was made ten minutes late, and takes the same names twice.
 * Source: docs/vendor/notes.md, "Learnt since (November 2026)".
 */
const LATE_AND_TWICE = { orderVisibleAfterMs: 10 * MINUTE_MS, acceptsUsedNames: true };

describe.each([
  {
    what: 'a replica that fell behind takes over, and the bot lives on',
    open: () => onRedis('in the same process'),
    livesOn: true,
  },
  {
    what: 'a replica that fell behind takes over, and the bot is started anew',
    open: () => onRedis('in a new process'),
    livesOn: false,
  },
  { what: 'an earlier copy of SQLite is put back', open: onSqlite, livesOn: false },
])('When $what', ({ open, livesOn }) => {
  let store: ForgetfulWorld;
  let world: CopyableWorld;
  let amir: Person;
  let asked: Message;

  beforeEach(async () => {
    store = await open();
    world = store.world;
    world.vendor.settings(LATE_AND_TWICE);
    amir = person(world, 'U0AMIR');
    await requestOrder(world);
    asked = cardFor(amir);
  });
  afterEach(() => store.stop());

  const paidCalls = () =>
    world.vendor.state().requests.filter(({ operationId }) => operationId === 'createCustomOrder').length;
  const cardText = () => textOf(cardFor(amir).blocks);
  /** What people see of an order whose card is gone. */
  const statusText = async () => {
    await amir.type(`/scaledmail status ${referenceOf(asked)}`);
    return amir.privateAnswers().at(-1) ?? '';
  };
  const approve = async () => void (await pressLate(world, amir.id, asked, APPROVE));
  const toldTo = (id: string) => person(world, id).directMessages().map(wordsOf);

  /** Nothing is sent, whatever comes; people know why; and once somebody has compared, the order is found. */
  async function expectOneCall() {
    expect(paidCalls()).toBe(1);
    expect(cardText()).toMatch(WENT_BACK);
    for (const id of ['U0AMIR', 'U0BEA']) expect(toldTo(id).filter((text) => WENT_BACK.test(text))).toHaveLength(1);
    await world.advance(HEARTBEAT_MS);
    const readiness = await (await fetch(`${world.botUrl}/readyz`)).json();
    expect(readiness).toEqual({ ok: true });
    for (let minutes = 0; minutes < 11; minutes += 1) await world.advance(MINUTE_MS);
    expect(cardText()).toMatch(WENT_BACK);
    await amir.type('/scaledmail resume');
    await world.advance(MINUTE_MS);
    await expectFoundOnce(cardText());
  }
  async function expectFoundOnce(shown: string) {
    expect(shown).toContain('Placed');
    await amir.type(`/scaledmail status ${referenceOf(asked)}`);
    expect(amir.privateAnswers().at(-1)).toContain(world.vendor.state().orders.at(-1)?.id);
    expect(toldTo('U0RITA').at(-1)).toContain('is placed');
    expect(paidCalls()).toBe(1);
    expect(world.vendor.state().charges).toHaveLength(1);
  }
  /** Amir approves while the vendor's list cannot be read. */
  async function holdApproved() {
    world.vendor.arm([{ operationId: 'getOrders', kind: 'server_error', times: 50 }]);
    await approve();
    expect(paidCalls()).toBe(0);
  }
  /** The approved order is sent, now that the list can be read. */
  async function place() {
    world.vendor.arm([]);
    await world.advance(MINUTE_MS);
    expect(cardText()).toContain('Placed');
  }
  async function deleteCard() {
    const { SLACK_API_URL, SLACK_BOT_TOKEN } = world.environment;
    const answer = await fetch(`${SLACK_API_URL}chat.delete`, {
      method: 'POST',
      headers: { authorization: `Bearer ${SLACK_BOT_TOKEN}` },
      body: new URLSearchParams({ channel: APPROVALS, ts: asked.ts }),
    });
    expect(await answer.json()).toMatchObject({ ok: true });
  }

  test('an order whose approval is lost is not paid again when it is approved again', async () => {
    await store.fromNowOn();
    await approve();
    await world.advance(SECOND_MS);
    expect(cardText()).toContain('Placed');
    await store.goBack();
    await approve();
    await world.advance(MINUTE_MS);
    await expectOneCall();
  });

  test('an order whose intent is lost is not paid again by itself', async () => {
    await holdApproved();
    await store.fromNowOn();
    await place();
    await store.goBack();
    await world.advance(MINUTE_MS);
    await expectOneCall();
  });

  test('an order whose card was deleted waits, and is found by itself', async () => {
    await holdApproved();
    await store.fromNowOn();
    await place();
    await deleteCard();
    await store.goBack();
    await world.advance(MINUTE_MS);
    expect(await statusText()).toMatch(/this card cannot be compared|went back in time/);
    for (let minutes = 0; minutes < 11; minutes += 1) await world.advance(MINUTE_MS);
    await expectFoundOnce(await statusText());
  });

  // A new process has no memory: see SECURITY.md, "What is not promised".
  if (!livesOn) return;
  test('an order whose card was never drawn again is kept back by our memory', async () => {
    await holdApproved();
    await store.fromNowOn();
    world.vendor.arm([]);
    world.slack.setFaults({ webApiDown: true });
    await world.advance(MINUTE_MS);
    expect(paidCalls()).toBe(1);
    await store.goBack();
    world.slack.setFaults({ webApiDown: false });
    await world.advance(5 * MINUTE_MS);
    expect(cardText()).toMatch(WENT_BACK);
    for (let minutes = 0; minutes < 6; minutes += 1) await world.advance(MINUTE_MS);
    await expectFoundOnce(cardText());
  });
});
