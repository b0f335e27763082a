import { firstBrokenEntry, type HistoryEntry } from '../../src/orders/history.ts';
import { PLACING_CALL_TIMEOUT_MS } from '../../src/orders/schedule.ts';
import type { UserId } from '../../src/values/ids.ts';
import { amir } from '../support/builders.ts';
import type { Audited, Kept } from './audited.ts';
import { LIMITS } from './process.ts';
import type { Call, Intent } from './witness.ts';

/** An approval counts for so long after the last one of its order. */
const APPROVAL_MS = 7 * 24 * 3_600_000;
const DAY_MS = 24 * 3_600_000;
/** A call that begins later may still be under way when others take it for lost, 90 s after its intent. */
const LATEST_BEGIN_MS = 90_000 - PLACING_CALL_TIMEOUT_MS;
/** How far clocks are off in stories in which they may be; one at the beginning, another at the end. */
const CLOCKS_MS = 11 * 60_000;

/**
 * What every paid call has: an intent of its own that was written before it, and not while placing was paused, nor on
 * approvals that are too old; a store that could not lose it; and room below the limit of a day.
 */
export function callViolations({ witness, kind }: Audited): string[] {
  const violations: string[] = [];
  const slackMs = kind.hasPauses ? CLOCKS_MS : 0;
  const paid: Intent[] = [];
  for (const [index, call] of witness.calls.entries()) {
    const { tag, moment } = call;
    const intents = witness.intents.filter((each) => each.attempt.tag === tag && each.moment < moment);
    const intent = intents.at(-1);
    const ofTag = witness.calls.slice(0, index).filter((each) => each.tag === tag).length;
    if (!intent || intents.length <= ofTag) violations.push(`${tag}: a paid call without a recorded intent`);
    // A process that stands still between the check and the call may meet another world.
    if (!call.isDurable && !kind.hasPauses) violations.push(`${tag}: paid for although the store could lose it`);
    if (!intent) continue;
    if (witness.wasPausedAt(intent.moment)) violations.push(`${tag}: paid for while placing was paused`);
    const approvedMs = Math.max(...approvalsBefore(intent).map(({ at }) => at.getTime()));
    if (intent.atMs - approvedMs > APPROVAL_MS + slackMs) violations.push(`${tag}: paid for on too old an approval`);
    if (call.atMs - intent.atMs > LATEST_BEGIN_MS) violations.push(`${tag}: begun when others take it for lost`);
    if (!witness.isForgotten(call)) paid.push(intent);
  }
  for (const last of paid) {
    const ofDay = paid.filter(({ atMs }) => atMs <= last.atMs && atMs > last.atMs - DAY_MS + slackMs);
    const cents = ofDay.reduce((sum, { attempt }) => sum + attempt.quotedCents, 0);
    if (cents > LIMITS.perDayCents) violations.push(`${last.attempt.tag}: ${cents} cents in a day`);
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
    if (new Set(approvers).size < intent.quorum) violations.push('placed without a quorum');
    if (pressed.length < approvers.length) violations.push('approved by somebody who had not seen these terms');
    if (approvers.includes(requestedBy)) violations.push('approved by its own requester');
    const { readAt, moment, isAlone } = intent;
    const hasLost = (by: UserId) => by !== amir && !audited.witness.wasInGroup(by, readAt, moment);
    if (isAlone && approvers.some(hasLost)) violations.push('placed for an approver who may not decide any more');
  }
  return violations;
}

/** The approvals of a call's terms since approvals were last void. */
function approvalsBefore({ before, entry }: Intent): { readonly by: UserId; readonly at: Date }[] {
  const voided = before.findLastIndex(
    ({ event }) => event.type === 'terms_changed' || event.type === 'declared_absent',
  );
  return before
    .slice(voided + 1)
    .flatMap(({ event, at }: HistoryEntry) =>
      event.type === 'approved' && event.fingerprint === entry.fingerprint ? [{ by: event.by, at }] : [],
    );
}
