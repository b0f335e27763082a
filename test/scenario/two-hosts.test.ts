import { afterEach, describe, expect, test } from '@jest/globals';
import type { BotProcess } from '../support/kill/process.ts';
import { type KillWorld, nameOfOrder, startKillWorld } from '../support/kill/world.ts';
import { APPROVALS, buttonsOf, cardFor, person, textOf } from '../support/person.ts';
import { type RunningRedis, startRedis } from '../support/servers/redis-server.ts';

const APPROVE = 'approve_order';
const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

const paidCalls = ({ writes }: KillWorld) => writes.filter(({ path }) => path.includes('create-custom-order'));

describe.each([
  { where: 'two machines with one Redis', hasTwoMachines: true, withinMs: 95 * SECOND_MS },
  { where: 'one machine with one Redis', hasTwoMachines: false, withinMs: 20 * SECOND_MS },
  { where: 'one machine with one SQLite', hasTwoMachines: false, withinMs: 20 * SECOND_MS },
])('two bots on $where', ({ where, hasTwoMachines, withinMs }) => {
  let redis: RunningRedis | null = null;
  let world: KillWorld | null = null;
  afterEach(async () => {
    await world?.stop();
    await redis?.stop();
    [world, redis] = [null, null];
  });

  /** One runs so far. */
  async function firstRunning(): Promise<KillWorld> {
    redis = where.endsWith('Redis') ? await startRedis() : null;
    const both = await startKillWorld(redis?.url ?? null, { hasTwoMachines, hasToldTimers: true });
    world = both;
    return both;
  }
  /** Both have run for a minute and know each other. Slack sends everything to the first. */
  async function bothRunning(): Promise<{ both: KillWorld; second: BotProcess }> {
    const both = await firstRunning();
    const second = await both.startSecondBot();
    await both.pass(MINUTE_MS, [both.firstBot, second]);
    return { both, second };
  }

  test('what one that was killed left is done by the one that lives on', async () => {
    const { both, second } = await bothRunning();
    const rita = person(both, 'U0RITA');
    await rita.type('/scaledmail order');
    await rita.submit({ label: 'Acme', providers: { choices: ['google'] } });
    await rita.submit({ default_name: 'Ada Park', domains_google: nameOfOrder(0) });
    await rita.submit();
    const amir = person(both, 'U0AMIR');
    both.arm({ request: { to: 'slack', path: /./, moment: 'arrived' } });
    await amir.press(cardFor(amir), APPROVE);
    expect(both.causeOfDeath()).toBe('SIGKILL');
    expect(buttonsOf(cardFor(amir))).toContain(APPROVE);
    await both.pass(withinMs, [second]);
    await second.settle(both.now());
    expect(textOf(cardFor(amir).blocks)).toMatch(/Placed|working/i);
    await both.pass(10 * MINUTE_MS, [second]);
    await second.settle(both.now());
    expect(paidCalls(both)).toHaveLength(1);
    expect(amir.directMessages().map(({ text }) => text)).not.toContainEqual(expect.stringMatching(/was cut off/));
  });

  test('what is not done a second time is told by the one that lives on', async () => {
    const { both, second } = await bothRunning();
    const amir = person(both, 'U0AMIR');
    await amir.type('/scaledmail pause Wrong card');
    both.arm({ request: { to: 'slack', path: /./, moment: 'arrived' } });
    await amir.type('/scaledmail resume');
    expect(both.causeOfDeath()).toBe('SIGKILL');
    await both.pass(withinMs, [second]);
    expect(amir.directMessages().map(({ text }) => text)).toContainEqual(expect.stringMatching(/was cut off/));
  });

  test('what one that lives is slow with is not done by the other, which is started meanwhile', async () => {
    const both = await firstRunning();
    let release = () => {};
    const until = new Promise<void>((resolve) => {
      release = resolve;
    });
    both.arm({ request: { to: 'slack', path: /./, moment: 'arrived', until } });
    // Nobody waits for the work on it.
    const amir = person({ slack: both.slack, settle: async () => {} }, 'U0AMIR');
    const messages = () => amir.messages(APPROVALS).map(({ text }) => text);
    const before = messages().length;
    await amir.type('/scaledmail pause Wrong card');
    const second = await both.startSecondBot();
    await both.pass(3 * MINUTE_MS, [both.firstBot, second]);
    await second.settle(both.now());
    const pauses = () =>
      [...amir.privateAnswers(), ...messages().slice(before)].filter((text) => /paused|No order is placed/.test(text));
    expect(pauses()).toEqual([]);
    release();
    await both.settle();
    await both.pass(3 * MINUTE_MS, [both.firstBot, second]);
    await second.settle(both.now());
    // On a machine with other work the first bot may have given up on Slack meanwhile, and then says that.
    const [answer = ''] = amir.privateAnswers();
    expect(amir.privateAnswers()).toHaveLength(1);
    expect(messages().slice(before)).toHaveLength(/No order is placed/.test(answer) ? 1 : 0);
  });
});
