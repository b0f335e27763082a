import { addBusinessDays } from 'date-fns/addBusinessDays';
import { addDays } from 'date-fns/addDays';
import { addHours } from 'date-fns/addHours';
import { addMilliseconds } from 'date-fns/addMilliseconds';
import { addMinutes } from 'date-fns/addMinutes';
import { clamp } from 'date-fns/clamp';
import { max } from 'date-fns/max';
import { subHours } from 'date-fns/subHours';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Longest that the paid call may take before we stop waiting for its answer. */
export const PLACING_CALL_TIMEOUT_MS = 60 * SECOND_MS;

/**
 * Latest moment for the call to start after its intent was written. A process that stood still for longer leaves the
 * order to be looked for, because others may by then take the call for lost.
 */
export const placingMustStartBy = (startedAt: Date): Date => addMilliseconds(startedAt, 20 * SECOND_MS);

/**
 * The vendor's clock and ours need not agree, and its day may begin at another hour: what it made so long before a request
 * counts as made since.
 */
export const madeSince = (requestedAt: Date): Date => subHours(requestedAt, 48);

/** When an order found in `placing` must be taken for interrupted: well after its call has ended either way. */
export const placingPresumedLostAt = (startedAt: Date): Date =>
  addMilliseconds(startedAt, PLACING_CALL_TIMEOUT_MS + 30 * SECOND_MS);

/**
 * Waits between looks into the vendor's list.
 * Source: docs/vendor/notes.md, "What is unknown, and the safest behaviour" (5 s, 15 s, 60 s, 5 min).
 */
const LOOK_DELAYS_MS = [5 * SECOND_MS, 15 * SECOND_MS, MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS, HOUR_MS];

/** After so many looks in vain, some twenty minutes, people are asked to look themselves; looking goes on every hour. */
export const LOOKS_BEFORE_ASKING = LOOK_DELAYS_MS.length - 1;

/** How long an attempt that was given up is looked for every hour: its truth may come late. After that, once a day. */
export const lookHourlyUntil = (givenUpAt: Date): Date => addDays(givenUpAt, 1);

/**
 * How long what ScaledMail refused is looked for once a day, after the day of hourly looks: a change that it took after all
 * shows days later. Source: docs/acts/change_redirect.md, "If nothing answers".
 */
export const lookDailyUntil = (refusedAt: Date): Date => addDays(refusedAt, 7);

/** Hour of the day, in UTC, of the daily look: one moment for all orders, so that one read of the list serves them all. */
const DAILY_LOOK_HOUR = 4;

/** When to look again for an attempt that was given up days ago: on the next day. */
export const nextDailyLookAt = (now: Date): Date =>
  new Date((Math.floor(now.getTime() / DAY_MS) + 1) * DAY_MS + DAILY_LOOK_HOUR * HOUR_MS);

/** An answer of a shape that we do not know is looked into at once; people are told when nothing turned up within a minute. */
export const tellOfUnfamiliarAt = (answeredAt: Date): Date => addMinutes(answeredAt, 1);

/**
 * After so many looks without a trace, the vendor's "no" is believed.
 * Source: docs/vendor/notes.md, "Placing an order safely", steps 4 and 5.
 */
export const LOOKS_BEFORE_REFUSED = 3;

/** When to look again after `looks` looks in vain. */
export const nextLookAt = (looks: number, now: Date): Date =>
  addMilliseconds(now, LOOK_DELAYS_MS[Math.min(looks, LOOK_DELAYS_MS.length - 1)] ?? HOUR_MS);

/**
 * The vendor asks for no more than one poll in 15 to 30 minutes.
 * Source: docs/vendor/notes.md, "Life of an order and status words".
 */
export const nextWatchAt = (now: Date): Date => addMinutes(now, 15);
/** What waits for its turn to be read is read a minute later. */
export const nextTurnAt = (now: Date): Date => addMinutes(now, 1);
/**
 * What failed is read again as soon as its failure is forgotten, `readAgainAt`: a look before that would ask nothing. In a
 * minute at the earliest, and not later than what did not fail.
 */
