import { max } from 'date-fns/max';
import { min } from 'date-fns/min';
import { type CustomOrder, domainNames, type OrderedDomain } from '../../../acts/custom_order/custom-order.ts';
import { PROVIDER_FACTS } from '../../../acts/custom_order/provider-facts.ts';
import type { Short } from '../../../values/mailboxes-short.ts';
import type { VendorDomain, VendorMailbox } from '../../ports/vendor.ts';
import type { KnownProgress, MailboxesFailed, Progress, ProgressReads } from '../act-at-vendor.ts';
import { isActive } from '../vendor-status.ts';

/** A domain that is Active: whether it works is told by its mailboxes. */
interface ActiveDomain {
  readonly name: string;
  readonly domain: VendorDomain;
  /** Mailboxes that belong there. */
  readonly expected: number;
  readonly ordered: OrderedDomain;
}

/**
 * How far a purchase is: a domain works when it is Active and has the expected number of mailboxes, all Active. One whose
 * mailboxes were not read is neither ready nor late: it is unread, keeps none of the others back, and comes first at the next
 * look. One with fewer mailboxes than were ordered is told by name. One that is known to have worked is not asked for its mailboxes again. Null when the domains could not be read.
 * Source: docs/vendor/notes.md, "Life of an order and status words".
 */
export async function customOrderProgress(
  reads: ProgressReads,
  purchase: CustomOrder,
  known: KnownProgress,
): Promise<Progress | null> {
  const domainNamed = await reads.domains();
  if (!domainNamed) return null;
  const names = domainNames(purchase);
  const active = activeDomains(purchase, domainNamed);
  const ready = new Set(active.filter(({ name }) => known.ready.has(name)).map(({ name }) => name));
  const toRead = unreadFirst(
    active.filter(({ name }) => !ready.has(name)),
    known,
  );
  const unread = new Set(toRead.map(({ name }) => name));
  const failures: MailboxesFailed[] = [];
  const short: Short[] = [];
  const progress = (isToGoOn: boolean): Progress => ({
    ready: names.filter((name) => ready.has(name)),
    isDone: ready.size === names.length,
    unread: names.filter((name) => unread.has(name)),
    isToGoOn,
    readAgainAt: readAgainAt(failures),
    short: [...short],
  });
  for (const { name, domain, expected, ordered } of toRead) {
    const mailboxes = await reads.mailboxes(domain);
    if (mailboxes === 'not_its_turn') return progress(true);
    if (mailboxes === null) continue;
    if ('failedUntil' in mailboxes) {
      failures.push(mailboxes);
      continue;
    }
    unread.delete(name);
    if (hasWorking(mailboxes, expected)) ready.add(name);
    if (mailboxes.length < expected) short.push(shortOf(ordered, mailboxes, expected));
    await reads.soFar(progress(true));
  }
  return progress(false);
}

/**
 * When a look would read something of what failed. After news, when all of those are asked for again: a look in between would
 * ask a vendor that refuses for others.
 */
export function readAgainAt(failures: readonly MailboxesFailed[]): Date | null {
  const untilOf = ({ failedUntil }: MailboxesFailed) => failedUntil;
  const news = failures.filter(({ isNews }) => isNews);
  if (news.length > 0) return max(news.map(untilOf));
  return failures.length > 0 ? min(failures.map(untilOf)) : null;
}

function activeDomains(
  { lines }: CustomOrder,
  domainNamed: (name: string) => VendorDomain | null,
): readonly ActiveDomain[] {
  return lines.flatMap(({ provider, domains }) => {
    const expected = PROVIDER_FACTS[provider].mailboxesPerDomain;
    return domains.flatMap((ordered) => {
      const { name } = ordered;
      const domain = domainNamed(name);
      return domain && isActive(domain.status) ? [{ name, domain, expected, ordered }] : [];
    });
  });
}

/** Those that were not read at the look before come first: nobody waits for others twice. */
function unreadFirst(domains: readonly ActiveDomain[], { unread }: KnownProgress): readonly ActiveDomain[] {
  const isUnread = ({ name }: ActiveDomain) => unread.has(name);
  return [...domains.filter(isUnread), ...domains.filter((domain) => !isUnread(domain))];
}

const hasWorking = (mailboxes: readonly VendorMailbox[], expected: number): boolean =>
  mailboxes.length >= expected && mailboxes.every(({ status }) => isActive(status));

/** Which addresses are missing is known where they were ordered one by one, and each row says whose it is. */
function shortOf({ name, naming }: OrderedDomain, mailboxes: readonly VendorMailbox[], expected: number): Short {
  const listed = mailboxes.map(({ email, alias }) => email ?? (alias === undefined ? null : `${alias}@${name}`));
  const isThere = new Set(listed.map((address) => address?.trim().toLowerCase()));
  const ordered = naming.form === 'aliases' ? naming.aliases.map(({ alias }) => `${alias}@${name}`) : [];
  const missing = listed.includes(null) ? [] : ordered.filter((address) => !isThere.has(address.toLowerCase()));
  return { domain: name, listed: mailboxes.length, expected, missing };
}
