import { namesOf } from '../../../src/acts/act.ts';
import type { ApprovalPolicy } from '../../../src/orders/approval/policy.ts';
import type { OrderEvent, OrderEventType } from '../../../src/orders/event.ts';
import type { HistoryEntry } from '../../../src/orders/history/history.ts';
import { actOf, approvalsOf, type Order } from '../../../src/orders/order.ts';
import { lateOf, missingOf } from '../../../src/orders/standing/late.ts';
import { type Line, quotation, section } from '../../blocks.ts';
import { whoMayDecide } from '../../words/approval/people.ts';
import type { Effect } from '../../words/effect.ts';
import { effectOfEvent } from '../../words/effect-of-event.ts';
import { eventText, saidIn } from '../../words/event-text.ts';
import { namesText, type SetUpSetting, usualText } from '../../words/states/set-up.ts';
import { capital, counted, localTime, mention, type Naming } from '../../words/text.ts';
import type { MessageView } from '../message-view.ts';
import { firstOrderSteps } from './first-order-steps.ts';

/** What an entry is drawn with: whether the order is the account's first, how people are written, and how long earlier orders took. */
export interface NoteSetting extends Pick<SetUpSetting, 'usual'> {
  readonly isFirst: boolean;
  /** Who can decide: they are asked when an order is late. */
  readonly policy: ApprovalPolicy;
  readonly named: Naming;
}

/**
 * A line in the card's thread: what happened, with people by name; Slack says when. The first order of an account tells its
 * steps, too.
 */
export function historyNote(order: Order, event: OrderEvent, setting: NoteSetting): MessageView {
  const { isFirst } = setting;
  const text = `${noteText(order, event, setting).replace(/[.…]$/, '')}.`;
  const steps = isFirst ? firstOrderSteps(order, event).map((step) => `\n• ${step}`) : [];
  const said = saidIn(event);
  const note = section(`${text}${steps.join('')}`);
  return { text, blocks: said === null ? [note] : [note, quotation(said)] };
}

/** One line of a list: `today at 10:42 · Approved by <@U…>`, and what somebody said. */
export function historyLine(event: OrderEvent, at: Date, effect: Effect): Line {
  return { text: `${localTime(at)} · ${eventText(event, effect, mention)}`, said: saidIn(event) };
}

/** Events that come again and again while an order waits. */
const REPEATING: ReadonlySet<OrderEventType> = new Set([
  'vendor_order_absent',
  'look_incomplete',
  'progress_seen',
  'watch_failed',
  'announce_failed',
  'held',
]);

/** The history with only the last of a row of entries that repeat. */
export function withoutRepeats(history: readonly HistoryEntry[]): readonly HistoryEntry[] {
  return history.filter(({ event }, index) => {
    const next = history[index + 1]?.event;
    return !REPEATING.has(event.type) || next === undefined || !saysTheSame(event, next);
  });
}

/** Whether the later of two events makes the earlier one needless: an order on hold for another reason is news. */
const saysTheSame = (event: OrderEvent, next: OrderEvent): boolean =>
  event.type === next.type && !(event.type === 'held' && next.type === 'held' && isOtherHold(event, next));

type Held = Extract<OrderEvent, { type: 'held' }>;
const isOtherHold = (one: Held, other: Held): boolean => one.reason !== other.reason || one.trouble !== other.trouble;

/** What a thread says otherwise than a history: whoever did it comes first. */
function noteText(order: Order, event: OrderEvent, setting: NoteSetting): string {
  const { named } = setting;
  const effect = effectOfEvent(order, event);
  switch (event.type) {
    case 'approved':
      return `${named(event.by)} approved${countText(order)}`;
    case 'declined':
      return `${named(event.by)} declined`;
    case 'withdrawn':
      return `${named(event.by)} withdrew it`;
    case 'vendor_confirmed':
      return effect === 'spend' ? `Placed. ${capital(usualText(setting))}` : eventText(event, effect, named);
    case 'progress_seen':
      return effect === 'spend' ? readyText(order, event, setting) : eventText(event, effect, named);
    default:
      return eventText(event, effect, named);
  }
}

/** `. 1 of 2`, where one approval is not enough. */
function countText(order: Order): string {
  const { need } = order.asked;
  return need === 1 ? '' : `. ${Math.min(approvalsOf(order).length, need)} of ${need}`;
}

/** Which domains are late by what was seen then: those that were read. */
function lateNamesText(order: Order, seen: ProgressSeen): string {
  const names = lateOf(order) ? missingOf(namesOf(actOf(order)), seen) : [];
  return names.length === 0 ? '' : `; late: ${namesText(names)}`;
}

type ProgressSeen = Extract<OrderEvent, { type: 'progress_seen' }>;

/** `All 9 domains are ready`, `12 of 100 domains ready, 3 not known yet; late: acme.com`. */
function readyText(order: Order, seen: ProgressSeen, { policy }: NoteSetting): string {
  const { ready, unread = [] } = seen;
  const total = namesOf(actOf(order)).length;
  if (ready.length >= total) return total === 1 ? 'Its domain is ready' : `All ${total} domains are ready`;
  const unknown = unread.length === 0 ? '' : `, ${unread.length} not known yet`;
  const seenText = `${ready.length} of ${counted(total, 'domain')} ready${unknown}${lateNamesText(order, seen)}`;
  if (!lateOf(order)) return seenText;
  const who = whoMayDecide(policy, order.facts.requestedBy);
  return `${seenText}. ${who}: ScaledMail’s support can say what holds it up`;
}
