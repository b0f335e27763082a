import { afterEach, describe, expect, test } from '@jest/globals';
import { type KillWorld, nameOfOrder, startKillWorld } from '../support/kill/world.ts';
import { buttonsOf, cardFor, person, textOf } from '../support/person.ts';
import { type RunningRedis, startRedis } from '../support/servers/redis-server.ts';

const APPROVE = 'approve_order';

const paidCalls = ({ writes }: KillWorld) => writes.filter(({ path }) => path.includes('create-custom-order'));

describe.each(['SQLite', 'Redis'])('a click that was acknowledged before the bot died, on %s', (store) => {
  let world: KillWorld | null = null;
  let redis: RunningRedis | null = null;
  afterEach(async () => {
    await world?.stop();
    await redis?.stop();
    [world, redis] = [null, null];
  });

  async function requested(started: KillWorld): Promise<void> {
    const rita = person(started, 'U0RITA');
    await rita.type('/scaledmail order');
    await rita.submit({ label: 'Acme', providers: { choices: ['google'] } });
    await rita.submit({ default_name: 'Ada Park', domains_google: nameOfOrder(0) });
    await rita.submit();
  }

  /** Rita asks, Amir approves, and the bot is killed when it first asks Slack who he is. */
  async function killedAfterClick(): Promise<KillWorld> {
    redis = store === 'Redis' ? await startRedis() : null;
    const started = await startKillWorld(redis?.url ?? null);
    world = started;
    await requested(started);
    const amir = person(started, 'U0AMIR');
    started.arm({ request: { to: 'slack', path: /./, moment: 'arrived' } });
    await amir.press(cardFor(amir), APPROVE);
    expect(started.causeOfDeath()).toBe('SIGKILL');
    expect(buttonsOf(cardFor(amir))).toContain(APPROVE);
    return started;
  }

  test('is done after the restart, once, without another click', async () => {
    const started = await killedAfterClick();
    const amir = person(started, 'U0AMIR');
    for (let times = 0; times < 2; times += 1) {
      await started.restartBot();
      await started.settle();
      await started.advance(60_000);
    }
    expect(textOf(cardFor(amir).blocks)).toMatch(/Placed|working/i);
    expect(paidCalls(started)).toHaveLength(1);
  });

  test('is told, and not done, when the bot comes back hours later', async () => {
    const started = await killedAfterClick();
    const amir = person(started, 'U0AMIR');
    await started.restartBot({ afterMs: 3 * 60 * 60 * 1_000 });
    await started.settle();
    expect(amir.directMessages().map(({ text }) => text)).toContainEqual(
      expect.stringMatching(/was cut off, because the app stopped, and may not have been done/),
    );
    expect(buttonsOf(cardFor(amir))).toContain(APPROVE);
    expect(paidCalls(started)).toEqual([]);
  });

  test('is told, and not done, when it resumes placing: what stopped it since was not read', async () => {
    redis = store === 'Redis' ? await startRedis() : null;
    const started = await startKillWorld(redis?.url ?? null);
    world = started;
    const amir = person(started, 'U0AMIR');
    await amir.type('/scaledmail pause Wrong card');
    await started.settle();
    started.arm({ request: { to: 'slack', path: /./, moment: 'arrived' } });
    await amir.type('/scaledmail resume');
    expect(started.causeOfDeath()).toBe('SIGKILL');
    await started.restartBot();
    await started.settle();
    expect(amir.directMessages().map(({ text }) => text)).toContainEqual(expect.stringMatching(/was cut off/));
    await amir.type('/scaledmail pause Still');
    expect(amir.privateAnswers().at(-1)).toMatch(/paused already(?:.|\n)*Wrong card/);
  });

  test('is told, and not done, when it sent a form: the page may have been sent again since', async () => {
    redis = store === 'Redis' ? await startRedis() : null;
    const started = await startKillWorld(redis?.url ?? null);
    world = started;
    await requested(started);
    const amir = person(started, 'U0AMIR');
    await amir.press(cardFor(amir), 'decline_order');
    started.arm({ request: { to: 'slack', path: /./, moment: 'arrived' } });
    await amir.submit({ reason: 'Too dear' });
    expect(started.causeOfDeath()).toBe('SIGKILL');
    await started.restartBot();
    await started.settle();
    expect(amir.directMessages().map(({ text }) => text)).toContainEqual(expect.stringMatching(/was cut off/));
    expect(buttonsOf(cardFor(amir))).toContain(APPROVE);
  });
});
