import { beforeEach, expect, test } from '@jest/globals';
import { type FilesUploadV2Arguments, type WebAPICallResult, WebAPIRequestError, WebClient } from '@slack/web-api';
import { newestTerms } from '../../../../src/orders/order.ts';
import type { VendorDomain } from '../../../../src/service/ports/vendor.ts';
import { homeWatch } from '../../../../src/service/reading/home-watch.ts';
import { composeUseCases } from '../../../../src/service/use-cases.ts';
import type { ViewPayload } from '../../../../src/slack/receive/payloads.ts';
import { ACTION_ROUTES } from '../../../../src/slack/routes/actions.ts';
import { COMMAND_ROUTES } from '../../../../src/slack/routes/commands.ts';
import type { RouteContext } from '../../../../src/slack/routes/route-context.ts';
import { orderButtonValue } from '../../../../views/button-values.ts';
import { orderMetadata } from '../../../../views/form/metadata.ts';
import { ACTION, type ActionId, VIEW } from '../../../../views/ids.ts';
import { mention } from '../../../../views/words/text.ts';
import { aRequest } from '../../../support/a-request.ts';
import { approvals, aReference, rita } from '../../../support/builders.ts';
import { oneClient } from '../../../support/one-client.ts';
import type { PlacingWorld } from '../../service/placing/placing-world.ts';
import { needsOf, running } from '../../service/requesting/cancelling-world.ts';

type Answered = WebAPICallResult & Readonly<Record<string, unknown>>;
const DIRECT: Answered = { ok: true, channel: { id: 'D0RITA' } };
const SHOWN: Answered = { ok: true, view: { id: 'V1' } };

/** Takes everything; keeps what was shown in modals, and how many files were sent. */
class TakingClient extends WebClient {
  readonly shown: string[] = [];
  readonly failures: (Error | null)[] = [];
  filesSent = 0;
  override async apiCall(method: string, options?: Record<string, unknown>): Promise<WebAPICallResult> {
    if (!method.startsWith('views.')) return DIRECT;
    const failure = this.failures.shift() ?? null;
    if (failure) throw failure;
    this.shown.push(JSON.stringify(options?.view));
    return SHOWN;
  }
  override readonly filesUploadV2 = async (_file: FilesUploadV2Arguments) => {
    this.filesSent += 1;
    return { ok: true, files: [] };
  };
}

let client: TakingClient;
let answers: unknown[];
beforeEach(() => {
  client = new TakingClient();
  answers = [];
});

const away = () => new WebAPIRequestError(new Error('socket hang up'));
const answer = async (said: unknown) => void answers.push(said);
/** The page that somebody has before them. */
const shownNow = () => client.shown.at(-1) ?? '';

/** A world with an order that runs, and a press of one of its buttons. */
const inWorld = (act: (context: RouteContext, press: Press, world: PlacingWorld) => Promise<void>) =>
  running(async (_cancelling, world) => {
    const needs = needsOf(world);
    const context: RouteContext = {
      useCases: composeUseCases({ ...needs, ordersForForms: needs.orders }),
      clients: oneClient(client),
      cardLink: async () => null,
      byName: async (draw) => draw(mention),
      homes: homeWatch({ ...needs, newId: () => 'id' }),
      channelId: approvals,
      log: world.deps.log,
      ...aRequest(),
    };
    const { fingerprint } = newestTerms((await world.stored(aReference)).order);
    const press: Press = async (actionId, view) => {
      const value = orderButtonValue(aReference, fingerprint);
      const actions = { action_id: actionId, block_id: 'b', action_ts: '1', value };
      const payload = {
        user: { id: rita },
        trigger_id: 't',
        actions,
        ...(view && { view: { ...view, type: 'modal' } }),
      };
      await ACTION_ROUTES.get(actionId)?.(context, { payload, userId: rita, answer });
    };
    details = {
      id: 'V1',
      hash: '1.a',
      callback_id: VIEW.details,
      private_metadata: orderMetadata({ reference: aReference, fingerprint }),
    };
    await act(context, press, world);
  });
type Press = (actionId: ActionId, view?: ViewPayload) => Promise<void>;
let details: ViewPayload;

