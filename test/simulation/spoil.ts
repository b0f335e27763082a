import { nextEntry } from '../../src/orders/history.ts';
import type { Order } from '../../src/orders/order.ts';
import { PAUSE_KEY } from '../../src/orders/pause.ts';
import type { PauseSwitch } from '../../src/service/pause-switch.ts';
import type { Directory } from '../../src/service/ports/directory.ts';
import type { OrderStore, StoredOrder } from '../../src/service/ports/order-store.ts';
import type { Vendor } from '../../src/service/ports/vendor.ts';
import { approversGroup, bea, team } from '../support/builders.ts';
import type { Ports, Spoil, StoryWorld } from './story-world.ts';

/** A store that writes whatever the version, with a log that looks sound: two processes undo each other's work. */
const withoutCompareAndSet = ({ orders }: Ports) => {
  const newest = async <Answer>(
    change: Parameters<OrderStore['replace']>[1],
    write: (version: number, rechained: typeof change) => Promise<Answer>,
    isGone: Answer,
  ): Promise<Answer> => {
    const stored = await orders.get(change.order.facts.reference);
    if (!stored) return isGone;
    const { entry } = change;
    const rechained = entry && nextEntry(stored.head, entry.event, entry.fingerprint, entry.at);
    return write(stored.version, { ...change, entry: rechained });
  };
  return {
    orders: {
      ...orders,
      replace: (_version, change) => newest(change, (...write) => orders.replace(...write), false),
      replaceWithIntent: (_version, change, guard) =>
        newest(change, (...write) => orders.replaceWithIntent(...write, guard), 'changed' as const),
    } satisfies OrderStore,
  };
};

/** A store that says it has kept the intent to pay, and has not. */
const withoutIntent = ({ orders }: Ports) => ({
  orders: { ...orders, replaceWithIntent: async () => 'written' as const },
});

/** The price as it was at the request, however it moved since. */
const withoutPriceCheck = ({ vendor }: Ports, story: StoryWorld) => ({
  vendor: {
    ...vendor,
    calculate: async (...question: Parameters<Vendor['calculate']>) => {
      const answer = await vendor.calculate(...question);
      return { ...answer, totalPrice: answer.totalPrice / story.vendor.priceFactor() };
    },
  },
});

/** Everybody who ever was an approver still is one. */
const withoutAuthorityCheck = () => ({
  directory: {
    member: async (id) => ({
      id,
      teamId: team,
      realName: id,
      isGuest: false,
      isDeactivated: false,
      isBot: false,
    }),
    groupMembers: async () => [bea],
  } satisfies Directory,
});

/** Who is an approver as it was when the price was asked, before the other reads. */
const withRightsOfBefore = ({ vendor, directory }: Ports) => {
  let members = directory.groupMembers(approversGroup).catch(() => [bea]);
  return {
    vendor: {
      ...vendor,
      calculate: async (...question: Parameters<Vendor['calculate']>) => {
        members = directory.groupMembers(approversGroup).catch(() => []);
        await members;
        return vendor.calculate(...question);
      },
    },
    directory: { ...directory, groupMembers: () => members },
  };
};

const withoutSwitch = (): { pauseSwitch: PauseSwitch } => ({ pauseSwitch: { pause: async () => null } });

/** A store that writes the intent to pay while placing is paused. */
const withoutPauseAtIntent = ({ orders }: Ports, { settings }: StoryWorld) => ({
  orders: {
    ...orders,
    replaceWithIntent: async (...write: Parameters<OrderStore['replaceWithIntent']>) => {
      const pause = await settings.get(PAUSE_KEY);
      if (pause === null) return orders.replaceWithIntent(...write);
      await settings.delete(PAUSE_KEY);
      const written = await orders.replaceWithIntent(...write);
      await settings.set(PAUSE_KEY, pause, null);
      return written;
    },
  },
});

/** A store that counts nothing against the limit of a day. */
const withoutDayLimit = ({ orders }: Ports) => ({
  orders: {
    ...orders,
    replaceWithIntent: (...[version, change, guard]: Parameters<OrderStore['replaceWithIntent']>) =>
      orders.replaceWithIntent(version, change, { ...guard, dayLimitCents: Number.MAX_SAFE_INTEGER }),
  },
});

