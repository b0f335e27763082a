import { describe, expect, test } from '@jest/globals';
import type { OrderEvent } from '../../../../src/orders/event.ts';
import { termsOf } from '../../../../src/orders/order.ts';
import { LOOKS_BEFORE_ASKING } from '../../../../src/orders/schedule.ts';
import { ruleOutResembling, takeResembling } from '../../../../src/service/deciding/settle-resembling.ts';
import { VendorFault, VendorRefused, VendorUnavailable } from '../../../../src/service/errors.ts';
import { recordEvent } from '../../../../src/service/record-event.ts';
import { performEffect } from '../../../../src/service/worker/perform-effect.ts';
import { Reference } from '../../../../src/values/ids.ts';
import { amir, anOrder, aReference, bea, noon, rita } from '../../../support/builders.ts';
import { anIntent } from '../../orders/sent.ts';
import { approvedThen, type Happening, inWorld, type PlacingWorld } from '../placing/placing-world.ts';
import { tasks } from '../worker/worker-steps.ts';

const { fingerprint } = termsOf(anOrder());
const names = ['getgoogle1.com'];
const resembling = { vendorOrderId: 'recOther', tag: 'old', amountCents: 1_300, createdAt: noon, names };
const question: OrderEvent = { type: 'resembling_found', resembling };
const approved: OrderEvent = { type: 'approved', by: amir, fingerprint };
const sent: OrderEvent[] = [approved, { type: 'placing_started', attempt: anIntent() }];
const unclear: OrderEvent = { type: 'outcome_unclear', reason: 'no_answer', message: null };
const confirmed: OrderEvent = { type: 'vendor_confirmed', vendorOrderId: null };
const notCharged: OrderEvent = { type: 'vendor_could_not_charge', message: 'unable' };
const absent: OrderEvent = { type: 'vendor_order_absent' };
/** The first attempt was given up for lost, and the call of the second one is under way. */
const sentAgain: Happening[] = [
  ...sent,
  unclear,
  ...Array.from({ length: LOOKS_BEFORE_ASKING }, () => absent),
  { type: 'declared_absent', by: bea, fingerprint, again: {} },
  approvedThen,
  { type: 'placing_started', attempt: anIntent({ number: 2 }) },
];
const click = { reference: aReference, by: bea, shownVendorOrderId: 'recOther' };

/** Every order that can be asked about, with its question. */
const ASKED: readonly (readonly [string, readonly OrderEvent[], string])[] = [
  ['approved', [approved, question], 'placed'],
  ['unknown', [...sent, unclear, question], 'placed'],
  ['placed', [...sent, confirmed, question], 'placed'],
  ['not charged', [...sent, notCharged, question], 'payment_pending'],
];
const answers = {
  'this one': (world: PlacingWorld, given: Partial<typeof click> = {}) =>
    takeResembling(world.deps)({ ...click, ...given }),
  'another one': (world: PlacingWorld, given: Partial<typeof click> = {}) =>
    ruleOutResembling(world.deps)({ ...click, ...given }),
};

