import { afterAll, afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { App } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { openAccount } from '../../../src/account.ts';
import { readConfig } from '../../../src/config.ts';
import { callsUnderWay } from '../../../src/lifecycle/calls-under-way.ts';
import { NOT_KEPT, type Unfinished } from '../../../src/service/unfinished.ts';
import { slackApp } from '../../../src/slack/app.ts';
import { boltLogger } from '../../../src/slack/receive/bolt-logger.ts';
import { HttpReceiver } from '../../../src/slack/receive/http/http-receiver.ts';
import { byInstallation } from '../../../src/slack/receive/installation.ts';
import { latePages } from '../../../src/slack/routes/modals/late-pages.ts';
import { openSqliteStores } from '../../../src/storage/open-stores.ts';
import { TeamId } from '../../../src/values/ids.ts';
import { ACTION, COMMAND, FORM, MENU, SHORTCUT, VIEW } from '../../../views/ids.ts';
import { aReference, noon } from '../../support/builders.ts';
import { oneClient } from '../../support/one-client.ts';

/** Notes the calls that an account makes; Slack opens every form and says nothing else. */
class NotedClient extends WebClient {
  readonly methods: string[] = [];
  override async apiCall(method: string) {
    this.methods.push(method);
    return { ok: true, view: { id: 'V1' } };
  }
}

/** Hands payloads to Bolt as a receiver does, without a server. */
class HandedOver extends HttpReceiver {
  #handed: App | null = null;
  override init(app: App): void {
    this.#handed = app;
  }
  async hand(body: Record<string, unknown>): Promise<unknown[]> {
    const acknowledged: unknown[] = [];
    await this.#handed?.processEvent({ body, ack: async (content) => void acknowledged.push(content) });
    return acknowledged;
  }
}

const ACME = TeamId.parse('T0ACME');
const SECOND = TeamId.parse('T0SECOND');
const STRANGER = TeamId.parse('T0OTHER');

const warnings: unknown[] = [];
const errors: unknown[] = [];
const log = {
  debug: () => {},
  info: () => {},
  error: (fields: unknown) => void errors.push(fields),
  warn: (fields: unknown) => void warnings.push(fields),
};
const clock = { now: () => noon };
const stores = openSqliteStores(null, clock);
afterAll(() => stores.close());

const read = readConfig({
  SLACK_BOT_TOKEN: 'xoxb-test',
  SLACK_SIGNING_SECRET: 'test-signing-secret',
  SCALEDMAIL_API_KEY: 'test-key',
  APPROVERS: 'U0AMIR',
  APPROVAL_CHANNEL: 'C0APPROVALS',
  ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
});
if (!read.ok) throw new Error('The test environment is wrong');
const { config } = read;

const late = latePages();
const clients = new Map([ACME, SECOND].map((teamId) => [teamId, new NotedClient()]));
const contexts = new Map(
  [...clients].map(([teamId, client]) => {
    const signedIn = { teamId, clients: oneClient(client), canReadFiles: true };
    const account = openAccount(config, signedIn, stores, {
      clock,
      log,
      sleep: async () => {},
      after: () => () => {},
      resolver: { resolveMx: async () => [], resolveTxt: async () => [], resolveNs: async () => [] },
      nudge: () => {},
      calls: callsUnderWay(),
      latePages: late,
    });
    return [teamId, account.context];
  }),
);
const logger = boltLogger(log);
const receiver = new HandedOver({ signingSecret: 'test-signing-secret', routes: [], bodyLimitBytes: 1_000, logger });
const unfinished: Unfinished = {
  keep: () => NOT_KEPT,
  takeOver: async () => [],
  isAllDone: async () => true,
};
slackApp({
  ...{ receiver, unfinished, log, logger, latePages: late },
  contextOf: byInstallation(contexts, log),
  after: () => () => {},
  port: 0,
});

let clicks = 0;
beforeEach(() => {
  clicks += 1;
  warnings.length = 0;
  errors.length = 0;
  for (const client of clients.values()) client.methods.length = 0;
});

/** Where nobody listens: who is answered there is told nothing. */
const NOWHERE = 'http://127.0.0.1:9/';
const view = (installedIn: TeamId, callbackId: string) => ({
  id: `V${clicks}`,
  type: 'modal',
  callback_id: callbackId,
  private_metadata: JSON.stringify({ reference: aReference, fingerprint: 'f'.repeat(64) }),
  state: { values: {} },
  app_installed_team_id: installedIn,
});
const press = () => ({
  type: 'block_actions',
  trigger_id: `trigger-${clicks}`,
  response_url: NOWHERE,
  actions: [{ type: 'button', action_id: ACTION.startOrder, block_id: 'b', action_ts: `${clicks}` }],
});
const person = (teamId: TeamId) => ({ team: { id: teamId }, user: { id: 'U0RITA', team_id: teamId } });

/** Each kind of payload, by the installation that it comes through and the team of whoever caused it. */
const KINDS: Readonly<Record<string, (installedIn: TeamId, from: TeamId) => Record<string, unknown>>> = {
  'a command': (installedIn) => ({
    command: COMMAND,
    text: 'orders',
    team_id: installedIn,
    user_id: 'U0RITA',
    channel_id: 'C1',
    trigger_id: `trigger-${clicks}`,
    response_url: NOWHERE,
  }),
  'a shortcut': (installedIn) => ({
    type: 'shortcut',
    callback_id: SHORTCUT.order,
    trigger_id: `trigger-${clicks}`,
    ...person(installedIn),
  }),
  'an event': (installedIn, from) => ({
    type: 'event_callback',
    event_id: `Ev${clicks}`,
    team_id: from,
    authorizations: [{ enterprise_id: null, team_id: installedIn, user_id: 'UBOT', is_bot: true }],
    event: { type: 'app_home_opened', user: 'U0RITA', channel: 'D1', tab: 'home' },
  }),
  'a press in a message': (installedIn, from) => ({
    ...press(),
    ...person(from),
    channel: { id: 'C1' },
    message: { ts: `1.${clicks}`, team: installedIn },
  }),
  'a press in a form': (installedIn, from) => ({ ...press(), ...person(from), view: view(installedIn, FORM.review) }),
  'a form': (installedIn, from) => ({
    type: 'view_submission',
    ...person(from),
    view: view(installedIn, FORM.withdraw),
  }),
};
const COMING_FROM_ELSEWHERE = Object.keys(KINDS).filter((kind) => kind !== 'a command' && kind !== 'a shortcut');

async function handed(kind: string, installedIn: TeamId, from: TeamId) {
  const body = KINDS[kind]?.(installedIn, from) ?? {};
  const acknowledged = await receiver.hand(body);
  const asked = [...clients].flatMap(([teamId, { methods }]) => (methods.length > 0 ? [teamId] : []));
  return { acknowledged, asked };
}

test.each(Object.keys(KINDS))('%s is served by the account whose installation it came through', async (kind) => {
  expect((await handed(kind, ACME, ACME)).asked).toEqual([ACME]);
});

test.each(Object.keys(KINDS))('%s of a second account is served by that one', async (kind) => {
  expect((await handed(kind, SECOND, SECOND)).asked).toEqual([SECOND]);
});

test.each(COMING_FROM_ELSEWHERE)('%s by somebody of another company is served where the app is ours', async (kind) => {
  expect((await handed(kind, ACME, STRANGER)).asked).toEqual([ACME]);
  expect(warnings).not.toContainEqual({ teamId: STRANGER });
});

test.each(COMING_FROM_ELSEWHERE)(
  '%s by somebody whose own team is an account too is not served by theirs',
  async (kind) => {
    expect((await handed(kind, SECOND, ACME)).asked).toEqual([SECOND]);
  },
);

test.each([
  ['a command', []],
  ['a shortcut', []],
  ['an event', [undefined]],
  ['a press in a message', [undefined]],
  ['a press in a form', [undefined]],
  ['a form', [undefined]],
])('%s of another installation is acknowledged as what nobody knows, and nothing is done', async (kind, expected) => {
  expect(await handed(kind, STRANGER, ACME)).toEqual({ acknowledged: expected, asked: [] });
});

test.each(['a press in a form', 'a form'])(
  '%s: which page it was is noted, and the newest of a modal stands',
  async (kind) => {
    const noted = () => stores.shortLived.get(`acted:V${clicks}`);
    const body = KINDS[kind]?.(ACME, ACME) ?? {};
    for (const hash of ['1.a', '2.b']) {
      await receiver.hand({ ...body, view: { ...view(ACME, FORM.withdraw), hash } });
      expect(await noted()).toBe(hash);
    }
  },
);

test('a menu of another installation is empty, and a form that was closed there needs no answer', async () => {
  const menu = { type: 'block_suggestion', ...person(ACME), action_id: MENU.pickNames, block_id: 'b', value: '' };
  expect(await receiver.hand({ ...menu, view: view(STRANGER, FORM.domains) })).toEqual([{ options: [] }]);
  const closed = { type: 'view_closed', ...person(ACME), is_cleared: false };
  expect(await receiver.hand({ ...closed, view: view(STRANGER, FORM.domains) })).toEqual([]);
});

describe('a request that fails is logged with its person, its own id, and its order', () => {
  afterEach(() => {
    jest.restoreAllMocks();
  });
  const breakStore = () => {
    const broken = async () => {
      throw new RangeError('The store is broken');
    };
    jest.spyOn(stores.orders, 'get').mockImplementation(broken);
    jest.spyOn(stores.shortLived, 'get').mockImplementation(broken);
    jest.spyOn(stores.shortLived, 'setIfAbsent').mockImplementation(broken);
  };

  test.each([
    ['an event', { action: 'app_home_opened', request: () => `Ev${clicks}` }],
    ['a press in a form', { action: ACTION.startOrder, request: () => `${clicks}`, reference: aReference }],
    ['a press in a message', { action: ACTION.startOrder, request: () => `${clicks}`, reference: null }],
    ['a command', { action: `${COMMAND} orders`, request: () => `trigger-${clicks}`, reference: null }],
  ])('%s', async (kind, { request, ...about }) => {
    breakStore();
    await handed(kind, ACME, ACME);
    expect(errors).toContainEqual({
      ...{ ...about, by: 'U0RITA', request: request() },
      error: expect.objectContaining({ message: 'The store is broken' }),
    });
  });

  const metadata = JSON.stringify({ reference: aReference, draftId: 'd' });

  test('a form', async () => {
    breakStore();
    const sent = { ...view(ACME, FORM.domains), private_metadata: metadata };
    await receiver.hand({ type: 'view_submission', ...person(ACME), view: sent });
    expect(errors).toEqual([
      {
        ...{ action: FORM.domains, by: 'U0RITA', request: `V${clicks}`, reference: aReference },
        error: expect.objectContaining({ message: 'The store is broken' }),
      },
    ]);
  });

  test.each([
    ['the first', { root_view_id: 'V0', previous_view_id: null }, 'push'],
    ['the second', { root_view_id: 'V0', previous_view_id: 'V0' }, 'push'],
    ['the third, above which Slack takes none', { root_view_id: 'V0', previous_view_id: 'V1' }, 'update'],
  ])('a form without a field, %s of a stack, says so where Slack takes it', async (_which, stack, action) => {
    breakStore();
    const sent = {
      ...view(ACME, FORM.review),
      private_metadata: JSON.stringify({ draftId: 'd' }),
      blocks: [],
      ...stack,
    };
    const [said] = await receiver.hand({ type: 'view_submission', ...person(ACME), view: sent });
    expect(said).toMatchObject({ response_action: action, view: { callback_id: VIEW.notice } });
    expect(JSON.stringify(said)).toContain('went wrong in this app');
    expect(JSON.stringify(said).includes(ACTION.back)).toBe(action === 'update');
  });

  test('a menu', async () => {
    breakStore();
    const menu = { type: 'block_suggestion', ...person(ACME), action_id: MENU.pickNames, block_id: 'b', value: 'a' };
    await receiver.hand({ ...menu, view: { ...view(ACME, FORM.domains), private_metadata: metadata } });
    expect(warnings).toEqual([
      {
        ...{ action: MENU.pickNames, by: 'U0RITA', request: `V${clicks}`, reference: aReference },
        error: expect.objectContaining({ message: 'The store is broken' }),
      },
    ]);
  });
});

test('a page that the store cannot note as acted on is remembered all the same, and that is a warning', async () => {
  const { shortLived } = stores;
  const set = jest.spyOn(shortLived, 'set').mockRejectedValue(new Error('away'));
  await handed('a press in a form', ACME, ACME);
  set.mockRestore();
  const { useCases } = contexts.get(ACME) ?? { useCases: null };
  expect(await useCases?.isActedLast({ id: `V${clicks}`, hash: '1.a' })).toBe(false);
  expect(warnings).toContainEqual(expect.objectContaining({ error: new Error('away') }));
});
