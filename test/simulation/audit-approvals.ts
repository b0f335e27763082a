import { termsOf } from '../../src/orders/order.ts';
import type { Reference, UserId } from '../../src/values/ids.ts';
import type { Audited, Kept } from './audited.ts';
import type { Intent } from './witness.ts';

/**
 * Each call had a quorum of others who pressed Approve on a card with exactly these terms, and who may decide now; or it was free
 * by the rule in force, which frees nothing that charges or ends something, and its sender may send it.
 */
export function approvalViolations(audited: Audited, kept: Kept): string[] {
  const { reference, requestedBy } = kept.order.facts;
  const violations: string[] = [];
  for (const intent of audited.witness.intents.filter((each) => each.reference === reference)) {
    if (isStillFree(intent)) {
      violations.push(...freeViolations(audited, kept, intent));
      continue;
    }
    const approvers = approvalsBefore(intent).map(({ by }) => by);
    const { fingerprint } = intent.entry;
    const pressed = approvers.filter((by) =>
      audited.clicks.some(
        (click) =>
          click.kind === 'approve' &&
          click.by === by &&
          click.reference === reference &&
          click.fingerprint === fingerprint,
      ),
    );
    const { policy, isAlone } = intent;
    if (approvers.length < policy.quorum) violations.push('placed without a quorum');
    if (pressed.length < approvers.length) violations.push('approved by somebody who had not seen these terms');
    if (approvers.includes(requestedBy)) violations.push('approved by its own requester');
    const entitled = approvers.filter((by) => mightDecide(audited, intent, by));
    if (isAlone && entitled.length < policy.quorum)
      violations.push('placed for an approver who may not decide any more');
  }
  return violations;
}

function freeViolations(audited: Audited, { order }: Kept, intent: Intent): string[] {
  const { policy, isAlone, attempt, reference } = intent;
  const violations: string[] = [];
  const { act, worth } = termsOf(order);
  const isFreed = policy.freeActs?.some((kind) => kind === act.kind) ?? false;
  if (!isFreed) violations.push('sent freely though the policy does not free it');
  if (worth.effect !== 'write' || attempt.quotedCents !== null) violations.push('charged or ended without approval');
  const isSent = audited.witness.sentFreely.some((each) => each.reference === reference);
  if (!isSent) violations.push('sent freely though nobody sent it so');
  const { requestedBy } = order.facts;
  const isOwner = 'of' in act && act.of !== null && requesterOf(audited, act.of) === requestedBy;
  if (isAlone && !isOwner && !mightDecide(audited, intent, requestedBy))
    violations.push('sent freely by somebody who may not');
  return violations;
}

/** Who asked for an order. */
function requesterOf({ witness }: Audited, wanted: Reference): UserId | null {
  const asked = witness.written.find(
    ({ reference, entry }) => reference === wanted && entry.event.type === 'requested',
  );
  return asked?.entry.event.type === 'requested' ? asked.entry.event.by : null;
}

/** Whether a call was begun on no approval, because its order was sent as one that is free, and people did not have to decide since. */
function isStillFree({ before }: Intent): boolean {
  let isFree = false;
  let known: string | null = null;
  for (const { event, fingerprint } of before) {
    if (event.type === 'requested') isFree = event.free !== undefined;
    if (event.type === 'approved' || event.type === 'terms_changed' || event.type === 'approvals_insufficient')
      isFree = false;
    if (known !== null && fingerprint !== known) isFree = false;
    known = fingerprint;
  }
  return isFree;
}

/** When people agreed to the terms of a call: approvals, or the click that sent what is free by rule. */
export const agreedBefore = (intent: Intent): readonly Given[] =>
  isStillFree(intent)
    ? intent.before.flatMap(({ event, at }) => (event.type === 'requested' ? [{ by: event.by, at }] : []))
    : approvalsBefore(intent);

/** Whether somebody could decide at some moment since the last answer that the process had waited for. */
const mightDecide = ({ witness }: Audited, { policy, senses, moment }: Intent, by: UserId): boolean =>
  policy.users.includes(by) || witness.wasInGroup(by, senses.readAt, moment);

interface Given {
  readonly by: UserId;
  readonly at: Date;
}

/** The approvals of a call's terms, one a person, without those that were taken away. */
export function approvalsBefore({ before, entry }: Intent): readonly Given[] {
  let given: readonly Given[] = [];
  for (const { event, at, fingerprint } of before) {
    if (event.type === 'approved' && event.fingerprint === entry.fingerprint) {
      given = [...given.filter(({ by }) => by !== event.by), { by: event.by, at }];
    }
    if (event.type === 'approvals_insufficient' && fingerprint === entry.fingerprint) {
      given = event.reason === 'approval_too_old' ? [] : given.filter(({ by }) => !event.without.includes(by));
    }
  }
  return given;
}