describe('it is this one', () => {
  test.each(ASKED)('is taken at the word of a person, an order %s, after a look at it', (_name, events, state) =>
    inWorld(async (world) => {
      await world.lived({}, ...events);
      world.vendor.stands('recOther', { tag: 'old', domainNames: names, amountCents: 1_500 });
      const verdict = await answers['this one'](world);
      expect(verdict).toMatchObject({
        ok: true,
        order: { state, attempt: 1, attempts: [{ vendorOrderId: 'recOther', vendorAmountCents: 1_500 }] },
      });
      expect(world.vendor.reads).toEqual(['details recNorthwind recOther person']);
      expect(world.vendor.paidCalls).toEqual([]);
      expect(world.nudges).toBe(1);
      const last = (await world.store.history(aReference)).at(-1)?.event;
      expect(last).toMatchObject({ type: 'vendor_order_found', namedBy: bea, attempt: 1 });
    }),
  );

  test('beside a later attempt it is the one that was given up', () =>
    inWorld(async (world) => {
      await world.lived(
        {},
        ...sentAgain,
        { type: 'vendor_order_found', vendorOrderId: 'recSecond', amountCents: 1_400, attempt: 2 },
        question,
      );
      world.vendor.stands('recOther', { tag: 'old', domainNames: names });
      expect(await answers['this one'](world)).toMatchObject({
        ok: true,
        order: { attempt: 2, attempts: [{ vendorOrderId: 'recOther' }, { vendorOrderId: 'recSecond' }] },
      });
    }));

  test('is not taken when the vendor knows no such order any more', () =>
    inWorld(async (world) => {
      await world.lived({}, approved, question);
      world.vendor.failure = new VendorRefused(404, 'none');
      expect(await answers['this one'](world)).toEqual({ ok: false, refusal: 'no_such_vendor_order' });
    }));

  test.each([new VendorFault('packages: null'), new VendorRefused(404, 'none')])(
    'is taken at the word of a person when the app could never open it: %s',
    (failure) =>
      inWorld(async (world) => {
        const unopened = { ...resembling, tag: null, names: [] };
        await world.lived({}, approved, { type: 'resembling_found', resembling: unopened });
        world.vendor.failure = failure;
        expect(await answers['this one'](world)).toMatchObject({
          ok: true,
          order: { state: 'placed', attempts: [{ vendorOrderId: 'recOther', vendorAmountCents: 1_300 }] },
        });
      }),
  );

  test.each([{ tag: null }, { names: [] }])('is not taken when it was opened before, and is gone: %j', (part) =>
    inWorld(async (world) => {
      await world.lived({}, approved, { type: 'resembling_found', resembling: { ...resembling, ...part } });
      world.vendor.failure = new VendorRefused(404, 'none');
      expect(await answers['this one'](world)).toEqual({ ok: false, refusal: 'no_such_vendor_order' });
    }),
  );

  test('is judged by what was seen of it when it cannot be opened any more: an earlier attempt by its tag', () =>
    inWorld(async (world) => {
      const tagged = { ...resembling, tag: 'acme-7f3k2q' };
      await world.lived({}, ...sentAgain, unclear, { type: 'resembling_found', resembling: tagged });
      world.vendor.failure = new VendorFault('packages: null');
      expect(await answers['this one'](world)).toMatchObject({
        ok: true,
        order: { attempts: [{ vendorOrderId: 'recOther' }, { vendorOrderId: null }] },
      });
    }));

  test('is the attempt that is about to be sent, though an earlier one is looked for, too', () =>
    inWorld(async (world) => {
      await world.lived({}, ...sentAgain.slice(0, -1), question);
      world.vendor.stands('recOther', { tag: 'old', domainNames: names });
      expect(await answers['this one'](world)).toMatchObject({
        ok: true,
        order: { state: 'placed', attempt: 2, attempts: [{ vendorOrderId: null }, { vendorOrderId: 'recOther' }] },
      });
    }));

  test('is the attempt that is looked for, though its tag names one whose number is known', () =>
    inWorld(async (world) => {
      const first = { type: 'vendor_order_found', vendorOrderId: 'recFirst', amountCents: 1_400, attempt: 1 } as const;
      const tagged = { ...resembling, tag: 'acme-7f3k2q' };
      await world.lived({}, ...sentAgain, unclear, first, { type: 'resembling_found', resembling: tagged });
      world.vendor.stands('recOther', { tag: 'acme-7f3k2q', domainNames: names });
      expect(await answers['this one'](world)).toMatchObject({
        ok: true,
        order: { attempt: 2, attempts: [{ vendorOrderId: 'recFirst' }, { vendorOrderId: 'recOther' }] },
      });
    }));

  test('waits for a vendor that does not answer', () =>
    inWorld(async (world) => {
      await world.lived({}, approved, question);
      world.vendor.failure = new VendorUnavailable('500');
      await expect(answers['this one'](world)).rejects.toThrow('500');
      expect((await world.stored(aReference)).order.state).toBe('approved');
    }));

  test('is not taken when it proves to be another order’s of ours', () =>
    inWorld(async (world) => {
      const theirs = anOrder({ reference: 'zzzzzz' });
      await world.lived(
        { reference: 'zzzzzz' },
        { type: 'approved', by: amir, fingerprint: termsOf(theirs).fingerprint },
        { type: 'placing_started', attempt: anIntent({ tag: 'acme-zzzzzz' }) },
        { type: 'outcome_unclear', reason: 'rejected', message: 'No' },
        absent,
        absent,
        absent,
      );
      await world.lived({}, approved, question);
      world.vendor.stands('recOther', { tag: 'acme-zzzzzz', domainNames: names });
      const refused = { ok: false, refusal: 'other_order', tag: 'acme-zzzzzz' };
      expect(await answers['this one'](world)).toEqual(refused);
    }));

  test('with the tag of an earlier attempt is that attempt: both may be there', () =>
    inWorld(async (world) => {
      const tagged = { ...resembling, tag: 'acme-7f3k2q', names: [] };
      await world.lived({}, ...sentAgain, unclear, { type: 'resembling_found', resembling: tagged });
      world.vendor.stands('recOther', { tag: 'acme-7f3k2q', domainNames: ['other.com'] });
      const verdict = await answers['this one'](world);
      expect(verdict).toMatchObject({
        ok: true,
        order: {
          state: 'outcome_unknown',
          question: null,
          attempts: [{ vendorOrderId: 'recOther' }, { vendorOrderId: null }],
        },
      });
    }));
});

