import { describe, expect, test } from '@jest/globals';
import { WebAPIPlatformError } from '@slack/web-api';
import { addSeconds } from 'date-fns/addSeconds';
import { SlackAsksToWait } from '../../../src/service/errors.ts';
import { type Meter, noMeter } from '../../../src/service/ports/meter.ts';
import { PatientClient } from '../../../src/slack/say/clients/patient-client.ts';
import { noon } from '../../support/builders.ts';
import { json, text, useScriptedServer } from '../../support/servers/scripted-server.ts';

const slack = useScriptedServer();
const limited = text(429, '', { 'retry-after': '30' });
const fine = json(200, { ok: true });

/** A client whose clock stands at `noon` until `pass` is called. */
function connect() {
  let now = noon;
  const options = { slackApiUrl: `${slack.url}/api/`, retryConfig: { retries: 0 } };
  const counted: unknown[] = [];
  const meter: Meter = {
    ...noMeter,
    calledSlack: (method, result, waitMs) => void counted.push([method, result, waitMs]),
  };
  const client = new PatientClient('xoxb-token', options, { now: () => now }, meter);
  return {
    client,
    counted,
    pass: (seconds: number) => {
      now = addSeconds(now, seconds);
    },
  };
}

const methods = () => slack.received.map(({ path }) => path.replace('/api/', ''));
const refusal = (work: Promise<unknown>) => work.then(() => null).catch((error: unknown) => error);

describe('A method that Slack limits', () => {
  test('is left alone for as long as Slack asks for, and is then called again', async () => {
    const { client, pass } = connect();
    slack.play(limited, fine);
    expect(await refusal(client.chat.update({ channel: 'C0A', ts: '1.0', text: 'x' }))).toMatchObject({
      code: 'slack_rate_limited',
      waitMs: 30_000,
    });
    pass(29);
    expect(await refusal(client.chat.update({ channel: 'C0B', ts: '2.0', text: 'x' }))).toMatchObject({
      waitMs: 1_000,
    });
    expect(methods()).toEqual(['chat.update']);
    pass(1);
    expect(await client.chat.update({ channel: 'C0A', ts: '1.0', text: 'x' })).toMatchObject({ ok: true });
    expect(methods()).toEqual(['chat.update', 'chat.update']);
  });

  test('is counted with how long Slack asks for, and so is each call that is kept back', async () => {
    const { client, counted, pass } = connect();
    slack.play(limited, fine);
    const update = () => refusal(client.chat.update({ channel: 'C0A', ts: '1.0', text: 'x' }));
    await update();
    pass(10);
    await update();
    pass(20);
    await update();
    expect(counted).toEqual([
      ['chat.update', 'too_many', 30_000],
      ['chat.update', 'not_sent', 20_000],
      ['chat.update', 'ok', 0],
    ]);
  });

  test('holds no other method back', async () => {
    const { client } = connect();
    slack.play(limited, fine);
    await refusal(client.chat.update({ channel: 'C0A', ts: '1.0', text: 'x' }));
    expect(await client.users.info({ user: 'U0RITA' })).toMatchObject({ ok: true });
  });

  test('and counts for each channel holds no other channel back', async () => {
    const { client } = connect();
    slack.play(limited, fine);
    const post = (channel: string) => client.chat.postMessage({ channel, text: 'x' });
    expect(await refusal(post('C0A'))).toBeInstanceOf(SlackAsksToWait);
    expect(await post('D0RITA')).toMatchObject({ ok: true });
    expect(await refusal(post('C0A'))).toBeInstanceOf(SlackAsksToWait);
    expect(methods()).toHaveLength(2);
  });
});

test('What Slack turns down otherwise holds nothing back', async () => {
  const { client } = connect();
  slack.play(json(200, { ok: false, error: 'not_in_channel' }), fine);
  const post = () => client.chat.postMessage({ channel: 'C0A', text: 'x' });
  expect(await refusal(post())).toBeInstanceOf(WebAPIPlatformError);
  expect(await post()).toMatchObject({ ok: true });
});
