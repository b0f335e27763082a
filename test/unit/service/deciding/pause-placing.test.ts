import { describe, expect, test } from '@jest/globals';
import { addEffects } from '../../../../src/orders/effect.ts';
import { nextEntry } from '../../../../src/orders/history/history.ts';
import { termsOf } from '../../../../src/orders/order.ts';
import { pauseAtStart, pausePlacing, resumePlacing } from '../../../../src/service/deciding/pause-placing.ts';
import { keepPausePost } from '../../../../src/service/deciding/pause-posts.ts';
import { pauseSwitchIn } from '../../../../src/service/pause-switch.ts';
import { ChannelId, REFERENCE_ALPHABET, Reference } from '../../../../src/values/ids.ts';
import {
  aDomain,
  aLine,
  amir,
  aNewOrder,
  anOrder,
  aPurchase,
  aReference,
  aSalt,
  bea,
  noon,
  rita,
} from '../../../support/builders.ts';
import { anIntent } from '../../orders/sent.ts';
import { inWorld, type PlacingWorld } from '../placing/placing-world.ts';

const { fingerprint } = termsOf(anOrder());
const approved = { type: 'approved', by: amir, fingerprint } as const;
const letters = [...REFERENCE_ALPHABET];

/** Which effects of an order are due now beside those that it was born with. */
const redrawsOf = async (world: PlacingWorld, reference = aReference) =>
  (await world.stored(reference)).effects.filter(({ task }) => task.type === 'redraw').map(({ dueAt }) => dueAt);

describe('the switch', () => {
  test('lets orders through until somebody pauses, and again when somebody resumes', () =>
    inWorld(async (world) => {
      const pauseSwitch = pauseSwitchIn(world.deps.settings);
      expect(await pauseSwitch.pause()).toBeNull();
      const pause = { by: amir, at: noon, reason: 'Audit' };
      expect(await pausePlacing(world.deps)(amir, 'Audit')).toMatchObject({
        ok: true,
        before: null,
        underWay: [],
        approved: 0,
      });
      expect(await pauseSwitch.pause()).toEqual(pause);
      world.moveOn(1_000);
      expect(await pausePlacing(world.deps)(bea, 'Still')).toMatchObject({
        ok: true,
        before: pause,
        underWay: [],
        approved: 0,
      });
      const second = { by: bea, at: world.now, reason: 'Still' };
      expect(await pauseSwitch.pause()).toEqual(second);
      expect(await resumePlacing(world.deps)(amir)).toMatchObject({
        ok: true,
        before: second,
        underWay: [],
        approved: 0,
      });
      expect(await pauseSwitch.pause()).toBeNull();
      expect(await resumePlacing(world.deps)(amir)).toMatchObject({
        ok: true,
        before: null,
        underWay: [],
        approved: 0,
      });
      expect(world.nudges).toBe(4);
    }));

  test('stays where it is however long it takes', () =>
    inWorld(async (world) => {
      await pausePlacing(world.deps)(amir, 'Audit');
      world.moveOn(365 * 24 * 60 * 60_000);
      expect(await pauseSwitchIn(world.deps.settings).pause()).toMatchObject({ reason: 'Audit' });
    }));

  test('is not for somebody who may not decide', () =>
    inWorld(async (world) => {
      await world.lived({});
      const refused = { ok: false, refusal: 'not_an_approver' };
      expect(await pausePlacing(world.deps)(rita, 'Audit')).toEqual(refused);
      expect(await pauseSwitchIn(world.deps.settings).pause()).toBeNull();
      await pausePlacing(world.deps)(amir, 'Audit');
      const before = await world.stored(aReference);
      expect(await resumePlacing(world.deps)(rita)).toEqual(refused);
      expect(await pauseSwitchIn(world.deps.settings).pause()).toMatchObject({ by: amir });
      expect(await world.stored(aReference)).toEqual(before);
      expect(world.nudges).toBe(1);
    }));
});

test('a button that was drawn for an earlier pause lifts no newer one, whose reason nobody has read', () =>
  inWorld(async (world) => {
    const earlier = await pausePlacing(world.deps)(amir, 'Audit');
    await resumePlacing(world.deps)(amir);
    world.moveOn(1_000);
    const newer = await pausePlacing(world.deps)(bea, 'The card was stolen');
    if (!earlier.ok || !newer.ok || !earlier.now || !newer.now) throw new Error('It is paused');
    const refused = { ok: false, refusal: 'paused_anew' };
    expect(await resumePlacing(world.deps)(amir, earlier.now.at)).toEqual(refused);
    expect(await pauseSwitchIn(world.deps.settings).pause()).toEqual(newer.now);
    expect(await resumePlacing(world.deps)(amir, newer.now.at)).toMatchObject({ ok: true, before: newer.now });
  }));

