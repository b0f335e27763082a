import { type BuyPrewarmed, type PrewarmedInbox, prewarmedWorth } from '../../../acts/buy_prewarmed/buy-prewarmed.ts';
import { priceStock } from '../../../acts/buy_prewarmed/stock.ts';
import type { Urgency, Vendor } from '../../ports/vendor.ts';
import type { Appraised, PricingReads } from '../act-at-vendor.ts';

/**
 * What is in stock of it now, at the prices of now. What was sold to others meanwhile is not in the act any more; nor are the
 * prices of before, when it became dearer. What is gone from the stock, and stands among the workspace's own domains, was
 * bought by ourselves: it stays as it was, and the look for our own trace says by which order. Throws what vendor reads throw.
 */
export async function appraisePrewarmed(
  { vendor }: Pick<PricingReads, 'vendor'>,
  act: BuyPrewarmed,
  urgency: Urgency,
): Promise<Appraised> {
  const wanted = new Map(act.inboxes.map((inbox) => [inbox.id, inbox]));
  const stock = await vendor.prewarmedStock(act.workspace.id, urgency);
  const priced = priceStock(stock.filter(({ id, name }) => wanted.get(id)?.name === name));
  if (!priced.ok) return priced;
  const there = new Map(priced.inboxes.map((inbox) => [inbox.id, inbox]));
  const gone = act.inboxes.filter(({ id }) => !there.has(id));
  const own = gone.length === 0 ? new Set<string>() : await ownNames(vendor, act, urgency);
  const inboxes = act.inboxes.flatMap((inbox): PrewarmedInbox[] => {
    const now = there.get(inbox.id);
    // Its age goes on by itself, and is no other offer.
    if (now) return [{ ...now, weeks: inbox.weeks }];
    return own.has(inbox.name) ? [inbox] : [];
  });
  if (inboxes.length === 0) return { ok: false, refusal: 'sold_out' };
  const worth = prewarmedWorth(inboxes);
  return isAsSeen(act.inboxes, inboxes) ? { ok: true, worth } : { ok: true, worth, act: { ...act, inboxes } };
}

/** Names that the workspace has by now, whoever bought them. */
async function ownNames(vendor: Vendor, { workspace }: BuyPrewarmed, urgency: Urgency): Promise<ReadonlySet<string>> {
  return new Set((await vendor.domains(workspace.id, urgency)).map(({ name }) => name));
}

/** Whether it is all that people saw, with as many mailboxes, and no dearer: one that became cheaper is what they agreed to. */
function isAsSeen(seen: readonly PrewarmedInbox[], now: readonly PrewarmedInbox[]): boolean {
  const [before, after] = [prewarmedWorth(seen), prewarmedWorth(now)];
  const isSame = seen.length === now.length && seen.every((each, index) => each.mailboxes === now[index]?.mailboxes);
  return isSame && after.nowCents <= before.nowCents && after.monthCents <= before.monthCents;
}
