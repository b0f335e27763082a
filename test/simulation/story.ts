import { setImmediate } from 'node:timers/promises';
import { buyWorth } from '../../src/acts/buy_domains/buy-domains.ts';
import { WORKSPACE_WORTH } from '../../src/acts/create_workspace/create-workspace.ts';
import type { Limits } from '../../src/orders/approval/limits.ts';
import type { ApprovalPolicy } from '../../src/orders/approval/policy.ts';
import { requirementFor } from '../../src/orders/approval/requirement.ts';
import { addEffects } from '../../src/orders/effect.ts';
import { hasGoneBack } from '../../src/orders/history/card-mark.ts';
import { nextEntry } from '../../src/orders/history/history.ts';
import { type NewOrder, newOrder } from '../../src/orders/new-order.ts';
import { type Order, termsOf } from '../../src/orders/order.ts';
import { surfaceOf } from '../../src/orders/surface.ts';
import { pauseSwitchIn } from '../../src/service/pause-switch.ts';
import { putPolicyInForce } from '../../src/service/policy-in-force.ts';
import type { KeyValueStore } from '../../src/service/ports/stores/key-value-store.ts';
import type { OrderStore } from '../../src/service/ports/stores/order-store.ts';
import { wentBackIn } from '../../src/service/store-trust/went-back.ts';
import { REFERENCE_ALPHABET, Reference, type UserId } from '../../src/values/ids.ts';
import { aBuyAndOrder, aNewBoth } from '../support/both.ts';
import { aDomain, aNewOrder, aPolicy, aPurchase, team } from '../support/builders.ts';
import { aNewSpace } from '../support/changes.ts';
import { freePolicy } from '../support/free.ts';
import { aNewPackage, aPackage } from '../support/packages.ts';
import { aNewPrewarmed, aPrewarmed } from '../support/prewarmed.ts';
import { aBuy } from '../support/warrants.ts';
import type { ChangeForm, ChangeToAsk } from './change-forms.ts';
import type { Click } from './click.ts';
import { type CrashPlan, PAID_CALL } from './crash.ts';
import type { EndForm, EndToAsk } from './end-forms.ts';
import { interruption } from './interruptions.ts';
import type { StoryKind } from './kind.ts';
import { type SimulatedProcess, startProcess } from './process.ts';
import { type Random, seededRandom } from './random.ts';
import { SimulatedFolder } from './simulated-folder.ts';
import type { SimulatedForm } from './simulated-forms.ts';
import { type SimulatedSlack, simulatedSlack } from './simulated-slack.ts';
import { type SimulatedVault, simulatedVault } from './simulated-vault.ts';
import { NAME_DOLLARS, type SimulatedVendor, simulatedVendor } from './simulated-vendor.ts';
import type { SimulatedStore } from './stores.ts';
import type { Spoil, StoryWorld } from './story-world.ts';
import { NO_SENSES, Witness } from './witness.ts';

export interface StoryOptions {
  readonly seed: number;
  readonly kind: StoryKind;
  readonly store: SimulatedStore;
  readonly spoil: Spoil;
}

/** A copy of the store, and which orders there were when it was made. */
interface Copy {
  readonly putBack: () => Promise<void>;
  readonly references: readonly Reference[];
  /** How many paid calls there had been. */
  readonly calls: number;
}

const PROCESSES = 2;
const STANDING_MS = 180_000;
/** More copies than so many would only make it less likely that an interesting one is put back. */
const MOST_COPIES = 3;
const MOST_PURCHASES = 3;
/** Every second of a story's orders may be asked to end, and some that were made elsewhere. */
const MOST_END_FORMS = 3;
const MOST_CHANGE_FORMS = 4;
/** No copy is put back, and no replica takes over, in a moment. */
const GOING_BACK_MS = 10_000;
/** Two of a story's orders a day, the third not. */
export const LIMITS: Limits = { perOrderCents: 100_000, perDayCents: 1_500 };
/** In some stories, an order whose price rose is above the limit. */
const LOW_ORDER_LIMIT_CENTS = 750;

