import { expect, test } from '@jest/globals';
import { WebClient } from '@slack/web-api';
import { newestTerms } from '../../../../../src/orders/order.ts';
import { VendorUnavailable } from '../../../../../src/service/errors.ts';
import { homeWatch } from '../../../../../src/service/reading/home-watch.ts';
import { composeUseCases } from '../../../../../src/service/use-cases.ts';
import { ACTION_ROUTES } from '../../../../../src/slack/routes/actions.ts';
import { COMMAND_ROUTES } from '../../../../../src/slack/routes/commands.ts';
import type { RouteContext } from '../../../../../src/slack/routes/route-context.ts';
import { SUBMISSION_ROUTES } from '../../../../../src/slack/routes/submissions.ts';
import type { UserId } from '../../../../../src/values/ids.ts';
import { orderButtonValue } from '../../../../../views/button-values.ts';
import { ACTION, FORM } from '../../../../../views/ids.ts';
import { mention } from '../../../../../views/words/text.ts';
import { aRequest } from '../../../../support/a-request.ts';
import { amir, approvals, aReference, rita } from '../../../../support/builders.ts';
import { oneClient } from '../../../../support/one-client.ts';
import type { PlacingWorld } from '../../../service/placing/placing-world.ts';
import { needsOf, running, twice } from '../../../service/requesting/cancelling-world.ts';

/** Keeps the views that are opened and updated. */
class SeenClient extends WebClient {
  readonly seen: { readonly method: string; readonly view: string }[] = [];
  override async apiCall(method: string, options?: Record<string, unknown>) {
    this.seen.push({ method, view: JSON.stringify(options?.view ?? null) });
    return { ok: true, view: { id: 'V1' } };
  }
}

/** The modal in which a button is pressed. */
interface PressedIn {
  readonly id: string;
  readonly type: string;
  readonly callback_id?: string;
  readonly private_metadata?: string;
}

/** The routes over a world, as somebody uses them. */
function routesIn(world: PlacingWorld) {
  const client = new SeenClient();
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
  const answered: unknown[] = [];
  const answer = async (message: unknown) => void answered.push(message);
  const press = async (by: UserId, actionId: string, view?: PressedIn) => {
    const { order } = await world.stored(aReference);
    const value = orderButtonValue(aReference, newestTerms(order).fingerprint);
    const shown = view && { callback_id: 'x', private_metadata: '', ...view };
    const payload = {
      user: { id: by },
      trigger_id: 't',
      actions: { action_id: actionId, block_id: 'b', action_ts: '1', value },
      ...(shown ? { view: shown } : {}),
    };
    await ACTION_ROUTES.get(actionId)?.(context, { payload, userId: by, answer });
  };
  const metadataNow = () =>
    (/"private_metadata":"((?:[^"\\]|\\.)*)"/.exec(client.seen.at(-1)?.view ?? '')?.[1] ?? '').replaceAll('\\"', '"');
  /** Sends a page, the newest one, with what stands in one of its fields. */
  const submit = async (by: UserId, form: string, field: string, value: string | null, metadata = metadataNow()) => {
    const state =
      form === FORM.cancel
        ? { type: 'plain_text_input', value }
        : { type: 'static_select', selected_option: value === null ? null : { value } };
    const view = {
      id: 'V1',
      callback_id: form,
      private_metadata: metadata,
      state: { values: { [`${field}.3`]: { field: state } } },
    };
    const sent = await SUBMISSION_ROUTES.get(form)?.(context, { user: { id: by }, view }, by);
    await sent?.afterwards?.();
    return sent?.ack;
  };
  const type = (by: UserId, rest: string) =>
    COMMAND_ROUTES.get('cancel')?.(context, { userId: by, rest, triggerId: 't', answer });
  const methods = () => client.seen.map(({ method }) => method);
  const shown = () => client.seen.at(-1)?.view ?? '';
  return { press, submit, type, methods, shown, answered, metadataNow };
}

test('*Cancel at ScaledMail…* of a message opens a page at once, and fills it', () =>
  running(async (_cancelling, world) => {
    const routes = routesIn(world);
    await routes.press(rita, ACTION.cancelAtVendor);
    expect(routes.methods()).toEqual(['views.open', 'views.update']);
    expect(routes.shown()).toContain('This ends *2 domains with 4 mailboxes*');
  }));

test('pressed in a modal, the page takes its place: there is never a third layer', () =>
  running(async (_cancelling, world) => {
    const routes = routesIn(world);
    await routes.press(rita, ACTION.cancelAtVendor, { id: 'V9', type: 'modal' });
    expect(routes.methods()).toEqual(['views.update', 'views.update']);
    expect(routes.shown()).toContain('This ends *2 domains');
    await routes.press(rita, ACTION.cancelAtVendor, { id: 'V9', type: 'home' });
    expect(routes.methods()).toEqual(['views.update', 'views.update', 'views.open', 'views.update']);
  }));

