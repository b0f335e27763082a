import { beforeEach, expect, test } from '@jest/globals';
import { WebAPIRateLimitedError } from '@slack/web-api';
import { draftsIn } from '../../../../../src/service/requesting/form/drafts.ts';
import { goBack } from '../../../../../src/slack/routes/go-back.ts';
import { replacedWhenDone } from '../../../../../src/slack/routes/modals/modal.ts';
import { showModal } from '../../../../../src/slack/routes/modals/show-modal.ts';
import { reviewForm } from '../../../../../src/slack/routes/ordering/order-form.ts';
import { loadingView } from '../../../../../views/form/loading-view.ts';
import { noticeView } from '../../../../../views/form/notice-view.ts';
import { reviewView } from '../../../../../views/form/ordering/review-view.ts';
import { ACTION, FORM } from '../../../../../views/ids.ts';
import { amir, rita } from '../../../../support/builders.ts';
import { aReviewedDraft } from '../../../../support/views/orders.ts';
import { away, freshModals, inWorld, modals, refused, view } from './modal-world.ts';

beforeEach(freshModals);

test('an update that fails for now is tried again for five seconds', () =>
  inWorld(async (context) => {
    modals.client.failures.push(away(), refused('internal_error'), away());
    await showModal(context, 'V1', noticeView('T', 'Done.'));
    expect(modals.client.shown).toHaveLength(1);
    modals.client.failures.push(...Array.from({ length: 20 }, away));
    modals.waits.length = 0;
    await expect(showModal(context, 'V1', noticeView('T', 'Done.'))).rejects.toThrow();
    expect(modals.waits.reduce((sum, ms) => sum + ms, 0)).toBe(5_000);
  }));

test('Slack is left alone for as long as it asks, and a page that would come too late is given up', () =>
  inWorld(async (context) => {
    modals.client.failures.push(new WebAPIRateLimitedError(4));
    await showModal(context, 'V1', noticeView('T', 'Done.'));
    expect([modals.waits, modals.client.shown.length]).toEqual([[4_000], 1]);
    modals.client.failures.push(new WebAPIRateLimitedError(30));
    await expect(showModal(context, 'V1', noticeView('T', 'Done.'))).rejects.toThrow();
  }));

test('a modal that was closed, or a page that Slack refuses, is not tried again', () =>
  inWorld(async (context) => {
    modals.client.failures.push(refused('not_found'));
    await showModal(context, 'V1', noticeView('T', 'Done.'));
    modals.client.failures.push(refused('invalid_blocks'));
    await expect(showModal(context, 'V1', noticeView('T', 'Done.'))).rejects.toThrow('invalid_blocks');
    expect([modals.client.tries, modals.waits]).toEqual([2, []]);
  }));

test('what cannot be shown is not said to have failed: the page with the answer was refused, what was done counts', () =>
  inWorld(async (context) => {
    modals.client.failures.push(refused('invalid_blocks'));
    const submitted = replacedWhenDone(context, view, { title: 'T', draw: async () => noticeView('T', 'Declined.') });
    await submitted.afterwards?.();
    expect(modals.client.shown.join()).toContain('What you did counts');
    expect(modals.errors).toHaveLength(1);
  }));

test('nothing is claimed of an error that nobody knows', () =>
  inWorld(async (context) => {
    const draw = () => Promise.reject(new Error('after it was sent'));
    await replacedWhenDone(context, view, { title: 'T', draw }).afterwards?.();
    expect(modals.client.shown.join()).toContain('shows what was sent for approval');
    expect(modals.client.shown.join()).not.toMatch(/nothing was ordered/i);
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
    expect(modals.client.shown).toHaveLength(1);
    answer(noticeView('T', 'Declined.'));
    await done;
    expect(modals.client.shown).toHaveLength(1);
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
