import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Message } from '../../sandbox/slack/workspace/protocol.ts';
import { type KillWorld, nameOfOrder, startKillWorld } from '../support/kill/world.ts';
import { holdWriteLock, type LockHolder } from '../support/lock-holder.ts';
import { APPROVALS, buttonsOf, cardFor, type Person, person, textOf } from '../support/person.ts';

const APPROVE = 'approve_order';
/** Looks at the bot while somebody writes. */
const LOOKS = 200;

let world: KillWorld;
let amir: Person;
beforeAll(async () => {
  world = await startKillWorld(null);
  amir = person(world, 'U0AMIR');
});
afterAll(() => world.stop());

/** How long each of so many questions to `/healthz` took, the longest last, in milliseconds. */
async function answerTimes(count: number): Promise<number[]> {
  const times: number[] = [];
  for (let asked = 0; asked < count; asked += 1) {
    const since = performance.now();
    expect((await fetch(`${world.botUrl}/healthz`)).status).toBe(200);
    times.push(performance.now() - since);
  }
  return times.toSorted((a, b) => a - b);
}

/** The block of a message that a button stands in. */
const blockOf = (message: Message, actionId: string): string =>
  message.blocks.find((block) => buttonsOf({ ...message, blocks: [block] }).includes(actionId))?.block_id ?? '';

const at = (times: readonly number[], share: number): number => times[Math.floor(times.length * share)] ?? 0;

test('while another process holds the write lock, nothing is answered later, and a click is done once it lets go', async () => {
  const rita = person(world, 'U0RITA');
  await rita.type('/scaledmail order');
  await rita.submit({ label: 'Acme', providers: { choices: ['google'] } });
  await rita.submit({ default_name: 'Ada Park', domains_google: nameOfOrder(0) });
  await rita.submit();
  const before = await answerTimes(LOOKS);
  const lock: LockHolder = await holdWriteLock(world.environment.DATA_DIR ?? '');

  const card = cardFor(amir);
  const since = performance.now();
  await world.slack.press({
    ...{ as: amir.id, source: { type: 'message', channel: APPROVALS, ts: card.ts } },
    ...{ blockId: blockOf(card, APPROVE), actionId: APPROVE },
  });
  const acknowledgedMs = performance.now() - since;
  const during = await answerTimes(LOOKS);
  // Bounds are wide, because the machine is shared; a bot that waits for the lock stands still for seconds.
  expect(acknowledgedMs).toBeLessThan(1_000);
  expect(at(during, 0.9)).toBeLessThan(50 + 10 * at(before, 0.9));
  expect(at(during, 0.999)).toBeLessThan(500 + 10 * at(before, 0.999));
  expect(textOf(cardFor(amir).blocks)).not.toMatch(/Placed/);

  await lock.letGo();
  await world.settle();
  await world.advance(1_000);
  expect(textOf(cardFor(amir).blocks)).toMatch(/Placed/);
});
