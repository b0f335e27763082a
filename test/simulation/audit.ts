import { firstBrokenEntry } from '../../src/orders/history.ts';
import type { Reference } from '../../src/orders/ids.ts';
import type { Order } from '../../src/orders/order.ts';
import type { OrderStore } from '../../src/service/ports.ts';
import type { SimulatedSlack } from './simulated-slack.ts';
import type { SimulatedVendor } from './simulated-vendor.ts';

export interface Audited {
  readonly orders: OrderStore;
  readonly references: readonly Reference[];
  readonly vendor: SimulatedVendor;
  readonly slack: SimulatedSlack;
  /** The dust has settled: what must be true in the end is checked as well. */
  readonly isOver: boolean;
  /**
   * A process that stands still for longer than its lease may post what another has posted meanwhile: Slack has no way to
   * refuse the second. It may never pay twice.
   */
  readonly mayTellTwice: boolean;
}

/** The promises of the product, checked from outside: on the store, the vendor's books and the messages people see. */
export async function audit(audited: Audited): Promise<string[]> {
  const violations: string[] = [];
  const tags = audited.vendor.paidCalls.map(({ tag }) => tag);
  for (const tag of new Set(tags)) {
    if (tags.filter((each) => each === tag).length > 1) violations.push(`${tag}: more than one paid call`);
  }
  for (const reference of audited.references) {
    const stored = await audited.orders.get(reference);
    if (!stored) {
      violations.push(`${reference}: the order is lost`);
      continue;
    }
    const calls = tags.filter((tag) => tag.endsWith(reference)).length;
    violations.push(...(await authorityViolations(audited, stored.order, calls)));
    if (audited.isOver) violations.push(...endViolations(audited, stored.order));
  }
  return violations;
}

async function authorityViolations({ orders }: Audited, order: Order, paidCalls: number): Promise<string[]> {
  const { reference, requestedBy } = order.facts;
  const history = await orders.history(reference);
  const violations: string[] = [];
  const broken = firstBrokenEntry(history);
  if (broken !== null) violations.push(`${reference}: history breaks at ${broken}`);
  const starts = history.filter(({ event }) => event.type === 'placing_started');
  if (paidCalls > starts.length) violations.push(`${reference}: a paid call without a recorded intent`);
  for (const start of starts) {
    const approvers = history.flatMap(({ event, sequence }) =>
      event.type === 'approved' && event.fingerprint === start.fingerprint && sequence < start.sequence
        ? [event.by]
        : [],
    );
    if (new Set(approvers).size < order.terms.policy.quorum) violations.push(`${reference}: placed without a quorum`);
    if (approvers.includes(requestedBy)) violations.push(`${reference}: approved by its own requester`);
  }
  const isOver = order.state === 'declined' || order.state === 'withdrawn' || order.state === 'expired';
  if (isOver && paidCalls > 0) violations.push(`${reference}: ${order.state}, and yet paid for`);
  return violations;
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

function endViolations({ vendor, slack, mayTellTwice }: Audited, order: Order): string[] {
  const { reference } = order.facts;
  const violations: string[] = [];
  const made = vendor.made.find(({ tag }) => tag.endsWith(reference));
  const knows = order.state === 'active' || order.state === 'payment_pending' || order.state === 'placed';
  const isUnpaid = order.state === 'placed' && order.progress.isStuck && made !== undefined && !made.isCharged;
  if (!MAY_END_IN.includes(order.state) && !isUnpaid) violations.push(`${reference}: still ${order.state} in the end`);
  if (made && !knows) violations.push(`${reference}: ordered at the vendor, but ${order.state} here`);
  if (!made && knows) violations.push(`${reference}: ${order.state} here, but not ordered at the vendor`);
  if (made && order.state === 'active' && order.vendorOrderId !== made.id)
    violations.push(`${reference}: wrong vendor order`);
  if (order.state === 'active' && !made?.isCharged) violations.push(`${reference}: active, but never charged`);
  const messages = slack.messages.filter((message) => message.reference === reference);
  const cards = messages.filter(({ kind }) => kind === 'card');
  if (cards.length > 1 && !mayTellTwice) violations.push(`${reference}: ${cards.length} cards`);
  for (const message of messages.filter(({ kind }) => kind === 'card' || kind === 'requested')) {
    const isDrawn = [order.messages.card, order.messages.requester].some((ref) => ref?.ts === message.ref.ts);
    if (message.state !== order.state && (isDrawn || !mayTellTwice))
      violations.push(`${reference}: the ${message.kind} says ${message.state}, not ${order.state}`);
  }
  const marks = messages.map(({ mark, to }) => `${mark} to ${to}`);
  if (new Set(marks).size !== marks.length && !mayTellTwice) violations.push(`${reference}: somebody was told twice`);
  const ending = messages.filter(({ kind }) => kind === order.state && kind !== 'payment_pending').length;
  if (
    ['declined', 'expired', 'refused', 'active'].includes(order.state) &&
    cards.length > 0 &&
    (mayTellTwice ? ending < 1 : ending !== 1)
  ) {
    violations.push(`${reference}: the requester was told ${ending} times that it is ${order.state}`);
  }
  return violations;
}
