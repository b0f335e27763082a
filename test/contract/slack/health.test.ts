import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { LocalSlack } from '../../../sandbox/slack/server.ts';
import { socketCheck, storeCheck, timeCheck, tokenCheck, workCheck } from '../../../src/slack/health/checks.ts';
import { healthRoutes } from '../../../src/slack/health/health-routes.ts';
import { type HealthServer, startHealthServer } from '../../../src/slack/health/health-server.ts';
import { type Readiness, readinessOf } from '../../../src/slack/health/readiness.ts';
import { PortUnusable } from '../../../src/slack/receive/http/http-server.ts';
import { slackClients } from '../../../src/slack/say/clients/clients.ts';
import { handTimers } from '../../support/hand-timers.ts';
import { freePort } from '../../support/servers/free-port.ts';
import { BOT_TOKEN, silent, startSlack } from '../local-slack/support.ts';

const MINUTE_MS = 60_000;
const SECRET = 'READONLY You can’t write against a read only replica';
let slack: LocalSlack;
let timers: ReturnType<typeof handTimers>;
let readiness: Readiness;
let server: HealthServer;
let port: number;
let trial: () => Promise<void>;
let isDeaf: boolean;
let failure: unknown;
let warning: string | null;
let logged: string[];

const write = (level: string) => (fields: object, message: string) =>
  void logged.push(`${level}: ${message} ${'check' in fields ? fields.check : ''}`);
const log = { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };

beforeEach(async () => {
  slack = await startSlack();
  timers = handTimers();
  [trial, isDeaf, failure, warning, logged] = [async () => {}, false, null, null, []];
  readiness = readinessOf(timers.after, log);
  port = await freePort();
  server = await startHealthServer({ port, host: '127.0.0.1' }, healthRoutes(readiness), log);
});
afterEach(async () => {
  await Promise.all([server.stop(), slack.close()]);
});

const begin = () => {
  const clients = slackClients(BOT_TOKEN, slack.apiUrl, silent, { now: () => new Date() });
  const orders = { durabilityProblem: async () => null, select: async () => ({ total: 0, orders: [] }) };
  const shortLived = { set: () => trial(), replace: async () => true, delete: async () => {} };
  return readiness.begin([
    storeCheck({ orders, shortLived }),
    tokenCheck(clients.web),
    socketCheck(() => isDeaf),
    workCheck(() => failure),
    timeCheck(() => warning),
  ]);
};
const probe = async (path = '/readyz', method = 'GET') => {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { method });
  return [response.status, await response.text()];
};
const READY = [200, '{"ok":true}'];
const NOT_READY = [503, '{"ok":false}'];
const asked = () => slack.apiCalls().filter(({ method }) => method === 'auth.test').length;
const answerNext = (answer: Parameters<LocalSlack['failNext']>[0]['answer']) =>
  slack.failNext({ method: 'auth.test', when: 'before', answer });

