import { firstBrokenEntry, type HistoryEntry } from '../../src/orders/history.ts';
import type { Reference, UserId } from '../../src/orders/ids.ts';
import type { Order, OrderIn } from '../../src/orders/order.ts';
import { amir } from '../support/builders.ts';
import type { SimulatedOrder } from './simulated-vendor.ts';
import type { Story } from './story.ts';

/** What an auditor looks at: the store, the vendor's books, the messages, and what people really pressed. */
export type Audited = Pick<
  Story,
  'orders' | 'references' | 'vendor' | 'slack' | 'clicks' | 'calls' | 'wronglyDeclared' | 'hasPauses'
>;

/** Checks the promises of the product from outside. What has not changed since the last look is not looked at again. */
export class Auditor {
  readonly #audited: Audited;
  readonly #versions = new Map<Reference, number>();
  #paidCalls = 0;

  constructor(audited: Audited) {
    this.#audited = audited;
  }

  /** What must hold at every moment. */
  async look(): Promise<string[]> {
    const { orders, references, vendor } = this.#audited;
    const isPaid = vendor.paidCalls.length !== this.#paidCalls;
    this.#paidCalls = vendor.paidCalls.length;
    const violations: string[] = isPaid ? callViolations(this.#audited) : [];
    for (const reference of references) {
      const stored = await orders.get(reference);
      if (!stored) {
        violations.push(`${reference}: the order is lost`);
      } else if (isPaid || this.#versions.get(reference) !== stored.version) {
        this.#versions.set(reference, stored.version);
        violations.push(...orderViolations(this.#audited, stored.order, await orders.history(reference)));
      }
    }
    return violations;
  }

  /** What must hold once the dust has settled. */
  async lookAtTheEnd(): Promise<string[]> {
    const { orders, references } = this.#audited;
    const stored = await Promise.all(references.map((reference) => orders.get(reference)));
    return stored.flatMap((each) => (each ? endViolations(this.#audited, each.order) : []));
  }
}

/** No tag is paid for twice; nothing while placing is paused or the store could lose a write. */
function callViolations({ vendor, calls, hasPauses }: Audited): string[] {
  const tags = vendor.paidCalls.map(({ tag }) => tag);
  const twice = [...new Set(tags)].filter((tag) => tags.filter((each) => each === tag).length > 1);
  // A process that stands still between the check and the call may meet another world.
  const late = hasPauses ? [] : calls;
  return [
    ...twice.map((tag) => `${tag}: more than one paid call`),
    ...late.filter(({ isPaused }) => isPaused).map(({ tag }) => `${tag}: paid for while placing was paused`),
    ...late.filter(({ isDurable }) => !isDurable).map(({ tag }) => `${tag}: paid for although the store could lose it`),
  ];
}

function orderViolations(audited: Audited, order: Order, history: readonly HistoryEntry[]): string[] {
  const { reference } = order.facts;
  const violations: string[] = [];
  const broken = firstBrokenEntry(history);
  if (broken !== null) violations.push(`history breaks at ${broken}`);
  violations.push(...approvalViolations(audited, order, history));
  const calls = audited.calls.filter(({ tag }) => tag.includes(reference));
  const starts = history.filter(({ event }) => event.type === 'placing_started');
  if (calls.length > starts.length) violations.push('a paid call without a recorded intent');
  const declared = history.filter(({ event }) => event.type === 'declared_absent');
  if (declared.some(({ event }) => event.type === 'declared_absent' && event.by === order.facts.requestedBy)) {
    violations.push('declared absent by its own requester');
  }
  if (calls.length > 1 + declared.length) violations.push('sent again although nobody said that it is not there');
  const isOver = order.state === 'declined' || order.state === 'withdrawn' || order.state === 'expired';
  if (isOver && calls.length > declared.length) violations.push(`${order.state}, and yet paid for`);
  return violations.map((violation) => `${reference}: ${violation}`);
}

/** Each call had a quorum of others who pressed Approve on a card with exactly these terms, and who may decide now. */
function approvalViolations(audited: Audited, order: Order, history: readonly HistoryEntry[]): string[] {
  const { reference, requestedBy } = order.facts;
  const violations: string[] = [];
  const starts = history.filter(({ event }) => event.type === 'placing_started');
  for (const [index, start] of starts.entries()) {
    const approvers = approversBefore(history, start);
    const pressed = approvers.filter((by) =>
      audited.clicks.some(
        (click) =>
          click.kind === 'approve' &&
          click.by === by &&
          click.reference === reference &&
          click.fingerprint === start.fingerprint,
      ),
    );
    if (new Set(approvers).size < order.terms.policy.quorum) violations.push('placed without a quorum');
    if (pressed.length < approvers.length) violations.push('approved by somebody who had not seen these terms');
    if (approvers.includes(requestedBy)) violations.push('approved by its own requester');
    const call = audited.calls.filter(({ tag }) => tag.includes(reference))[index];
    const entitled: readonly UserId[] = [amir, ...(call?.approverGroup ?? approvers)];
    if (!audited.hasPauses && approvers.some((by) => !entitled.includes(by)))
      violations.push('placed for an approver who may not decide any more');
  }
  return violations;
}

/** Who approved the terms of a call since approvals were last void. */
function approversBefore(history: readonly HistoryEntry[], start: HistoryEntry): UserId[] {
  const earlier = history.filter(({ sequence }) => sequence < start.sequence);
  const voided = earlier.findLastIndex(
    ({ event }) => event.type === 'terms_changed' || event.type === 'declared_absent',
  );
  return earlier
    .slice(voided + 1)
    .flatMap(({ event }) => (event.type === 'approved' && event.fingerprint === start.fingerprint ? [event.by] : []));
}

/** States in which nothing more can be waited for, once the world behaves. */
const MAY_END_IN: readonly Order['state'][] = [
  'declined',
  'withdrawn',
  'expired',
  'refused',
  'outcome_unknown',
  'payment_pending',
  'active',
];

function endViolations(audited: Audited, order: Order): string[] {
  const { reference } = order.facts;
  const made = audited.vendor.made.filter(({ tag }) => tag.includes(reference));
  const messages = messageViolations(audited, order);
  return [...bookViolations(audited, order, made), ...messages].map((violation) => `${reference}: ${violation}`);
}

/** Our state is what the vendor's books say. Somebody's wrong word may hide one order behind another. */
function bookViolations(audited: Audited, order: Order, made: readonly SimulatedOrder[]): string[] {
  const violations: string[] = [];
  const wrong = audited.wronglyDeclared.filter((reference) => reference === order.facts.reference).length;
  if (made.length > 1 + wrong) violations.push(`${made.length} orders at the vendor`);
  if (!audited.hasPauses && made.some(({ amountCents }) => amountCents > order.terms.quote.totalCents)) {
    violations.push('dearer than anybody approved');
  }
  const knows = order.state === 'active' || order.state === 'payment_pending' || order.state === 'placed';
  const ours = knows ? made.find(({ tag }) => tag === order.attempt.tag) : made[0];
  const isUnpaid = order.state === 'placed' && order.progress.isStuck && ours !== undefined && !ours.isCharged;
  if (!MAY_END_IN.includes(order.state) && !isUnpaid) violations.push(`still ${order.state} in the end`);
  if (ours && !knows) violations.push(`ordered at the vendor, but ${order.state} here`);
  if (!ours && knows) violations.push(`${order.state} here, but not ordered at the vendor`);
  if (order.state === 'active') violations.push(...activeViolations(order, ours));
  return violations;
}

function activeViolations({ vendorOrderId }: OrderIn<'active'>, ours: SimulatedOrder | undefined): string[] {
  const violations: string[] = [];
  if (ours && vendorOrderId !== ours.id) violations.push('wrong vendor order');
  if (!ours?.isCharged) violations.push('active, but never charged');
  return violations;
}

/** Everybody was told once, and every card and message shows the truth. */
function messageViolations({ slack, hasPauses }: Audited, order: Order): string[] {
  const violations: string[] = [];
  const messages = slack.messages.filter((message) => message.reference === order.facts.reference);
  const cards = messages.filter(({ kind }) => kind === 'card');
  if (cards.length > 1 && !hasPauses) violations.push(`${cards.length} cards`);
  for (const message of messages.filter(({ kind }) => kind === 'card' || kind === 'requested')) {
    const isDrawn = [order.messages.card, order.messages.requester].some((ref) => ref?.ts === message.ref.ts);
    if (message.state !== order.state && (isDrawn || !hasPauses))
      violations.push(`the ${message.kind} says ${message.state}`);
  }
  const marks = messages.map(({ mark, to }) => `${mark} to ${to}`);
  if (new Set(marks).size !== marks.length && !hasPauses) violations.push('somebody was told twice');
  const told = messages.filter(({ kind }) => kind === order.state).length;
  const isTold = ['declined', 'expired', 'refused', 'active'].includes(order.state) && cards.length > 0;
  if (isTold && (hasPauses ? told < 1 : told !== 1)) violations.push(`the requester was told ${told} times of the end`);
  return violations;
}
