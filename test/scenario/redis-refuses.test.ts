import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { buttonsOf, cardFor, type Person, person, textOf } from '../support/person.ts';
import { requestOrder } from '../support/request-order.ts';
import { type RunningRedis, startRedis } from '../support/servers/redis-server.ts';
import { startWorld, type World } from '../support/world.ts';

const APPROVE = 'approve_order';
const SAID = /database cannot be written right now.*Please try again in a moment/s;
/** What only an operator reads. */
const OF_DRIVER = /OOM|READONLY|NOPERM|maxmemory|replica|script|redis|\bstore\b/i;

describe.each<{ fault: string; word: string; begin: (redis: Redis) => unknown; end: (redis: Redis) => unknown }>([
  {
    ...{ fault: 'has no memory left', word: 'OOM' },
    begin: (redis) => redis.config('SET', 'maxmemory', '1'),
    end: (redis) => redis.config('SET', 'maxmemory', '0'),
  },
  {
    ...{ fault: 'became a replica', word: 'READONLY' },
    begin: (redis) => redis.replicaof('127.0.0.1', '1'),
    end: (redis) => redis.replicaof('NO', 'ONE'),
  },
  {
    ...{ fault: 'has taken rights away', word: 'NOPERM' },
    begin: (redis) => redis.call('ACL', 'SETUSER', 'default', '-@scripting', '-@write'),
    end: (redis) => redis.call('ACL', 'SETUSER', 'default', '+@all'),
  },
])('while Redis $fault', ({ word, begin, end }) => {
  let server: RunningRedis;
  let redis: Redis;
  let world: World;
  let amir: Person;
  let rita: Person;

  beforeEach(async () => {
    server = await startRedis();
    redis = new Redis(server.url);
    world = await startWorld({ redisUrl: server.url });
    // The bot looks for work meanwhile, and cannot.
    const patient = { slack: world.slack, settle: () => world.settle().catch(() => {}) };
    [amir, rita] = [person(patient, 'U0AMIR'), person(patient, 'U0RITA')];
    await requestOrder(world);
  });
  afterEach(async () => {
    await end(redis);
    await world.stop();
    redis.disconnect();
    await server.stop();
  });

  /** A sentence with what to do, and none of the driver's words. */
  const expectSentence = (said: string) => {
    expect(said).toMatch(SAID);
    expect(said).not.toMatch(OF_DRIVER);
  };
  const failedRequests = () =>
    world
      .log()
      .split('\n')
      .filter((line) => /A request from a person failed|A form could not be taken/.test(line));
  const paidCalls = () =>
    world.vendor.state().requests.filter(({ operationId }) => operationId === 'createCustomOrder').length;

  test('who clicks, or types a command, is told what happened; the log has the cause; the same click counts afterwards', async () => {
    await begin(redis);
    await amir.press(cardFor(amir), APPROVE);
    await rita.type('/scaledmail orders');
    for (const who of [amir, rita]) expectSentence(who.privateAnswers().at(-1) ?? '');
    const lines = failedRequests();
    expect(lines).toHaveLength(2);
    for (const line of lines) expect(line).toContain(word);
    expect(buttonsOf(cardFor(amir))).toContain(APPROVE);
    expect(paidCalls()).toBe(0);
    await end(redis);
    await amir.press(cardFor(amir), APPROVE);
    await world.advance(60_000);
    expect(textOf(cardFor(amir).blocks)).toMatch(/Placed|working/);
    expect(paidCalls()).toBe(1);
  });

  test('a form that is sent stays with all that was typed; so does one in which a button is pressed', async () => {
    await rita.type('/scaledmail order');
    await rita.submit({
      label: 'Second',
      workspace: { select: 'recNorthwind0001' },
      providers: { choices: ['google'] },
    });
    const typed = { default_name: 'Ada Park', domains_google: 'trynorthwind.com' };
    const page = rita.modal()?.id;
    await begin(redis);
    expectSentence(Object.values(await rita.submit(typed)).join('\n'));
    expect(rita.modal()?.id).toBe(page);
    expect(JSON.stringify(rita.modal()?.values)).toContain('trynorthwind.com');
    await rita.pressInModal('go_back', typed);
    // It stands above the page, which is as it was.
    expectSentence(rita.modalText());
    const below = world.slack.snapshot(rita.id).modals.at(-2);
    expect([below?.id, JSON.stringify(below?.values)]).toEqual([page, expect.stringContaining('trynorthwind.com')]);
    const lines = failedRequests();
    expect(lines).toHaveLength(2);
    for (const line of lines) expect([line.includes(word), /trynorthwind/.test(line)]).toEqual([true, false]);
    await end(redis);
  });

  test('a form whose words cannot be kept stays, with what was typed; sent again, it counts', async () => {
    await amir.press(cardFor(amir), APPROVE);
    await world.advance(60_000);
    const reference = /`([a-z0-9]{6})`/.exec(textOf(cardFor(amir).blocks))?.[1] ?? '';
    await rita.type(`/scaledmail cancel ${reference}`);
    await begin(redis);
    const { reason = '' } = await rita.submit({ reason: 'The campaign is over.' });
    expectSentence(reason);
    expect(failedRequests().at(-1)).toContain(`"reference":"${reference}"`);
    await end(redis);
    expect(await rita.submit({ reason: 'The campaign is over.' })).toEqual({});
    expect(rita.modalText()).toContain('waits for approval');
  });

  test('who opens Home is told there', async () => {
    await begin(redis);
    await amir.openHome();
    expectSentence(amir.homeText());
    expect(failedRequests().at(-1)).toContain(word);
    await world.advance(10_000).catch(() => {});
    expect((await fetch(`${world.botUrl}/readyz`)).status).toBe(503);
    const found = world
      .log()
      .split('\n')
      .findLast((line) => line.includes('This process is not ready to serve'));
    expect(found).toMatch(new RegExp(`"check":"store".*${word}`));
    await end(redis);
    await amir.openHome();
    expect(amir.homeText()).toContain('To decide');
  });
});
