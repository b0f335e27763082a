import type { AccountSurvey, Unknown } from '../scaledmail/account-survey.ts';
import { type CheckResult, fine, notChecked, problem, warning } from './check.ts';

/*
 * Whether the answers for this account are such that an order can be told from all others before money moves. What no
 * answer has shown yet is a warning.
 */

const AFTER_FIRST_ORDER = 'Run this once more after the first order, and before the second.';

/** More orders than can be opened one by one before a payment. */
const MAX_UNDATED = 200;

/** Whether rows of orders say when they were made: only newer ones are looked into before a payment. */
export function judgeOrderDates({ orders, undated }: AccountSurvey): CheckResult {
  const name = 'Order dates';
  if (orders === 0) {
    return warning(name, 'no orders yet, so no answer shows whether orders carry created_at', AFTER_FIRST_ORDER);
  }
  if (undated === 0) return fine(name, `each of ${counted(orders, 'order')} carries created_at`);
  const detail = `${undated} of ${counted(orders, 'order')} without a created_at that can be read`;
  const fix =
    'Ask ScaledMail’s support why created_at is missing in the answer of GET /orders. Until it is there, all these orders ' +
    'are taken for new ones and opened one by one before every payment, about four a second.';
  return undated > MAX_UNDATED ? problem(name, detail, fix) : warning(name, detail, fix);
}

/** Whether details of orders have a field for the tag, by which an order is found whose answer was lost. */
export function judgeOrderTags({ opened, untagged }: AccountSurvey): CheckResult {
  const name = 'Order tags';
  if (opened === 0) {
    return warning(name, 'no orders yet, so no answer shows whether orders carry their tag', AFTER_FIRST_ORDER);
  }
  if (untagged === 0) return fine(name, `the details of orders carry it (${opened} opened)`);
  const detail = `${untagged} of ${counted(opened, 'order')} opened without the field tag`;
  const fix =
    'Ask ScaledMail’s support to put tag into the answer of GET /orders/{order_id}, and let no order be placed before that ' +
    '(START_PAUSED=yes, or /scaledmail pause): without it, an order whose answer is lost cannot be told from another one with the same names.';
  return problem(name, detail, fix);
}

/** Whether every field and every word for a status is known. Names are told, values never. */
export function judgeWords({ orders, unknown }: AccountSurvey): CheckResult {
  const name = 'ScaledMail words';
  if (unknown.length > 0) {
    const fix =
      'Nothing to do today: unknown fields are ignored, and an order with an unknown status is taken neither for working ' +
      'nor for cancelled. Tell whoever maintains the bot, with this line.';
    return warning(name, `unknown: ${unknown.map(asTold).join(', ')}`, fix);
  }
  return fine(name, orders === 0 ? 'no unknown field or status so far' : 'every field and every status is known');
}

const asTold = ({ kind, place, name }: Unknown): string =>
  kind === 'field' ? `field ${name} in ${place}` : `status “${name}” in ${place}`;

const WELL_BELOW_MS = 60_000;
/** Half of the margin by which orders are looked for that were made before the request. */
const TOO_FAR_MS = 24 * 60 * 60 * 1_000;

/** How far ScaledMail's clock is from ours. `offsetMs` is how far it is ahead; null when no answer was dated. */
export function judgeVendorClock(offsetMs: number | null): CheckResult {
  const name = 'ScaledMail clock';
  if (offsetMs === null) return notChecked(name, 'an answer of ScaledMail that is dated');
  const offMs = Math.abs(offsetMs);
  if (offMs <= WELL_BELOW_MS) return fine(name, `like ours, to about ${Math.max(1, Math.round(offMs / 1_000))} s`);
  const detail = `${timeSpan(offMs)} ${offsetMs > 0 ? 'ahead of' : 'behind'} ours`;
  const ours = 'Look at the line Clock first: when ours is wrong, set it right.';
  if (offMs <= TOO_FAR_MS) {
    return warning(name, detail, `${ours} A difference of ScaledMail’s own is allowed for, up to a day.`);
  }
  const fix = `${ours} Else ask ScaledMail’s support, and let no order be placed before that (START_PAUSED=yes, or /scaledmail pause).`;
  return problem(name, `${detail}: an order made there could be taken for an old one`, fix);
}

function timeSpan(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  return minutes < 120 ? counted(minutes, 'minute') : counted(Math.round(minutes / 60), 'hour');
}

const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;
