import { fillFormOf } from '../../src/acts/fill_form/fill-form.ts';
import type { ApprovalPolicy } from '../../src/orders/approval/policy.ts';
import { termsOf } from '../../src/orders/order.ts';
import { approveOrder } from '../../src/service/deciding/approve-order.ts';
import { declineOrder } from '../../src/service/deciding/decline-order.ts';
import { pausePlacing, resumePlacing, type Switched } from '../../src/service/deciding/pause-placing.ts';
import { lookAgain, settleAsAbsent, settleAsFound } from '../../src/service/deciding/settle-outcome.ts';
import { ruleOutResembling, takeResembling } from '../../src/service/deciding/settle-resembling.ts';
import { withdrawOrder } from '../../src/service/deciding/withdraw-order.ts';
import type { SavedLogins } from '../../src/service/logins/saved-logins.ts';
import { type InsertingDeps, insertOnce } from '../../src/service/requesting/sending/insert-once.ts';
import { archiveEnded } from '../../src/service/retention/archive-ended.ts';
import { storeTrust } from '../../src/service/store-trust/store-trust.ts';
import { createWorker, type Worker } from '../../src/service/worker/worker.ts';
import type { UserId } from '../../src/values/ids.ts';
import { aDomain, amir, aPurchase, team } from '../support/builders.ts';
import { type ChangeForm, type ChangeToAsk, openChangeForm, sendChangeForm } from './change-forms.ts';
import type { Click } from './click.ts';
import { crashing } from './crash.ts';
import { type EndForm, type EndToAsk, openEndForm, sendEndForm } from './end-forms.ts';
import { ProcessClock, portsOf, SILENT } from './ports.ts';
import type { SimulatedForm } from './simulated-forms.ts';
import type { StoryWorld } from './story-world.ts';

/** A process of the bot: its worker, and what it does with a click. */
export interface SimulatedProcess {
  readonly worker: Worker;
  readonly isDead: { value: boolean };
  readonly clock: ProcessClock;
  readonly policy: ApprovalPolicy;
  /** Looks whether the store is the one that it was; what goes wrong on the way is tried again at the next beat. */
  readonly beat: () => Promise<void>;
  readonly take: (click: Click) => Promise<unknown>;
  /** Somebody opens the form that asks to end a vendor order; null when they are told that they cannot. */
  readonly openEndForm: (asked: EndToAsk) => Promise<EndForm | null>;
  readonly sendEndForm: (form: EndForm) => Promise<unknown>;
  /** Somebody asks to fill in a form. */
  readonly requestFilling: (by: UserId, form: SimulatedForm) => Promise<unknown>;
  /** Somebody opens the form that asks for a change of a domain; null when they are told that they cannot. */
  readonly openChangeForm: (asked: ChangeToAsk) => Promise<ChangeForm | null>;
  readonly sendChangeForm: (form: ChangeForm) => Promise<unknown>;
  /** Archives what ended some days ago. */
  readonly archive: () => Promise<unknown>;
  /** Amir switches placing off, and on again. */
  readonly pause: () => Promise<Switched>;
  readonly resume: () => Promise<Switched>;
}