export const nextReadAt = (readAgainAt: Date, now: Date): Date =>
  clamp(readAgainAt, { start: nextTurnAt(now), end: nextWatchAt(now) });
/** A working order is only watched for its end. */
export const nextWatchOfActiveAt = (now: Date): Date => addHours(now, 12);

/**
 * From when on people are told that it takes longer than usual. Set-up takes 2 to 4 business days by the vendor's home page;
 * what ends may run to the end of its paid month first.
 */
export const stuckAfter = (placedAt: Date, effect: 'spend' | 'cancel' | 'write'): Date =>
  effect === 'cancel' ? addDays(placedAt, 35) : addBusinessDays(placedAt, 5);

/** From when on people are told that nobody knows how far it is: a list that fails for a moment is no news. */
export const unknownAfter = (placedAt: Date, effect: 'spend' | 'cancel' | 'write'): Date =>
  addDays(stuckAfter(placedAt, effect), 1);

/** When people are reminded of what waits since `since`, when they were `given` times already: after 1, 2, 4, 8… days. */
export const reminderDueAt = (since: Date, given: number): Date => addDays(since, 2 ** given);

/** How many reminders are given with one at `now`: what was slept through is not made up for. */
export function remindersWith(since: Date, given: number, now: Date): number {
  let count = given;
  while (reminderDueAt(since, count) <= now) count += 1;
  return count;
}

/** For so long billing may still ask to confirm the card of an order that was placed. */
export const mayAskToConfirmUntil = (placedAt: Date): Date => addDays(placedAt, 1);

/**
 * An unanswered order is given up after the hours for which its act waits, and brought up again once before: after a day, or
 * after a quarter of that time when it is shorter.
 */
export const expiresAt = (now: Date, openHours: number): Date => addHours(now, openHours);
export const remindAt = (now: Date, openHours: number): Date => addHours(now, Math.min(24, openHours / 4));

/** From when on approvals count no longer: seven days after the last of them. */
export const approvalsCountUntil = (approvals: readonly { readonly at: Date }[]): Date =>
  addDays(max(approvals.map(({ at }) => at)), 7);

/** The same of an order that a person sent free by rule: seven days after that click. */
export const freeCountsUntil = (sentAt: Date): Date => addDays(sentAt, 7);

/** Wait before try `failures + 1` of an effect: doubling from one second up to five minutes. `jitter` is in [0, 1). */
export function retryAt(failures: number, now: Date, jitter: number): Date {
  const fullMs = Math.min(SECOND_MS * 2 ** Math.min(failures, 20), 5 * MINUTE_MS);
  return addMilliseconds(now, Math.round(fullMs * (0.75 + jitter / 4)));
}

/**
 * When a call that was not sent, because the vendor could not be reached or takes no more, comes again: after `waitMs` when
 * the vendor asked for that, but within half a minute and an hour.
 */
export const notSentUntil = (now: Date, waitMs = 5 * MINUTE_MS): Date =>
  addMilliseconds(now, Math.min(Math.max(waitMs, 30 * SECOND_MS), HOUR_MS));

/**
 * When a card is looked at again that nothing was drawn on since: a channel may keep messages for one day only.
 * Source: docs/slack.md, "What real workspaces do that a polite stand-in does not (November 2026)".
 */
export const nextCardLookAt = (now: Date): Date => addHours(now, 23);

/** Whether a card that Slack has not taken since then is late: people are told that it is not there. */
export const isCardLate = (missingSince: Date, now: Date): boolean => addMinutes(missingSince, 10) <= now;

/** How long a held order waits before the reason is looked at again. */
export const holdUntil = (now: Date): Date => addMilliseconds(now, 30 * SECOND_MS);
