import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { postSigned } from '../../../sandbox/slack/http/signed-post.ts';
import { createLog } from '../../../src/log.ts';
import { NOT_KEPT } from '../../../src/service/unfinished.ts';
import { slackApp } from '../../../src/slack/app.ts';
import { boltLogger } from '../../../src/slack/receive/bolt-logger.ts';
import { HttpReceiver } from '../../../src/slack/receive/http/http-receiver.ts';
import { latePages } from '../../../src/slack/routes/modals/late-pages.ts';
import { noon } from '../../support/builders.ts';
import { freePort } from '../../support/servers/free-port.ts';

const SECRET = 'a-signing-secret';
let logged: string[];
let url: string;
let stop: () => Promise<void>;

/** A fault of ours, of the class that Bolt's own code throws over fields that are missing. */
function brokenContext(): never {
  throw new TypeError("Cannot read properties of undefined (reading 'ours')");
}

beforeEach(async () => {
  logged = [];
  const log = createLog('info', { write: (line: string) => void logged.push(line) });
  const logger = boltLogger(log);
  const receiver = new HttpReceiver({ signingSecret: SECRET, routes: [], bodyLimitBytes: 10_000, logger });
  const port = await freePort();
  url = `http://127.0.0.1:${port}/slack/events`;
  const app = slackApp({
    ...{ receiver, log, logger, port, clock: { now: () => noon }, after: () => () => {}, contextOf: brokenContext },
    unfinished: { keep: () => NOT_KEPT, takeOver: async () => [] },
    latePages: latePages(),
  });
  await app.start();
  stop = async () => {
    receiver.cutConnections();
    await app.stop(Promise.resolve());
  };
});
afterEach(() => stop());

const post = (payload: object) =>
  postSigned({
    ...{ url, signingSecret: SECRET, contentType: 'application/x-www-form-urlencoded', headers: {}, timeoutMs: 5_000 },
    body: new URLSearchParams({ payload: JSON.stringify(payload) }).toString(),
  });
const user = { id: 'U0RITA', team_id: 'T0ACME' };
const view = { id: 'V1', type: 'modal', callback_id: 'form', private_metadata: '' };
const errors = () => logged.map((line) => JSON.parse(line)).filter(({ level }) => level === 50);
const OURS = { type: 'TypeError', message: expect.stringContaining("reading 'ours'") };

test('a fault of ours over a form is answered with 500 at once, and logged with its class and its place', async () => {
  const outcome = await post({ type: 'view_submission', team: { id: 'T0ACME' }, user, view });
  expect(outcome).toMatchObject({ type: 'answered', status: 500 });
  expect(errors()).toEqual([
    expect.objectContaining({
      error: expect.objectContaining({
        type: 'WorkFailed',
        cause: expect.objectContaining({ ...OURS, stack: expect.stringContaining('brokenContext') }),
      }),
    }),
  ]);
  expect(logged.join('')).not.toContain('its shape is odd');
});

test('one over what was acknowledged already is logged the same way', async () => {
  const outcome = await post({
    type: 'block_actions',
    team: { id: 'T0ACME' },
    user,
    view,
    actions: [{ action_id: 'a' }],
  });
  expect(outcome).toMatchObject({ type: 'answered', status: 200 });
  while (logged.length === 0) await new Promise(setImmediate);
  expect(errors()).toMatchObject([{ error: { type: 'WorkFailed', cause: OURS } }]);
});

test('what Bolt cannot read is still answered with 400, and is no fault of ours', async () => {
  const outcome = await post({ type: 'block_suggestion', team: 7, user: null });
  expect(outcome).toMatchObject({ type: 'answered', status: 400 });
  expect(errors()).toEqual([]);
});
