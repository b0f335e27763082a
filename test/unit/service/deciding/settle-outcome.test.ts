import { describe, expect, test } from '@jest/globals';
import { subMilliseconds } from 'date-fns';
import type { OrderEvent } from '../../../../src/orders/event.ts';
import { approvalsOf, termsOf } from '../../../../src/orders/order.ts';
import { LOOKS_BEFORE_ASKING } from '../../../../src/orders/schedule.ts';
import { approveOrder } from '../../../../src/service/deciding/approve-order.ts';
import {
  lookAgain,
  maySettleAsAbsent,
  maySettleAsFound,
  settleAsAbsent,
  settleAsFound,
} from '../../../../src/service/deciding/settle-outcome.ts';
import { VendorFault, VendorRefused } from '../../../../src/service/errors.ts';
import type { VendorOrderDetails } from '../../../../src/service/ports/vendor.ts';
import { Reference } from '../../../../src/values/ids.ts';
import { aLine, amir, anOrder, aPolicy, aPurchase, aReference, bea, rita } from '../../../support/builders.ts';
import { aCancel, aNewCancel } from '../../../support/warrants.ts';
import { anIntent } from '../../orders/sent.ts';
import { approvedThen, inWorld, type PlacingWorld } from '../placing/placing-world.ts';

const { fingerprint } = termsOf(anOrder());
const approved = { type: 'approved', by: amir, fingerprint } as const;
const click = { reference: aReference, by: bea };
const ourNames = ['getgoogle1.com', 'getgoogle2.com'];

/** An order whose outcome is unknown after so many looks in vain. */
const unknown = (world: PlacingWorld, looks = 0) =>
  world.lived(
    {},
    approved,
    { type: 'placing_started', attempt: anIntent() },
    { type: 'outcome_unclear', reason: 'no_answer', message: null },
    ...Array.from({ length: looks }, () => ({ type: 'vendor_order_absent' }) as const),
  );

/** An order whose first call was given up for lost, and whose second one was not answered either. */
async function sentTwice(world: PlacingWorld) {
  await unknown(world, LOOKS_BEFORE_ASKING);
  await world.happen(
    aReference,
    { type: 'declared_absent', by: bea, fingerprint, again: {} },
    approvedThen,
    { type: 'placing_started', attempt: anIntent({ number: 2 }) },
    { type: 'outcome_unclear', reason: 'no_answer', message: null },
  );
}

describe('each of the four buttons', () => {
  const declared = { ...click, fingerprint, isSentAgain: false };
  const buttons = {
    'look again': (world: PlacingWorld, by = bea, reference = aReference) => lookAgain(world.deps)({ by, reference }),
    'name it, the form': (world: PlacingWorld, by = bea, reference = aReference) =>
      maySettleAsFound(world.deps)({ by, reference }),
    'name it': (world: PlacingWorld, by = bea, reference = aReference) =>
      settleAsFound(world.deps)({ by, reference, vendorOrderId: 'recNew' }),
    'not there, the form': (world: PlacingWorld, by = bea, reference = aReference) =>
      maySettleAsAbsent(world.deps)({ by, reference, fingerprint }),
    'not there': (world: PlacingWorld, by = bea, reference = aReference) =>
      settleAsAbsent(world.deps)({ ...declared, by, reference }),
  };

  test.each(Object.entries(buttons))('%s: not for somebody who may not decide', (_name, press) =>
    inWorld(async (world) => {
      const { order } = await unknown(world, LOOKS_BEFORE_ASKING);
      expect(await press(world, rita)).toEqual({ ok: false, refusal: 'not_an_approver', order });
      expect(world.vendor.reads).toEqual([]);
      expect(world.nudges).toBe(0);
    }),
  );
  test.each(Object.entries(buttons))('%s: not for an order that is not there', (_name, press) =>
    inWorld(async (world) => {
      const verdict = await press(world, bea, Reference.parse('zzzzzz'));
      expect(verdict).toEqual({ ok: false, refusal: 'unknown_order', order: null });
    }),
  );
  test.each(Object.entries(buttons))('%s: not for an order whose outcome is known', (_name, press) =>
    inWorld(async (world) => {
      const { order } = await world.lived({}, approved);
      expect(await press(world)).toEqual({ ok: false, refusal: 'does_not_apply', order });
      expect(world.vendor.reads).toEqual([]);
    }),
  );
  test('the form to name it opens for an approver', () =>
    inWorld(async (world) => {
      const { order } = await unknown(world);
      expect(await buttons['name it, the form'](world)).toEqual({ ok: true, order });
    }));
});

