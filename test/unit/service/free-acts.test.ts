import { expect, test } from '@jest/globals';
import { REDIRECT_WORTH } from '../../../src/acts/change_redirect/change-redirect.ts';
import type { OrderEvent } from '../../../src/orders/event.ts';
import { isSender, maySendFreely } from '../../../src/service/free-acts.ts';
import { putPolicyInForce } from '../../../src/service/policy-in-force.ts';
import { insertOnce } from '../../../src/service/requesting/sending/insert-once.ts';
import { Reference, UserId } from '../../../src/values/ids.ts';
import { amir, aPolicy, aPurchase, approversGroup, aReference, aWorth, bea, rita } from '../../support/builders.ts';
import { aRedirect, aSwap, changedOrder, threeRedirects } from '../../support/changes.ts';
import { aNewFree, freed, freePolicy } from '../../support/free.ts';
import { approvedThen, inWorld, type PlacingWorld } from './placing/placing-world.ts';

const eve = UserId.parse('U0EVE');
const terms = { act: aRedirect(), worth: REDIRECT_WORTH };
const found: OrderEvent = { type: 'vendor_order_found', vendorOrderId: 'recRunning', amountCents: null, attempt: 1 };

/** A world in which Rita's order runs that has the domain, and all is free that can be. */
const inFreeWorld = (live: (world: PlacingWorld) => Promise<void>) =>
  inWorld(async (world) => {
    world.policy = freePolicy();
    world.people.add(eve);
    await world.lived({ reference: changedOrder }, approvedThen, found);
    await live(world);
  });

test('who can decide may send it, and whoever ordered the domains; nobody else', () =>
  inFreeWorld(async ({ deps }) => {
    const may = (by: UserId) => maySendFreely(deps, by, terms);
    expect([await may(amir), await may(bea), await may(rita), await may(eve)]).toEqual([true, true, true, false]);
    // One of three domains is not hers.
    expect(await maySendFreely(deps, rita, { ...terms, act: threeRedirects })).toBe(false);
  }));

test('a domain of an order that does not run is nobody’s', () =>
  inWorld(async (world) => {
    world.policy = freePolicy();
    await world.lived({ reference: changedOrder }, approvedThen);
    expect(await maySendFreely(world.deps, rita, terms)).toBe(false);
  }));

test('nobody may send freely what is not freed, nor by a policy that is not the newest', () =>
  inFreeWorld(async (world) => {
    world.policy = freePolicy({ freeActs: ['swap_domain'] });
    expect(await maySendFreely(world.deps, amir, terms)).toBe(false);
    expect(await maySendFreely(world.deps, amir, { ...terms, act: aSwap() })).toBe(true);
    expect(await maySendFreely(world.deps, amir, { act: aPurchase(), worth: aWorth() })).toBe(false);
    world.hasNewestPolicy = false;
    expect(await maySendFreely(world.deps, amir, { ...terms, act: aSwap() })).toBe(false);
  }));

test('who may not ask, or left, may not send it either, whoever ordered it', () =>
  inFreeWorld(async (world) => {
    const nobodyAsks = { ...world.deps, requesters: { users: [], userGroups: [] } };
    expect(await isSender(nobodyAsks, rita, terms.act)).toBe(false);
    world.people.delete(rita);
    expect(await isSender(world.deps, rita, terms.act)).toBe(false);
    world.group = [];
    expect(await isSender(world.deps, bea, terms.act)).toBe(false);
  }));

const asked = (by: UserId, isShownFree: boolean) => ({
  formId: `form ${by} ${isShownFree}`,
  by,
  ...terms,
  isShownFree,
});
const inserting = (world: PlacingWorld) => ({
  ...world.deps,
  keyValues: world.deps.settings,
  newReference: () => aReference,
});

test.each([
  { who: 'whoever may send it freely', by: rita, isShownFree: true, state: 'approved' },
  { who: 'somebody else', by: eve, isShownFree: true, state: 'awaiting_approval' },
  {
    who: 'somebody whose page said that it asks for approval',
    by: rita,
    isShownFree: false,
    state: 'awaiting_approval',
  },
])('sent by $who it is $state', ({ by, isShownFree, state }) =>
  inFreeWorld(async (world) => {
    const inserted = await insertOnce(inserting(world), asked(by, isShownFree));
    expect(inserted).toMatchObject({ ok: true, order: { state, approvals: [] } });
    expect((await world.stored(aReference)).order.state).toBe(state);
  }),
);

test('another policy that frees it is drawn on the card; one that does not leaves the order to the call', () =>
  inFreeWorld(async (world) => {
    await world.livedFrom(aNewFree());
    const start = (policy = aPolicy()) => putPolicyInForce({ ...world.deps, policy });
    const narrower = freePolicy({ users: [], userGroups: [approversGroup] });
    await start(narrower);
    expect((await world.stored(aReference)).order.asked).toEqual(freed(narrower));
    await start();
    expect((await world.stored(aReference)).order).toMatchObject({ state: 'approved', asked: freed(narrower) });
  }));

test('what waits for approval is not freed by a looser policy', () =>
  inFreeWorld(async (world) => {
    await insertOnce(inserting(world), asked(rita, false));
    await putPolicyInForce({ ...world.deps, policy: freePolicy({ users: [bea] }) });
    expect((await world.stored(Reference.parse(aReference))).order).toMatchObject({
      state: 'awaiting_approval',
      asked: { rule: 'approvers', need: 1 },
    });
  }));
