import { describe, expect, test } from '@jest/globals';
import { addMilliseconds, addSeconds } from 'date-fns';
import type { OrderEvent } from '../../../../src/orders/event.ts';
import { fingerprintOf } from '../../../../src/orders/fingerprint.ts';
import type { OrderIn } from '../../../../src/orders/order.ts';
import { VendorUnavailable } from '../../../../src/service/errors.ts';
import { type Claim, outcomeEvent, placeOrder } from '../../../../src/service/placing/place-order.ts';
import type { StoredOrder } from '../../../../src/service/ports/order-store.ts';
import type { PaidCallOutcome } from '../../../../src/service/ports/vendor.ts';
import { recordEvent } from '../../../../src/service/record-event.ts';
import { amir, anOrder, aPolicy, aPurchase, bea, inState, noon, type OrderOptions } from '../../../support/builders.ts';
import { anAttempt, inWorld, type PlacingWorld } from './placing-world.ts';

const logins = {
  hosting: { provider: 'Porkbun', loginId: 'hosting' },
  sequencer: { provider: 'Instantly', loginId: 'sequencer' },
};
const withLogins: OrderOptions = { purchase: aPurchase({ source: 'other', ...logins }) };

const keep = async () => true;

async function approved(world: PlacingWorld, options: OrderOptions = {}): Promise<StoredOrder> {
  const { fingerprint } = anOrder({ policy: world.policy, ...options }).terms;
  return world.lived({ policy: world.policy, ...options }, { type: 'approved', by: amir, fingerprint });
}

/** Places an order and answers the events that this came to, all written unless `accepts` says no. */
async function placed(world: PlacingWorld, order: StoredOrder, accepts = (_event: OrderEvent) => true) {
  const events: OrderEvent[] = [];
  const record = async (event: OrderEvent) => {
    events.push(event);
    if (!accepts(event)) return false;
    return (await recordEvent(world.deps, order.order.facts.reference, event)).ok;
  };
  const begin: Claim['begin'] = async (event, guard) => {
    events.push(event);
    return accepts(event) ? world.begin(event, guard) : 'lost';
  };
  await placeOrder(world.deps)(order, { record, begin, keep });
  return events;
}

test('an approved order is paid for once, between its recorded intent and its outcome', () =>
  inWorld(async (world) => {
    world.vendor.stands('recOld');
    const order = await approved(world);
    world.vendor.duringCall = async () => {
      expect((await world.stored(order.order.facts.reference)).order.state).toBe('placing');
    };
    const attempt = { number: 1, tag: 'acme-7f3k2q', startedAt: noon, quotedCents: 1_400, knownOrderIds: ['recOld'] };
    expect(await placed(world, order)).toEqual([
      { type: 'placing_started', attempt },
      { type: 'vendor_confirmed', vendorOrderId: null, attempt: 1 },
    ]);
    const { purchase } = order.order.facts;
    expect(world.vendor.paidCalls).toEqual([
      { purchase, tag: 'acme-7f3k2q', hostingLogin: null, sequencerLogin: null, timeoutMs: 60_000 },
    ]);
    expect(world.vendor.reads).toEqual([
      'workspaces person',
      'calculate recNorthwind google 100 person',
      'turn',
      'orders recNorthwind person',
      'details recNorthwind recOld person',
    ]);
  }));

test('an outcome that could not be written with the lease is written all the same', () =>
  inWorld(async (world) => {
    const order = await approved(world);
    const { reference } = order.order.facts;
    const record = async (event: OrderEvent) => {
      throw new Error(`Others were faster than ${event.type}`);
    };
    await placeOrder(world.deps)(order, { record, begin: world.begin, keep });
    expect((await world.stored(reference)).order.state).toBe('placed');
    expect(world.vendor.paidCalls).toHaveLength(1);
  }));

test('no call is made when its intent could not be written, and whoever asked is told', () =>
  inWorld(async (world) => {
    const order = await approved(world);
    const placing = placeOrder(world.deps)(order, {
      record: async () => true,
      begin: async () => Promise.reject(new Error('Others were faster')),
      keep,
    });
    await expect(placing).rejects.toThrow('Others were faster');
    expect(world.vendor.paidCalls).toEqual([]);
  }));