test('what is to end at the vendor cannot be named as found: that it stands there proves nothing', () =>
  inWorld(async (world) => {
    const act = aCancel();
    const now = { createdAt: world.now, domainNames: act.names };
    world.vendor.stands(act.vendorOrderId, now);
    const { order } = await world.livedFrom(
      aNewCancel(act),
      approvedThen,
      { type: 'placing_started', attempt: anIntent({ tag: null, quotedCents: null }) },
      { type: 'outcome_unclear', reason: 'no_answer', message: null },
    );
    const refused = { ok: false, refusal: 'does_not_apply', order };
    expect(await maySettleAsFound(world.deps)(click)).toEqual(refused);
    expect(await settleAsFound(world.deps)({ ...click, vendorOrderId: act.vendorOrderId })).toEqual(refused);
    expect(world.vendor.reads).toEqual([]);
  }));

describe('looking again', () => {
  test('finds the order, and wakes the worker', () =>
    inWorld(async (world) => {
      await unknown(world);
      world.vendor.stands('recNew', { tag: anIntent().tag });
      expect(await lookAgain(world.deps)(click)).toMatchObject({
        ok: true,
        order: { state: 'placed', attempts: [{ vendorOrderId: 'recNew' }] },
      });
      expect(world.vendor.reads).toEqual(['orders recNorthwind person', 'details recNorthwind recNew person']);
      expect(world.nudges).toBe(1);
    }));

  test('finds the number of an order that stands there without one', () =>
    inWorld(async (world) => {
      const confirmed = { type: 'vendor_confirmed', vendorOrderId: null } as const;
      await world.lived({}, approved, { type: 'placing_started', attempt: anIntent() }, confirmed);
      world.vendor.stands('recNew', { tag: 'ACME-7f3k2q' });
      expect(await lookAgain(world.deps)(click)).toMatchObject({
        ok: true,
        order: { attempts: [{ vendorOrderId: 'recNew' }] },
      });
    }));

  test('that cannot read the details of another order says so, and counts', () =>
    inWorld(async (world) => {
      await unknown(world);
      world.moveOn(5_000);
      world.vendor.stands('recOdd');
      const orderDetails = () => Promise.reject(new VendorFault('odd'));
      const deps = { ...world.deps, vendor: { ...world.vendor.vendor, orderDetails } };
      expect(await lookAgain(deps)(click)).toMatchObject({ ok: true, order: { looks: 1, unread: 1 } });
      expect(world.logged).toEqual(['warn: Details of a vendor order could not be read']);
      const about = { reference: aReference, vendorOrderId: 'recOdd' };
      expect(world.loggedFields).toEqual([{ ...about, error: new VendorFault('odd') }]);
      // Nor does one that reads not everything make minutes of seconds.
      expect(await lookAgain(deps)(click)).toMatchObject({ ok: true, order: { looks: 1 } });
    }));

  test('in vain counts when no look of the order’s own is to come', () =>
    inWorld(async (world) => {
      await world.withOnly(await unknown(world));
      expect(await lookAgain(world.deps)(click)).toMatchObject({ ok: true, order: { looks: 1 } });
    }));

  test('in vain counts as a look when one was due', () =>
    inWorld(async (world) => {
      await unknown(world);
      world.moveOn(5_000);
      expect(await lookAgain(world.deps)(click)).toMatchObject({
        ok: true,
        order: { state: 'outcome_unknown', looks: 1 },
      });
    }));

  test('in vain, however often, makes no minutes of seconds', () =>
    inWorld(async (world) => {
      await unknown(world);
      for (let second = 0; second < 10; second += 1) {
        world.moveOn(1_000);
        await lookAgain(world.deps)(click);
      }
      expect((await world.stored(aReference)).order).toMatchObject({ state: 'outcome_unknown', looks: 1 });
    }));
});

