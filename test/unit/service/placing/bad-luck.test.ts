import { describe, expect, test } from '@jest/globals';
import { addDays } from 'date-fns';
import type { OrderEvent } from '../../../../src/orders/event.ts';
import { termsOf } from '../../../../src/orders/order.ts';
import { OrderRows } from '../../../../src/scaledmail/answers/orders.ts';
import { spendOutcome } from '../../../../src/scaledmail/once/spend-answer.ts';
import { settleAsAbsent, settleAsFound } from '../../../../src/service/deciding/settle-outcome.ts';
import { takeResembling } from '../../../../src/service/deciding/settle-resembling.ts';
import { VendorFault, VendorRefused, VendorUnavailable } from '../../../../src/service/errors.ts';
import { lookForTrace } from '../../../../src/service/placing/looking/own-trace.ts';
import { type Claim, placeOrder } from '../../../../src/service/placing/place-order.ts';
import type { StoredOrder } from '../../../../src/service/ports/stores/order-store.ts';
import { recordEvent } from '../../../../src/service/record-event.ts';
import { performEffect } from '../../../../src/service/worker/perform-effect.ts';
import { refusalMessage } from '../../../../views/words/refusals/refusal.ts';
import { stateText } from '../../../../views/words/states/state-text.ts';
import { mention } from '../../../../views/words/text.ts';
import { amir, anOrder, aPurchase, aReference, bea, noon } from '../../../support/builders.ts';
import { inWorld, type PlacingWorld } from './placing-world.ts';

const keep = async () => true;
const namesFor = (reference: string) =>
  [1, 2].map((number) => ({
    name: `get${reference}${number}.com`,
    naming: { form: 'names' as const, firstName: 'Ada', lastName: 'Park' },
  }));
const names = namesFor(aReference).map(({ name }) => name);
async function approved(world: PlacingWorld, reference: string = aReference): Promise<StoredOrder> {
  const purchase = aPurchase({ lines: [{ provider: 'google', domains: namesFor(reference) }] });
  const { fingerprint } = termsOf(anOrder({ reference, purchase }));
  return world.lived({ reference, purchase }, { type: 'approved', by: amir, fingerprint });
}
async function place(world: PlacingWorld, stored: StoredOrder, changes: Partial<Claim> = {}): Promise<OrderEvent[]> {
  const events: OrderEvent[] = [];
  const { reference } = stored.order.facts;
  const record = async (event: OrderEvent) => {
    events.push(event);
    return (await recordEvent(world.deps, reference, event)).ok;
  };
  const begin: Claim['begin'] = async (event, guard) => {
    const begun = await world.begin(event, guard);
    if (begun === 'written') events.push(event);
    return begun;
  };
  await placeOrder(world.deps)(await world.stored(reference), { record, begin, keep, ...changes });
  return events;
}

describe('store put back, the own order stands at the vendor', () => {
  test('its details have neither tag nor packages yet (notes: may be so right after ordering): not paid again', () =>
    inWorld(async (world) => {
      const order = await approved(world);
      world.vendor.stands('recFirst', { tag: null, domainNames: [] });
      await place(world, order);
      expect(world.vendor.paidCalls).toHaveLength(0);
    }));
  test('it was sent as attempt 2 since the copy, packages not there yet: not paid again', () =>
    inWorld(async (world) => {
      const order = await approved(world);
      world.vendor.stands('recSecond', { tag: 'acme-7f3k2q.2', domainNames: [] });
      await place(world, order);
      expect(world.vendor.paidCalls).toHaveLength(0);
    }));
  test('its row has an id that cannot be read (an object): what cannot be read counts as made since', async () =>
    inWorld(async (world) => {
      const { order } = await approved(world);
      const list = await OrderRows.parseAsync({
        payments: [
          { id: 'recOther', amount: 1, status: 'Active', created_at: '2020-01-01' },
          { id: { value: 4711 }, amount: 14, status: 'Active', created_at: noon.toISOString() },
        ],
      });
      const never = () => Promise.reject(new Error('none'));
      const reads = {
        orders: async () => list.rows,
        details: never,
        page: never,
        domains: never,
        purchased: never,
        forms: never,
        mailboxes: never,
        workspaces: never,
      };
      expect(await lookForTrace(reads, order, async () => false)).not.toEqual({
        type: 'absent',
        unread: { count: 0, odd: null, silent: null },
      });
    }));
  test('started paused: an order of the copy whose week is over does not expire as "Nothing was ordered"', () =>
    inWorld(async (world) => {
      const purchase = aPurchase({ lines: [{ provider: 'google', domains: namesFor(aReference) }] });
      const stored = await world.lived({ reference: aReference, purchase });
      world.vendor.stands('recFirst', { tag: 'acme-7f3k2q', domainNames: names });
      world.pause = { by: null, at: noon, reason: 'Started paused (START_PAUSED=yes)' };
      world.now = addDays(noon, 8);
      const effect = stored.effects.find(({ task }) => task.type === 'expire');
      if (!effect) throw new Error('no expire');
      const performed = await performEffect(world.deps, stored, effect, {
        record: async () => true,
        begin: async () => 'lost',
        keep,
      });
      if (performed.type === 'done' && performed.event) await recordEvent(world.deps, aReference, performed.event);
      expect(stateText((await world.stored(aReference)).order, mention)).not.toContain('Nothing was ordered.');
    }));
});

