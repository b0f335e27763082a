import { expect, test } from '@jest/globals';
import { addSeconds } from 'date-fns';
import type { StockItem } from '../../../../src/acts/buy_prewarmed/stock.ts';
import { VendorUnavailable } from '../../../../src/service/errors.ts';
import {
  prewarmedToken,
  reopenPrewarmed,
  requestPrewarmed,
} from '../../../../src/service/requesting/prewarmed/request-prewarmed.ts';
import { fillPrewarmed, reviewPrewarmed } from '../../../../src/service/requesting/prewarmed/review-prewarmed.ts';
import { startPrewarmed, turnPrewarmed } from '../../../../src/service/requesting/prewarmed/start-prewarmed.ts';
import { amir, rita } from '../../../support/builders.ts';
import { inWorld, type PlacingWorld } from '../placing/placing-world.ts';
import { needsOf } from './cancelling-world.ts';

const NOTHING = { ticked: null, redirect: null, label: null, workspaceId: null };
const stockOf = (count: number): StockItem[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `recWarm${index}`,
    name: `warm${index}.com`,
    provider: 'google',
    months: 2,
    mailboxes: 2,
    oncePrice: 20,
    monthPrice: 8,
  }));

function prewarmedIn(world: PlacingWorld) {
  const needs = needsOf(world);
  return {
    start: startPrewarmed(needs),
    turn: turnPrewarmed(needs),
    fill: fillPrewarmed(needs),
    review: reviewPrewarmed(needs),
    request: requestPrewarmed(needs),
    reopen: reopenPrewarmed(needs),
  };
}
type Prewarmed = ReturnType<typeof prewarmedIn>;

/** A picker of Rita's over a stock of twelve. */
const started = (
  live: (prewarmed: Prewarmed, of: { formId: string; by: typeof rita }, world: PlacingWorld) => Promise<void>,
) =>
  inWorld(async (world) => {
    world.vendor.stock = stockOf(12);
    const prewarmed = prewarmedIn(world);
    const page = await prewarmed.start(rita);
    if (!page.ok) throw new Error(page.refusal);
    await live(prewarmed, { formId: page.form.id, by: rita }, world);
  });

test('the stock to choose from is shared for a minute, with its time; the review reads it anew', () =>
  started(async ({ start, fill, review }, of, world) => {
    const readAt = world.now;
    const asked = world.vendor.reads.length;
    world.now = addSeconds(readAt, 30);
    world.vendor.stock = stockOf(12).slice(1);
    const page = await start(amir);
    expect(page).toMatchObject({ ok: true, form: { readAt } });
    expect(page.ok && page.form.stock).toHaveLength(12);
    expect(world.vendor.reads).toHaveLength(asked);
    await fill(of, { ...NOTHING, ticked: ['recWarm0'], label: 'Acme', redirect: '' });
    expect(await review(of)).toMatchObject({
      refusal: 'not_reviewed',
      because: { why: 'sold', names: ['warm0.com'] },
      form: { readAt: world.now },
    });
  }));

test('there is nothing to choose from an empty stock, nor from one whose prices make no sense', () =>
  inWorld(async (world) => {
    const { start } = prewarmedIn(world);
    expect(await start(rita)).toEqual({ ok: false, refusal: 'none_in_stock', inOrders: 0 });
    world.vendor.stock = stockOf(1).map((item) => ({ ...item, monthPrice: 99_999 }));
    expect(await start(rita)).toEqual({ ok: false, refusal: 'none_in_stock', inOrders: 0 });
    world.vendor.stock = [...stockOf(2)].map((item, index) => ({ ...item, monthPrice: index === 0 ? 8 : 800 }));
    expect(await start(rita)).toEqual({ ok: false, refusal: 'price_units_disagree' });
  }));

test('there is nothing to choose without a workspace', () =>
  inWorld(async (world) => {
    world.vendor.workspaces = [];
    expect(await prewarmedIn(world).start(rita)).toEqual({ ok: false, refusal: 'no_workspace' });
  }));

test('what is ticked on one page stays while others are looked at', () =>
  started(async ({ turn, fill }, of) => {
    const second = await turn(of, { ...NOTHING, ticked: ['recWarm3'], label: 'Acme' }, 'next');
    expect(second).toMatchObject({ offset: 10, chosen: ['recWarm3'], label: 'Acme', fill: 1 });
    expect(await turn(of, { ...NOTHING, ticked: ['recWarm11', 'recWarm3', 'unknown'] }, 'next')).toMatchObject({
      offset: 10,
      chosen: ['recWarm3', 'recWarm11'],
    });
    expect(await turn(of, { ...NOTHING, ticked: [] }, 'earlier')).toMatchObject({ offset: 0, chosen: ['recWarm3'] });
    expect(await turn(of, { ...NOTHING, workspaceId: 'nowhere' }, 'earlier')).toMatchObject({ offset: 0 });
    expect(await fill(of, { ...NOTHING, ticked: [] })).toMatchObject({ problems: [{ field: 'inboxes' }] });
  }));

