import { mailNamesOf } from '../../acts/act.ts';
import type { EmailProvider } from '../../acts/custom_order/custom-order.ts';
import { actOf, type Order } from '../../orders/order.ts';
import { keepsFromWorking, type Lacking } from '../../values/mail-record.ts';
import type { Progress } from '../acts/act-at-vendor.ts';
import type { Clock } from '../ports/clock.ts';
import type { MailDns } from '../ports/mail-dns.ts';

/** So many domains of which the resolver tells nothing are passed over; then it is not asked for the rest this time. */
const MOST_UNANSWERED = 2;
/** After so long no further domain is asked for at this look: the order has other work, and so has its worker. */
const MOST_MS = 30_000;

/** What the vendor says, and what our own look found missing of the domains that it calls ready. */
export type OwnProgress = Progress & {
  readonly lacking: readonly Lacking[];
  /** Domains of which the resolver told nothing: for them the vendor's word stands. */
  readonly silent: readonly string[];
  /** All is done by the vendor's word alone. */
  readonly isDoneThere: boolean;
};

/** What our own look needs. */
export interface OwnLooking {
  readonly dns: MailDns;
  readonly clock: Clock;
}

/** What the look before knew. */
export interface KnownByLook {
  readonly ready: ReadonlySet<string>;
  readonly unread: ReadonlySet<string>;
  readonly lacking: readonly Lacking[];
}

type Found = Lacking | 'all_there' | 'silent';

/**
 * Holds what the vendor says against our own look at the DNS of each domain that it calls ready now: one without the records
 * that mail needs does not count as ready. What cannot be looked up proves nothing: the vendor's word stands, or what a look
 * before found. `known` to be ready stays so. Each domain is asked for once, however often it comes; those for which there was
 * no time are unread, and are asked for first when it goes on in a minute. What lacks something is asked for last, the one that
 * was looked at the longest ago first.
 */
export function ownLook(
  looking: OwnLooking | undefined,
  order: Order,
  known: KnownByLook,
): (said: Progress) => Promise<OwnProgress> {
  const providers = new Map(mailNamesOf(actOf(order)));
  if (!looking || providers.size === 0)
    return async (said) => ({ ...said, lacking: [], silent: [], isDoneThere: false });
  const found = new Map<string, Found>();
  const lackedBefore = new Map(known.lacking.map((each) => [each.domain, each]));
  const look = asking(looking, found);
  return async (said) => {
    const names = said.ready.filter((name) => providers.has(name) && !known.ready.has(name));
    for (const name of inTurn(names, known)) {
      const provider = providers.get(name);
      if (provider && !found.has(name)) await look(name, provider);
    }
    const lacking: Lacking[] = [];
    const fresh: Lacking[] = [];
    const held = new Set<string>();
    const unasked = new Set<string>();
    const silent: string[] = [];
    for (const name of inTurn(names, known)) {
      const now = found.get(name);
      const before = lackedBefore.get(name);
      if (now === 'silent') silent.push(name);
      if (typeof now === 'object') fresh.push(now);
      else if (now !== 'all_there' && before) lacking.push(before);
      else if (now === undefined) unasked.add(name);
    }
    lacking.push(...fresh);
    for (const each of lacking) if (keepsFromWorking(each)) held.add(each.domain);
    const isHeld = held.size > 0 || unasked.size > 0;
    return {
      ...said,
      ready: said.ready.filter((name) => !held.has(name) && !unasked.has(name)),
      isDone: said.isDone && !isHeld,
      isDoneThere: said.isDone && isHeld,
      unread: [...said.unread, ...unasked],
      isToGoOn: said.isToGoOn || unasked.size > 0,
      lacking,
      silent,
    };
  };
}

/** Asks for one domain after the other while there is time, and while the resolver tells something. */
function asking({ dns, clock }: OwnLooking, found: Map<string, Found>) {
  let unanswered = 0;
  let spentMs = 0;
  return async (domain: string, provider: EmailProvider): Promise<void> => {
    if (unanswered >= MOST_UNANSWERED) found.set(domain, 'silent');
    if (unanswered >= MOST_UNANSWERED || spentMs >= MOST_MS) return;
    const beganAtMs = clock.now().getTime();
    const lacks = await dns.lackedBy(domain, provider);
    // A clock that was set back gives no time.
    spentMs += Math.max(0, clock.now().getTime() - beganAtMs);
    if (lacks === null) unanswered += 1;
    found.set(domain, lacks === null ? 'silent' : lacks.length > 0 ? { domain, lacks: [...lacks] } : 'all_there');
  };
}

/** Names that were not reached before come first, and those that lacked something last, in the order in which that was kept. */
function inTurn(names: readonly string[], { unread, lacking }: KnownByLook): string[] {
  const isNamed = new Set(names);
  const lacked = lacking.map(({ domain }) => domain).filter((domain) => isNamed.has(domain));
  const isLacked = new Set(lacked);
  const others = names.filter((name) => !isLacked.has(name));
  const isUnread = (name: string) => unread.has(name);
  return [...others.filter(isUnread), ...others.filter((name) => !isUnread(name)), ...lacked];
}
