import { beforeEach, expect, test } from '@jest/globals';
import {
  type WebAPICallResult,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
  WebClient,
} from '@slack/web-api';
import type { KeyValueStore } from '../../../../src/service/ports/stores/key-value-store.ts';
import { homeWatch } from '../../../../src/service/reading/home-watch.ts';
import { draftsIn } from '../../../../src/service/requesting/form/drafts.ts';
import { composeUseCases } from '../../../../src/service/use-cases.ts';
import { goBack } from '../../../../src/slack/routes/go-back.ts';
import { openFilled, replacedWhenDone } from '../../../../src/slack/routes/modal.ts';
import { reviewForm } from '../../../../src/slack/routes/ordering/order-form.ts';
import type { RouteContext } from '../../../../src/slack/routes/route-context.ts';
import { showModal } from '../../../../src/slack/routes/show-modal.ts';
import { Fingerprint } from '../../../../src/values/ids.ts';
import { loadingView } from '../../../../views/form/loading-view.ts';
import { orderMetadata } from '../../../../views/form/metadata.ts';
import { noticeView } from '../../../../views/form/notice-view.ts';
import { reviewView } from '../../../../views/form/ordering/review-view.ts';
import { ACTION, FORM } from '../../../../views/ids.ts';
import { mention } from '../../../../views/words/text.ts';
import { amir, approvals, aReference, rita } from '../../../support/builders.ts';
import { oneClient } from '../../../support/one-client.ts';
import { aReviewedDraft } from '../../../support/views/orders.ts';
import { needsOf, running } from '../../service/requesting/cancelling-world.ts';

type Failure = Error | null;

/** Answers each update as scripted, then well; keeps what was shown. */
class ScriptedClient extends WebClient {
  readonly shown: string[] = [];
  readonly failures: Failure[] = [];
  /** Failures of calls that Slack did all the same. */
  readonly unheard = new Set<Failure>();
  tries = 0;
  override async apiCall(method: string, options?: Record<string, unknown>): Promise<WebAPICallResult> {
    if (method === 'views.open') {
      const opened = { ok: true, view: { id: 'V2' } };
      return opened;
    }
    this.tries += 1;
    const failure = this.failures.shift() ?? null;
    if (failure === null || this.unheard.has(failure)) this.shown.push(JSON.stringify(options?.view ?? null));
    if (failure) throw failure;
    return { ok: true };
  }
}

const away = () => new WebAPIRequestError(new Error('socket hang up'));
const refused = (error: string) => new WebAPIPlatformError({ ok: false, error, response_metadata: {} });

let client: ScriptedClient;
let waits: number[];
let errors: unknown[];
beforeEach(() => {
  client = new ScriptedClient();
  waits = [];
  errors = [];
});

const view = {
  id: 'V1',
  hash: '1.a',
  callback_id: FORM.decline,
  private_metadata: orderMetadata({ reference: aReference, fingerprint: Fingerprint.parse('f'.repeat(64)) }),
};

const inWorld = (act: (context: RouteContext, keyValues: KeyValueStore) => Promise<void>) =>
  running(async (_cancelling, world) => {
    const needs = needsOf(world);
    await act(
      {
        useCases: composeUseCases({ ...needs, ordersForForms: needs.orders }),
        clients: oneClient(client),
        cardLink: async () => null,
        byName: async (draw) => draw(mention),
        homes: homeWatch({ ...needs, newId: () => 'id' }),
        channelId: approvals,
        log: { ...world.deps.log, error: (fields) => void errors.push(fields) },
        sleep: async (ms) => void waits.push(ms),
      },
      needs.keyValues,
    );
  });

test('an update that fails for now is tried again for five seconds', () =>
  inWorld(async (context) => {
    client.failures.push(away(), refused('internal_error'), away());
    await showModal(context, 'V1', noticeView('T', 'Done.'));
    expect(client.shown).toHaveLength(1);
    client.failures.push(...Array.from({ length: 20 }, away));
    waits.length = 0;
    await expect(showModal(context, 'V1', noticeView('T', 'Done.'))).rejects.toThrow();
    expect(waits.reduce((sum, ms) => sum + ms, 0)).toBe(5_000);
  }));

const waited = () => waits.reduce((sum, ms) => sum + ms, 0);
const done = async () => noticeView('T', 'Done.');

/** What Slack did, and did not answer. */
const unheard = () => {
  const failure = away();
  client.unheard.add(failure);
  return failure;
};