describe('it is another one', () => {
  test.each(ASKED)('is kept, an order %s, and the order goes on', (_name, events) =>
    inWorld(async (world) => {
      const { order } = await world.lived({}, ...events);
      const verdict = await answers['another one'](world);
      expect(verdict).toMatchObject({ ok: true, order: { state: order.state, ruledOut: ['recOther'] } });
      expect(world.vendor.reads).toEqual([]);
      expect(world.nudges).toBe(1);
      expect(await tasks(world)).toContain(order.state === 'approved' ? 'place' : 'reconcile');
    }),
  );

  test('is not for the requester to say: their word may lead to a payment', () =>
    inWorld(async (world) => {
      world.group = [bea, rita];
      await world.lived({}, approved, question);
      expect(await answers['another one'](world, { by: rita })).toMatchObject({ ok: false, refusal: 'own_order' });
      world.vendor.stands('recOther', { domainNames: names });
      expect(await answers['this one'](world, { by: rita })).toMatchObject({ ok: true });
    }));

  test('and the look after it does not ask about it again', () =>
    inWorld(async (world) => {
      await world.lived({}, ...sent, unclear, question);
      await answers['another one'](world);
      world.vendor.stands('recOther', { tag: 'old', domainNames: names });
      const stored = await world.stored(aReference);
      const effect = { id: '1.0', task: { type: 'reconcile' as const }, dueAt: world.now, attempts: 0 };
      const mayGoOn = async () => true;
      const claim = { record: mayGoOn, begin: world.begin, keep: mayGoOn };
      expect(await performEffect(world.deps, stored, effect, claim)).toMatchObject({ event: absent });
    }));
});

test.each(Object.entries(answers))(
  'an answer, %s, counts for the beginning of the id that its button showed',
  (_name, answer) =>
    inWorld(async (world) => {
      await world.lived({}, approved, question);
      world.vendor.stands('recOther', { tag: 'old', domainNames: names });
      expect(await answer(world, { shownVendorOrderId: 'recOth' })).toMatchObject({ ok: true });
    }),
);

describe.each(Object.entries(answers))('an answer, %s,', (_name, answer) => {
  test('counts only from somebody who can decide, asked of Slack now', () =>
    inWorld(async (world) => {
      const { order } = await world.lived({}, approved, question);
      expect(await answer(world, { by: rita })).toEqual({ ok: false, refusal: 'not_an_approver', order });
      world.group = [];
      expect(await answer(world)).toEqual({ ok: false, refusal: 'not_an_approver', order });
      expect(world.vendor.reads).toEqual([]);
    }));

  test('counts only for the vendor order that was asked about, while it is asked', () =>
    inWorld(async (world) => {
      const { order } = await world.lived({}, approved, question);
      const refused = { ok: false, refusal: 'does_not_apply', order };
      for (const shownVendorOrderId of ['recElse', 'Other']) {
        expect(await answer(world, { shownVendorOrderId })).toEqual(refused);
      }
      await recordEvent(world.deps, aReference, { type: 'withdrawn', by: rita, reason: '' });
      expect(await answer(world)).toMatchObject({ ok: false, refusal: 'does_not_apply' });
      const nobodys = await answer(world, { reference: Reference.parse('zzzzzz') });
      expect(nobodys).toEqual({ ok: false, refusal: 'unknown_order', order: null });
    }));
});