describe('one odd order of somebody else', () => {
  test('its details time out (3 tries of 3 s): placing comes to an end', () =>
    inWorld(async (world) => {
      const order = await approved(world);
      world.vendor.stands('recSlow');
      world.vendor.vendor.orderDetails = async () => {
        world.moveOn(10_500);
        throw new VendorUnavailable('getOrderDetails got no answer (TimeoutError)');
      };
      let turns = 0;
      world.vendor.duringTurn = async () => {
        turns += 1;
        if (turns > 500)
          throw new Error(`still looking after ${turns} turns, ${(+world.now - +noon) / 60_000} minutes`);
      };
      expect(await place(world, order)).toMatchObject([{ type: 'held' }]);
    }));
  test('slow but good details of orders without tag (nothing is cached): placing comes to an end', () =>
    inWorld(async (world) => {
      const order = await approved(world);
      for (let n = 0; n < 5; n += 1) world.vendor.stands(`rec${n}`, { tag: null, domainNames: ['other.com'] });
      const { orderDetails } = world.vendor.vendor;
      world.vendor.vendor.orderDetails = async (...args) => {
        world.moveOn(2_500);
        return orderDetails(...args);
      };
      let turns = 0;
      world.vendor.duringTurn = async () => {
        turns += 1;
        if (turns > 500)
          throw new Error(`still looking after ${turns} turns, ${(+world.now - +noon) / 60_000} minutes`);
      };
      expect(await place(world, order)).toMatchObject([{ type: 'placing_started' }, { type: 'vendor_confirmed' }]);
    }));
  test.each([new VendorUnavailable('getOrderDetails answered 500'), new VendorRefused(403, 'not yours')])(
    'A5 one foreign order gives %p for ever, all else is read: somebody is asked some day',
    (failure) =>
      inWorld(async (world) => {
        const order = await approved(world);
        world.vendor.stands('recFine', { tag: 'x-aaaaaa', domainNames: ['other.com'] });
        world.vendor.stands('recBroken');
        const { orderDetails } = world.vendor.vendor;
        world.vendor.vendor.orderDetails = async (workspace, id, urgency) => {
          if (id === 'recBroken') throw failure;
          return orderDetails(workspace, id, urgency);
        };
        const seen: OrderEvent[] = [];
        for (let hour = 0; hour < 24 * 6; hour += 1) {
          seen.push(...(await place(world, order)));
          world.moveOn(3_600_000);
        }
        expect(new Set(seen.map((event) => (event.type === 'held' ? event.reason : event.type)))).not.toEqual(
          new Set(['vendor_unreachable']),
        );
      }),
  );
});