test.each([1, 2, 3])('an order that is lost before read %i of the vendor is left alone from there on', (lostAt) =>
  inWorld(async (world) => {
    world.vendor.stands('recOld');
    const order = await approved(world);
    let kept = 0;
    const recorded: OrderEvent[] = [];
    await placeOrder(world.deps)(order, {
      record: async (event) => {
        recorded.push(event);
        return true;
      },
      begin: async () => 'written',
      keep: async () => {
        kept += 1;
        return kept < lostAt;
      },
    });
    expect(recorded).toHaveLength(0);
    expect(world.vendor.paidCalls).toEqual([]);
    expect(world.vendor.reads).toEqual(
      ['workspaces person', 'calculate recNorthwind google 100 person', 'turn', 'orders recNorthwind person'].slice(
        0,
        [1, 3, 4][lostAt - 1],
      ),
    );
  }),
);

test('what is recorded is recorded once', () =>
  inWorld(async (world) => {
    const order = await approved(world);
    world.deps.orders.get = () => Promise.reject(new Error('It was to be read again'));
    await placeOrder(world.deps)(order, { record: async () => true, begin: async () => 'written', keep });
    expect(world.vendor.paidCalls).toHaveLength(1);
  }));

test('a store that could lose a write is told to the operator', () =>
  inWorld(async (world) => {
    Object.assign(world, { durabilityProblem: 'appendfsync' });
    const order = await approved(world);
    await placed(world, order);
    expect(world.logged).toEqual(['warn: An approved order waits: the store could lose it']);
    expect(world.loggedFields).toEqual([
      { reference: order.order.facts.reference, durabilityProblem: expect.stringContaining('appendfsync') },
    ]);
  }));

test('both logins are opened for the call', () =>
  inWorld(async (world) => {
    const hosting = { username: 'ops', password: 'one' };
    const sequencer = { username: 'sales', password: 'two' };
    world.logins.set('hosting', hosting).set('sequencer', sequencer);
    await placed(world, await approved(world, withLogins));
    expect(world.vendor.paidCalls).toMatchObject([{ hostingLogin: hosting, sequencerLogin: sequencer }]);
  }));

test('an order that is not approved is left alone', () =>
  inWorld(async (world) => {
    expect(await placed(world, await world.lived({}))).toEqual([]);
    expect(world.vendor.reads).toEqual([]);
    expect(world.vendor.paidCalls).toEqual([]);
  }));

describe('nothing is paid, and the order waits', () => {
  const login = { username: 'ops', password: 'one' };
  test.each<{ why: string; reason: string; spoil: (world: PlacingWorld) => unknown }>`
    why                                    | reason                  | spoil
    ${'while placing is paused'}           | ${'paused'}             | ${(world: PlacingWorld) => Object.assign(world, { pause: { by: bea, at: noon, reason: '' } })}
    ${'while the store may lose a write'}  | ${'store_not_durable'}  | ${(world: PlacingWorld) => Object.assign(world, { durabilityProblem: 'appendfsync' })}
    ${'while the workspace is not there'}  | ${'workspace_gone'}     | ${(world: PlacingWorld) => world.vendor.workspaces.pop()}
    ${'while the price makes no sense'}    | ${'price_unclear'}      | ${(world: PlacingWorld) => Object.assign(world.vendor, { priceFactor: 10 })}
    ${'while the vendor does not answer'}  | ${'vendor_unreachable'} | ${(world: PlacingWorld) => Object.assign(world.vendor, { failure: new VendorUnavailable('no') })}
    ${'while both logins are missing'}     | ${'logins_missing'}     | ${() => undefined}
    ${'while the hosting login is gone'}   | ${'logins_missing'}     | ${(world: PlacingWorld) => world.logins.set('sequencer', login)}
    ${'while the sequencer login is gone'} | ${'logins_missing'}     | ${(world: PlacingWorld) => world.logins.set('hosting', login)}
    ${'while a login cannot be opened'}    | ${'logins_missing'}     | ${(world: PlacingWorld) => Object.assign(world, { vaultFailure: new VendorUnavailable('no') })}
  `('$why', ({ reason, spoil }) =>
    inWorld(async (world) => {
      const order = await approved(world, withLogins);
      spoil(world);
      expect(await placed(world, order)).toEqual([{ type: 'held', reason }]);
      expect(world.vendor.paidCalls).toEqual([]);
    }),
  );

  test('while an order there that may have been made since has no number', () =>
    inWorld(async (world) => {
      world.vendor.rows.push({ id: null, amountCents: null, status: '', createdAt: null });
      expect(await placed(world, await approved(world))).toEqual([{ type: 'held', reason: 'orders_unread' }]);
      expect(world.vendor.paidCalls).toEqual([]);
    }));

  test('and the log says when a login cannot be opened', () =>
    inWorld(async (world) => {
      const order = await approved(world, withLogins);
      world.vaultFailure = new VendorUnavailable('no');
      await placed(world, order);
      expect(world.logged).toEqual(['error: A login that an order needs cannot be opened']);
      expect(world.loggedFields).toEqual([{ reference: '7f3k2q', error: world.vaultFailure }]);
    }));
});