describe('an order that somebody names', () => {
  const named = (world: PlacingWorld) => settleAsFound(world.deps)({ ...click, vendorOrderId: 'recNew' });

  test.each<{ what: string; details: Partial<VendorOrderDetails>; ours: boolean }>`
    what                                       | details                                                    | ours
    ${'carries our tag'}                       | ${{ tag: 'acme-7f3k2q' }}                                  | ${true}
    ${'carries our tag in other letters'}      | ${{ tag: ' ACME-7F3K2Q' }}                                 | ${true}
    ${'carries another tag and our domains'}   | ${{ tag: 'acme-zzzzzz', domainNames: ourNames }}           | ${true}
    ${'carries another tag and one of ours'}   | ${{ tag: 'acme-zzzzzz', domainNames: ['getgoogle1.com'] }} | ${false}
    ${'carries another tag and shows nothing'} | ${{ tag: 'acme-zzzzzz' }}                                  | ${false}
    ${'has no tag and exactly our domains'}    | ${{ domainNames: ['GetGoogle2.com', 'getgoogle1.com'] }}   | ${true}
    ${'has no tag and one of our domains'}     | ${{ domainNames: ['getgoogle1.com'] }}                     | ${false}
    ${'has no tag and a domain more'}          | ${{ domainNames: [...ourNames, 'other.com'] }}             | ${false}
    ${'has no tag and one domain of two ours'} | ${{ domainNames: ['getgoogle1.com', 'other.com'] }}        | ${false}
    ${'shows nothing'}                         | ${{}}                                                      | ${false}
  `('and that $what: ours is $ours', ({ details, ours }) =>
    inWorld(async (world) => {
      await unknown(world);
      world.vendor.stands('recNew', details);
      const verdict = await named(world);
      // Only one that is taken by its names is asked for its age.
      const isByNames = ours && details.tag?.trim().toLowerCase() !== anIntent().tag;
      const list = isByNames ? ['orders recNorthwind person'] : [];
      expect(world.vendor.reads).toEqual(['details recNorthwind recNew person', ...list]);
      if (ours)
        expect(verdict).toMatchObject({
          ok: true,
          order: { state: 'placed', attempts: [{ vendorOrderId: 'recNew', vendorAmountCents: 1_400 }] },
        });
      else expect(verdict).toEqual({ ok: false, refusal: 'other_order', tag: details.tag ?? null });
      expect(world.nudges).toBe(ours ? 1 : 0);
      const last = (await world.store.history(aReference)).at(-1)?.event;
      if (ours) expect(last).toMatchObject({ type: 'vendor_order_found', namedBy: bea, attempt: 1 });
    }),
  );

  test('and that has the tag of another order of ours is not this one, whatever its domains', () =>
    inWorld(async (world) => {
      await world.lived({ reference: 'zzzzzz', purchase: aPurchase({ lines: [aLine('smtp')] }) });
      await unknown(world);
      world.vendor.stands('recNew', { tag: 'acme-zzzzzz', domainNames: ourNames });
      expect(await named(world)).toEqual({ ok: false, refusal: 'other_order', tag: 'acme-zzzzzz' });
    }));

  test.each<OrderEvent[]>([
    [{ type: 'vendor_confirmed', vendorOrderId: null }],
    [{ type: 'vendor_could_not_charge', message: 'unable' }],
  ])('counts for one that stands there without a number, too: %j', (event) =>
    inWorld(async (world) => {
      const { order } = await world.lived({}, approved, { type: 'placing_started', attempt: anIntent() }, event);
      world.vendor.stands('recNew', { tag: null, domainNames: ourNames });
      expect(await maySettleAsFound(world.deps)(click)).toEqual({ ok: true, order });
      expect(await named(world)).toMatchObject({
        ok: true,
        order: { state: order.state, attempts: [{ vendorOrderId: 'recNew' }] },
      });
      expect(await named(world)).toMatchObject({ ok: false, refusal: 'does_not_apply' });
    }),
  );

  test('and that is the one of an earlier attempt is not “another one”: both may be there', () =>
    inWorld(async (world) => {
      await sentTwice(world);
      world.vendor.stands('recFirst', { tag: anIntent().tag });
      const verdict = await settleAsFound(world.deps)({ ...click, vendorOrderId: 'recFirst' });
      expect(verdict).toMatchObject({
        ok: true,
        order: {
          state: 'outcome_unknown',
          attempt: 2,
          attempts: [{ vendorOrderId: 'recFirst' }, { vendorOrderId: null }],
        },
      });
      const last = (await world.store.history(aReference)).at(-1)?.event;
      expect(last).toMatchObject({ type: 'second_order_found', attempt: 1, namedBy: bea });
      const again = await settleAsFound(world.deps)({ ...click, vendorOrderId: 'recFirst' });
      expect(again).toEqual({ ok: false, refusal: 'other_order', tag: anIntent().tag });
    }));

  test('and that nobody can open is asked about, when it stands in the list', () =>
    inWorld(async (world) => {
      await unknown(world);
      world.vendor.stands('recNew');
      const orderDetails = () => Promise.reject(new VendorFault('packages: null'));
      const deps = { ...world.deps, vendor: { ...world.vendor.vendor, orderDetails } };
      const resembling = { vendorOrderId: 'recNew', tag: null, amountCents: 1_400, createdAt: null, names: [] };
      expect(await settleAsFound(deps)({ ...click, vendorOrderId: 'recNew' })).toMatchObject({
        ok: true,
        order: { state: 'outcome_unknown', question: resembling },
      });
      const nobodys = settleAsFound(deps)({ ...click, vendorOrderId: 'recNobodys' });
      await expect(nobodys).rejects.toThrow('packages: null');
    }));

  test.each<{ made: string; createdAt: Date | null; ours: boolean }>`
    made                      | createdAt                                  | ours
    ${'before the look’s'}    | ${subMilliseconds(anIntent().lookFrom, 1)} | ${false}
    ${'from the look’s'}      | ${anIntent().lookFrom}                     | ${true}
    ${'at an unknown moment'} | ${null}                                    | ${true}
  `('without a tag, made $made beginning: ours is $ours', ({ createdAt, ours }) =>
    inWorld(async (world) => {
      await unknown(world);
      world.vendor.stands('recNew', { domainNames: ourNames });
      world.vendor.rows[0] = { id: 'recNew', amountCents: 1_400, status: 'Active', createdAt };
      if (ours) expect(await named(world)).toMatchObject({ ok: true, order: { state: 'placed' } });
      else expect(await named(world)).toEqual({ ok: false, refusal: 'other_order', tag: null });
    }),
  );

  test('without a tag, made nobody knows when, may be ours, however old others in the list are', () =>
    inWorld(async (world) => {
      await unknown(world);
      world.vendor.stands('recNew', { domainNames: ourNames });
      const before = subMilliseconds(anIntent().lookFrom, 1);
      const others = { id: 'recOld', amountCents: 1_400, status: 'Active', createdAt: before };
      world.vendor.rows.splice(0, 1, others);
      expect(await named(world)).toMatchObject({ ok: true, order: { state: 'placed' } });
    }));

  test.each<{ failure: Error; then: string }>`
    failure                           | then
    ${new VendorRefused(404, 'none')} | ${'no_such_vendor_order'}
    ${new VendorRefused(400, 'form')} | ${'no_such_vendor_order'}
    ${new VendorRefused(401, 'key')}  | ${'thrown'}
    ${new Error('404')}               | ${'thrown'}
  `('when the vendor answers $failure: $then', ({ failure, then }) =>
    inWorld(async (world) => {
      await unknown(world);
      world.vendor.failure = failure;
      if (then === 'thrown') await expect(named(world)).rejects.toBe(failure);
      else expect(await named(world)).toEqual({ ok: false, refusal: then });
    }),
  );
});