describe('a question about an order that cannot be opened', () => {
  test.each([new VendorFault('odd'), new VendorRefused(404, 'gone')])(
    'A6 %p: who sees at ScaledMail that it is this one can say so',
    (failure) =>
      inWorld(async (world) => {
        const order = await approved(world);
        world.vendor.stands('recOurs', { tag: 'acme-7f3k2q', domainNames: names });
        world.vendor.detailsFailure = failure;
        expect(await place(world, order)).toMatchObject([{ type: 'resembling_found' }]);
        const verdict = await takeResembling(world.deps)({
          reference: aReference,
          by: bea,
          shownVendorOrderId: 'recOurs',
        }).catch((error: unknown) => ({ thrown: String(error) }));
        expect(verdict).toMatchObject({ ok: true });
      }),
  );
  test('after a call with unknown outcome, “I found it” works for an order that cannot be opened', () =>
    inWorld(async (world) => {
      const order = await approved(world);
      world.vendor.outcome = { type: 'no_answer' };
      await place(world, order);
      world.vendor.stands('recOurs', { tag: 'acme-7f3k2q', domainNames: names });
      world.vendor.detailsFailure = new VendorFault('odd');
      const verdict = await settleAsFound(world.deps)({
        reference: aReference,
        by: bea,
        vendorOrderId: 'recOurs',
      }).catch((error: unknown) => ({ thrown: String(error) }));
      expect(verdict).toMatchObject({ ok: true });
    }));
  test('“It is not there”, and our last look finds one that resembles: the answer says so', () =>
    inWorld(async (world) => {
      const order = await approved(world);
      world.vendor.outcome = { type: 'no_answer' };
      await place(world, order);
      for (let n = 0; n < 5; n += 1) await recordEvent(world.deps, aReference, { type: 'vendor_order_absent' });
      world.vendor.stands('recHand', { tag: null, domainNames: names });
      world.moveOn(60_000);
      const { order: now } = await world.stored(aReference);
      const verdict = await settleAsAbsent(world.deps)({
        reference: aReference,
        by: bea,
        fingerprint: termsOf(now).fingerprint,
        isSentAgain: true,
      });
      const text =
        !verdict.ok && 'order' in verdict ? refusalMessage(verdict.refusal, verdict.order, world.policy) : 'ok';
      expect(text).toContain('Is it this one');
    }));
});

describe('strict answers', () => {
  test.each([
    '{"success":true,"message":"Order could not be created: domain already used"}',
    '{"success":true,"message":"Your card was declined"}',
    '{"success":true,"message":"Request received. Our team will review it"}',
  ])('A15 %s is not a yes', (text) => {
    expect(spendOutcome({ status: 200, text, isWhole: true }, false, 'key').type).not.toBe('confirmed');
  });
});

describe('slow people and slow Slack', () => {
  test('Slack is slow with the last question: the look and the turn are still recent when the call leaves', () =>
    inWorld(async (world) => {
      const order = await approved(world);
      const { member } = world.deps.directory;
      let slow = true;
      world.deps.directory.member = async (id) => {
        if (slow) world.moveOn(600_000);
        slow = false;
        world.vendor.reads.push('slack');
        return member(id);
      };
      await place(world, order);
      const reads = world.vendor.reads;
      expect(reads.slice(reads.indexOf('slack'))).toContain('turn createCustomOrder');
    }));
});

describe('a vendor that is slow, blank, or about to be too dear', () => {
  test('reads its list so slowly that it is old at its end: nothing is sent on it, and the order waits', () =>
    inWorld(async (world) => {
      const order = await approved(world);
      Object.assign(world.vendor.vendor, {
        orders: async () => {
          world.moveOn(10_001);
          return [];
        },
      });
      expect(await place(world, order)).toEqual([{ type: 'held', reason: 'vendor_unreachable', trouble: 'too_slow' }]);
      expect(world.vendor.paidCalls).toHaveLength(0);
      expect(world.vendor.reads.filter((read) => read.startsWith('turn'))).toHaveLength(3);
    }));

  test('shows a blank order, and later whose it is: the question is over, and the order goes on', () =>
    inWorld(async (world) => {
      const order = await approved(world);
      world.vendor.stands('recBlank', { tag: null, domainNames: [] });
      expect(await place(world, order)).toMatchObject([{ type: 'resembling_found' }]);
      world.vendor.details.clear();
      world.vendor.rows.length = 0;
      world.vendor.stands('recBlank', { tag: 'theirs', domainNames: ['theirs.com'] });
      expect(await place(world, order)).toEqual([{ type: 'vendor_order_absent' }]);
      expect((await world.stored(aReference)).order).toMatchObject({ state: 'approved', hold: null });
      expect((await place(world, order)).map(({ type }) => type)).toEqual(['placing_started', 'vendor_confirmed']);
    }));

  test('asks more for one order than a day may cost: the order waits for whoever runs the app', () =>
    inWorld(async (world) => {
      const order = await approved(world);
      world.limits = { perOrderCents: 100_000, perDayCents: 1_399 };
      expect(await place(world, order)).toEqual([{ type: 'held', reason: 'day_limit_reached' }]);
    }));
});
