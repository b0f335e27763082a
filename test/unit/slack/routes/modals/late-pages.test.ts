import { beforeEach, expect, test } from '@jest/globals';
import { WebAPIRateLimitedError } from '@slack/web-api';
import { goBack } from '../../../../../src/slack/routes/go-back.ts';
import { latePages } from '../../../../../src/slack/routes/modals/late-pages.ts';
import { openFilled, replacedWhenDone } from '../../../../../src/slack/routes/modals/modal.ts';
import { showModal } from '../../../../../src/slack/routes/modals/show-modal.ts';
import type { RouteContext } from '../../../../../src/slack/routes/route-context.ts';
import { loadingView } from '../../../../../views/form/loading-view.ts';
import { noticeView } from '../../../../../views/form/notice-view.ts';
import { ACTION } from '../../../../../views/ids.ts';
import { amir } from '../../../../support/builders.ts';
import {
  away,
  done,
  freshModals,
  inWorld,
  modals,
  refused,
  sent,
  sleep,
  unheard,
  view,
  waited,
} from './modal-world.ts';

beforeEach(freshModals);

test('a page that waits is filled when Slack is back within two minutes, with longer and longer waits', () =>
  inWorld(async (context) => {
    modals.client.failures.push(...Array.from({ length: 10 }, away));
    await context.useCases.noteActed(view);
    await sent(context);
    expect(modals.client.shown.join()).toContain('Done.');
    expect(modals.waits).toEqual(modals.waits.toSorted((left, right) => left - right));
    expect(waited()).toBeGreaterThan(60_000);
    expect(modals.errors).toEqual([]);
  }));

test('it is given up after two minutes, and who runs this app finds that in the log', () =>
  inWorld(async (context) => {
    modals.client.failures.push(...Array.from({ length: 50 }, away));
    await sent(context);
    expect([modals.client.shown, waited()]).toEqual([[], 120_000]);
    expect([modals.errors.length, [...modals.kept]]).toEqual([1, []]);
  }));

test('two minutes are two minutes, and five seconds five, however long Slack takes to fail', () =>
  inWorld(async (context) => {
    const triedAtMs: number[] = [];
    modals.client.onTry = () => {
      triedAtMs.push(modals.nowMs - 7_000);
      modals.nowMs += 2_500;
    };
    modals.client.failures.push(...Array.from({ length: 50 }, away));
    await sent(context);
    expect(triedAtMs.at(-1)).toBe(120_000);
    triedAtMs.length = 0;
    modals.nowMs = 7_000;
    await expect(showModal(context, 'V1', noticeView('T', 'Done.'))).rejects.toThrow('socket hang up');
    expect(triedAtMs).toEqual([0, 2_750]);
  }));

test('a page that waits does not hold up its request; a stop ends the waiting, and the answer stays kept', () =>
  inWorld(async (context) => {
    let isAsleep = () => {};
    const asleep = new Promise<void>((resolve) => {
      isAsleep = resolve;
    });
    const forEver = (ms: number) => {
      if (modals.nowMs < 12_000) return sleep(ms);
      isAsleep();
      return new Promise<void>(() => {});
    };
    modals.client.failures.push(...Array.from({ length: 50 }, away));
    await replacedWhenDone({ ...context, sleep: forEver }, view, { title: 'T', draw: done }).afterwards?.();
    expect([...modals.kept]).toEqual(['Done.']);
    await asleep;
    const { tries } = modals.client;
    context.latePages.stop();
    await context.latePages.idle();
    expect([modals.client.tries, [...modals.kept], modals.errors]).toEqual([tries + 1, ['Done.'], []]);
  }));

test('the last try at a stop counts, and Slack is not called before it wants to be', () =>
  inWorld(async (context) => {
    const stopping = async () => context.latePages.stop();
    modals.client.failures.push(away());
    await sent({ ...context, sleep: stopping });
    expect([modals.client.tries, modals.client.shown.length, [...modals.kept]]).toEqual([2, 1, []]);
    modals.client.failures.push(new WebAPIRateLimitedError(4));
    const other = { ...context, latePages: latePages() };
    await sent({ ...other, sleep: async () => other.latePages.stop() }, { ...view, hash: '2.b' });
    expect([modals.client.tries, modals.client.shown.length, [...modals.kept]]).toEqual([3, 1, ['Done.']]);
  }));