/** The world of one story: people, two processes on one store, a vendor and a Slack with bad days, and virtual time. */
export class Story implements StoryWorld {
  readonly store: SimulatedStore;
  readonly vendor: SimulatedVendor;
  readonly slack: SimulatedSlack;
  readonly spoil: Spoil;
  readonly plan: CrashPlan;
  readonly witness: Witness;
  readonly kind: StoryKind;
  readonly told: string[] = [];
  /** What happened meanwhile in the step that is being lived. */
  readonly asides: string[] = [];
  /** Every order that was ever requested. */
  readonly requested: Reference[] = [];
  /** The orders that the store has to have: those are missing that were requested after the copy which was put back. */
  references: Reference[] = [];
  /** Cards as people have seen them: they may click on old ones. */
  readonly seen: Order[] = [];
  /** Every click that was ever made, delivered or not. */
  readonly clicks: Click[] = [];
  /** Every form that was opened to ask for the end of something, sent or not. */
  readonly endForms: EndForm[] = [];
  /** The same of forms that ask for a change of a domain. */
  readonly changeForms: ChangeForm[] = [];
  /** Draws from the random numbers of the step that is being lived. */
  readonly random: Random;
  readonly vault: SimulatedVault = simulatedVault();
  readonly folder = new SimulatedFolder();
  readonly limits: Limits;
  /** User names of accounts elsewhere, by the order that was requested with one. */
  readonly usernames = new Map<Reference, string>();
  policy: ApprovalPolicy;
  isDurable = true;
  processes: SimulatedProcess[] = [];
  nowMs = Date.parse('2026-11-23T12:00:00.000Z');
  #step: Random;
  #standing: { readonly untilMs: number; readonly goOn: () => void }[] = [];
  #tokens = 0;
  #started = 0;
  #purchases = 0;
  #references = 0;
  #copies: Copy[] = [];

  constructor({ seed, store, kind, spoil }: StoryOptions) {
    this.#step = seededRandom(seed);
    this.random = {
      next: () => this.#step.next(),
      below: (limit) => this.#step.below(limit),
      chance: (probability) => this.#step.chance(probability),
      pick: (items) => this.#step.pick(items),
    };
    this.store = store;
    this.kind = kind;
    this.policy = this.usualPolicy();
    this.spoil = spoil;
    this.witness = new Witness({
      now: () => this.nowMs,
      isDurable: () => this.isDurable,
      requested: (reference) => {
        this.requested.push(reference);
        this.references.push(reference);
      },
    });
    this.plan = {
      isArmed: true,
      points: [],
      moving: 0,
      pause: kind.hasPauses ? (point) => this.#stand(point) : null,
      toStand: spoil.toStand ?? 0.03,
      toStandAtPaidCall: kind.losesCalls ? 0.8 : 0.1,
      interrupt: kind.isInterrupted ? () => this.#interrupt() : null,
    };
    this.vendor = simulatedVendor(this.random, () => new Date(this.nowMs));
    this.vendor.lists = kind.listsLate ? 'late' : kind.goesBack ? 'at once' : 'much later';
    this.limits = { ...LIMITS, ...(seed % 4 === 3 ? { perOrderCents: LOW_ORDER_LIMIT_CENTS } : {}) };
    this.vendor.losesCalls = kind.losesCalls;
    this.vendor.isOdd = true;
    this.vendor.hasBlankOrder = seed % 5 === 1;
    this.vendor.acceptsUsedNames = seed % 4 !== 1;
    if (kind.endsOrders && seed % 3 === 2) this.vendor.orderElsewhere();
    this.slack = simulatedSlack(
      this.random,
      () => this.witness.next(),
      () => this.nowMs,
    );
    this.witness.groupIs(this.slack.approverGroup());
    this.witness.workspaceIs(this.vendor.workspaceName);
    this.processes = Array.from({ length: PROCESSES }, () => startProcess(this));
  }

  /** The policy that a story begins and ends with. */
  usualPolicy(): ApprovalPolicy {
    return this.kind.freesActs ? freePolicy() : aPolicy();
  }

  get orders(): OrderStore {
    return this.store.orders;
  }

  get settings(): KeyValueStore {
    return this.store.settings;
  }

  /** From now on, chance comes from here: so that leaving out one step leaves the others as they are. */
  drawFrom(random: Random): void {
    this.#step = random;
  }

  setApproverGroup(members: readonly UserId[]): void {
    this.slack.setApproverGroup(members);
    this.witness.groupIs(members);
  }

  nextProcess(): number {
    this.#started += 1;
    return this.#started;
  }

  newToken(): string {
    this.#tokens += 1;
    return `token-${this.#tokens}`;
  }

  /** Processes that died start anew, with a right clock and an empty memory. */
  restartTheDead(): void {
    this.processes = this.processes.map((process) => (process.isDead.value ? startProcess(this) : process));
  }

  newReference(): Reference {
    const index = this.#references;
    this.#references += 1;
    const [tens, ones] = [Math.floor(index / REFERENCE_ALPHABET.length), index % REFERENCE_ALPHABET.length];
    return Reference.parse(`aaab${REFERENCE_ALPHABET.charAt(tens)}${REFERENCE_ALPHABET.charAt(ones)}`);
  }