/** Starts a process on the story's store. Every call through one of its ports may be where it dies or stands still. */
export function startProcess(story: StoryWorld): SimulatedProcess {
  const { spoil, slack, plan, random, policy } = story;
  const isDead = { value: false };
  const clock = new ProcessClock(() => story.nowMs);
  const wrap = <Port extends object>(name: string, port: Port) => crashing(name, port, plan, random, isDead);
  const settings = wrap('settings', story.settings);
  // Beats are so many that hardly anything else would ever be where a process dies.
  const trust = storeTrust({
    origin: () => story.store.origin(),
    kept: async () => 0,
    settings: story.settings,
    clock,
    log: SILENT,
  });
  const ports = portsOf(story, { clock, policy, trust, settings, wrap, number: story.nextProcess() });
  const spoiled = { ...ports, ...spoil.ports?.(ports, story) };
  const deps = {
    orders: wrap('orders', spoiled.orders),
    vendor: wrap('vendor', spoiled.vendor),
    notifier: wrap('slack', spoiled.notifier),
    directory: wrap('directory', slack.directory),
    witness: spoiled.witness,
    begun: spoiled.begun,
    vault: wrap('vault', spoiled.vault),
    requesters: null,
    policy: spoiled.policy,
    policyInForce: wrap('policy', spoiled.policyInForce),
    pauseSwitch: wrap('switch', spoiled.pauseSwitch),
    settings,
    limits: spoiled.limits,
    monotonicMs: () => story.nowMs,
    teamId: team,
    clock: spoiled.clock,
    // A lease that nobody renews is the harder life.
    after: () => () => {},
    log: SILENT,
    newToken: () => story.newToken(),
    newSalt: () => story.newToken(),
    random: () => random.next(),
    nudge: () => {},
    keyValues: settings,
    organizationId: null,
    newId: () => story.newToken(),
    newReference: () => story.newReference(),
    savedLogins: NO_LOGINS,
  };
  const workerDeps = { ...deps, directory: wrap('directory', spoiled.directory) };
  return {
    isDead,
    clock,
    policy,
    beat: () => trust.beat().then(noNews, noNews),
    worker: createWorker(workerDeps, () => {}),
    take: (click) => take(story, deps, click),
    openEndForm: (asked) => openEndForm(deps, asked, (count) => random.below(count)),
    sendEndForm: (form) => sendEndForm(deps, form),
    requestFilling: (by, form) => requestFilling(deps, by, form),
    openChangeForm: (asked) => openChangeForm(deps, asked),
    sendChangeForm: (form) => sendChangeForm(deps, form),
    archive: () =>
      archiveEnded({
        archive: wrap('archive', spoiled.archive),
        orders: wrap('orders', spoiled.ending),
        clock,
        log: SILENT,
        keepDays: KEPT_DAYS,
        folder: 'archive',
      }),
    pause: () => pausePlacing(deps)(amir, 'The card is being replaced'),
    resume: () => resumePlacing(deps)(amir),
  };
}

/** The form of somebody who asks to fill in another form is sent as one, however often they ask. */
function requestFilling(deps: InsertingDeps, by: UserId, { uuid, names, order }: SimulatedForm): Promise<unknown> {
  const purchase = aPurchase({ lines: [{ provider: 'google', domains: names.map((name) => aDomain(name)) }] });
  const act = fillFormOf(purchase, { uuid, vendorOrderId: order.id });
  return insertOnce(deps, { formId: `${by} ${uuid}`, by, act, worth: { effect: 'write' }, isShownFree: true });
}

/** Later than anything comes late, and soon enough for a story. */
export const KEPT_DAYS = 4;

/** Nobody keeps a login by name. */
const NO_LOGINS: SavedLogins = {
  all: async () => [],
  find: async () => null,
  open: async () => null,
  add: async () => ({ ok: false, refusal: 'too_many' }),
  change: async () => ({ ok: false, refusal: 'gone' }),
  remove: async () => false,
  used: async () => {},
};

const noNews = () => {};

type Deps = Parameters<typeof settleAsAbsent>[0];

async function take(story: StoryWorld, deps: Deps, click: Click): Promise<unknown> {
  const { kind, by, reference, fingerprint: seen } = click;
  const shownVendorOrderId = click.question ?? 'recNobodyAsked';
  switch (kind) {
    case 'approve': {
      const current = story.spoil.ignoresFingerprint ? (await story.orders.get(reference))?.order : undefined;
      return approveOrder(deps)({ reference, by, fingerprint: current ? termsOf(current).fingerprint : seen });
    }
    case 'decline':
      return declineOrder(deps)({ reference, by, reason: 'No' });
    case 'withdraw':
      return withdrawOrder(deps)({ reference, by, reason: '' });
    case 'look again':
      return lookAgain(deps)({ reference, by });
    case 'it is there':
    case 'it is another': {
      const isOurs = kind === 'it is there';
      const made = story.vendor.made.find(({ tag }) => tag.includes(reference) === isOurs);
      const vendorOrderId = isOurs ? (click.shown.target ?? made?.id) : made?.id;
      return vendorOrderId && settleAsFound(deps)({ reference, by, vendorOrderId });
    }
    case 'send again':
    case 'give up':
      return settleAsAbsent(deps)({ reference, by, fingerprint: seen, isSentAgain: kind === 'send again' });
    case 'it is this one':
      return takeResembling(deps)({ reference, by, shownVendorOrderId });
    case 'it is not this one':
      return ruleOutResembling(deps)({ reference, by, shownVendorOrderId });
  }
}
