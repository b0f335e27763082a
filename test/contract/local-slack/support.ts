import { App, HTTPReceiver, type Logger, LogLevel } from '@slack/bolt';
import type { KnownBlock, ModalView } from '@slack/types';
import { WebClient } from '@slack/web-api';
import { type LocalSlack, type LocalSlackOptions, startLocalSlack } from '../../../sandbox/slack/server.ts';

export const BOT_TOKEN = 'xoxb-local';
export const SIGNING_SECRET = 'local-signing-secret';

export const silent: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => LogLevel.ERROR,
  setName: () => undefined,
};

/** A clock that tests move by hand. */
export function handClock(start = new Date('2026-10-05T09:00:00Z')) {
  let now = start.getTime();
  return {
    read: () => new Date(now),
    advance: (milliseconds: number) => {
      now += milliseconds;
    },
  };
}

export const startSlack = (options: Partial<LocalSlackOptions> = {}): Promise<LocalSlack> =>
  startLocalSlack({
    signingSecret: SIGNING_SECRET,
    botToken: BOT_TOKEN,
    ...options,
  });

export const clientOf = (slack: LocalSlack, token = BOT_TOKEN): WebClient =>
  new WebClient(token, { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 }, logger: silent });

/** What is left of a refused Web API call: Slack's code, or the HTTP status. */
export async function codeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'ok';
  } catch (error) {
    if (!(error instanceof Error)) return 'unknown';
    if ('data' in error && typeof error.data === 'object' && error.data !== null && 'error' in error.data) {
      return String(error.data.error);
    }
    return 'statusCode' in error ? `http_${error.statusCode}` : error.message;
  }
}

export interface RunningApp {
  readonly app: App;
  readonly stop: () => Promise<unknown>;
}

/** A real Bolt app that takes signed requests of the workspace. */
export async function startApp(slack: LocalSlack, signingSecret = SIGNING_SECRET): Promise<RunningApp> {
  const receiver = new HTTPReceiver({ signingSecret, logger: silent, unhandledRequestTimeoutMillis: 300 });
  const app = new App({
    token: BOT_TOKEN,
    botId: 'B0SCALED',
    botUserId: 'U0SCALED',
    receiver,
    logger: silent,
    clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } },
  });
  const server = await receiver.start(0);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the app does not listen');
  slack.setAppUrl(`http://127.0.0.1:${address.port}`);
  return { app, stop: () => receiver.stop() };
}

/** Waits, without sleeping, for something that another connection brings about; gives up after five seconds. */
export async function until(isTrue: () => boolean): Promise<void> {
  const deadline = Date.now() + 5000;
  while (!isTrue()) {
    if (Date.now() > deadline) throw new Error('waited in vain');
    await new Promise((resolve) => setImmediate(resolve));
  }
}

export const plain = (text: string) => ({ type: 'plain_text', text }) as const;

/** A required text field of at least three characters, `name`. */
export const nameField = (blockId = 'name_block'): KnownBlock => ({
  type: 'input',
  block_id: blockId,
  label: plain('Name'),
  element: { type: 'plain_text_input', action_id: 'name', min_length: 3 },
});

/** A form with `nameField`, unless other blocks are given. */
export const nameForm = (rest: Partial<ModalView> = {}, blocks: readonly KnownBlock[] = [nameField()]): ModalView => ({
  type: 'modal',
  callback_id: 'form',
  title: plain('Form'),
  submit: plain('Send'),
  blocks: [...blocks],
  ...rest,
});

/** What somebody types into the field of `nameForm`. */
export const named = (value: string) => ({ name_block: { name: { type: 'plain_text_input', value } } });

export const approveBlocks: KnownBlock[] = [
  {
    type: 'actions',
    block_id: 'decision',
    elements: [{ type: 'button', action_id: 'approve', text: plain('Approve'), value: 'order-1' }],
  },
];
