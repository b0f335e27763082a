import { firstBrokenEntry, type HistoryEntry } from '../../src/orders/history.ts';
import type { UserId } from '../../src/orders/ids.ts';
import { amir } from '../support/builders.ts';
import type { Audited, Kept } from './audited.ts';
import type { Call, Intent } from './witness.ts';

/**
 * What every paid call has: an intent of its own that was written before it, and not while placing was paused; a store that
 * could not lose it.
 */
export function callViolations({ witness, kind }: Audited): string[] {
  const violations: string[] = [];
  for (const [index, call] of witness.calls.entries()) {
    const { tag, moment } = call;
    const ofTag = witness.calls.slice(0, index).filter((each) => each.tag === tag).length;
    const intent = witness.intents.filter((each) => each.attempt.tag === tag && each.moment < moment)[ofTag];
    if (!intent) violations.push(`${tag}: a paid call without a recorded intent`);
    // A process that stands still between the check and the call may meet another world.
    if (kind.hasPauses) continue;
    if (intent && witness.wasPausedAt(intent.moment)) violations.push(`${tag}: paid for while placing was paused`);
    if (!call.isDurable) violations.push(`${tag}: paid for although the store could lose it`);
  }
  return violations;
}

/** What every order keeps to, at every moment. */
export function orderViolations(audited: Audited, kept: Kept): string[] {
  const { order, history } = kept;
  const { reference } = order.facts;
  const violations: string[] = [];
  const broken = firstBrokenEntry(history);
  if (broken !== null) violations.push(`history breaks at ${broken}`);
  violations.push(...approvalViolations(audited, kept), ...repeatViolations(audited, kept));
  const isOver = order.state === 'declined' || order.state === 'withdrawn' || order.state === 'expired';
  const calls = callsOf(audited, kept).filter((call) => !audited.witness.isForgotten(call));
  const declared = history.filter(({ event }) => event.type === 'declared_absent');
  if (isOver && calls.length > declared.length) violations.push(`${order.state}, and yet paid for`);
  return violations.map((violation) => `${reference}: ${violation}`);
}

const callsOf = ({ witness }: Audited, { order }: Kept): Call[] =>
  witness.calls.filter(({ tag }) => tag.includes(order.facts.reference));

/**
 * No tag is paid for twice, and nothing is sent again unless somebody else than the requester said that it is not there.
 * What left no trace anywhere, neither at the vendor nor in a store that went back, nobody can know of: only that may be
 * called again.
 */
function repeatViolations(audited: Audited, kept: Kept): string[] {
  const violations: string[] = [];
  const { reference, requestedBy } = kept.order.facts;
  const declared = audited.witness.written.filter(
    (each) => each.reference === reference && each.entry.event.type === 'declared_absent',
  );
  for (const { tag, moment, earlier } of callsOf(audited, kept)) {
    if (earlier.some((each) => each.tag === tag)) violations.push(`more than one paid call with ${tag}`);
    const said = declared.filter((each) => each.moment < moment);
    if (earlier.length > said.length) violations.push('sent again although nobody said that it is not there');
  }
  if (declared.some(({ entry: { event } }) => event.type === 'declared_absent' && event.by === requestedBy)) {
    violations.push('declared absent by its own requester');
  }
  return violations;
}

/** Each call had a quorum of others who pressed Approve on a card with exactly these terms, and who may decide now. */
function approvalViolations(audited: Audited, kept: Kept): string[] {
  const { reference, requestedBy } = kept.order.facts;
  const violations: string[] = [];
  for (const intent of audited.witness.intents.filter((each) => each.reference === reference)) {
    const approvers = approversOf(intent);
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
    if (new Set(approvers).size < intent.quorum) violations.push('placed without a quorum');
    if (pressed.length < approvers.length) violations.push('approved by somebody who had not seen these terms');
    if (approvers.includes(requestedBy)) violations.push('approved by its own requester');
    const call = audited.witness.calls.find(({ tag, moment }) => tag === intent.attempt.tag && moment > intent.moment);
    const entitled: readonly UserId[] = [amir, ...(call?.approverGroup ?? approvers)];
    if (!audited.kind.hasPauses && approvers.some((by) => !entitled.includes(by)))
      violations.push('placed for an approver who may not decide any more');
  }
  return violations;
}

/** Who approved the terms of a call since approvals were last void. */
function approversOf({ before, entry }: Intent): UserId[] {
  const voided = before.findLastIndex(
    ({ event }) => event.type === 'terms_changed' || event.type === 'declared_absent',
  );
  return before
    .slice(voided + 1)
    .flatMap(({ event }: HistoryEntry) =>
      event.type === 'approved' && event.fingerprint === entry.fingerprint ? [event.by] : [],
    );
}