describe('where a pause is told', () => {
  const post = (ts: string) => ({
    by: amir,
    at: noon,
    reason: 'Audit',
    message: { channelId: ChannelId.parse('C0APPROVALS'), ts },
  });

  test('is kept while it stands, through other pauses too, and not when it was lifted meanwhile', () =>
    inWorld(async (world) => {
      const { settings } = world.deps;
      const keep = keepPausePost(world.deps);
      await pausePlacing(world.deps)(amir, 'Audit');
      expect(await keep(post('1.1'))).toBe(true);
      expect((await pauseSwitchIn(settings).pause())?.posts).toEqual([post('1.1')]);
      await pausePlacing(world.deps)(bea, 'Still');
      await pauseAtStart(world.deps);
      expect(await keep(post('1.2'))).toBe(true);
      expect(await resumePlacing(world.deps)(amir)).toMatchObject({ before: { posts: [post('1.1'), post('1.2')] } });
      expect(await keep(post('1.3'))).toBe(false);
      expect(await pauseSwitchIn(settings).pause()).toBeNull();
    }));

  test('is kept beside what another process keeps at the same moment', () =>
    inWorld(async (world) => {
      await pausePlacing(world.deps)(amir, 'Audit');
      await Promise.all(['1.1', '1.2', '1.3'].map((ts) => keepPausePost(world.deps)(post(ts))));
      const kept = (await pauseSwitchIn(world.deps.settings).pause())?.posts ?? [];
      expect(kept.map(({ message }) => message.ts).sort()).toEqual(['1.1', '1.2', '1.3']);
    }));
});

describe('a start that pauses', () => {
  const STARTED_PAUSED = 'Started paused (START_PAUSED=yes)';

  test('is nobody’s word in Slack, lasts until somebody resumes, and pauses again after that', () =>
    inWorld(async (world) => {
      const pauseSwitch = pauseSwitchIn(world.deps.settings);
      const pause = { by: null, at: noon, reason: STARTED_PAUSED };
      await pauseAtStart(world.deps);
      expect(await pauseSwitch.pause()).toEqual(pause);
      world.moveOn(1_000);
      await pauseAtStart(world.deps);
      expect(await pauseSwitch.pause()).toEqual(pause);
      expect(await resumePlacing(world.deps)(amir)).toMatchObject({
        ok: true,
        before: pause,
        underWay: [],
        approved: 0,
      });
      await pauseAtStart(world.deps);
      expect(await pauseSwitch.pause()).toEqual({ ...pause, at: world.now });
    }));

  test('keeps the reason of somebody who had paused before, once', () =>
    inWorld(async (world) => {
      await pausePlacing(world.deps)(amir, 'The card was stolen');
      const expected = { by: null, at: noon, reason: `${STARTED_PAUSED}. Before that: The card was stolen` };
      await pauseAtStart(world.deps);
      await pauseAtStart(world.deps);
      expect(await pauseSwitchIn(world.deps.settings).pause()).toEqual(expected);
    }));

  test('has the cards of orders that wait say so', () =>
    inWorld(async (world) => {
      await world.lived({}, approved);
      world.moveOn(1_000);
      await pauseAtStart(world.deps);
      expect(await redrawsOf(world)).toEqual([world.now]);
    }));
});

describe('the cards of orders', () => {
  test.each(['pause', 'resume'] as const)('that wait say so: they are redrawn on %s', (what) =>
    inWorld(async (world) => {
      await world.lived({});
      world.moveOn(1_000);
      if (what === 'pause') await pausePlacing(world.deps)(amir, 'Audit');
      else await resumePlacing(world.deps)(amir);
      expect(await redrawsOf(world)).toEqual([world.now]);
    }),
  );

  test('that are approved and not placed yet say so', () =>
    inWorld(async (world) => {
      await world.lived({}, approved);
      world.moveOn(1_000);
      await pausePlacing(world.deps)(amir, 'Audit');
      expect(await redrawsOf(world)).toEqual([world.now]);
    }));

  test('that are past it are left alone', () =>
    inWorld(async (world) => {
      const before = await world.lived({}, approved, { type: 'placing_started', attempt: anIntent() });
      await pausePlacing(world.deps)(amir, 'Audit');
      expect(await world.stored(aReference)).toEqual(before);
    }));

  test('are all redrawn, however many there are', () =>
    inWorld(async (world) => {
      const references = Array.from({ length: 101 }, (_, index) =>
        Reference.parse(`aaaa${letters[Math.floor(index / letters.length)]}${letters[index % letters.length]}`),
      );
      for (const reference of references) {
        const purchase = aPurchase({ lines: [{ ...aLine(), domains: [aDomain(`${reference}.com`)] }] });
        const { order, event, effects } = aNewOrder({ reference, purchase });
        const entry = nextEntry(null, { event, fingerprint: termsOf(order).fingerprint, at: noon, salt: aSalt });
        await world.store.insert(order, addEffects([], effects, 1), entry);
      }
      await pausePlacing(world.deps)(amir, 'Audit');
      const redraws = await Promise.all(references.map((reference) => redrawsOf(world, reference)));
      expect(redraws.flat()).toHaveLength(101);
      expect(world.nudges).toBe(1);
    }));
});