test('*Cancel one…* shows the two vendor orders, and then the same page for the chosen one', () =>
  twice(async (_cancelling, world) => {
    const routes = routesIn(world);
    await routes.press(amir, ACTION.cancelOne);
    expect(routes.shown()).toContain('ScaledMail has this order more than once');
    expect(routes.shown()).toContain('recOrd7');
    expect(routes.shown()).toContain('recOrd8');
    expect(await routes.submit(amir, FORM.chooseEnding, 'vendor_order', null)).toEqual({
      response_action: 'errors',
      errors: { 'vendor_order.3': 'Please choose one.' },
    });
    await routes.submit(amir, FORM.chooseEnding, 'vendor_order', '0');
    expect(routes.shown()).toContain('This ends *2 domains');
    await routes.submit(amir, FORM.cancel, 'reason', 'One is enough');
    expect(routes.shown()).toContain('waits for approval');
  }));

test('*Back* while the chosen one is looked up leads to the list again', () =>
  twice(async (_cancelling, world) => {
    const routes = routesIn(world);
    await routes.press(amir, ACTION.cancelOne);
    const ack = await routes.submit(amir, FORM.chooseEnding, 'vendor_order', '0');
    if (ack?.response_action !== 'update') throw new Error('No page is shown while it is looked up');
    const { callback_id, private_metadata = '' } = ack.view;
    await routes.press(amir, ACTION.back, {
      id: 'V1',
      type: 'modal',
      callback_id: String(callback_id),
      private_metadata,
    });
    expect(routes.shown()).not.toContain('forgotten');
    expect(routes.shown()).toContain('ScaledMail has this order more than once');
    expect(routes.shown()).toContain('recOrd7');
    await routes.submit(amir, FORM.chooseEnding, 'vendor_order', '1');
    expect(routes.shown()).toContain('This ends *2 domains');
  }));

test('a reason that is typed in an older window is told so, stays in it, and sends nothing', () =>
  running(async (_cancelling, world) => {
    const routes = routesIn(world);
    await routes.press(rita, ACTION.cancelAtVendor);
    const older = routes.metadataNow();
    world.vendor.failure = new VendorUnavailable('silent');
    await routes.submit(rita, FORM.cancel, 'reason', 'Typed first');
    world.vendor.failure = null;
    expect(routes.shown()).toContain('"initial_value":"Typed first"');
    const newer = routes.metadataNow();
    const told = JSON.stringify(await routes.submit(rita, FORM.cancel, 'reason', 'Typed in the other', older));
    expect(told).toContain('This form was changed in another window since you saw it here. Nothing was sent');
    expect(told).toContain('"initial_value":"Typed in the other"');
    expect((await world.store.list({ limit: 10 }, null)).orders).toHaveLength(1);
    await routes.submit(rita, FORM.cancel, 'reason', 'Typed first', newer);
    expect(routes.shown()).toContain('waits for approval');
  }));

test('a reason of blanks is told at its field, whatever block id it has', () =>
  running(async (_cancelling, world) => {
    const routes = routesIn(world);
    await routes.press(rita, ACTION.cancelAtVendor);
    expect(await routes.submit(rita, FORM.cancel, 'reason', '  ')).toEqual({
      response_action: 'errors',
      errors: { 'reason.3': 'Please say why: who decides reads it.' },
    });
  }));

test('what changed there meanwhile is shown on the page again, with the reason', () =>
  running(async (_cancelling, world) => {
    const routes = routesIn(world);
    await routes.press(rita, ACTION.cancelAtVendor);
    const seen = world.vendor.details.get('recOrd7');
    if (seen) world.vendor.details.set('recOrd7', { ...seen, amountCents: 2_100 });
    await routes.submit(rita, FORM.cancel, 'reason', 'Campaign is over.');
    expect(routes.shown()).toContain('ScaledMail shows something else than before.');
    expect(routes.shown()).toContain('*$21.00 / month*');
    expect(routes.shown()).toContain('"initial_value":"Campaign is over."');
  }));

test('the command takes a reference, says which one it wants, and alone shows the list to approvers', () =>
  running(async (_cancelling, world) => {
    const routes = routesIn(world);
    await routes.type(rita, ' 7F3K2Q ');
    expect(routes.shown()).toContain('This ends *2 domains');
    await routes.type(rita, 'nothing such');
    expect(routes.answered.at(-1)).toContain('There is no order with that reference');
    await routes.type(rita, '');
    expect(routes.shown()).toContain('You cannot decide on orders');
    await routes.type(amir, '');
    expect(routes.shown()).toContain('Orders that run at ScaledMail');
  }));
