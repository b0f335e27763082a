import { type ChangeSender, SENDER_WORTH, senderChangeAt } from '../../../acts/change_sender/change-sender.ts';
import { senderSeen, sendersIn } from '../../../acts/change_sender/mailboxes-seen.ts';
import type { Urgency } from '../../ports/vendor.ts';
import type { Appraised, PricingReads } from '../act-at-vendor.ts';
import { rowIn } from '../domain-rows.ts';
import { mailboxesSeen, wantedSender } from './sender-rows.ts';

/**
 * The senders of the domain of a step as the vendor shows them now: other domains are looked at when their turn comes. Other
 * senders than people saw make it another act, and so do other mailboxes where those are deleted; what is so already does not,
 * which the look for it tells. Refused while the domain is not in the vendor's list, or its mailboxes are not said. Throws what
 * vendor reads throw.
 */
export async function appraiseChangeSender(
  { vendor }: Pick<PricingReads, 'vendor'>,
  act: ChangeSender,
  urgency: Urgency,
  step = 1,
): Promise<Appraised> {
  const { workspace, vendorOrderId: orderId } = act;
  const change = senderChangeAt(act, step);
  const row = rowIn(await vendor.domains(workspace.id, urgency), { name: change.domain, orderId });
  if (!row) return { ok: false, refusal: 'price_missing' };
  const seen = mailboxesSeen(row.name, await vendor.mailboxes(workspace.id, row.id, urgency));
  if (senderSeen(seen, wantedSender(act, step)) === 'applied') return { ok: true, worth: SENDER_WORTH };
  const now = sendersIn(seen);
  if (!now) return { ok: false, refusal: 'price_missing' };
  const isSame =
    isSameSet(now.from, change.from) && (act.mode === 'name_only' || isSameSet(now.addresses, change.addresses));
  if (isSame) return { ok: true, worth: SENDER_WORTH };
  const changes = act.changes.map((each) => (each === change ? { ...each, ...now } : each));
  return { ok: true, worth: SENDER_WORTH, act: { ...act, changes } };
}

const isSameSet = (left: readonly string[], right: readonly string[]): boolean =>
  left.length === right.length && left.every((each) => right.includes(each));