test('a page that waits is filled when Slack is back within two minutes, with longer and longer waits', () =>
  inWorld(async (context) => {
    client.failures.push(...Array.from({ length: 10 }, away));
    await context.useCases.noteActed(view);
    await replacedWhenDone(context, view, { title: 'T', draw: done }).afterwards?.();
    expect(client.shown.join()).toContain('Done.');
    expect(waits).toEqual(waits.toSorted((left, right) => left - right));
    expect(waited()).toBeGreaterThan(60_000);
    expect(errors).toEqual([]);
  }));

test('it is given up after two minutes, and who runs this app finds that in the log', () =>
  inWorld(async (context) => {
    client.failures.push(...Array.from({ length: 50 }, away));
    await replacedWhenDone(context, view, { title: 'T', draw: done }).afterwards?.();
    expect([client.shown, waited()]).toEqual([[], 120_000]);
    expect(errors).toHaveLength(1);
  }));

test('a waiting page that was closed meanwhile needs nothing, and one that nothing tells from others is not filled late', () =>
  inWorld(async (context) => {
    client.failures.push(...Array.from({ length: 7 }, away), refused('not_found'));
    await replacedWhenDone(context, view, { title: 'T', draw: done }).afterwards?.();
    expect([client.tries, client.shown, errors]).toEqual([8, [], []]);
    waits.length = 0;
    client.failures.push(...Array.from({ length: 20 }, away));
    const { hash: _, ...nameless } = view;
    await replacedWhenDone(context, nameless, { title: 'T', draw: done }).afterwards?.();
    expect(waited()).toBe(5_000);
  }));

test('a waiting page that was left by Back is let be: its answer does not come over what is typed there', () =>
  inWorld(async (context) => {
    const busy = replacedWhenDone(context, view, { title: 'T', draw: done }).ack;
    const shown = 'view' in busy ? busy.view : loadingView('T');
    const page = { ...view, callback_id: shown.callback_id ?? '', private_metadata: shown.private_metadata ?? '' };
    const actions = { action_id: ACTION.back, block_id: 'b', action_ts: '1' };
    const payload = { user: { id: amir }, trigger_id: 't', actions, view: { ...page, type: 'modal' } };
    const sleep = async (ms: number) => {
      waits.push(ms);
      if (waits.length !== 7) return;
      const left = client.failures.splice(0);
      await context.useCases.noteActed({ ...view, hash: '2.b' });
      await goBack(context, { payload, userId: amir, answer: async () => {} });
      client.failures.push(...left.slice(0, 1));
    };
    client.failures.push(...Array.from({ length: 8 }, away));
    await replacedWhenDone({ ...context, sleep }, view, { title: 'T', draw: done }).afterwards?.();
    expect(client.shown).toHaveLength(1);
    expect(client.shown.join()).not.toContain('Done.');
    expect(waits).toHaveLength(7);
  }));

test.each<[what: string, fill: (context: RouteContext) => Promise<void> | undefined, id: string]>([
  ['sent', (context) => replacedWhenDone(context, view, { title: 'T', draw: done }).afterwards?.(), view.id],
  ['opened', (context) => openFilled(context, 't', 'T', done), 'V2'],
])('an answer of which we heard nothing was shown all the same: a page that was %s since stays', (_what, fill, id) =>
  inWorld(async (context) => {
    client.failures.push(...Array.from({ length: 8 }, unheard));
    const sleep = async (ms: number) => {
      waits.push(ms);
      // Whoever saw the answer goes on in it.
      if (waits.length === 3) await context.useCases.noteActed({ id, hash: '3.c' });
    };
    await fill({ ...context, sleep });
    expect([client.tries, errors]).toEqual([3, []]);
  }),
);

test('a page that was left while Slack wanted to be left alone is let be, however early that was', () =>
  inWorld(async (context) => {
    client.failures.push(new WebAPIRateLimitedError(30));
    const sleep = async (ms: number) => {
      waits.push(ms);
      await context.useCases.noteActed({ ...view, hash: '2.b' });
    };
    await replacedWhenDone({ ...context, sleep }, view, { title: 'T', draw: done }).afterwards?.();
    expect([client.tries, client.shown, waits]).toEqual([1, [], [30_000]]);
  }));

