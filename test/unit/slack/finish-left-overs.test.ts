import { expect, test } from '@jest/globals';
import { type WebAPICallResult, WebAPIPlatformError, WebAPIRequestError, WebClient } from '@slack/web-api';
import { NOT_KEPT } from '../../../src/service/unfinished.ts';
import { finishLeftOvers } from '../../../src/slack/finish-left-overs.ts';
import { installationOf } from '../../../src/slack/receive/installation.ts';
import { unshownAnswer } from '../../../src/slack/unshown-answer.ts';
import { noon } from '../../support/builders.ts';
import { handTimers } from '../../support/hand-timers.ts';
import { oneClient } from '../../support/one-client.ts';

const nothing = () => {};

test('a look that fails is tried again, what is left is done then, and others are looked for all the time', async () => {
  const timers = handTimers();
  const done: string[] = [];
  let looks = 0;
  const left = { id: 'one', text: '{"type":"block_actions"}', receivedAt: noon, isToBeTold: false };
  const finishing = finishLeftOvers({
    unfinished: {
      keep: () => NOT_KEPT,
      takeOver: async () => {
        looks += 1;
        if (looks === 1) throw new Error('The store does not answer');
        return looks % 2 === 0 ? [{ ...left, done: () => done.push('forgotten') }] : [];
      },
    },
    contextOf: () => null,
    after: timers.after,
    log: { debug: nothing, info: nothing, warn: nothing, error: nothing },
    process: async ({ body }) => void done.push(String(body.type)),
  });
  await finishing.idle();
  expect(done).toEqual([]);
  await timers.advance(5_000);
  expect(done).toEqual(['block_actions', 'forgotten']);
  await timers.advance(10_000);
  expect(done).toEqual(['block_actions', 'forgotten', 'block_actions', 'forgotten']);
  finishing.stop();
  expect(timers.waiting()).toBe(0);
});

/** Slack as it answers messages: with failures first, as scripted. */
class Messages extends WebClient {
  readonly told: unknown[] = [];
  readonly texts: string[] = [];
  readonly failures: Error[] = [];
  override async apiCall(_method: string, options?: Record<string, unknown>): Promise<WebAPICallResult> {
    const failure = this.failures.shift();
    if (failure) throw failure;
    this.told.push(options?.channel);
    this.texts.push(String(options?.text));
    return { ok: true };
  }
}

test('who sent a form is told that it was cut off when Slack is back; whom Slack refuses keeps nobody else waiting', async () => {
  const timers = handTimers();
  const slack = new Messages();
  const away = () => new WebAPIRequestError(new Error('socket hang up'));
  slack.failures.push(away(), away(), new WebAPIPlatformError({ ok: false, error: 'channel_not_found' }));
  const done: string[] = [];
  const formOf = (id: string) => ({
    ...{ id, receivedAt: noon, isToBeTold: false, done: () => done.push(id) },
    text: JSON.stringify({ type: 'view_submission', user: { id } }),
  });
  let left = ['U0GONE', 'U0RITA'].map(formOf);
  const finishing = finishLeftOvers({
    unfinished: { keep: () => NOT_KEPT, takeOver: async () => left.splice(0) },
    contextOf: () => ({ clients: oneClient(slack) }),
    after: timers.after,
    log: { debug: nothing, info: nothing, warn: nothing, error: nothing },
    process: async () => {},
  });
  await finishing.idle();
  await timers.advance(5_000);
  expect([done, slack.told, slack.failures.length]).toEqual([[], [], 1]);
  left = [formOf('U0AMIR')];
  await timers.advance(5_000);
  expect(done).toEqual(['U0GONE', 'U0RITA', 'U0AMIR']);
  expect(slack.told).toEqual(['U0RITA', 'U0AMIR']);
  finishing.stop();
});

test.each<[answer: string | null, said: string]>([
  ['Declined. Who asked is told.', 'The answer was: Declined. Who asked is told.'],
  [null, '`/scaledmail drafts` the order forms that you did not send.'],
])(
  'of whom nothing but the page was missing is told the answer, and not that they were cut off: %s',
  async (answer, said) => {
    const timers = handTimers();
    const slack = new Messages();
    const processed: unknown[] = [];
    const warned: string[] = [];
    const body = { type: 'block_actions', team: { id: 'T0ACME' }, user: { id: 'U0RITA' } };
    const left = {
      ...{ id: 'one', receivedAt: noon, isToBeTold: false, done: nothing },
      text: unshownAnswer(body, answer) ?? '',
    };
    const finishing = finishLeftOvers({
      unfinished: { keep: () => NOT_KEPT, takeOver: async () => [left] },
      contextOf: (kept) => (installationOf(kept) === 'T0ACME' ? { clients: oneClient(slack) } : null),
      after: timers.after,
      log: { debug: nothing, info: nothing, warn: (_fields, text) => void warned.push(text), error: nothing },
      process: async (event) => void processed.push(event),
    });
    await finishing.idle();
    finishing.stop();
    expect([slack.told, processed]).toEqual([['U0RITA'], []]);
    expect(slack.texts.join()).toContain(said);
    // It may have been: a call whose answer was lost, or a process that was killed right after it.
    expect(slack.texts.join()).toContain('may not have been shown');
    expect(slack.texts.join()).not.toContain('cut off');
    expect(warned).toEqual(['A process ended before this answer was shown']);
  },
);