/** The loading page that is shown, as a press of its *Back* carries it. */
function loadingPage(): ViewPayload {
  const { callback_id, private_metadata } = JSON.parse(shownNow());
  return { id: 'V1', hash: '2.b', callback_id, private_metadata };
}

/** The vendor's list of domains does not come before it is let go. */
function holdDomains({ vendor }: PlacingWorld): () => void {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const read = vendor.vendor.domains;
  vendor.vendor.domains = async (...question): Promise<VendorDomain[]> => {
    await held;
    return [...(await read(...question))];
  };
  return letGo;
}
const untilIdle = () => new Promise(setImmediate);

const ON_DETAILS = [
  ACTION.decline,
  ACTION.withdraw,
  ACTION.isThere,
  ACTION.isNotThere,
  ACTION.lookAgain,
  ACTION.cancelAtVendor,
  ACTION.cancelOne,
  ACTION.orderAgain,
  ACTION.mailboxes,
] as const;

test.each(ON_DETAILS)(
  '%s, pressed in Details, says at once that it is under way, with a way back to Details',
  (action) =>
    inWorld(async (_context, press) => {
      // Nothing that comes after the loading page is taken.
      client.failures.push(null, ...Array.from({ length: 13 }, away));
      await press(action, details);
      expect(shownNow()).toContain('One moment');
      expect(shownNow()).toContain(ACTION.back);
      await press(ACTION.back, loadingPage());
      expect(JSON.parse(shownNow())).toMatchObject({ callback_id: VIEW.details });
      expect(shownNow()).toContain('*History*');
    }),
);

test('a page that was opened from a message can be closed, and has no way back: before it there was none', () =>
  inWorld(async (_context, press) => {
    await press(ACTION.cancelAtVendor);
    expect(client.shown[0]).toContain('One moment');
    expect(client.shown[0]).not.toContain(ACTION.back);
  }));

test('Mailboxes.csv pressed again while they are read says so, and one file is sent', () =>
  inWorld(async (_context, press, world) => {
    const letGo = holdDomains(world);
    const first = press(ACTION.mailboxes, details);
    await untilIdle();
    expect(shownNow()).toContain('One moment');
    await press(ACTION.mailboxes, { ...details, hash: '3.c' });
    expect(shownNow()).toContain('being read for you already');
    expect(shownNow()).toContain('*History*');
    letGo();
    await first;
    expect(client.filesSent).toBe(1);
    expect(shownNow()).toContain('The file is in your direct messages');
    await press(ACTION.mailboxes, { ...details, hash: '4.d' });
    expect(client.filesSent).toBe(2);
  }));

test('who goes back while the mailboxes are read stays there, and the file comes', () =>
  inWorld(async (_context, press, world) => {
    const letGo = holdDomains(world);
    const reading = press(ACTION.mailboxes, details);
    await untilIdle();
    await press(ACTION.back, loadingPage());
    const pages = client.shown.length;
    letGo();
    await reading;
    expect([client.filesSent, client.shown.length]).toEqual([1, pages]);
  }));

test('a reading that fails may be asked for again at once', () =>
  inWorld(async (_context, press, { vendor }) => {
    const read = vendor.vendor.domains;
    vendor.vendor.domains = () => Promise.reject(new Error('a mistake of ours'));
    await press(ACTION.mailboxes, details);
    expect(shownNow()).toContain('went wrong');
    vendor.vendor.domains = read;
    await press(ACTION.mailboxes, { ...details, hash: '2.b' });
    expect(client.filesSent).toBe(1);
  }));

test('the command is answered before the mailboxes are read, and again when the file is there', () =>
  inWorld(async (context, _press, world) => {
    const letGo = holdDomains(world);
    const call = { userId: rita, rest: aReference, triggerId: 't', answer };
    const first = COMMAND_ROUTES.get('mailboxes')?.(context, call);
    await untilIdle();
    expect(answers).toEqual([expect.stringContaining('are being read')]);
    await COMMAND_ROUTES.get('mailboxes')?.(context, call);
    expect(answers.at(-1)).toContain('being read for you already');
    letGo();
    await first;
    expect(answers.at(-1)).toContain('The file is in your direct messages');
    expect(client.filesSent).toBe(1);
  }));