/** A store in which every approval looks as if it had just been given. */
const withoutApprovalAge = ({ orders }: Ports) => {
  const renewed = <Stored extends StoredOrder>(stored: Stored, now: Date): Stored => {
    const { order } = stored;
    if (order.state !== 'approved') return stored;
    return { ...stored, order: { ...order, approvals: order.approvals.map((each) => ({ ...each, at: now })) } };
  };
  return {
    orders: {
      ...orders,
      claimDue: async (...[now, ...how]: Parameters<OrderStore['claimDue']>) =>
        (await orders.claimDue(now, ...how)).map((claim) => renewed(claim, now)),
    },
  };
};

/** A look for our own trace that comes to nothing: as long as an order is approved, the vendor lists nothing of it. */
const withoutOwnTrace = ({ vendor }: Ports, story: StoryWorld) => {
  const hidden = async (): Promise<ReadonlySet<string>> => {
    const approved = (await story.currentOrders()).filter(({ state }) => state === 'approved');
    const isHidden = (tag: string) => approved.some(({ facts }) => tag.includes(facts.reference));
    return new Set(story.vendor.made.filter(({ tag }) => isHidden(tag)).map(({ id }) => id));
  };
  return {
    vendor: {
      ...vendor,
      orders: async (...question: Parameters<Vendor['orders']>) => {
        const [rows, ids] = await Promise.all([vendor.orders(...question), hidden()]);
        return rows.filter(({ id }) => id === null || !ids.has(id));
      },
    },
  };
};

/** A paid call that may begin however late it is. */
const withoutDeadline = ({ vendor }: Ports) => ({
  vendor: {
    ...vendor,
    createCustomOrder: (...[call]: Parameters<Vendor['createCustomOrder']>) =>
      vendor.createCustomOrder(call, () => true),
  },
});

/**
 * A store in which the newest attempt of an order has the number of the one that this process made: an answer that comes
 * late is taken for the answer to whatever attempt is under way.
 */
const withoutAttemptNumbers = ({ orders }: Ports) => {
  const own = new Map<string, number>();
  const renumbered = (order: Order, attempt: number): Order => {
    if (order.state !== 'placing' && order.state !== 'outcome_unknown') return order;
    const { lostAttempts = [], ...terms } = order.terms;
    const others = lostAttempts.filter((lost) => lost.attempt.number !== attempt);
    return {
      ...order,
      terms: { ...terms, attempt, lostAttempts: others },
      attempt: { ...order.attempt, number: attempt },
    };
  };
  return {
    orders: {
      ...orders,
      get: async (...[reference]: Parameters<OrderStore['get']>) => {
        const stored = await orders.get(reference);
        const attempt = own.get(reference);
        return stored && attempt !== undefined ? { ...stored, order: renumbered(stored.order, attempt) } : stored;
      },
      replaceWithIntent: (...[version, change, guard]: Parameters<OrderStore['replaceWithIntent']>) => {
        own.set(change.order.facts.reference, change.order.terms.attempt);
        return orders.replaceWithIntent(version, change, guard);
      },
    },
  };
};

/** A store that is always said to be durable. */
const withoutDurabilityCheck = ({ orders }: Ports) => ({ orders: { ...orders, durabilityProblem: async () => null } });

/** Every guard that can be taken away, by name. */
export const SPOILS: Readonly<Record<string, Spoil>> = {
  'the compare-and-set': { ports: withoutCompareAndSet },
  'the intent before the call': { ports: withoutIntent },
  'the fingerprint check': { ignoresFingerprint: true },
  // Where prices may move at any moment, a call may well be dearer than the price a moment before.
  'the price check of the last moment': { ports: withoutPriceCheck, kind: { isInterrupted: false } },
  'the authority check of the last moment': { ports: withoutAuthorityCheck },
  'that rights are asked after the reads': { ports: withRightsOfBefore },
  'the pause': { ports: (...all) => ({ ...withoutSwitch(), ...withoutPauseAtIntent(...all) }) },
  'that no intent is written while placing is paused': { ports: withoutPauseAtIntent },
  'the durability check': { ports: withoutDurabilityCheck, fromSeed: 100 },
  'the look for our own trace': { ports: withoutOwnTrace, kind: { goesBack: true, isInterrupted: false } },
  'that approvals grow old': { ports: withoutApprovalAge },
  'the limit of a day': { ports: withoutDayLimit },
  'the deadline of the call': {
    ports: withoutDeadline,
    kind: { hasPauses: true, losesCalls: true, isInterrupted: false, goesBack: false },
  },
  'the number of an attempt in its outcome': {
    ports: withoutAttemptNumbers,
    kind: { hasPauses: true, losesCalls: true, isInterrupted: false, goesBack: false },
    fromSeed: 180,
  },
};
