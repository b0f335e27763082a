import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import bolt from '@slack/bolt';
import type { LocalSlack } from '../../../sandbox/slack/server.ts';
import { boltLogger } from '../../../src/slack/receive/bolt-logger.ts';
import { SocketReceiver, type SocketRefused } from '../../../src/slack/receive/socket/socket-receiver.ts';
import { handTimers } from '../../support/hand-timers.ts';
import { BOT_TOKEN, named, nameForm, startSlack, until } from '../local-slack/support.ts';

const APP_TOKEN = 'xapp-local';
const TICK_MS = 5_000;
let slack: LocalSlack;
let timers: ReturnType<typeof handTimers>;
let receiver: SocketReceiver;
let refused: SocketRefused[];
let logged: string[];
let heard: string[];
let gate: Promise<void>;
/** How many payloads waited whenever one was begun. */
let waiting: number[];
/** What is remembered until it is done, and what was. */
let [kept, done]: [string[], string[]] = [[], []];

beforeEach(async () => {
  slack = await startSlack({ appToken: APP_TOKEN });
  timers = handTimers();
  [refused, logged, heard, gate, waiting, kept, done] = [[], [], [], Promise.resolve(), [], [], []];
  const write = (_fields: object, message: string) => void logged.push(message);
  receiver = new SocketReceiver({
    appToken: APP_TOKEN,
    apiUrl: slack.apiUrl,
    logger: boltLogger({ debug: write, info: write, warn: write, error: write }),
    after: timers.after,
    onRefused: (each) => void refused.push(each),
    unfinished: {
      keep: (text) => {
        kept.push(text);
        return { id: `d${kept.length}`, written: Promise.resolve(), done: () => void done.push(text) };
      },
    },
  });
  const clientOptions = { slackApiUrl: slack.apiUrl };
  const app = new bolt.App({ token: BOT_TOKEN, botId: 'B0SCALED', botUserId: 'U0SCALED', receiver, clientOptions });
  app.view('form', async ({ ack }) => {
    heard.push('sent');
    await gate;
    await ack({ response_action: 'errors', errors: { name_block: 'Taken' } });
  });
  app.command('/scaledmail', async ({ ack, command, client }) => {
    heard.push(command.text);
    waiting.push(receiver.waiting());
    await gate;
    await ack();
    if (command.text === 'form') await client.views.open({ trigger_id: command.trigger_id, view: nameForm() });
  });
});
afterEach(async () => {
  await receiver.stop();
  await slack.close();
});

const command = (text: string) => slack.send({ as: 'U0RITA', channel: 'C0OUTBOUND', text: `/scaledmail ${text}` });
const opened = () => slack.apiCalls().filter(({ method }) => method === 'apps.connections.open').length;
/** How often the bot noticed that Slack gives no socket. */
const refusals = () => logged.filter((line) => line.startsWith('Slack gives no socket')).length;
/** Lets a look pass on which the socket was heard: it worked for a while. */
const workAWhile = async () => {
  await timers.advance(TICK_MS);
};

