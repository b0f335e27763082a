import { describe, expect, test } from '@jest/globals';
import { addMilliseconds, subHours } from 'date-fns';
import { requestOf } from '../../../../src/acts/act.ts';
import { sentHashOf } from '../../../../src/orders/approval/fingerprint.ts';
import type { OrderEvent } from '../../../../src/orders/event.ts';
import { actOf, approvalsOf, termsOf } from '../../../../src/orders/order.ts';
import { LOOKS_BEFORE_ASKING } from '../../../../src/orders/schedule.ts';
import { VendorUnavailable } from '../../../../src/service/errors.ts';
import { type Claim, outcomeEvent, placeOrder } from '../../../../src/service/placing/place-order.ts';
import type { StoredOrder } from '../../../../src/service/ports/stores/order-store.ts';
import type { CallOutcome } from '../../../../src/service/ports/vendor.ts';
import { recordEvent } from '../../../../src/service/record-event.ts';
import {
  amir,
  anOrder,
  aPolicy,
  aPurchase,
  approversGroup,
  aQuote,
  aReference,
  asked,
  aWorth,
  bea,
  inState,
  noon,
  type OrderOptions,
} from '../../../support/builders.ts';
import { anIntent } from '../../orders/sent.ts';
import { approvedBy, approvedThen, type Happening, inWorld, type PlacingWorld } from './placing-world.ts';

const logins = {
  hosting: { provider: 'Porkbun', loginId: 'hosting' },
  sequencer: { provider: 'Instantly', loginId: 'sequencer' },
};
const withLogins: OrderOptions = { purchase: aPurchase({ source: 'other', ...logins }) };

const keep = async () => true;

async function approved(world: PlacingWorld, options: OrderOptions = {}, ...then: Happening[]): Promise<StoredOrder> {
  const { fingerprint } = termsOf(anOrder({ policy: world.policy, ...options }));
  return world.lived({ policy: world.policy, ...options }, { type: 'approved', by: amir, fingerprint }, ...then);
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
    const request = requestOf(actOf(order.order), 'acme-7f3k2q');
    const attempt = anIntent({ lookFrom: subHours(noon, 48), sentHash: sentHashOf(request) });
    expect(await placed(world, order)).toEqual([
      { type: 'placing_started', attempt },
      { type: 'vendor_confirmed', vendorOrderId: null, attempt: 1 },
    ]);
    expect(world.vendor.paidCalls).toEqual([{ request }]);
    expect(world.vendor.reads).toEqual([
      'workspaces placing',
      'calculate recNorthwind google 100 placing',
      'turn createCustomOrder',
      'orders recNorthwind placing',
      'details recNorthwind recOld placing',
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
    expect(world.logged).toEqual([]);
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
      [
        'workspaces placing',
        'calculate recNorthwind google 100 placing',
        'turn createCustomOrder',
        'orders recNorthwind placing',
      ].slice(0, [1, 3, 4][lostAt - 1]),
    );
  }),
);

test('a reason to wait that could not be written with the lease is not written without it', () =>
  inWorld(async (world) => {
    const { reference } = (await approved(world)).order.facts;
    world.durabilityProblem = 'appendfsync';
    await placed(world, await world.stored(reference), () => false);
    expect((await world.stored(reference)).order).toMatchObject({ state: 'approved', hold: null });
  }));

test('an answer of an unfamiliar shape is told to the operator, by its keys', () =>
  inWorld(async (world) => {
    world.vendor.outcome = { type: 'unfamiliar', keys: ['ok', 'payment'] };
    const order = await approved(world);
    await placed(world, order);
    expect(world.logged).toEqual(['warn: ScaledMail gave an answer of an unfamiliar shape to a paid call']);
    expect(world.loggedFields).toEqual([{ reference: order.order.facts.reference, keys: ['ok', 'payment'] }]);
  }));

