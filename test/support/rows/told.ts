import { chargedCents } from '../../../src/acts/worth.ts';
import { questionOf } from '../../../src/orders/decide/settle-resembling.ts';
import type { EffectIntent, EffectType } from '../../../src/orders/effect.ts';
import { approvalsOf, attemptOf, hasAttempt, type Order, termsOf } from '../../../src/orders/order.ts';
import { attemptsLookedFor } from '../../../src/orders/standing/at-vendor.ts';
import { holdsClaims } from '../../../src/orders/standing/ends.ts';
import { surfaceOf } from '../../../src/orders/surface.ts';

/** What matters of an order, in words that every form of rows has. */
export function told(order: Order): string {
  const attempt = hasAttempt(order) ? attemptOf(order) : null;
  const others = order.attempts.filter(({ number, turnedUpAt }) => number !== attempt?.number && turnedUpAt);
  const progress = 'progress' in order ? order.progress : null;
  const isAtVendor = progress !== null || order.state === 'payment_pending';
  const isDecided = order.state === 'awaiting_approval' || order.state === 'approved';
  const parts: Readonly<Record<string, unknown>> = {
    state: order.state,
    hold: 'hold' in order ? (order.hold ?? undefined) : 'heldFor' in order ? order.heldFor : undefined,
    reason: 'change' in order ? order.change?.reason : 'reason' in order ? order.reason : undefined,
    looks: 'looks' in order ? order.looks : undefined,
    unread: 'unread' in order ? order.unread : undefined,
    full: 'fullLooks' in order ? order.fullLooks : undefined,
    by: attempt?.tag,
    vendor: attempt && isAtVendor ? `${attempt.vendorOrderId} ${attempt.vendorAmountCents}` : undefined,
    sought: attemptsLookedFor(order)
      .map(({ tag }) => tag)
      .join(),
    twice: others
      .map(({ tag, vendorOrderId }) => `${tag}=${vendorOrderId ?? '?'}`)
      .toSorted()
      .join(),
    question: questionOf(order)?.vendorOrderId,
    ruledOut: order.ruledOut.join(),
    approvals: isDecided
      ? approvalsOf(order)
          .map(({ by }) => by)
          .toSorted()
          .join()
      : undefined,
    cents: chargedCents(termsOf(order).worth),
    card: surfaceOf(order, 'card')?.ts,
    dm: surfaceOf(order, 'requester')?.ts,
    holds: holdsClaims(order),
    ready: progress?.ready.length,
    stuck: progress?.isStuck,
  };
  return Object.entries(parts)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => `${name}:${value}`)
    .join(' ');
}

/**
 * Effects of which bots that wrote the first form only knew nothing; they announced an order once, and not again when it stood
 * at the vendor after all.
 */
const LATER: ReadonlySet<EffectType> = new Set(['conclude', 'hand_over', 'look_at_card', 'announce']);

/** What follows, with the seconds until then; of what a bot of then knew. */
export const effectsTold = (effects: readonly EffectIntent[], at: Date): string =>
  effects
    .filter(({ task }) => !LATER.has(task.type))
    .map(({ task, dueAt }) => {
      const notice = task.type === 'tell' ? `(${task.notice} ${task.to})` : '';
      return `${task.type}${notice}+${Math.round((dueAt.getTime() - at.getTime()) / 1_000)}s`;
    })
    .toSorted()
    .join(' ');
