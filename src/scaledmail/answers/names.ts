import { z } from 'zod';
import type { VendorName } from '../../acts/buy_domains/availability.ts';
import type { VendorRegistration } from '../../service/ports/vendor.ts';
import { momentFrom } from '../moment.ts';
import { orNull, rowsOf } from '../rows.ts';
import { DollarsAsCents, Status, Text } from './fields.ts';

/** A name is free when it says that no domain uses it; a word about its use that cannot be read is no such thing. */
const isFree = (domainId: unknown): boolean => domainId === undefined || domainId === null || domainId === '';

const Registration = z
  .object({
    domain: Text,
    domain_id: z.unknown().optional(),
    created_at: z.unknown().optional().transform(momentFrom),
    renewal_at: z.unknown().optional().transform(momentFrom),
    renewal_price: orNull(DollarsAsCents),
  })
  .transform(
    ({
      domain,
      domain_id: id,
      created_at: boughtAt,
      renewal_at: renewsAt,
      renewal_price: renewalCents,
    }): VendorRegistration => ({
      name: domain.toLowerCase(),
      isFree: isFree(id),
      boughtAt,
      renewsAt,
      renewalCents,
    }),
  );
/** Source: docs/vendor/openapi.yaml, "PurchasedDomain". */
export const PurchasedDomains = z.object({ domains: rowsOf(Registration) }).transform(({ domains }) => domains);

/** Block lists that name a name; a word about them that cannot be read counts as one. */
const blacklistsIn = (lists: unknown): number =>
  lists === undefined || lists === null ? 0 : Array.isArray(lists) ? lists.length : 1;

const NameRow = z
  .object({
    domain: Text,
    status: Status,
    price: orNull(z.number()),
    renewPrice: orNull(z.number()),
    blacklisted: z.unknown().optional(),
  })
  .transform(
    ({ domain, status, price, renewPrice, blacklisted }): VendorName => ({
      name: domain.toLowerCase(),
      status,
      price,
      renewPrice,
      blacklists: blacklistsIn(blacklisted),
    }),
  );
/** Names that were searched for; an answer without any says that none is to be had. */
export const SearchedNames = rowsOf(NameRow);

/** A page of ideas. Totals are not relied on: whether there is a further page is told by the number of pages. */
export const SuggestedNames = z
  .object({ total_pages: orNull(z.int()), domains: rowsOf(NameRow) })
  .transform(({ total_pages: pages, domains: { rows, leftOut } }) => ({ pages: pages ?? 1, rows, leftOut }));