test('a store that does not tell whether a page waits keeps its answer back after five seconds, and no earlier', () =>
  inWorld(async (context) => {
    const useCases = { ...context.useCases, isActedLast: () => Promise.reject(new Error('away')) };
    const fill = (hash: string) =>
      replacedWhenDone({ ...context, useCases }, { ...view, hash }, { title: 'T', draw: done }).afterwards?.();
    client.failures.push(...Array.from({ length: 5 }, away));
    await fill('1.a');
    expect(client.shown).toHaveLength(1);
    client.failures.push(...Array.from({ length: 9 }, away));
    await fill('2.b');
    expect([client.shown.length, client.failures.length]).toEqual([1, 3]);
  }));

test('Slack is left alone for as long as it asks, and a page that would come too late is given up', () =>
  inWorld(async (context) => {
    client.failures.push(new WebAPIRateLimitedError(4));
    await showModal(context, 'V1', noticeView('T', 'Done.'));
    expect([waits, client.shown.length]).toEqual([[4_000], 1]);
    client.failures.push(new WebAPIRateLimitedError(30));
    await expect(showModal(context, 'V1', noticeView('T', 'Done.'))).rejects.toThrow();
  }));

test('a modal that was closed, or a page that Slack refuses, is not tried again', () =>
  inWorld(async (context) => {
    client.failures.push(refused('not_found'));
    await showModal(context, 'V1', noticeView('T', 'Done.'));
    client.failures.push(refused('invalid_blocks'));
    await expect(showModal(context, 'V1', noticeView('T', 'Done.'))).rejects.toThrow('invalid_blocks');
    expect([client.tries, waits]).toEqual([2, []]);
  }));

test('what cannot be shown is not said to have failed: the page with the answer was refused, what was done counts', () =>
  inWorld(async (context) => {
    client.failures.push(refused('invalid_blocks'));
    const submitted = replacedWhenDone(context, view, { title: 'T', draw: async () => noticeView('T', 'Declined.') });
    await submitted.afterwards?.();
    expect(client.shown.join()).toContain('What you did counts');
    expect(errors).toHaveLength(1);
  }));

test('nothing is claimed of an error that nobody knows', () =>
  inWorld(async (context) => {
    const draw = () => Promise.reject(new Error('after it was sent'));
    await replacedWhenDone(context, view, { title: 'T', draw }).afterwards?.();
    expect(client.shown.join()).toContain('shows what was sent for approval');
    expect(client.shown.join()).not.toMatch(/nothing was ordered/i);
  }));

test('a loading page has a way back, and an answer that comes later does not take the page from under its person', () =>
  inWorld(async (context) => {
    let answer: (view: ReturnType<typeof noticeView>) => void = () => {};
    const underWay = new Promise<ReturnType<typeof noticeView>>((resolve) => {
      answer = resolve;
    });
    const submitted = replacedWhenDone(context, view, { title: 'T', draw: () => underWay, typed: 'My reason' });
    const busy = 'view' in submitted.ack ? submitted.ack.view : loadingView('T');
    expect(JSON.stringify(busy)).toContain(ACTION.back);
    const done = submitted.afterwards?.();
    const pressed = {
      ...view,
      hash: '2.b',
      callback_id: busy.callback_id ?? '',
      private_metadata: busy.private_metadata ?? '',
    };
    const actions = { action_id: ACTION.back, block_id: 'b', action_ts: '1' };
    const payload = { user: { id: amir }, trigger_id: 't', actions, view: { ...pressed, type: 'modal' } };
    await goBack(context, { payload, userId: amir, answer: async () => {} });
    expect(client.shown).toHaveLength(1);
    answer(noticeView('T', 'Declined.'));
    await done;
    expect(client.shown).toHaveLength(1);
  }));

test('a review that was changed in another window is not sent: what is sent is what was shown', () =>
  inWorld(async (context, keyValues) => {
    const drafts = draftsIn(keyValues);
    const shown = { ...aReviewedDraft(), ownerId: rita };
    const { review } = shown;
    if (!review) throw new Error('It is reviewed');
    const page = reviewView(shown, context.useCases.policy);
    const send = () =>
      reviewForm(
        context,
        {
          user: { id: rita },
          view: { ...view, callback_id: FORM.review, private_metadata: page.private_metadata ?? '' },
        },
        rita,
      );
    const changed = { ...review, purchase: { ...review.purchase, label: 'Umbrella' } };
    await drafts.begin({ draft: { ...shown, review: changed }, fill: 1 });
    const refused = await send();
    expect(JSON.stringify(refused.ack)).toContain('changed in another window');
    expect(refused.afterwards).toBeUndefined();
    await drafts.begin({ draft: shown, fill: 1 });
    expect((await send()).afterwards).toBeDefined();
  }));