  async request(by: UserId): Promise<void> {
    if (this.#purchases >= MOST_PURCHASES) return;
    const reference = Reference.parse(`aaaaa${'bcd'.charAt(this.#purchases)}`);
    this.#purchases += 1;
    if (this.kind.buysNames && this.random.chance(0.5)) return this.#insert(this.#newBuy(reference, by));
    if (this.kind.makesWorkspaces && this.random.chance(0.5)) return this.#insert(this.#newWorkspace(reference, by));
    if (this.kind.buysBoth && this.random.chance(0.5)) return this.#insert(this.#newBoth(reference, by));
    if (this.kind.buysPackages && this.random.chance(0.5)) return this.#insert(this.#newPackage(reference, by));
    const isOfStock = this.kind.buysStock && this.random.chance(0.5);
    await this.#insert(isOfStock ? await this.#ofStock(reference, by) : await this.#purchase(reference, by));
  }

  async #insert(made: NewOrder): Promise<void> {
    const news = { event: made.event, fingerprint: termsOf(made.order).fingerprint, at: new Date(this.nowMs) };
    const entry = nextEntry(null, { ...news, salt: this.newToken() });
    await this.#watchedOrders().insert(made.order, addEffects([], made.effects, 1), entry);
  }

  async #purchase(reference: Reference, requestedBy: UserId): Promise<NewOrder> {
    const line = { provider: 'google' as const, domains: [aDomain(`get${reference}.com`)] };
    const hosting = this.random.chance(0.3) ? { hosting: await this.#account(reference) } : {};
    const purchase = aPurchase({ lines: [line], ...hosting });
    return aNewOrder({ reference, purchase, requestedBy, requestedAt: new Date(this.nowMs), policy: this.policy });
  }

