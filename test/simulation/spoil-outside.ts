import type { CancelOrder } from '../../src/acts/cancel_order/cancel-order.ts';
import { actOf } from '../../src/orders/order.ts';
import type { Warrant } from '../../src/orders/warrant/warrant.ts';
import { ThreadClosed } from '../../src/service/errors.ts';
import type { LoginVault } from '../../src/service/ports/login-vault.ts';
import type { Directory } from '../../src/service/ports/slack/directory.ts';
import type { Notifier } from '../../src/service/ports/slack/notifier.ts';
import type { OrderStore } from '../../src/service/ports/stores/order-store.ts';
import type { Vendor } from '../../src/service/ports/vendor.ts';
import type { BegunAttempts } from '../../src/service/store-trust/begun-attempts.ts';
import type { StoreWitness } from '../../src/service/store-trust/store-witness.ts';
import type { UserId } from '../../src/values/ids.ts';
import { amir, aPolicy, approversGroup, bea, team } from '../support/builders.ts';
import { freePolicy } from '../support/free.ts';
import type { Ports } from './port-set.ts';
import { WORKSPACE } from './simulated-vendor.ts';
import type { StoryWorld } from './story-world.ts';

type SpoiledVendor = { readonly vendor: Vendor };

/** The workspace as it was at first, however it is called since. */
export const withoutWorkspaceCheck = ({ vendor }: Ports): SpoiledVendor => ({
  vendor: { ...vendor, workspaces: async () => [{ id: 'recNorthwind', name: WORKSPACE }] },
});

/** The price as it was at the request, however it moved since. */
export const withoutPriceCheck = ({ vendor }: Ports, story: StoryWorld): SpoiledVendor => ({
  vendor: {
    ...vendor,
    calculate: async (...question) => {
      const answer = await vendor.calculate(...question);
      return { ...answer, totalPrice: answer.totalPrice / story.vendor.priceFactor() };
    },
  },
});

/** The vendor orders that approved orders are to end, with what was approved. */
async function toEnd(story: StoryWorld): Promise<ReadonlyMap<string, CancelOrder>> {
  const acts = (await story.currentOrders()).filter(({ state }) => state === 'approved').map(actOf);
  return new Map(acts.flatMap((act) => (act.kind === 'cancel_order' ? [[act.vendorOrderId, act] as const] : [])));
}

/** What is to end, as it was when somebody asked for it, however it changed since. */
export const withoutTargetCheck = ({ vendor }: Ports, story: StoryWorld): SpoiledVendor => ({
  vendor: {
    ...vendor,
    orderDetails: async (...question) => {
      const details = await vendor.orderDetails(...question);
      const act = (await toEnd(story)).get(details.id);
      return act ? { ...details, amountCents: act.monthCents, domainNames: act.names } : details;
    },
  },
});

/** What is to end runs, whatever list and page say by now. */
export const withoutLookAtTarget = ({ vendor }: Ports, story: StoryWorld): SpoiledVendor => ({
  vendor: {
    ...vendor,
    orders: async (...question) => {
      const [rows, targets] = await Promise.all([vendor.orders(...question), toEnd(story)]);
      return rows.map((row) => (row.id !== null && targets.has(row.id) ? { ...row, status: 'Active' } : row));
    },
    orderDetails: async (...question) => {
      const [details, targets] = await Promise.all([vendor.orderDetails(...question), toEnd(story)]);
      return targets.has(details.id) ? { ...details, status: 'Active' } : details;
    },
  },
});

/** Slack's word that a card is gone, unheard. */
export const withoutLostCards = ({ notifier }: Ports): { readonly notifier: Notifier } => {
  const unheard =
    <Parameters extends unknown[]>(write: (...parameters: Parameters) => Promise<void>) =>
    async (...parameters: Parameters): Promise<void> => {
      try {
        await write(...parameters);
      } catch (error) {
        throw error instanceof ThreadClosed ? new ThreadClosed(error.word, false) : error;
      }
    };
  const { attachList, note, remind, tellThread, redraw } = notifier;
  return {
    notifier: {
      ...notifier,
      attachList: unheard(attachList),
      note: unheard(note),
      remind: unheard(remind),
      tellThread: unheard(tellThread),
      redraw: async (...drawing) => ({ ...(await redraw(...drawing)), lost: null }),
    },
  };
};

/** A look for our own trace that comes to nothing: as long as an order is approved, the vendor lists nothing of it. */
export const withoutOwnTrace = ({ vendor }: Ports, story: StoryWorld): SpoiledVendor => {
  const hidden = async (): Promise<ReadonlySet<string>> => {
    const approved = (await story.currentOrders()).filter(({ state }) => state === 'approved');
    const isHidden = (tag: string) => approved.some(({ facts }) => tag.includes(facts.reference));
    return new Set(story.vendor.made.filter(({ tag }) => isHidden(tag)).map(({ id }) => id));
  };
  return {
    vendor: {
      ...vendor,
      orders: async (...question) => {
        const [rows, ids] = await Promise.all([vendor.orders(...question), hidden()]);
        return rows.filter(({ id }) => id === null || !ids.has(id));
      },
    },
  };
};

