import { type CustomOrder, domainNames } from '../../../acts/custom_order/custom-order.ts';
import { PROVIDER_FACTS } from '../../../acts/custom_order/provider-facts.ts';
import type { VendorMailbox } from '../../ports/vendor.ts';
import type { Progress, ProgressReads } from '../act-at-vendor.ts';
import { isActive } from '../vendor-status.ts';

/**
 * Names of a purchase that work: a domain counts when it is Active and has the expected number of mailboxes, all Active. One
 * whose mailboxes could not be read this time counts at a later one, and keeps none of the others back; one that is `known`
 * to have worked is not asked for its mailboxes again. Null when the domains could not be read.
 * Source: docs/vendor/notes.md, "Life of an order and status words".
 */
export async function workingNames(
  reads: ProgressReads,
  purchase: CustomOrder,
  known: ReadonlySet<string>,
): Promise<readonly string[] | null> {
  const domainNamed = await reads.domains();
  if (!domainNamed) return null;
  const working: string[] = [];
  for (const { provider, domains } of purchase.lines) {
    const expected = PROVIDER_FACTS[provider].mailboxesPerDomain;
    for (const { name } of domains) {
      const domain = domainNamed(name);
      if (!domain || !isActive(domain.status)) continue;
      if (known.has(name) || hasWorking(await reads.mailboxes(domain), expected)) working.push(name);
    }
  }
  return working;
}

function hasWorking(mailboxes: readonly VendorMailbox[] | null, expected: number): boolean {
  return mailboxes !== null && mailboxes.length >= expected && mailboxes.every(({ status }) => isActive(status));
}

/** The same; it is done when all of its names work. */
export async function customOrderProgress(
  reads: ProgressReads,
  purchase: CustomOrder,
  known: ReadonlySet<string>,
): Promise<Progress | null> {
  const ready = await workingNames(reads, purchase, known);
  return ready && { ready, isDone: ready.length === domainNames(purchase).length };
}