describe('Slack’s socket', () => {
  test('brings commands, and takes their acknowledgement', async () => {
    await receiver.start();
    expect([await command('help'), heard]).toEqual([{ ok: true }, ['help']]);
  });

  test('has what needs no answer acknowledged before the work on it, which is remembered until it is done', async () => {
    await receiver.start();
    let open = () => {};
    gate = new Promise((resolve) => {
      open = resolve;
    });
    expect(await command('help')).toEqual({ ok: true });
    await until(() => heard.length === 1);
    expect([kept.length, done]).toEqual([1, []]);
    open();
    await receiver.idle();
    expect(done).toEqual(kept);
  });

  test('that brings many at once has them wait for their turn, and tells how many wait', async () => {
    await receiver.start();
    const text = (number: number) => ({
      command: '/scaledmail',
      text: `${number}`,
      trigger_id: 't',
      response_url: 'u',
    });
    for (let number = 0; number < 60; number += 1) {
      slack.sockets.say({ type: 'slash_commands', envelope_id: `e${number}`, payload: text(number) });
    }
    await until(() => heard.length === 60);
    expect(Math.max(...waiting)).toBeGreaterThan(0);
    await receiver.idle();
    expect(receiver.waiting()).toBe(0);
  });

  test('that Slack takes back is replaced without any wait, and what was under way is still acknowledged', async () => {
    await receiver.start();
    await workAWhile();
    let open = () => {};
    gate = new Promise((resolve) => {
      open = resolve;
    });
    const before = command('before');
    await until(() => heard.length === 1);
    slack.sockets.refresh();
    expect(slack.sockets.count()).toBe(0);
    await until(() => slack.sockets.count() === 1);
    open();
    expect([await before, await command('after'), opened()]).toEqual([{ ok: true }, { ok: true }, 2]);
    expect(receiver.isDeaf()).toBe(false);
  });

  test('is closed when the bot stops, while what it brought is worked on: the next click goes to another process', async () => {
    await receiver.start();
    let open = () => {};
    gate = new Promise((resolve) => {
      open = resolve;
    });
    expect(await command('slow')).toEqual({ ok: true });
    await until(() => heard.length === 1);
    let isStopped = false;
    const stopped = receiver.stop().then(() => {
      isStopped = true;
    });
    await until(() => slack.sockets.count() === 0);
    expect([isStopped, done]).toEqual([false, []]);
    open();
    await stopped;
    expect(done).toEqual(kept);
  });

  test('that is to be closed still answers a form, and takes clicks until then', async () => {
    await receiver.start();
    expect(await command('form')).toEqual({ ok: true });
    await until(() => slack.snapshot('U0RITA').modals.length === 1);
    let open = () => {};
    gate = new Promise((resolve) => {
      open = resolve;
    });
    const viewId = String(slack.snapshot('U0RITA').modals[0]?.id);
    const submitted = slack.submit({ as: 'U0RITA', viewId, values: named('Rita') });
    await until(() => heard.includes('sent'));
    const stopped = receiver.stop();
    expect(await command('help')).toEqual({ ok: true });
    expect(slack.sockets.count()).toBe(1);
    open();
    expect(await submitted).toEqual({ ok: false, errors: { name_block: 'Taken' } });
    await stopped;
    await until(() => slack.sockets.count() === 0);
    expect([heard, done]).toEqual([['form', 'sent', 'help'], kept]);
  });

  test('that is cut is replaced without any wait', async () => {
    await receiver.start();
    await workAWhile();
    slack.sockets.cut();
    await until(() => slack.sockets.count() === 0);
    await until(() => slack.sockets.count() === 1);
    expect(await command('after')).toEqual({ ok: true });
  });

  test('that falls silent is given up after twenty seconds, and nobody was deaf', async () => {
    await receiver.start();
    await workAWhile();
    slack.sockets.silence();
    for (let ticks = 0; ticks < 4; ticks += 1) await timers.advance(TICK_MS);
    await until(() => opened() === 2);
    await until(() => slack.sockets.count() === 2);
    expect(receiver.isDeaf()).toBe(false);
  });

  test('that lives is pinged, and never given up', async () => {
    await receiver.start();
    for (let ticks = 0; ticks < 8; ticks += 1) {
      await timers.advance(TICK_MS);
      await command('still there');
    }
    expect([receiver.isDeaf(), opened()]).toEqual([false, 1]);
  });

  test('that does not come back leaves the bot deaf after half a minute; it hears again when one is there', async () => {
    await receiver.start();
    await workAWhile();
    for (let times = 0; times < 8; times += 1) {
      slack.failNext({ method: 'apps.connections.open', when: 'before', answer: { status: 503 } });
    }
    slack.sockets.cut();
    await until(() => refusals() === 1);
    for (let ticks = 0; ticks < 5; ticks += 1) {
      expect(receiver.isDeaf()).toBe(false);
      await timers.advance(TICK_MS);
    }
    await timers.advance(TICK_MS);
    expect(receiver.isDeaf()).toBe(true);
    for (let ticks = 0; ticks < 60 && slack.sockets.count() === 0; ticks += 1) {
      await timers.advance(TICK_MS);
      for (let rounds = 0; rounds < 20; rounds += 1) await new Promise(setImmediate);
    }
    expect([await command('back'), receiver.isDeaf(), refused]).toEqual([{ ok: true }, false, []]);
  });

  test('that Slack refuses when it is to be replaced is told once, and not asked for again', async () => {
    await receiver.start();
    await workAWhile();
    slack.revokeAppToken();
    slack.sockets.refresh();
    await until(() => refused.length === 1);
    await timers.advance(60_000);
    expect([refused.map(({ word }) => word), opened()]).toEqual([['invalid_auth'], 2]);
  });

  test.each([
    { type: 'events_api', envelope_id: 'e1', payload: { type: 'app_rate_limited', minute_rate_limited: 1 } },
    { type: 'events_api', envelope_id: 'e1', payload: { type: 'event_callback' } },
    { type: 'interactive', envelope_id: 'e1', payload: { type: 'view_submission' } },
    { type: 'interactive', envelope_id: 'e1' },
    { type: 'something_new' },
    { type: 7 },
  ])('that says %j ends nothing', async (message) => {
    await receiver.start();
    slack.sockets.say(message);
    expect([await command('after'), heard]).toEqual([{ ok: true }, ['after']]);
  });
});

describe('the start', () => {
  test('waits for a Slack that is away', async () => {
    for (let times = 0; times < 3; times += 1) {
      slack.failNext({ method: 'apps.connections.open', when: 'before', answer: { status: 500 } });
    }
    const started = receiver.start();
    await until(() => refusals() === 1);
    await timers.advance(4_000);
    await started;
    expect(opened()).toBe(4);
  });

  test('ends when Slack refuses the token', async () => {
    slack.revokeAppToken();
    await expect(receiver.start()).rejects.toMatchObject({ word: 'invalid_auth' });
    expect(refused).toEqual([]);
  });

  test('ends when it is stopped', async () => {
    slack.failNext({ method: 'apps.connections.open', when: 'before', answer: { status: 500 } });
    const started = receiver.start();
    await receiver.stop();
    await expect(started).rejects.toThrow('stopped');
  });
});
