import { requirementFor } from '../../orders/approval/requirement.ts';
import type { OrderEvent } from '../../orders/event.ts';
import { approvalsOf, newestTerms, type Order } from '../../orders/order.ts';
import { approvalsCountUntil } from '../../orders/schedule.ts';
import type { Fingerprint, UserId } from '../../values/ids.ts';
import { canStillDecide } from '../authority.ts';
import { type Click, type DecidingDeps, decideOnClick, type Verdict } from './decide-on-click.ts';

/**
 * Counts one person's approval of exactly the terms they saw. Whether they may, and whether those before them still may, is
 * asked of Slack now. When that is enough by the policy in force, the order is approved and its placing becomes due, in the
 * same write. Throws `SlackUnavailable`.
 */
export const approveOrder =
  (deps: DecidingDeps) =>
  (click: Click & { fingerprint: Fingerprint }): Promise<Verdict> =>
    decideOnClick(deps, click, async (order): Promise<OrderEvent> => {
      const { act, worth } = newestTerms(order);
      const asked = requirementFor({ act, worth, requester: order.facts.requestedBy }, deps.policy);
      const entitled = asked.need > 1 ? await stillEntitled(deps, order, click.by) : [];
      return { type: 'approved', by: click.by, fingerprint: click.fingerprint, asked, entitled };
    });

/**
 * Who has approved these terms before, and still counts: they can decide now, and did so less than a week ago. Whoever clicks
 * can decide; when their own approval is older, this click is their new one.
 */
async function stillEntitled(deps: DecidingDeps, order: Order, clicking: UserId): Promise<UserId[]> {
  const entitled: UserId[] = [];
  for (const { by, at } of approvalsOf(order)) {
    // One that is older than a week counts no longer, whoever else has approved since.
    const isYoung = deps.clock.now() < approvalsCountUntil([{ at }]);
    if (isYoung && (by === clicking || (await canStillDecide(deps, by)))) entitled.push(by);
  }
  return entitled;
}