  /** An order for a workspace, beside those that are listed. */
  #newWorkspace(reference: Reference, by: UserId): NewOrder {
    const listed = this.vendor.opened.filter(({ listedFrom }) => listedFrom <= this.nowMs);
    const act = aNewSpace({ name: `Space ${reference}`, before: ['recNorthwind', ...listed.map(({ id }) => id)] });
    const facts = { reference, account: team, requestedBy: by, requestedAt: new Date(this.nowMs) };
    const worth = WORKSPACE_WORTH;
    return newOrder(facts, { act, worth, requirement: requirementFor({ act, worth, requester: by }, this.policy) });
  }

  /** A package of one domain, at what it costs now. */
  #newPackage(reference: Reference, requestedBy: UserId): NewOrder {
    const offer = {
      ...aPackage().package.offer,
      priceId: 'price_Google1',
      domains: 1,
      mailboxes: 2,
      monthCents: Math.round(700 * this.vendor.priceFactor()),
    };
    const lines = [{ provider: 'google' as const, domains: [aDomain(`get${reference}.com`)] }];
    const act = aPackage({ lines, package: { offer, quantity: 1 } });
    return aNewPackage(act, this.policy, { reference, requestedBy, requestedAt: new Date(this.nowMs) });
  }

  /** Two items of the stock, at the usual prices. */
  async #ofStock(reference: Reference, requestedBy: UserId): Promise<NewOrder> {
    const inboxes = [`get${reference}.com`, `warm${reference}.com`].map((name) => this.vendor.putInStock(name));
    const sequencer = this.random.chance(0.3) ? { sequencer: await this.#account(reference) } : {};
    const act = aPrewarmed({ inboxes, ...sequencer });
    return aNewPrewarmed(act, this.policy, { reference, requestedBy, requestedAt: new Date(this.nowMs) });
  }

  /** An order for one to three names, at what they cost now. */
  #newBuy(reference: Reference, by: UserId): NewOrder {
    const priceCents = Math.round(NAME_DOLLARS.price * this.vendor.priceFactor() * 100);
    const count = 1 + this.random.below(3);
    const names = Array.from({ length: count }, (_, index) => ({
      name: `buy${index}-${reference}.com`,
      priceCents,
      renewalCents: NAME_DOLLARS.renewal * 100,
    }));
    const act = aBuy({ names });
    const worth = buyWorth(act);
    const facts = { reference, account: team, requestedBy: by, requestedAt: new Date(this.nowMs) };
    return newOrder(facts, { act, worth, requirement: requirementFor({ act, worth, requester: by }, this.policy) });
  }

  /** An order for mailboxes on one or two names, of which the first is bought before, at what both cost now. */
  #newBoth(reference: Reference, requestedBy: UserId): NewOrder {
    const factor = this.vendor.priceFactor();
    const bought = [`buy-${reference}.com`];
    const had = this.random.chance(0.5) ? [] : [`get${reference}.com`];
    const lines = [{ provider: 'google' as const, domains: [...bought, ...had].map((name) => aDomain(name)) }];
    const priceCents = Math.round(NAME_DOLLARS.price * factor * 100);
    const names = bought.map((name) => ({ name, priceCents, renewalCents: NAME_DOLLARS.renewal * 100 }));
    const facts = { reference, requestedBy, requestedAt: new Date(this.nowMs) };
    return aNewBoth(aBuyAndOrder({ lines, names }), this.policy, facts);
  }

  /** Somebody opens the form that asks for the end of something; it may be sent later. Null when they cannot, or died. */
  async openEndForm(asked: EndToAsk): Promise<EndForm | null> {
    if (this.endForms.length >= MOST_END_FORMS) return null;
    let form: EndForm | null = null;
    const opening = async () => {
      form = await this.random.pick(this.processes).openEndForm(asked);
      if (form) this.endForms.push(form);
    };
    await this.letRun([opening()]);
    return form;
  }

  /** Sends forms at the same moment, each to some process. */
  async sendEndForms(forms: readonly EndForm[]): Promise<void> {
    await this.letRun(forms.map((form) => this.random.pick(this.processes).sendEndForm(form)));
  }

  /** Somebody asks to fill in a form, through some process. */
  async requestFilling(by: UserId, form: SimulatedForm): Promise<void> {
    await this.letRun([this.random.pick(this.processes).requestFilling(by, form)]);
  }

  /** Somebody opens the form that asks for a change of a domain; it may be sent later. Null when they cannot, or died. */
  async openChangeForm(asked: ChangeToAsk): Promise<ChangeForm | null> {
    if (this.changeForms.length >= MOST_CHANGE_FORMS) return null;
    let form: ChangeForm | null = null;
    const opening = async () => {
      form = await this.random.pick(this.processes).openChangeForm(asked);
      if (form) this.changeForms.push(form);
    };
    await this.letRun([opening()]);
    return form;
  }

  /** Sends forms at the same moment, each to some process. */
  async sendChangeForms(forms: readonly ChangeForm[]): Promise<void> {
    await this.letRun(forms.map((form) => this.random.pick(this.processes).sendChangeForm(form)));
  }

  /** An account elsewhere, whose login is sealed. */
  async #account(reference: Reference): Promise<{ readonly provider: string; readonly loginId: string }> {
    const username = `admin of ${reference}`;
    this.usernames.set(reference, username);
    return { provider: 'Namecheap', loginId: await this.vault.seal({ username, password: this.newToken() }) };
  }

  workspaceIs(name: string | null): void {
    this.vendor.workspaceName = name;
    this.witness.workspaceIs(name);
  }

  /**
   * The operator starts one of the processes with another policy, or all of them: the rest of them are older ones then, until
   * they are started again, too.
   */
  async policyIs(policy: ApprovalPolicy, restarted: readonly SimulatedProcess[]): Promise<void> {
    this.policy = policy;
    for (const { isDead } of restarted) isDead.value = true;
    await this.#putInForce();
    this.restartTheDead();
  }

  /** The orders as everything outside of the processes writes them. */
  #watchedOrders(): OrderStore {
    return this.witness.watchOrders(this.orders, { senses: () => NO_SENSES, policy: () => this.policy });
  }

  async #putInForce(): Promise<void> {
    const { settings, policy, limits } = this;
    const orders = this.#watchedOrders();
    const clock = { now: () => new Date(this.nowMs) };
    await putPolicyInForce({
      orders,
      settings,
      policy,
      limits,
      clock,
      newSalt: () => this.newToken(),
      nudge: () => {},
    });
  }

  /** An approver switches placing off or on, through some process. Answers whether they got an answer by now. */
  async switchPlacing(isPaused: boolean): Promise<boolean> {
    if (!isPaused && (await this.isComparing())) return false;
    const process = this.random.pick(this.processes);
    let isAnswered = false;
    const pause = async () => {
      const told = this.witness.pausing();
      isAnswered = (await process.pause()).ok;
      if (isAnswered) told();
    };
    const resume = async () => {
      const isOver = this.witness.resuming();
      isAnswered = (await process.resume().finally(isOver)).ok;
    };
    await this.letRun([isPaused ? pause() : resume()]);
    return isAnswered;
  }

  /** Whether the store was found to have gone back, and the vendor's list may still lack something: nobody resumes so soon. */
  async isComparing(): Promise<boolean> {
    const isFound = (await wentBackIn(this.settings)) !== null;
    return isFound && this.vendor.made.some(({ visibleFrom }) => visibleFrom > this.nowMs);
  }

  async copyStore(): Promise<void> {
    const seen = this.witness.copied();
    const restore = await this.store.copy();
    const putBack = async () => {
      await restore();
      seen(await this.#unwitnessed());
    };
    const copy = { putBack, references: [...this.references], calls: this.witness.calls.length };
    this.#copies = [...this.#copies, copy].slice(-MOST_COPIES);
  }

  /** Orders whose card is no newer than the store, so that nothing tells what the store has forgotten of them. */
  async #unwitnessed(): Promise<Reference[]> {
    const found: Reference[] = [];
    for (const order of await this.currentOrders()) {
      const { reference } = order.facts;
      const card = this.slack.messages.find(({ ref }) => ref.ts === surfaceOf(order, 'card')?.ts);
      const history = await this.orders.history(reference);
      if (card?.shown && !hasGoneBack(history, card.shown)) found.push(reference);
    }
    return found;
  }

  /**
   * The store goes back to some earlier moment, as a copy of it that is put back (all processes die, and start on it) or as a
   * replica that is behind and takes over (they live on). Answers which; null when there is no copy.
   */
  async putStoreBack(): Promise<'restore' | 'failover' | null> {
    const forgetting = this.#copies.filter(({ calls }) => calls < this.witness.calls.length);
    const copies = forgetting.length > 0 && this.random.chance(0.8) ? forgetting : this.#copies;
    if (copies.length === 0) return null;
    const copy = this.random.pick(copies);
    const isFailover = !this.kind.hasPauses && this.random.chance(0.5);
    if (!isFailover) for (const { isDead } of this.processes) isDead.value = true;
    await copy.putBack();
    this.nowMs += GOING_BACK_MS;
    this.references = [...copy.references];
    this.witness.switched((await pauseSwitchIn(this.settings).pause()) !== null);
    await this.#putInForce();
    this.restartTheDead();
    return isFailover ? 'failover' : 'restore';
  }

  /** Delivers clicks at the same moment, each to some process. */
  async deliver(clicks: readonly Click[]): Promise<void> {
    await this.letRun(clicks.map((click) => this.random.pick(this.processes).take(click)));
  }

  async currentOrders(): Promise<Order[]> {
    const stored = await Promise.all(this.references.map((reference) => this.orders.get(reference)));
    return stored.flatMap((each) => (each ? [each.order] : []));
  }

  /** Waits until everything under way is done, or stands still. */
  async letRun(work: readonly Promise<unknown>[]): Promise<void> {
    const done = Promise.allSettled(work);
    if (this.kind.hasPauses) await this.#letMove();
    else await done;
  }

  /** Between two calls, a process needs no more than what one round of the event loop does. */
  async #letMove(): Promise<void> {
    do await setImmediate();
    while (this.plan.moving > 0);
  }

  async advance(ms: number): Promise<void> {
    this.nowMs += ms;
    await this.letRun(this.processes.map((process) => process.beat()));
    const due = this.#standing.filter(({ untilMs }) => untilMs <= this.nowMs);
    if (due.length === 0) return;
    this.#standing = this.#standing.filter(({ untilMs }) => untilMs > this.nowMs);
    for (const { goOn } of due) goOn();
    await this.#letMove();
  }

  work(processes: readonly SimulatedProcess[] = this.processes): Promise<void> {
    return this.letRun(
      processes.map(async ({ worker, beat }) => {
        await beat();
        await worker.claimAndStart();
        await worker.idle();
      }),
    );
  }

  /** Processes archive what ended some days ago. */
  archive(processes: readonly SimulatedProcess[] = this.processes): Promise<void> {
    return this.letRun(processes.map((process) => process.archive()));
  }

  async #interrupt(): Promise<void> {
    this.asides.push(await interruption(this));
  }

  /**
   * A call stands still for up to three minutes: longer than a lease, and than the paid call may take. Where calls
   * are lost, the paid call does so for up to three hours: longer than it takes until people are asked, and send the order again.
   */
  #stand(point: string): Promise<void> {
    const mostMs = point === PAID_CALL && this.kind.losesCalls ? 60 * STANDING_MS : STANDING_MS;
    const untilMs = this.nowMs + this.random.below(mostMs);
    return new Promise((goOn) => this.#standing.push({ untilMs, goOn }));
  }
}