test('a form is its person’s alone', () =>
  started(async ({ turn, fill, review, request, reopen }, { formId }) => {
    const theirs = { formId, by: amir };
    expect(await turn(theirs, NOTHING, 'next')).toBeNull();
    expect(await fill(theirs, NOTHING)).toBeNull();
    expect(await review(theirs)).toEqual({ ok: false, refusal: 'form_forgotten' });
    expect(await request(theirs, '')).toEqual({ ok: false, refusal: 'form_forgotten' });
    expect(await reopen(theirs)).toBeNull();
  }));

test('what was reviewed is sent once, however often', () =>
  started(async ({ fill, review, request, reopen }, of, { store }) => {
    await fill(of, { ...NOTHING, ticked: ['recWarm1', 'recWarm2'], label: 'Acme' });
    const reviewed = await review(of);
    if (!reviewed.ok) throw new Error(reviewed.refusal);
    expect(reviewed.review.worth).toMatchObject({ nowCents: 4_000, monthCents: 1_600 });
    const token = prewarmedToken(reviewed.review);
    expect(await request(of, 'another')).toMatchObject({ refusal: 'changed_meanwhile' });
    const [first, second] = await Promise.all([request(of, token), request(of, token)]);
    if (!first.ok || !second.ok) throw new Error('It was not sent');
    expect(second.order.facts.reference).toBe(first.order.facts.reference);
    expect(await reopen(of)).toMatchObject({ order: { facts: first.order.facts } });
    const claims = [{ key: 'stock:recWarm1', mode: 'owns' } as const];
    expect([...(await store.claimed(claims)).values()]).toEqual([first.order.facts.reference]);
  }));

test('what is in another order is told with it, at the review and when it is sent', () =>
  started(async ({ start, fill, review, request }, of) => {
    const page = await start(amir);
    if (!page.ok) throw new Error(page.refusal);
    const theirs = { formId: page.form.id, by: amir };
    const fields = { ...NOTHING, ticked: ['recWarm1'], label: 'Acme' };
    const reviewedOf = async (form: typeof of) => {
      await fill(form, fields);
      const reviewed = await review(form);
      if (!reviewed.ok) throw new Error(reviewed.refusal);
      return prewarmedToken(reviewed.review);
    };
    const token = await reviewedOf(of);
    const theirToken = await reviewedOf(theirs);
    const sent = await request(of, token);
    if (!sent.ok) throw new Error(sent.refusal);
    const taken = new Map([['warm1.com', sent.order.facts.reference]]);
    expect(await request(theirs, theirToken)).toMatchObject({ refusal: 'taken', taken });
    await fill(theirs, fields);
    expect(await review(theirs)).toMatchObject({
      refusal: 'not_reviewed',
      because: { why: 'taken', taken },
      form: { chosen: [], inOrders: 1 },
    });
  }));

test('what was sold since is named, what is too dear is told, and nothing that was typed is lost', () =>
  started(async ({ fill, review, reopen }, of, world) => {
    await fill(of, { ...NOTHING, ticked: ['recWarm1', 'recWarm2'], label: 'Acme', redirect: 'https://acme.com' });
    world.vendor.failure = new VendorUnavailable('It does not answer');
    expect(await review(of)).toMatchObject({ because: { why: 'unanswered' }, form: { label: 'Acme', fill: 1 } });
    world.vendor.failure = null;
    world.vendor.stock = stockOf(12).filter(({ id }) => id !== 'recWarm1');
    expect(await review(of)).toMatchObject({
      because: { why: 'sold', names: ['warm1.com'] },
      form: { chosen: ['recWarm2'], redirect: 'https://acme.com' },
    });
    world.vendor.stock = stockOf(12).map((item) => ({ ...item, oncePrice: 1_000_000 }));
    expect(await review(of)).toMatchObject({ because: { why: 'above_limit' } });
    world.vendor.stock = stockOf(12).map((item, index) => ({ ...item, monthPrice: index === 0 ? 800 : 8 }));
    expect(await review(of)).toMatchObject({ because: { why: 'no_price', refusal: 'price_units_disagree' } });
    expect(await reopen(of)).toMatchObject({ form: { chosen: ['recWarm2'], label: 'Acme' } });
  }));
