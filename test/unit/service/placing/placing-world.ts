import { randomBytes, randomUUID } from 'node:crypto';
import { addMilliseconds } from 'date-fns';
import type { Limits } from '../../../../src/orders/approval/limits.ts';
import type { ApprovalPolicy } from '../../../../src/orders/approval/policy.ts';
import { addEffects, type EffectTask } from '../../../../src/orders/effect.ts';
import type { OrderEvent } from '../../../../src/orders/event.ts';
import { type CardMark, markOf } from '../../../../src/orders/history/card-mark.ts';
import { nextEntry } from '../../../../src/orders/history/history.ts';
import type { NewOrder } from '../../../../src/orders/new-order.ts';
import { newestTerms, type Order } from '../../../../src/orders/order.ts';
import type { Pause } from '../../../../src/orders/pause.ts';
import type { MessageRef } from '../../../../src/orders/surface.ts';
import { savedLoginsIn } from '../../../../src/service/logins/saved-logins.ts';
import type { Claim } from '../../../../src/service/placing/place-order.ts';
import { vendorLists } from '../../../../src/service/placing/vendor-lists.ts';
import type { Login } from '../../../../src/service/ports/login-vault.ts';
import type { Announced, Notifier, Redrawn } from '../../../../src/service/ports/slack/notifier.ts';
import type { StoredOrder } from '../../../../src/service/ports/stores/order-store.ts';
import { changeFor, recordEvent } from '../../../../src/service/record-event.ts';
import { setUpTimesIn } from '../../../../src/service/set-up-times.ts';
import { begunAttempts } from '../../../../src/service/store-trust/begun-attempts.ts';
import type { WitnessVerdict } from '../../../../src/service/store-trust/store-witness.ts';
import { loginSeal } from '../../../../src/storage/logins/login-seal.ts';
import { openSqliteStores } from '../../../../src/storage/open-stores.ts';
import { Reference, type UserId } from '../../../../src/values/ids.ts';
import {
  amir,
  aNewOrder,
  aPolicy,
  approvals,
  approversGroup,
  aSalt,
  bea,
  noon,
  type OrderOptions,
  rita,
  team,
} from '../../../support/builders.ts';
import { handTimers } from '../../../support/hand-timers.ts';
import { placingVendor } from './placing-vendor.ts';

/** An event, or one that depends on how the order stands then. */
export type Happening = OrderEvent | ((order: Order) => OrderEvent);

/** Somebody approves what is asked for then. */
export const approvedBy =
  (by: UserId) =>
  (order: Order): OrderEvent => ({ type: 'approved', by, fingerprint: newestTerms(order).fingerprint });
/** Amir does. */
export const approvedThen = approvedBy(amir);

interface WorldState {
  now: Date;
  policy: ApprovalPolicy;
  /** Members whom Slack shows us. */
  readonly people: Set<UserId>;
  /** Members of the approvers' group. */
  group: UserId[];
  readonly logins: Map<string, Login>;
  vaultFailure: Error | null;
  pause: Pause | null;
  durabilityProblem: string | null;
  nudges: number;
  /** What people were sent: `<kind> <whom or what> <effect id> <whether it may be a second time>`. */
  readonly sent: string[];
  /** Thrown by Slack while it is set. */
  slackFailure: Error | null;
  limits: Limits;
  /** What the clock that nobody can set is ahead of the other one. */
  monotonicAheadMs: number;
  /** Thrown by each direct message to a person while it is set. */
  readonly personFailures: Map<UserId, Error>;
  announced: Announced;
  /** What a redraw says of the card. */
  lostCard: Redrawn['lost'];
  /** Whether a redraw reaches the requester's message. */
  isRequesterDrawn: boolean;
  /** Thrown by what writes into the card's thread while it is set. */
  threadFailure: Error | null;
  requesterMessage: MessageRef | null;
  /** What cards were drawn from; null for one that kept its mark. */
  readonly marks: (CardMark | null)[];
  /** Whether a card that is drawn anew keeps what it carries. */
  keepsMarks: boolean;
  /** What the second witness says of every order. */
  witness: WitnessVerdict;
  looksInVain: number;
  hasNewestPolicy: boolean;
  readonly erased: string[];
  readonly logged: string[];
  /** What the log was told beside each sentence. */
  readonly loggedFields: Readonly<Record<string, unknown>>[];
}