test('a waiting page that was closed meanwhile needs nothing, and one that nothing tells from others is not filled late', () =>
  inWorld(async (context) => {
    modals.client.failures.push(...Array.from({ length: 7 }, away), refused('not_found'));
    await sent(context);
    expect([modals.client.tries, modals.client.shown, modals.errors]).toEqual([8, [], []]);
    modals.waits.length = 0;
    modals.client.failures.push(...Array.from({ length: 20 }, away));
    const { hash: _, ...nameless } = view;
    await sent(context, nameless);
    expect(waited()).toBe(5_000);
  }));

test('a waiting page that was left by Back is let be: its answer does not come over what is typed there', () =>
  inWorld(async (context) => {
    const busy = replacedWhenDone(context, view, { title: 'T', draw: done }).ack;
    const shown = 'view' in busy ? busy.view : loadingView('T');
    const page = { ...view, callback_id: shown.callback_id ?? '', private_metadata: shown.private_metadata ?? '' };
    const actions = { action_id: ACTION.back, block_id: 'b', action_ts: '1' };
    const payload = { user: { id: amir }, trigger_id: 't', actions, view: { ...page, type: 'modal' } };
    const leaving = async (ms: number) => {
      await sleep(ms);
      if (modals.waits.length !== 7) return;
      const left = modals.client.failures.splice(0);
      await context.useCases.noteActed({ ...view, hash: '2.b' });
      await goBack(context, { payload, userId: amir, answer: async () => {} });
      modals.client.failures.push(...left.slice(0, 1));
    };
    modals.client.failures.push(...Array.from({ length: 8 }, away));
    await sent({ ...context, sleep: leaving });
    expect(modals.client.shown).toHaveLength(1);
    expect(modals.client.shown.join()).not.toContain('Done.');
    expect(modals.waits).toHaveLength(7);
  }));

test.each<[what: string, fill: (context: RouteContext) => Promise<void> | undefined, id: string]>([
  ['sent', (context) => replacedWhenDone(context, view, { title: 'T', draw: done }).afterwards?.(), view.id],
  ['opened', (context) => openFilled(context, 't', 'T', done), 'V2'],
])('an answer of which we heard nothing was shown all the same: a page that was %s since stays', (_what, fill, id) =>
  inWorld(async (context) => {
    modals.client.failures.push(...Array.from({ length: 8 }, unheard));
    const goingOn = async (ms: number) => {
      await sleep(ms);
      // Whoever saw the answer goes on in it.
      if (modals.waits.length === 3) await context.useCases.noteActed({ id, hash: '3.c' });
    };
    await fill({ ...context, sleep: goingOn });
    await context.latePages.idle();
    expect([modals.client.tries, modals.errors]).toEqual([3, []]);
  }),
);

test('a page that was left while Slack wanted to be left alone is let be, however early that was', () =>
  inWorld(async (context) => {
    modals.client.failures.push(new WebAPIRateLimitedError(30));
    const leaving = async (ms: number) => {
      await sleep(ms);
      await context.useCases.noteActed({ ...view, hash: '2.b' });
    };
    await sent({ ...context, sleep: leaving });
    expect([modals.client.tries, modals.client.shown, modals.waits]).toEqual([1, [], [30_000]]);
  }));

test('a store that does not tell whether a page waits keeps its answer back after five seconds, and no earlier', () =>
  inWorld(async (context) => {
    const useCases = { ...context.useCases, isActedLast: () => Promise.reject(new Error('away')) };
    const fill = (hash: string) => sent({ ...context, useCases }, { ...view, hash });
    modals.client.failures.push(...Array.from({ length: 5 }, away));
    await fill('1.a');
    expect(modals.client.shown).toHaveLength(1);
    modals.client.failures.push(...Array.from({ length: 9 }, away));
    await fill('2.b');
    expect([modals.client.shown.length, modals.client.failures.length]).toEqual([1, 3]);
  }));
