import { effectOf, targetOf } from '../../src/acts/act.ts';
import { firstBrokenEntry } from '../../src/orders/history/history.ts';
import { actOf, type Order } from '../../src/orders/order.ts';
import { atVendor } from '../../src/orders/standing/at-vendor.ts';
import { isOver } from '../../src/orders/standing/ends.ts';
import { stepsDone } from '../../src/orders/standing/steps.ts';
import { approvalViolations } from './audit-approvals.ts';
import type { Audited, Kept } from './audited.ts';
import { isListedAsEnded } from './simulated-order.ts';
import { callName, isSameAttempt } from './witness.ts';

/** What every order keeps to, at every moment. */
export function orderViolations(audited: Audited, kept: Kept): string[] {
  const { order, history } = kept;
  const { reference } = order.facts;
  const violations: string[] = [];
  const broken = firstBrokenEntry(history);
  if (broken !== null) violations.push(`history breaks at ${broken}`);
  violations.push(...approvalViolations(audited, kept), ...repeatViolations(audited, kept), ...mixedUp(audited, kept));
  const isUnsent = order.state === 'declined' || order.state === 'withdrawn' || order.state === 'expired';
  const calls = audited.witness.callsOf(reference).filter((call) => !audited.witness.isForgotten(call));
  const declared = history.filter(({ event }) => event.type === 'declared_absent');
  // The first steps of an order that ended before its last one are done.
  const meant = declared.length + stepsDone(order);
  if (isUnsent && calls.length > meant) violations.push(`${order.state}, and yet it was sent`);
  violations.push(...claimViolations(kept), ...endedViolations(audited, kept));
  return violations.map((violation) => `${reference}: ${violation}`);
}

/** States before and during a call: its claims are there in all of them. One that turned up later may find them taken. */
const CLAIMING: readonly Order['state'][] = ['awaiting_approval', 'approved', 'placing', 'outcome_unknown'];

/** Whoever ended lets go of its claims, and nobody else does. */
function claimViolations({ order, claimed }: Kept): string[] {
  const { reference } = order.facts;
  const held = order.claims.filter(({ key }) => claimed.get(key) === reference);
  if (isOver(order) && held.length > 0) return [`${order.state}, and still claims ${held[0]?.key}`];
  const lacks = CLAIMING.includes(order.state) && held.length < order.claims.length;
  return lacks ? [`${order.state}, and its claims are gone`] : [];
}

/** What is called ended has ended by the vendor's list; and who is said to have ended it, got a yes. */
function endedViolations({ vendor, witness, nowMs }: Audited, { order }: Kept): string[] {
  const violations: string[] = [];
  const id = order.state === 'cancelled' ? atVendor(order).vendorOrderId : doneTarget(order);
  const ended = vendor.made.find((each) => each.id === id);
  if (id !== null && !(ended && isListedAsEnded(ended, nowMs)))
    violations.push(`${order.state}, but ${id} runs at the vendor`);
  const by = order.state === 'cancelled' ? order.cancelledBy : undefined;
  const isAnswered =
    by && witness.callsOf(by.reference).some((call) => call.target === id && call.answer.type === 'confirmed');
  if (by && !isAnswered) violations.push(`ended by ${by.reference}, whose call got no yes`);
  return violations;
}

/** The vendor order that an order says it has ended. */
const doneTarget = (order: Order): string | null =>
  order.state === 'active' && effectOf(actOf(order)) === 'cancel' ? targetOf(actOf(order)) : null;

/** Attempts that are not what was recorded under their number: what became of one was taken for what became of another. */
function mixedUp({ witness }: Audited, { order }: Kept): string[] {
  const intents = witness.intents.filter(({ reference }) => reference === order.facts.reference);
  return order.attempts.flatMap(({ number, tag }) => {
    const recorded = intents.filter(({ attempt }) => attempt.number === number);
    const isOther = recorded.length > 0 && !recorded.some(({ attempt }) => attempt.tag === tag);
    return isOther ? [`attempt ${number} has the tag of another`] : [];
  });
}

/**
 * No attempt is sent twice, and nothing is sent again unless somebody else than the requester said that it came to nothing.
 * What left no trace anywhere, neither at the vendor nor in a store that went back, nobody can know of: only that may be
 * called again.
 */
function repeatViolations({ witness }: Audited, kept: Kept): string[] {
  const violations: string[] = [];
  const { reference, requestedBy } = kept.order.facts;
  const declared = witness.written.filter(
    (each) => each.reference === reference && each.entry.event.type === 'declared_absent',
  );
  for (const call of witness.callsOf(reference)) {
    const ofAttempt = call.earlier.filter((each) => isSameAttempt(each, call));
    if (ofAttempt.some(({ process }) => process === call.process))
      violations.push(`${callName(call)} begun twice by one process`);
    if (ofAttempt.length > 0) violations.push(`more than one call for ${callName(call)}`);
    const said = declared.filter(({ moment }) => moment < call.moment);
    // Of an act of several steps, the call of another one is not that call again.
    const again = call.earlier.filter(({ operation }) => operation === call.operation);
    if (again.length > said.length) violations.push('sent again although nobody said that it is not there');
  }
  if (declared.some(({ entry: { event } }) => event.type === 'declared_absent' && event.by === requestedBy)) {
    violations.push('declared absent by its own requester');
  }
  return violations;
}