/** A real store in memory, and around it a vendor, a vault, a switch and a Slack that do what the test says. */
export function placingWorld() {
  const { orders, keyValues, watch, archive, close } = openSqliteStores(null, { now: () => state.now });
  const state: WorldState = {
    now: noon,
    policy: aPolicy(),
    people: new Set([rita, amir, bea]),
    group: [bea],
    logins: new Map(),
    vaultFailure: null,
    pause: null,
    durabilityProblem: null,
    nudges: 0,
    sent: [],
    slackFailure: null,
    limits: { perOrderCents: 100_000, perDayCents: 300_000 },
    monotonicAheadMs: 0,
    personFailures: new Map(),
    announced: { ok: true, card: { channelId: approvals, ts: '1.1' } },
    lostCard: null,
    isRequesterDrawn: true,
    threadFailure: null,
    requesterMessage: null,
    marks: [],
    keepsMarks: false,
    witness: 'not_needed',
    looksInVain: 0,
    hasNewestPolicy: true,
    erased: [],
    logged: [],
    loggedFields: [],
  };
  const clock = { now: () => state.now };
  const timers = handTimers();
  const monotonicMs = () => state.now.getTime() + state.monotonicAheadMs;
  const vendor = placingVendor({ clock, monotonicMs });
  const tell = (...words: readonly (string | boolean)[]) => {
    if (state.slackFailure) throw state.slackFailure;
    state.sent.push(words.join(' '));
  };
  const tellThread = (...words: readonly (string | boolean)[]) => {
    if (state.threadFailure) throw state.threadFailure;
    tell(...words);
  };
  const tellPerson = (person: UserId, ...words: readonly (string | boolean)[]) => {
    const failure = state.personFailures.get(person);
    if (failure) throw failure;
    tell(...words);
  };
  const notifier: Notifier = {
    announce: async (order, { effectId, isRetry }, pause, mark) => {
      state.marks.push(mark);
      tell('card', order.state, effectId, isRetry, pause?.reason ?? 'no pause');
      return state.announced;
    },
    attachList: async (_order, { effectId, isRetry }) => tellThread('list', effectId, isRetry),
    note: async (_order, event, { effectId, isRetry }) => tellThread('note', event.type, effectId, isRetry),
    tellRequester: async ({ facts }, notice, { effectId, isRetry }) => {
      tellPerson(facts.requestedBy, 'requester', notice, effectId, isRetry);
      return state.requesterMessage;
    },
    handOver: async ({ facts }, { listed, expected }, { effectId, isRetry }) =>
      tellPerson(facts.requestedBy, 'mailboxes', `${listed} of ${expected}`, effectId, isRetry),
    tellApprover: async (_order, approver, notice, { effectId, isRetry }) =>
      tellPerson(approver, approver, notice, effectId, isRetry),
    tellThread: async (_order, to, notice, { effectId, isRetry }) =>
      tellThread('thread', to, notice, effectId, isRetry),
    remind: async (_order, { effectId, isRetry }) => tellThread('reminder', effectId, isRetry),
    redraw: async (order, pause, mark) => {
      state.marks.push(mark);
      tell('redraw', order.state, pause?.reason ?? 'no pause');
      return { lost: state.lostCard, isRequesterDrawn: state.isRequesterDrawn };
    },
  };
  const log = (level: string) => (fields: Readonly<Record<string, unknown>>, message: string) => {
    state.loggedFields.push(fields);
    state.logged.push(`${level}: ${message}`);
  };
  const store = { ...orders, durabilityProblem: async () => state.durabilityProblem };
  let tokens = 0;
  const seal = loginSeal({ keys: { current: Buffer.alloc(32, 1) }, randomBytes });
  const deps = {
    orders: store,
    settings: keyValues,
    watch,
    archive,
    setUpTimes: setUpTimesIn(keyValues),
    vendor: vendor.vendor,
    whenFree: <Result>(work: () => Promise<Result>): Promise<Result> | null => work(),
    whenFreeToLook: <Result>(work: () => Promise<Result>): Promise<Result> | null => work(),
    lists: vendorLists({ vendor: vendor.vendor, clock }),
    seal,
    savedLogins: savedLoginsIn({ settings: keyValues, seal, clock, newId: randomUUID }),
    vault: {
      seal: async () => 'login',
      open: async (id: string) => {
        if (state.vaultFailure) throw state.vaultFailure;
        return state.logins.get(id) ?? null;
      },
      erase: async (id: string) => void state.erased.push(id),
    },
    notifier,
    begun: begunAttempts(),
    policyInForce: { hash: 'rules', isNewest: async () => state.hasNewestPolicy },
    witness: {
      witnessFor: async () => state.witness,
      lookedInVain: () => {
        state.looksInVain += 1;
      },
      markFor: async ({ head }: Pick<StoredOrder, 'head'>) => (state.keepsMarks ? null : markOf(head, state.now)),
    },
    directory: {
      member: async (id: UserId) =>
        state.people.has(id)
          ? { id, teamIds: [team], realName: id, isGuest: false, isDeactivated: false, isBot: false }
          : null,
      groupMembers: async (group: string) => (group === approversGroup ? [...state.group] : []),
    },
    pauseSwitch: { pause: async () => state.pause },
    teamId: team,
    requesters: null,
    get policy() {
      return state.policy;
    },
    get limits() {
      return state.limits;
    },
    clock,
    after: timers.after,
    monotonicMs,
    newSalt: () => aSalt,
    log: { debug: log('debug'), info: log('info'), warn: log('warn'), error: log('error') },
    newToken: () => {
      tokens += 1;
      return `token-${tokens}`;
    },
    random: () => 0,
    nudge: () => {
      state.nudges += 1;
    },
  };

  /** The order as it is stored now. */
  const stored = async (reference: Reference): Promise<StoredOrder> => {
    const found = await store.get(reference);
    if (!found) throw new Error(`No order ${reference}`);
    return found;
  };
  /** Lives a stored order through events that all have to be accepted. */
  const happen = async (reference: Reference, ...happenings: readonly Happening[]): Promise<StoredOrder> => {
    for (const each of happenings) {
      const recorded = await recordEvent(deps, reference, typeof each === 'function' ? async (now) => each(now) : each);
      if (!recorded.ok) throw new Error(`${JSON.stringify(each)}: ${recorded.refusal}`);
    }
    return stored(reference);
  };
  /** Stores a new order and lives it through events that all have to be accepted. */
  const lived = (options: OrderOptions, ...happenings: readonly Happening[]): Promise<StoredOrder> =>
    livedFrom(aNewOrder(options), ...happenings);
  /** The same, of any new order. */
  const livedFrom = async ({ order, event, effects }: NewOrder, ...happenings: readonly Happening[]) => {
    const entry = nextEntry(null, { event, fingerprint: newestTerms(order).fingerprint, at: noon, salt: aSalt });
    await store.insert(order, addEffects([], effects, 1), entry);
    return happen(order.facts.reference, ...happenings);
  };
  /** Stores an order of which nothing is to be done but these tasks, now. */
  const withOnly = async (found: StoredOrder, ...tasks: EffectTask[]): Promise<StoredOrder> => {
    const effects = addEffects(
      [],
      tasks.map((task) => ({ task, dueAt: state.now })),
      found.version + 1,
    );
    await store.replace(found.version, {
      order: found.order,
      effects,
      entry: null,
      head: found.head,
      lease: found.lease,
    });
    return stored(found.order.facts.reference);
  };
  /** Writes an intent to pay as the worker does, on the order as it stands. */
  const begin: Claim['begin'] = async (event, guard) => {
    const found = await stored(Reference.parse(guard.attemptId.split('.')[0]));
    const result = changeFor(found, event, state.now, { pending: found.effects, lease: null, salt: aSalt });
    if (!result.ok) return 'lost';
    const written = await store.replaceWithIntent(found.version, result.change, guard);
    return written === 'changed' ? 'lost' : written;
  };
  const moveOn = (milliseconds: number) => {
    state.now = addMilliseconds(state.now, milliseconds);
  };
  return Object.assign(state, {
    deps,
    timers,
    vendor,
    store,
    stored,
    happen,
    lived,
    livedFrom,
    withOnly,
    begin,
    moveOn,
    close,
  });
}
export type PlacingWorld = ReturnType<typeof placingWorld>;

/** Opens a world for a test and closes it afterwards, whatever happens. */
export async function inWorld(live: (world: PlacingWorld) => Promise<void>): Promise<void> {
  const world = placingWorld();
  try {
    await live(world);
  } finally {
    await world.close();
  }
}
