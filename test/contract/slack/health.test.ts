import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { LocalSlack } from '../../../sandbox/slack/server.ts';
import { boltLogger } from '../../../src/slack/receive/bolt-logger.ts';
import {
  healthRoutes,
  type Readiness,
  storeCheck,
  tokenCheck,
  watchReadiness,
} from '../../../src/slack/receive/health.ts';
import { HttpReceiver } from '../../../src/slack/receive/http-receiver.ts';
import { slackClients } from '../../../src/slack/say/clients.ts';
import { handTimers } from '../../support/hand-timers.ts';
import { freePort } from '../../support/servers/free-port.ts';
import { BOT_TOKEN, silent, startSlack } from '../local-slack/support.ts';

const MINUTE_MS = 60_000;
let slack: LocalSlack;
let timers: ReturnType<typeof handTimers>;
let readiness: Readiness;
let receiver: HttpReceiver;
let url: string;
let storeFailure: Error | null;
let ping: () => Promise<void>;
let logged: string[];
let warned: string | null;

beforeEach(async () => {
  slack = await startSlack();
  timers = handTimers();
  storeFailure = null;
  ping = async () => {
    if (storeFailure) throw storeFailure;
  };
  logged = [];
  const write = (level: string) => (_fields: object, message: string) => void logged.push(`${level}: ${message}`);
  const log = { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
  const clients = slackClients(BOT_TOKEN, slack.apiUrl, silent, { now: () => new Date() });
  readiness = watchReadiness([storeCheck(() => ping()), tokenCheck(clients.web)], timers.after, log);
  warned = null;
  const routes = healthRoutes(readiness, () => warned);
  receiver = new HttpReceiver({ signingSecret: 'secret', routes, bodyLimitBytes: 1_000, logger: boltLogger(log) });
  const port = await freePort();
  await receiver.start(port);
  url = `http://127.0.0.1:${port}`;
});
afterEach(async () => {
  receiver.cutConnections();
  await Promise.all([receiver.stop(), slack.close()]);
});

const probe = async () => {
  const response = await fetch(`${url}/readyz`);
  return [response.status, await response.text()];
};
const ready = [200, '{"ok":true}'];
const asked = () => slack.apiCalls().filter(({ method }) => method === 'auth.test').length;
const answerNext = (answer: Parameters<LocalSlack['failNext']>[0]['answer']) =>
  slack.failNext({ method: 'auth.test', when: 'before', answer });

describe('whether we are ready', () => {
  test('costs no call, however often it is asked: Slack is asked once a minute', async () => {
    for (let count = 0; count < 300; count += 1) expect((await probe())[0]).toBe(200);
    expect(slack.apiCalls()).toEqual([]);
    await timers.advance(10 * MINUTE_MS);
    expect(asked()).toBe(10);
    expect(slack.apiCalls()).toHaveLength(10);
  });

  test('shows a token that Slack does not accept from the next check on, and again when it does', async () => {
    answerNext({ error: 'token_revoked' });
    await timers.advance(MINUTE_MS - 1);
    expect(await probe()).toEqual(ready);
    await timers.advance(1);
    expect(await probe()).toEqual([503, expect.stringContaining('token_revoked')]);
    expect(await probe()).toEqual([503, expect.stringContaining('token_revoked')]);
    expect(asked()).toBe(1);
    await timers.advance(10_000);
    expect(await probe()).toEqual(ready);
    expect(logged).toEqual(['warn: This process is not ready to serve', 'info: This process is ready to serve again']);
  });

  test('is not in doubt because Slack asks to call less often', async () => {
    answerNext({ status: 429, retryAfterSeconds: 30 });
    await timers.advance(MINUTE_MS);
    expect(asked()).toBe(1);
    expect(await probe()).toEqual(ready);
    expect(logged).toEqual([]);
  });

  test('shows a store that fails within seconds, and each problem is logged once', async () => {
    storeFailure = new Error('The store is away');
    await timers.advance(5_000);
    expect(await probe()).toEqual([503, '{"ok":false,"problem":"The store is away"}']);
    await timers.advance(20_000);
    expect(logged).toEqual(['warn: This process is not ready to serve']);
    storeFailure = null;
    await timers.advance(5_000);
    expect(await probe()).toEqual(ready);
  });

  test('is not in doubt because of a warning, which is said', async () => {
    warned = 'the store went back in time';
    expect(await probe()).toEqual([200, '{"ok":true,"warning":"the store went back in time"}']);
  });

  test('is no while a check does not end', async () => {
    let end = () => {};
    ping = () =>
      new Promise((resolve) => {
        end = resolve;
      });
    const checked = timers.advance(5_000);
    expect(await probe()).toEqual(ready);
    await timers.advance(10_000);
    await checked;
    expect(await probe()).toEqual([503, '{"ok":false,"problem":"a check did not end"}']);
    ping = async () => {};
    end();
    await timers.advance(5_000);
    expect(await probe()).toEqual(ready);
  });

  test('is not looked for any more after a stop, also when a check is under way', async () => {
    let end = () => {};
    ping = () =>
      new Promise((resolve) => {
        end = resolve;
      });
    const checked = timers.advance(5_000);
    readiness.stop();
    end();
    await checked;
    expect(timers.waiting()).toBe(0);
  });
});