test('an order that stands at the vendor cannot be said to be absent, though its number is sought', () =>
  inWorld(async (world) => {
    const confirmed = { type: 'vendor_confirmed', vendorOrderId: null } as const;
    const { order } = await world.lived({}, approved, { type: 'placing_started', attempt: anIntent() }, confirmed);
    const refused = { ok: false, refusal: 'does_not_apply', order };
    expect(await maySettleAsAbsent(world.deps)({ ...click, fingerprint })).toEqual(refused);
    expect(await settleAsAbsent(world.deps)({ ...click, fingerprint, isSentAgain: true })).toEqual(refused);
  }));

describe('an order that somebody says is not there', () => {
  const declared = (world: PlacingWorld, isSentAgain: boolean, on = fingerprint) =>
    settleAsAbsent(world.deps)({ ...click, fingerprint: on, isSentAgain });

  test('is looked for by us long enough first', () =>
    inWorld(async (world) => {
      const { order } = await unknown(world, LOOKS_BEFORE_ASKING - 1);
      const refused = { ok: false, refusal: 'still_looking', order };
      expect(await maySettleAsAbsent(world.deps)({ ...click, fingerprint })).toEqual(refused);
      expect(await declared(world, false)).toEqual(refused);
      expect(world.vendor.reads).toEqual([]);
    }));

  test('opens the form after that, and asks nobody else', () =>
    inWorld(async (world) => {
      const { order } = await unknown(world, LOOKS_BEFORE_ASKING);
      expect(await maySettleAsAbsent(world.deps)({ ...click, fingerprint })).toEqual({ ok: true, order });
    }));

  test('is looked for once more, and given up', () =>
    inWorld(async (world) => {
      await unknown(world, LOOKS_BEFORE_ASKING);
      const verdict = await declared(world, false);
      expect(verdict).toMatchObject({
        ok: true,
        order: { state: 'refused', attempts: [{ givenUpBy: bea }], looks: LOOKS_BEFORE_ASKING },
      });
      expect(world.vendor.reads).toEqual(['orders recNorthwind person']);
      expect(world.nudges).toBe(1);
      const last = (await world.store.history(aReference)).at(-1)?.event;
      expect(last).toEqual({ type: 'declared_absent', by: bea, fingerprint });
    }));

  test('is placed when the last look finds it', () =>
    inWorld(async (world) => {
      await unknown(world, LOOKS_BEFORE_ASKING);
      world.vendor.stands('recNew', { tag: anIntent().tag });
      expect(await declared(world, true)).toMatchObject({ ok: true, order: { state: 'placed' } });
    }));

  test('is believed to be absent though some orders of others could not be read: those are another’s', () =>
    inWorld(async (world) => {
      await unknown(world, LOOKS_BEFORE_ASKING);
      world.vendor.stands('recOdd');
      world.vendor.details.clear();
      const orderDetails = () => Promise.reject(new VendorFault('odd'));
      const deps = { ...world.deps, vendor: { ...world.vendor.vendor, orderDetails } };
      const verdict = await settleAsAbsent(deps)({ ...click, fingerprint, isSentAgain: false });
      expect(verdict).toMatchObject({ ok: true, order: { state: 'refused', attempts: [{ givenUpBy: bea }] } });
    }));

  test('stays unknown when we cannot look ourselves', () =>
    inWorld(async (world) => {
      const { order } = await unknown(world, LOOKS_BEFORE_ASKING);
      world.vendor.failure = new Error('no answer');
      await expect(declared(world, true)).rejects.toThrow('no answer');
      expect((await world.stored(aReference)).order).toEqual(order);
    }));

  test('is sent again only as a new attempt, under the policy of now, once it is approved anew', () =>
    inWorld(async (world) => {
      const { order: before } = await unknown(world, LOOKS_BEFORE_ASKING);
      world.policy = aPolicy({ quorum: 2 });
      const verdict = await declared(world, true);
      if (!verdict.ok) throw new Error(verdict.refusal);
      const { act, worth } = termsOf(before);
      expect(verdict.order).toMatchObject({ state: 'awaiting_approval', terms: [{ number: 1 }, { number: 2 }] });
      const terms = termsOf(verdict.order);
      expect(terms).toMatchObject({ act, worth, tag: 'acme-7f3k2q.2', because: 'declared_absent' });
      expect(approvalsOf(verdict.order)).toEqual([]);
      const again = { reference: aReference, fingerprint: terms.fingerprint };
      expect(await approveOrder(world.deps)({ ...again, by: amir })).toMatchObject({
        order: { state: 'awaiting_approval', asked: { need: 2 } },
      });
      expect(await approveOrder(world.deps)({ ...again, by: bea })).toMatchObject({ order: { state: 'approved' } });
    }));
});