test.each(['vendor', 'vault'])('a failure of the %s that is none of ours is not taken for a reason to wait', (part) =>
  inWorld(async (world) => {
    const order = await approved(world, withLogins);
    if (part === 'vendor') world.vendor.failure = new TypeError('a fault in the program');
    else world.vaultFailure = new TypeError('a fault in the program');
    await expect(placed(world, order)).rejects.toThrow('a fault in the program');
    expect(world.vendor.paidCalls).toEqual([]);
  }),
);

describe('people decide again', () => {
  async function askedAgain(world: PlacingWorld, order: StoredOrder) {
    const events = await placed(world, order);
    expect(world.vendor.paidCalls).toEqual([]);
    return events;
  }
  const newTerms = (order: StoredOrder, moved: Partial<OrderIn<'approved'>['terms']>) => {
    const { facts, terms } = order.order;
    const agreed = { ...terms, ...moved };
    return { ...agreed, fingerprint: fingerprintOf(facts.reference, facts.purchase, agreed) };
  };

  test('when the price rose', () =>
    inWorld(async (world) => {
      const order = await approved(world);
      world.vendor.priceFactor = 1.01;
      world.moveOn(1_000);
      const { quote } = order.order.terms;
      const line = { ...quote.lines[0], unitCents: 354, monthlyCents: 1_414 };
      const risen = { ...quote, lines: [line], totalCents: 1_414, pricedAt: addSeconds(noon, 1) };
      const [event, ...others] = await askedAgain(world, order);
      expect(others).toEqual([]);
      expect(event).toMatchObject({ type: 'terms_changed', reason: 'price_rose', terms: { attempt: 1, quote: risen } });
      expect((await world.stored(order.order.facts.reference)).order.state).toBe('awaiting_approval');
    }));

  test('not when it fell or stood still', () =>
    inWorld(async (world) => {
      const order = await approved(world);
      world.vendor.priceFactor = 0.9;
      expect(await placed(world, order)).toMatchObject([
        { type: 'placing_started', attempt: { quotedCents: 1_260 } },
        { type: 'vendor_confirmed' },
      ]);
    }));

  test('when the policy is another now', () =>
    inWorld(async (world) => {
      const order = await approved(world);
      world.policy = aPolicy({ users: [amir, bea] });
      const terms = newTerms(order, { policy: world.policy });
      expect(await askedAgain(world, order)).toEqual([{ type: 'terms_changed', reason: 'policy_changed', terms }]);
      expect(terms.fingerprint).not.toBe(order.order.terms.fingerprint);
    }));

  test('when the one who approved may not decide any more', () =>
    inWorld(async (world) => {
      const order = await approved(world);
      world.people.delete(amir);
      const terms = newTerms(order, {});
      expect(await askedAgain(world, order)).toEqual([
        { type: 'terms_changed', reason: 'approver_not_entitled', terms },
      ]);
    }));

  test('when the workspace has another name', () =>
    inWorld(async (world) => {
      const order = await approved(world);
      world.vendor.workspaces[1] = { id: 'recNorthwind', name: 'Southwind' };
      const terms = newTerms(order, { workspaceName: 'Southwind' });
      expect(await askedAgain(world, order)).toEqual([{ type: 'terms_changed', reason: 'workspace_renamed', terms }]);
      const { reference } = order.order.facts;
      await recordEvent(world.deps, reference, { type: 'approved', by: amir, fingerprint: terms.fingerprint });
      expect(await placed(world, await world.stored(reference))).toMatchObject([
        { type: 'placing_started' },
        { type: 'vendor_confirmed' },
      ]);
    }));
});

