import { type BuyPrewarmed, type PrewarmedInbox, prewarmedWorth } from '../../src/acts/buy_prewarmed/buy-prewarmed.ts';
import { requirementFor } from '../../src/orders/approval/requirement.ts';
import { type NewOrder, newOrder } from '../../src/orders/new-order.ts';
import type { OrderFacts } from '../../src/orders/order.ts';
import { aPolicy, aPurchase, aReference, noon, rita, team } from './builders.ts';

/** An item of the stock, of two Google mailboxes unless told otherwise. */
export const anInbox = (parts: Partial<PrewarmedInbox> = {}): PrewarmedInbox => ({
  id: 'recWarm1',
  name: 'getgoogle1.com',
  provider: 'google',
  weeks: 8,
  mailboxes: 2,
  nowCents: 2_000,
  monthCents: 800,
  ...parts,
});

/** An order of two pre-warmed domains, unless told otherwise. */
export const aPrewarmed = (parts: Partial<BuyPrewarmed> = {}): BuyPrewarmed => ({
  kind: 'buy_prewarmed',
  workspace: aPurchase().workspace,
  label: 'Acme',
  inboxes: [
    anInbox(),
    anInbox({
      id: 'recWarm2',
      name: 'getgoogle2.com',
      provider: 'outlook',
      weeks: 12,
      mailboxes: 25,
      nowCents: 4_000,
      monthCents: 5_000,
    }),
  ],
  ...parts,
});

/** Rita's new order of pre-warmed inboxes. */
export function aNewPrewarmed(
  act: BuyPrewarmed = aPrewarmed(),
  policy = aPolicy(),
  asked: Partial<Pick<OrderFacts, 'reference' | 'requestedBy' | 'requestedAt'>> = {},
): NewOrder {
  const worth = prewarmedWorth(act.inboxes);
  const facts = { reference: aReference, account: team, requestedBy: rita, requestedAt: noon, ...asked };
  const requirement = requirementFor({ act, worth, requester: facts.requestedBy }, policy);
  return newOrder(facts, { act, worth, requirement });
}