test.each([true, false])(
  'an order of ours that was found is written without the lease, too (known by then: %s)',
  (isKnown) =>
    inWorld(async (world) => {
      const order = await approved(world);
      const { reference } = order.order.facts;
      world.vendor.stands('recOurs', { tag: 'acme-7f3k2q' });
      const found = { type: 'vendor_order_found', vendorOrderId: 'recOurs', amountCents: 1_400, attempt: 1 } as const;
      if (isKnown) world.vendor.duringTurn = async () => void (await world.happen(reference, found));
      await placed(world, order, () => false);
      expect((await world.stored(reference)).order).toMatchObject({
        state: 'placed',
        attempts: [{ vendorOrderId: 'recOurs' }],
      });
      const moved = 'error: An order that was found at ScaledMail changed nothing: ours had moved on';
      expect(world.logged).toEqual(isKnown ? [moved] : []);
      const about = { reference, vendorOrderId: 'recOurs', refusal: 'does_not_apply' };
      expect(world.loggedFields).toEqual(isKnown ? [about] : []);
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

test('both logins are opened for the call, and each is at its own place', () =>
  inWorld(async (world) => {
    const hosting = { username: 'ops', password: 'one' };
    const sequencer = { username: 'sales', password: 'two' };
    world.logins.set('hosting', hosting).set('sequencer', sequencer);
    await placed(world, await approved(world, withLogins));
    expect(world.vendor.paidCalls).toMatchObject([{ request: { body: { hosting, sequencer } } }]);
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
      expect(await placed(world, order)).toMatchObject([{ type: 'held', reason }]);
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
  test('when the price rose', () =>
    inWorld(async (world) => {
      const order = await approved(world);
      world.vendor.priceFactor = 1.01;
      world.moveOn(1_000);
      const quote = aQuote();
      const lines = quote.lines.map((line) => ({ ...line, unitCents: 354, monthlyCents: 1_414 }));
      const risen = aWorth({ ...quote, lines, totalCents: 1_414 });
      expect(await askedAgain(world, order)).toEqual([
        { type: 'terms_changed', reason: 'price_rose', to: { worth: risen } },
      ]);
      const { order: asked } = await world.stored(aReference);
      expect(asked).toMatchObject({ state: 'awaiting_approval', terms: [{ number: 1 }, { number: 2, worth: risen }] });
      expect(approvalsOf(asked)).toEqual([]);
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

  test('when the policy asks for more now, on the terms as they are', () =>
    inWorld(async (world) => {
      const order = await approved(world);
      world.policy = aPolicy({ quorum: 2 });
      const insufficient = { type: 'approvals_insufficient', asked: asked(world.policy) } as const;
      expect(await askedAgain(world, order)).toEqual([{ ...insufficient, reason: 'policy_changed', without: [] }]);
      const { order: again } = await world.stored(aReference);
      expect(again).toMatchObject({ state: 'awaiting_approval', asked: asked(world.policy), terms: [{ number: 1 }] });
      await world.happen(aReference, approvedBy(bea));
      expect(await placed(world, await world.stored(aReference))).toMatchObject([
        { type: 'placing_started' },
        { type: 'vendor_confirmed' },
      ]);
    }));

  test('when the policy names others now, and not the one who approved', () =>
    inWorld(async (world) => {
      const order = await approved(world);
      world.policy = aPolicy({ users: [], userGroups: [approversGroup] });
      const insufficient = { type: 'approvals_insufficient', asked: asked(world.policy) } as const;
      expect(await askedAgain(world, order)).toEqual([{ ...insufficient, reason: 'policy_changed', without: [amir] }]);
    }));

  test('not when the policy is another now, and their approval still suffices', () =>
    inWorld(async (world) => {
      const order = await approved(world);
      world.policy = aPolicy({ users: [amir, bea] });
      expect(await placed(world, order)).toMatchObject([{ type: 'placing_started' }, { type: 'vendor_confirmed' }]);
    }));

  test('when the one who approved may not decide any more', () =>
    inWorld(async (world) => {
      const order = await approved(world);
      world.people.delete(amir);
      const insufficient = { type: 'approvals_insufficient', asked: asked() } as const;
      expect(await askedAgain(world, order)).toEqual([
        { ...insufficient, reason: 'approver_not_entitled', without: [amir] },
      ]);
    }));

  test('not when one who approved may not decide any more, and the others suffice', () =>
    inWorld(async (world) => {
      world.policy = aPolicy({ quorum: 1 });
      const twoOf = aPolicy({ quorum: 2 });
      const order = await approved(world, { policy: twoOf }, approvedBy(bea));
      world.people.delete(amir);
      expect(await placed(world, order)).toMatchObject([{ type: 'placing_started' }, { type: 'vendor_confirmed' }]);
    }));

  test('when the workspace has another name', () =>
    inWorld(async (world) => {
      const order = await approved(world);
      world.vendor.workspaces[1] = { id: 'recNorthwind', name: 'Southwind' };
      const act = aPurchase({ workspace: { id: 'recNorthwind', name: 'Southwind' } });
      expect(await askedAgain(world, order)).toEqual([
        { type: 'terms_changed', reason: 'workspace_renamed', to: { act } },
      ]);
      expect(await placed(world, await world.happen(aReference, approvedThen))).toMatchObject([
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
    outcomeEvent({ type, message: 'No' }, anIntent({ number: 2 })),
  );
  expect(events).toEqual([
    { type: 'vendor_could_not_charge', message: 'No', attempt: 2 },
    { type: 'outcome_unclear', reason: 'rejected', message: 'No', attempt: 2 },
    { type: 'outcome_unclear', reason: 'server_error', message: 'No', attempt: 2 },
  ]);
  const silent: CallOutcome[] = [{ type: 'unfamiliar', keys: [] }, { type: 'no_answer' }];
  expect(silent.map((outcome) => outcomeEvent(outcome, anIntent({ number: 2 })))).toEqual([
    { type: 'outcome_unclear', reason: 'unfamiliar', message: null, attempt: 2 },
    { type: 'outcome_unclear', reason: 'no_answer', message: null, attempt: 2 },
  ]);
  expect(outcomeEvent({ type: 'confirmed', vendorOrderId: 'recNew' }, anIntent({ number: 2 }))).toEqual({
    type: 'vendor_confirmed',
    vendorOrderId: 'recNew',
    attempt: 2,
  });
  expect(outcomeEvent({ type: 'not_sent', reason: 'too_late' }, anIntent({ number: 2 }))).toEqual({
    type: 'not_sent',
    reason: 'too_late',
    attempt: 2,
    startedAt: noon,
  });
});

test('an order that an earlier attempt left at the vendor is taken instead of paying again', () =>
  inWorld(async (world) => {
    const first = await approved(world);
    const { reference } = first.order.facts;
    const second = await world.happen(
      reference,
      { type: 'placing_started', attempt: anIntent() },
      { type: 'outcome_unclear', reason: 'no_answer', message: null },
      ...Array.from({ length: LOOKS_BEFORE_ASKING }, () => ({ type: 'vendor_order_absent' }) as const),
      { type: 'declared_absent', by: bea, fingerprint: termsOf(first.order).fingerprint, again: {} },
      approvedThen,
    );
    expect(second.order.state).toBe('approved');

    expect(await placed(world, second, () => false)).toMatchObject([
      { type: 'placing_started', attempt: { number: 2, tag: 'acme-7f3k2q.2' } },
    ]);
    world.vendor.stands('recLate', { tag: 'acme-7f3k2q' });
    expect(await placed(world, second)).toEqual([
      { type: 'vendor_order_found', vendorOrderId: 'recLate', amountCents: 1_400, attempt: 1 },
    ]);
    expect(world.vendor.paidCalls).toEqual([]);
    expect((await world.stored(reference)).order.state).toBe('placed');
  }));