describe('whether we are ready', () => {
  test('is no before the start is over, and while the process ends; it lives all the while', async () => {
    expect([await probe(), await probe('/healthz')]).toEqual([NOT_READY, READY]);
    await begin();
    expect(await probe()).toEqual(READY);
    readiness.stopServing();
    expect([await probe(), await probe('/healthz')]).toEqual([NOT_READY, READY]);
  });

  test('can be asked by HEAD; nothing else is answered', async () => {
    await begin();
    expect(await probe('/readyz', 'HEAD')).toEqual([200, '']);
    expect(await probe('/healthz', 'HEAD')).toEqual([200, '']);
    expect([(await probe('/readyz', 'POST'))[0], (await probe('/slack/events', 'POST'))[0]]).toEqual([404, 404]);
  });

  test('costs no call, however often it is asked: Slack is asked once a minute', async () => {
    await begin();
    for (let count = 0; count < 300; count += 1) expect((await probe())[0]).toBe(200);
    expect(slack.apiCalls()).toEqual([]);
    await timers.advance(10 * MINUTE_MS);
    expect(asked()).toBe(10);
    expect(slack.apiCalls()).toHaveLength(10);
  });

  test('is no from the next look on when Slack does not accept the token, and yes again when it does', async () => {
    await begin();
    answerNext({ error: 'token_revoked' });
    await timers.advance(MINUTE_MS - 1);
    expect(await probe()).toEqual(READY);
    await timers.advance(1);
    expect([await probe(), asked()]).toEqual([NOT_READY, 1]);
    await timers.advance(10_000);
    expect(await probe()).toEqual(READY);
    expect(logged).toEqual(['warn: This process is not ready to serve slack', 'info: A check is well again slack']);
  });

  test.each([{ status: 429, retryAfterSeconds: 30 }, { status: 503 }, { error: 'internal_error' }])(
    'is not in doubt because Slack answers %j: the log and the metrics say it',
    async (answer) => {
      await begin();
      answerNext(answer);
      await timers.advance(MINUTE_MS);
      expect([await probe(), readiness.states().get('slack')]).toEqual([READY, 'troubled']);
      expect(logged).toEqual(['warn: A check found trouble; this process serves all the same slack']);
    },
  );

  test('is no within seconds when the store fails, without the reason; that is in the log once', async () => {
    await begin();
    trial = async () => {
      throw new Error(SECRET);
    };
    await timers.advance(5_000);
    expect(await probe()).toEqual(NOT_READY);
    await timers.advance(20_000);
    expect(logged).toEqual(['warn: This process is not ready to serve store']);
    trial = async () => {};
    await timers.advance(5_000);
    expect(await probe()).toEqual(READY);
  });

  test('is looked at before it is yes for the first time', async () => {
    trial = async () => {
      throw new Error(SECRET);
    };
    await begin();
    expect(await probe()).toEqual(NOT_READY);
  });

  test('is no while nothing comes from the socket, or due work cannot be looked for', async () => {
    await begin();
    isDeaf = true;
    await timers.advance(5_000);
    expect(await probe()).toEqual(NOT_READY);
    [isDeaf, failure] = [false, new Error('claimDue failed in the store')];
    await timers.advance(5_000);
    expect(await probe()).toEqual(NOT_READY);
    failure = null;
    await timers.advance(5_000);
    expect(await probe()).toEqual(READY);
  });

  test('is not in doubt because the store went back in time: people have to reach us', async () => {
    await begin();
    warning = 'the store went back in time';
    await timers.advance(5_000);
    expect(await probe()).toEqual(READY);
    expect(logged).toEqual(['warn: A check found trouble; this process serves all the same store-time']);
  });

  test('is no while a look does not end', async () => {
    await begin();
    let end = () => {};
    trial = () =>
      new Promise((resolve) => {
        end = resolve;
      });
    const looked = timers.advance(5_000);
    expect(await probe()).toEqual(READY);
    await timers.advance(10_000);
    await looked;
    expect(await probe()).toEqual(NOT_READY);
    trial = async () => {};
    end();
    await timers.advance(5_000);
    expect(await probe()).toEqual(READY);
  });

  test('is not looked for any more after a stop, also when a look is under way', async () => {
    await begin();
    let end = () => {};
    trial = () =>
      new Promise((resolve) => {
        end = resolve;
      });
    const looked = timers.advance(5_000);
    readiness.stop();
    end();
    await looked;
    expect(timers.waiting()).toBe(0);
  });
});

describe('the port of the health checks', () => {
  test('is bound to the address that is named, and no other', async () => {
    // All of 127.0.0.0/8 is this machine.
    const elsewhere = `http://127.0.0.2:${port}/healthz`;
    await expect(fetch(elsewhere)).rejects.toThrow('fetch failed');
  });

  test('that somebody else has is refused by name', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const taken = typeof address === 'object' && address ? address.port : 0;
    const started = startHealthServer({ port: taken, host: '127.0.0.1' }, [], log);
    await expect(started).rejects.toBeInstanceOf(PortUnusable);
    other.close();
  });
});
