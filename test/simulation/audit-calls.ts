import { PLACING_CALL_TIMEOUT_MS } from '../../src/orders/schedule.ts';
import { agreedBefore } from './audit-approvals.ts';
import { type Audited, mayMove } from './audited.ts';
import { holderOf } from './change-forms.ts';
import type { Shown } from './click.ts';
import { type Call, callName, type Intent, isSameAttempt } from './witness.ts';

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
 * What every call has that changes something at the vendor: an intent of its own that was written before it, and not while
 * placing was paused, nor on approvals that are too old, nor long after the last look; a store that could not lose it; and
 * room below the limits.
 */
export function callViolations(audited: Audited): string[] {
  const { witness, kind } = audited;
  const violations: string[] = [];
  const begun: Intent[] = [];
  for (const [index, call] of witness.calls.entries()) {
    const name = callName(call);
    const intents = witness.intentsOf(call);
    const intent = intents.at(-1);
    const ofAttempt = witness.calls.slice(0, index).filter((each) => isSameAttempt(each, call)).length;
    if (!intent || intents.length <= ofAttempt) violations.push(`${name}: a call without a recorded intent`);
    // A process that stands still between the check and the call may meet another world.
    if (!call.isDurable && !kind.hasPauses) violations.push(`${name}: sent although the store could lose it`);
    if (!intent) continue;
    violations.push(...intentViolations(audited, intent, call).map((violation) => `${name}: ${violation}`));
    if (!witness.isForgotten(call)) begun.push(intent);
  }
  violations.push(...dayViolations(audited, begun));
  return violations;
}

/** Whether a call did what was agreed, when it was agreed, and while what had been read before it was true. */
function intentViolations(audited: Audited, intent: Intent, call: Call): string[] {
  const { witness, kind, limits, usernames } = audited;
  const violations: string[] = [];
  const slackMs = kind.hasPauses ? CLOCKS_MS : 0;
  if (witness.wasPausedAt(intent.moment)) violations.push('sent while placing was paused');
  const approvedMs = Math.max(...agreedBefore(intent).map(({ at }) => at.getTime()));
  if (intent.atMs - approvedMs > APPROVAL_MS + slackMs) violations.push('sent on too old an approval');
  if (call.atMs - intent.atMs > LATEST_BEGIN_MS) violations.push('begun when others take it for lost');
  if ((intent.attempt.quotedCents ?? 0) > limits.perOrderCents) violations.push('above the limit of an order');
  const { clockSetAtMs, lookedAtMs, rightsAtMs } = intent.senses;
  const perceivedMs = Math.min(lookedAtMs, rightsAtMs);
  // Of several orders that a process places side by side, nobody can tell which one it looked for.
  if (intent.isAlone && perceivedMs > clockSetAtMs && call.atMs - perceivedMs > PERCEIVED_MS)
    violations.push('sent long after the last look');
  const shown = shownBefore(audited, intent);
  if (!shown.some((each) => isAsShown(audited, call, each))) violations.push('other names or amount than approved');
  if (!mayMove(audited) && call.met?.statuses.includes('Cancelled')) violations.push('sent although it had ended');
  const workspaces = witness.workspacesSince(intent.atMs - WORKSPACES_MS, call.moment);
  if (!kind.hasPauses && !shown.some(({ workspace }) => workspaces.includes(workspace)))
    violations.push('the workspace is another than was shown');
  const username = usernames.get(intent.reference) ?? holderOf(call.newName);
  if (call.username !== username) violations.push('sent with another login');
  return violations;
}

/** Whether a call makes what a card said, or changes it so; or ends it, as it still stands there with the same names and amount. */
function isAsShown(audited: Audited, call: Call, shown: Shown): boolean {
  const { operation, target, names, met, redirect, newName, sender, opens } = call;
  if (opens !== null) return shown.opens === opens;
  if (sender !== null) return shown.changes.some((each) => each.before === names[0] && each.sender === sender);
  if (redirect !== null || newName !== null) {
    return shown.changes.some(
      (each) => each.before === names[0] && (newName === null ? each.redirect === redirect : each.name === newName),
    );
  }
  if (target !== shown.target) return false;
  if (operation === 'buyDomains') return names.join() === shown.buys.join();
  if (target === null || operation === 'submitForm') return names.join() === shown.names.join();
  if (met === null || mayMove(audited)) return true;
  return met.monthCents === shown.endsCents && met.names.toSorted().join() === shown.names.toSorted().join();
}

/** What cards said on which somebody pressed Approve for the terms of an intent, or what somebody sent that was free by rule. */
const shownBefore = ({ clicks, witness }: Audited, { reference, entry }: Intent): Shown[] =>
  [...clicks, ...witness.sentFreely]
    .filter(
      (click) => click.kind === 'approve' && click.reference === reference && click.fingerprint === entry.fingerprint,
    )
    .map(({ shown }) => shown);

function dayViolations({ kind, limits }: Audited, begun: readonly Intent[]): string[] {
  const slackMs = kind.hasPauses ? CLOCKS_MS : 0;
  return begun.flatMap((last) => {
    const ofDay = begun.filter(({ atMs }) => atMs <= last.atMs && atMs > last.atMs - DAY_MS + slackMs);
    const cents = ofDay.reduce((sum, { attempt }) => sum + (attempt.quotedCents ?? 0), 0);
    return cents > limits.perDayCents ? [`${last.reference}: ${cents} cents in a day`] : [];
  });
}