describe('between intent and call', () => {
  test('nothing is paid when the intent was not written', () =>
    inWorld(async (world) => {
      const order = await approved(world);
      expect(await placed(world, order, () => false)).toMatchObject([{ type: 'placing_started' }]);
      expect(world.vendor.paidCalls).toEqual([]);
    }));

  test.each<{ afterMs: number; calls: number; outcome: string }>`
    afterMs   | calls | outcome
    ${20_000} | ${1}  | ${'vendor_confirmed'}
    ${20_001} | ${0}  | ${'not_sent'}
  `('a process that stood still for $afterMs ms after it makes $calls calls', ({ afterMs, calls, outcome }) =>
    inWorld(async (world) => {
      const order = await approved(world);
      const events = await placed(world, order, (event) => {
        if (event.type === 'placing_started') world.moveOn(afterMs);
        return true;
      });
      expect(events.map(({ type }) => type)).toEqual(['placing_started', outcome]);
      expect(world.vendor.paidCalls).toHaveLength(calls);
      if (calls === 0) {
        expect(events[1]).toEqual({ type: 'not_sent', reason: 'too_late', attempt: 1, startedAt: noon });
        expect((await world.stored(order.order.facts.reference)).order).toMatchObject({
          state: 'approved',
          hold: null,
        });
      }
    }),
  );

  test('an answer that comes when the claim is another’s still counts', () =>
    inWorld(async (world) => {
      const order = await approved(world);
      await placed(world, order, ({ type }) => type === 'placing_started');
      const { order: now } = await world.stored(order.order.facts.reference);
      expect(inState(now, 'placed').placedAt).toEqual(addMilliseconds(noon, 0));
    }));
});

test('each answer to the paid call has its event', () => {
  const events = (['not_charged', 'rejected', 'server_error'] as const).map((type) =>
    outcomeEvent({ type, message: 'No' }, { ...anAttempt, number: 2 }),
  );
  expect(events).toEqual([
    { type: 'vendor_could_not_charge', message: 'No', attempt: 2 },
    { type: 'outcome_unclear', reason: 'rejected', message: 'No', attempt: 2 },
    { type: 'outcome_unclear', reason: 'server_error', message: 'No', attempt: 2 },
  ]);
  const silent: PaidCallOutcome[] = [{ type: 'unfamiliar', keys: [] }, { type: 'no_answer' }];
  expect(silent.map((outcome) => outcomeEvent(outcome, { ...anAttempt, number: 2 }))).toEqual([
    { type: 'outcome_unclear', reason: 'unfamiliar', message: null, attempt: 2 },
    { type: 'outcome_unclear', reason: 'no_answer', message: null, attempt: 2 },
  ]);
  expect(outcomeEvent({ type: 'confirmed', vendorOrderId: 'recNew' }, { ...anAttempt, number: 2 })).toEqual({
    type: 'vendor_confirmed',
    vendorOrderId: 'recNew',
    attempt: 2,
  });
  expect(outcomeEvent({ type: 'not_sent', reason: 'too_late' }, { ...anAttempt, number: 2 })).toEqual({
    type: 'not_sent',
    reason: 'too_late',
    attempt: 2,
    startedAt: noon,
  });
});

test('an order that an earlier attempt left at the vendor is taken instead of paying again', () =>
  inWorld(async (world) => {
    const first = await approved(world);
    const { terms, facts } = first.order;
    const attempt = { number: 1, tag: 'acme-7f3k2q', startedAt: noon, quotedCents: 1_400, knownOrderIds: [] };
    const record = (event: OrderEvent) => recordEvent(world.deps, facts.reference, event);
    await record({ type: 'placing_started', attempt });
    await record({ type: 'outcome_unclear', reason: 'no_answer', message: null });
    for (let looks = 0; looks < 5; looks += 1) await record({ type: 'vendor_order_absent' });
    const agreed = { ...terms, attempt: 2 };
    const again = { ...agreed, fingerprint: fingerprintOf(facts.reference, facts.purchase, agreed) };
    await record({ type: 'declared_absent', by: bea, fingerprint: terms.fingerprint, terms: again });
    await record({ type: 'approved', by: bea, fingerprint: again.fingerprint });
    const second = await world.stored(facts.reference);
    expect(second.order.state).toBe('approved');

    expect(await placed(world, second, () => false)).toMatchObject([
      { type: 'placing_started', attempt: { number: 2, tag: 'acme-7f3k2q.2' } },
    ]);
    world.vendor.stands('recLate', { tag: 'acme-7f3k2q' });
    expect(await placed(world, second)).toEqual([
      { type: 'vendor_order_found', vendorOrderId: 'recLate', amountCents: 1_400, attempt: 1 },
    ]);
    expect(world.vendor.paidCalls).toEqual([]);
    expect((await world.stored(facts.reference)).order.state).toBe('placed');
  }));
