import { mailboxesOf } from '../../acts/act.ts';
import type { CustomOrder, EmailProvider } from '../../acts/custom_order/custom-order.ts';
import { actOf, type Order } from '../../orders/order.ts';
import { keepsFromWorking, type Lacking } from '../../values/mail-record.ts';
import type { Progress } from '../acts/act-at-vendor.ts';
import type { MailDns } from '../ports/mail-dns.ts';

/** So many domains of which the resolver tells nothing are passed over; then it is not asked for the rest this time. */
const MOST_UNANSWERED = 2;

/** What the vendor says, and what our own look found missing of the domains that it calls ready. */
export type OwnProgress = Progress & { readonly lacking: readonly Lacking[] };

/**
 * Holds what the vendor says against our own look at the DNS of each domain that it calls ready now: one without the records
 * that mail needs does not count as ready. What cannot be looked up proves nothing, and the vendor's word stands; `known` to be
 * ready stays so. Each domain is asked for once, however often it comes.
 */
export function ownLook(
  dns: MailDns | undefined,
  order: Order,
  known: ReadonlySet<string>,
): (said: Progress) => Promise<OwnProgress> {
  const mailboxes = mailboxesOf(actOf(order));
  if (!dns || !mailboxes) return async (said) => ({ ...said, lacking: [] });
  const providers = providersIn(mailboxes);
  const seen = new Map<string, Lacking | null>();
  let unanswered = 0;
  const look = async (domain: string, provider: EmailProvider): Promise<Lacking | null> => {
    if (unanswered >= MOST_UNANSWERED) return null;
    const lacks = await dns.lackedBy(domain, provider);
    if (lacks === null) unanswered += 1;
    return lacks && lacks.length > 0 ? { domain, lacks: [...lacks] } : null;
  };
  return async (said) => {
    const lacking: Lacking[] = [];
    for (const name of said.ready) {
      const provider = providers.get(name);
      if (known.has(name) || !provider) continue;
      const found = seen.has(name) ? seen.get(name) : await look(name, provider);
      seen.set(name, found ?? null);
      if (found) lacking.push(found);
    }
    const held = new Set(lacking.filter(keepsFromWorking).map(({ domain }) => domain));
    const ready = said.ready.filter((name) => !held.has(name));
    return { ...said, ready, isDone: said.isDone && held.size === 0, lacking };
  };
}

const providersIn = ({ lines }: CustomOrder): ReadonlyMap<string, EmailProvider> =>
  new Map(lines.flatMap(({ provider, domains }) => domains.map(({ name }) => [name, provider] as const)));
