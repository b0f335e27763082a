import { firstBrokenEntry } from '../../src/orders/history.ts';
import { PLACING_CALL_TIMEOUT_MS } from '../../src/orders/schedule.ts';
import type { UserId } from '../../src/values/ids.ts';
import type { Audited, Kept } from './audited.ts';
import type { Shown } from './click.ts';
import type { Call, Intent } from './witness.ts';

/** An approval counts for so long after the last one of its order. */
const APPROVAL_MS = 7 * 24 * 3_600_000;
const DAY_MS = 24 * 3_600_000;
/** A call that begins later may still be under way when others take it for lost, 90 s after its intent. */
const LATEST_BEGIN_MS = 90_000 - PLACING_CALL_TIMEOUT_MS;
/** How far clocks are off in stories in which they may be; one at the beginning, another at the end. */
const CLOCKS_MS = 11 * 60_000;
/** A call goes out at most 20 s after its intent, and then what was read is 10 s old at most. */
const PERCEIVED_MS = 30_000;
/** A list of workspaces is remembered for so long. */
const WORKSPACES_MS = 60_000;

/**
 * What every paid call has: an intent of its own that was written before it, and not while placing was paused, nor on
 * approvals that are too old, nor long after the last look; a store that could not lose it; and room below the limits.
 */
export function callViolations(audited: Audited): string[] {
  const { witness, kind } = audited;
  const violations: string[] = [];
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
    violations.push(...intentViolations(audited, intent, call).map((violation) => `${tag}: ${violation}`));
    if (!witness.isForgotten(call)) paid.push(intent);
  }
  violations.push(...dayViolations(audited, paid));
  return violations;
}

/** Whether a call did what was agreed, when it was agreed, and while what had been read before it was true. */
function intentViolations(audited: Audited, intent: Intent, call: Call): string[] {
  const { witness, kind, limits, usernames } = audited;
  const violations: string[] = [];
  const slackMs = kind.hasPauses ? CLOCKS_MS : 0;
  if (witness.wasPausedAt(intent.moment)) violations.push('paid for while placing was paused');
  const approvedMs = Math.max(...approvalsBefore(intent).map(({ at }) => at.getTime()));
  if (intent.atMs - approvedMs > APPROVAL_MS + slackMs) violations.push('paid for on too old an approval');
  if (call.atMs - intent.atMs > LATEST_BEGIN_MS) violations.push('begun when others take it for lost');
  if ((intent.attempt.quotedCents ?? 0) > limits.perOrderCents) violations.push('above the limit of an order');
  const { clockSetAtMs, lookedAtMs, rightsAtMs } = intent.senses;
  const perceivedMs = Math.min(lookedAtMs, rightsAtMs);
  // Of several orders that a process places side by side, nobody can tell which one it looked for.
  if (intent.isAlone && perceivedMs > clockSetAtMs && call.atMs - perceivedMs > PERCEIVED_MS)
    violations.push('paid for long after the last look');
  const shown = shownBefore(audited, intent);
  if (!shown.some(({ names }) => names.join() === call.names.join())) violations.push('other names than approved');
  const workspaces = witness.workspacesSince(intent.atMs - WORKSPACES_MS, call.moment);
  if (!kind.hasPauses && !shown.some(({ workspace }) => workspaces.includes(workspace)))
    violations.push('the workspace is another than was shown');
  if (call.username !== (usernames.get(intent.reference) ?? null)) violations.push('sent with another login');
  return violations;
}

/** What cards said on which somebody pressed Approve for the terms of an intent. */
const shownBefore = ({ clicks }: Audited, { reference, entry }: Intent): Shown[] =>
  clicks
    .filter(
      (click) => click.kind === 'approve' && click.reference === reference && click.fingerprint === entry.fingerprint,
    )
    .map(({ shown }) => shown);

function dayViolations({ kind, limits }: Audited, paid: readonly Intent[]): string[] {
  const slackMs = kind.hasPauses ? CLOCKS_MS : 0;
  return paid.flatMap((last) => {
    const ofDay = paid.filter(({ atMs }) => atMs <= last.atMs && atMs > last.atMs - DAY_MS + slackMs);
    const cents = ofDay.reduce((sum, { attempt }) => sum + (attempt.quotedCents ?? 0), 0);
    return cents > limits.perDayCents ? [`${last.attempt.tag}: ${cents} cents in a day`] : [];
  });
}

/** What every order keeps to, at every moment. */
export function orderViolations(audited: Audited, kept: Kept): string[] {
  const { order, history } = kept;
  const { reference } = order.facts;
  const violations: string[] = [];
  const broken = firstBrokenEntry(history);
  if (broken !== null) violations.push(`history breaks at ${broken}`);
  violations.push(...approvalViolations(audited, kept), ...repeatViolations(audited, kept), ...mixedUp(audited, kept));
  const isOver = order.state === 'declined' || order.state === 'withdrawn' || order.state === 'expired';
  const calls = callsOf(audited, kept).filter((call) => !audited.witness.isForgotten(call));
  const declared = history.filter(({ event }) => event.type === 'declared_absent');
  if (isOver && calls.length > declared.length) violations.push(`${order.state}, and yet paid for`);
  return violations.map((violation) => `${reference}: ${violation}`);
}

/** Attempts that are not what was recorded under their number: what became of one was taken for what became of another. */
function mixedUp({ witness }: Audited, { order }: Kept): string[] {
  const intents = witness.intents.filter(({ reference }) => reference === order.facts.reference);
  return order.attempts.flatMap(({ number, tag }) => {
    const recorded = intents.filter(({ attempt }) => attempt.number === number);
    const isOther = recorded.length > 0 && !recorded.some(({ attempt }) => attempt.tag === tag);
    return isOther ? [`attempt ${number} has the tag of another`] : [];
  });
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
  for (const { tag, moment, earlier, process } of callsOf(audited, kept)) {
    const isBegunTwice = earlier.some((each) => each.tag === tag && each.process === process);
    if (isBegunTwice) violations.push(`${tag} begun twice by one process`);
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

/** Whether somebody could decide at some moment since the last answer that the process had waited for. */
const mightDecide = ({ witness }: Audited, { policy, senses, moment }: Intent, by: UserId): boolean =>
  policy.users.includes(by) || witness.wasInGroup(by, senses.readAt, moment);

interface Given {
  readonly by: UserId;
  readonly at: Date;
}

/** The approvals of a call's terms, one a person, without those that were taken away. */
function approvalsBefore({ before, entry }: Intent): readonly Given[] {
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