/** A warrant that may be taken however late it is, and whether it was taken before. */
const everlasting = (warrant: Warrant): Warrant =>
  new Proxy(warrant, {
    get: (target, name) => (name === 'take' ? () => true : Reflect.get(target, name, target)),
  });

/** A warrant that may be taken however late it is, but once only. */
const timeless = (warrant: Warrant): Warrant =>
  new Proxy(warrant, {
    get: (target, name) =>
      name === 'take'
        ? () => target.take(target.intent.startedAt, Number.NEGATIVE_INFINITY)
        : Reflect.get(target, name, target),
  });

/** A paid call that may begin however late it is. */
export const withoutDeadline = ({ vendor }: Ports): SpoiledVendor => ({
  vendor: { ...vendor, carryOut: (warrant) => vendor.carryOut(timeless(warrant)) },
});

/** A call that is sent once more when it got no answer. */
export const withSecondSending = ({ vendor }: Ports): SpoiledVendor => ({
  vendor: {
    ...vendor,
    carryOut: async (warrant) => {
      const outcome = await vendor.carryOut(everlasting(warrant));
      return outcome.type === 'no_answer' ? vendor.carryOut(everlasting(warrant)) : outcome;
    },
  },
});

/** Everybody who ever was an approver still is one. */
export const withoutAuthorityCheck = (): { readonly directory: Directory } => ({
  directory: {
    member: async (id) => ({
      id,
      teamIds: [team],
      realName: id,
      isGuest: false,
      isDeactivated: false,
      isBot: false,
    }),
    groupMembers: async () => [bea],
  },
});

/** Who is an approver as it was when the price was asked, before the other reads. */
export const withRightsOfBefore = ({ vendor, directory }: Ports) => {
  let members = directory.groupMembers(approversGroup, 'now').catch((): readonly UserId[] => [bea]);
  const calculate: Vendor['calculate'] = async (...question) => {
    members = directory.groupMembers(approversGroup, 'now').catch(() => []);
    await members;
    return vendor.calculate(...question);
  };
  return { vendor: { ...vendor, calculate }, directory: { ...directory, groupMembers: () => members } };
};

/** A policy by which one of Amir and the group is enough, whatever the one in force says. */
export const withoutPolicyInForce = (ports: Ports) => ({
  policy: aPolicy({ users: [amir, bea], quorum: 1 }),
  ...withoutPolicyCheck(ports),
});

/** A policy that frees what costs nothing, whatever the one in force says. */
export const withoutRule = (ports: Ports) => ({
  policy: freePolicy({ users: [amir, bea] }),
  ...withoutPolicyCheck(ports),
});

/** Another login in the place of one that is gone. */
export const withoutLoginCheck = ({ vault }: Ports): { readonly vault: LoginVault } => ({
  vault: { ...vault, open: async (id) => (await vault.open(id)) ?? { username: 'nobody', password: '' } },
});

/** A store that is never suspected. */
export const withoutCardWitness = ({ witness }: Ports): { readonly witness: StoreWitness } => ({
  witness: { ...witness, witnessFor: async () => 'not_needed' },
});

/** A process that forgets at once what it began. */
export const withoutMemory = ({ begun }: Ports): { readonly begun: BegunAttempts } => ({
  begun: { ...begun, has: () => false },
});

/** A process that takes its own policy for the newest, whatever others were started with since. */
export const withoutPolicyCheck = ({ orders, policyInForce }: Ports): Pick<Ports, 'orders' | 'policyInForce'> => ({
  policyInForce: { ...policyInForce, isNewest: async () => true },
  orders: {
    ...orders,
    replaceWithIntent: (version, change, { rulesHash: _unasked, ...guard }) =>
      orders.replaceWithIntent(version, change, guard),
  },
});

/** A warrant for which only the monotonic clock counts. */
const byMonotonicClock = (warrant: Warrant): Warrant =>
  new Proxy(warrant, {
    get: (target, name) =>
      name === 'take'
        ? (_now: Date, monotonicMs: number) => target.take(target.intent.startedAt, monotonicMs)
        : Reflect.get(target, name, target),
  });

/** A clock that stands still from the turn at the rate limit until the intent is written: all that is read seems recent. */
export const withoutFreshness = ({ vendor, orders, clock }: Ports) => {
  let stoodAt: Date | null = null;
  const goesOn = () => {
    stoodAt = null;
  };
  const takeTurn: Vendor['takeTurn'] = async (operation) => {
    await vendor.takeTurn(operation);
    stoodAt = clock.now();
  };
  const claimDue: OrderStore['claimDue'] = async (...how) => {
    goesOn();
    return orders.claimDue(...how);
  };
  const replaceWithIntent: OrderStore['replaceWithIntent'] = (...write) => {
    goesOn();
    return orders.replaceWithIntent(...write);
  };
  const carryOut: Vendor['carryOut'] = (warrant) => vendor.carryOut(byMonotonicClock(warrant));
  return {
    vendor: { ...vendor, takeTurn, carryOut },
    orders: { ...orders, claimDue, replaceWithIntent },
    clock: { now: () => stoodAt ?? clock.now() },
  };
};
