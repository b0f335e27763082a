import { describe, expect, test } from '@jest/globals';
import { addDays, addHours } from 'date-fns';
import { approvalsOf, newestTerms, type Order } from '../../../../src/orders/order.ts';
import { approveOrder } from '../../../../src/service/deciding/approve-order.ts';
import { SlackUnavailable } from '../../../../src/service/errors.ts';
import { lookForCancelled } from '../../../../src/service/placing/looking/look-for-cancelled.ts';
import { placeOrder } from '../../../../src/service/placing/place-order.ts';
import { recordEvent } from '../../../../src/service/record-event.ts';
import { Reference } from '../../../../src/values/ids.ts';
import { amir, aNewOrder, aPolicy, aPurchase, aReference, bea, noon } from '../../../support/builders.ts';
import { aCancel, aNewCancel } from '../../../support/warrants.ts';
import { approvedBy, approvedThen, inWorld, type PlacingWorld } from './placing-world.ts';

const act = aCancel();
const asShown = { amountCents: act.monthCents, domainNames: act.names };

async function place(world: PlacingWorld, reference = aReference, deps = world.deps): Promise<Order> {
  const record = async (event: Parameters<typeof recordEvent>[2]) =>
    (await recordEvent(world.deps, reference, event)).ok;
  await placeOrder(deps)(await world.stored(reference), { record, begin: world.begin, keep: async () => true });
  return (await world.stored(reference)).order;
}

describe('names that are paid for already', () => {
  test('are asked about when their order is over and what it made still runs', () =>
    inWorld(async (world) => {
      const sent = { number: 1, step: 1, tag: 'acme-7f3k2q', startedAt: noon, lookFrom: noon, quotedCents: 1_400 };
      await world.lived(
        {},
        approvedThen,
        { type: 'placing_started', attempt: { ...sent, sentHash: null } },
        { type: 'vendor_order_found', vendorOrderId: 'recTwo', amountCents: 1_400, attempt: 1 },
        { type: 'vendor_cancelled' },
      );
      const names = ['getgoogle1.com', 'getgoogle2.com'];
      world.vendor.stands('recOne', { tag: 'acme-7f3k2q', domainNames: names });
      const other = Reference.parse('bbbbbb');
      await world.lived({ reference: other, purchase: aPurchase({ label: 'Anew' }) }, approvedThen);
      expect(await place(world, other)).toMatchObject({
        hold: 'resembling_order',
        question: { vendorOrderId: 'recOne' },
      });
      expect(world.vendor.paidCalls).toEqual([]);
    }));
});

describe('what is to end', () => {
  test('is not ended again when its own page says Cancelled and the list is late', () =>
    inWorld(async (world) => {
      world.vendor.stands(act.vendorOrderId, { ...asShown, status: 'Cancelled' });
      await world.livedFrom(aNewCancel(act), approvedThen);
      expect(await place(world)).toMatchObject({ state: 'placed', attempts: [{ answer: null, known: 'proven' }] });
      expect(world.vendor.paidCalls).toEqual([]);
    }));

  test.each(['', 'Paused'])('is not known to run by the word “%s”', async (status) =>
    inWorld(async (world) => {
      const { order } = aNewCancel(act);
      world.vendor.stands(act.vendorOrderId, { ...asShown, status });
      const never = () => Promise.reject(new Error('None'));
      const reads = {
        orders: async () => world.vendor.rows,
        details: never,
        domains: never,
        purchased: never,
        forms: never,
        mailboxes: never,
        workspaces: never,
      };
      world.vendor.rows.splice(0, 1, { id: act.vendorOrderId, amountCents: 1, status, createdAt: null });
      const page = async () => world.vendor.vendor.orderDetails('recNorthwind', act.vendorOrderId, 'person');
      expect(await lookForCancelled({ ...reads, page }, order)).toMatchObject({
        type: 'absent',
        unread: { count: 1 },
      });
    }),
  );
});

test('an order waits with a word while Slack does not say who can decide', () =>
  inWorld(async (world) => {
    await world.lived({}, approvedThen);
    const member = () => Promise.reject(new SlackUnavailable('No answer'));
    const deps = { ...world.deps, directory: { ...world.deps.directory, member } };
    expect(await place(world, aReference, deps)).toMatchObject({ state: 'approved', hold: 'rights_unread' });
    expect(world.vendor.paidCalls).toEqual([]);
  }));

test('a proof that the store went back stops an order that is under way to its call', () =>
  inWorld(async (world) => {
    await world.lived({}, approvedThen);
    world.vendor.duringTurn = async () => {
      world.witness = 'store_went_back';
    };
    expect(await place(world)).toMatchObject({ hold: 'store_went_back' });
    expect(world.vendor.paidCalls).toEqual([]);
  }));

test('an approval that is older than a week completes nothing, however young the others are', () =>
  inWorld(async (world) => {
    world.policy = aPolicy({ users: [amir, bea], quorum: 2 });
    const { order } = aNewOrder({ policy: world.policy });
    await world.lived({ policy: world.policy }, approvedBy(amir));
    world.now = addHours(addDays(noon, 7), 1);
    const { fingerprint } = newestTerms(order);
    await approveOrder(world.deps)({ reference: aReference, by: bea, fingerprint });
    const after = (await world.stored(aReference)).order;
    expect(after.state).toBe('awaiting_approval');
    expect(approvalsOf(after)).toHaveLength(2);
  }));
