import { z } from 'zod';

/** Kinds of mailboxes, in the order in which the vendor lists them. */
export const PROVIDERS = ['google', 'outlook', 'smtp'] as const;
/** Reads one kind of mailboxes. */
export const Provider = z.enum(PROVIDERS);
export type Provider = z.infer<typeof Provider>;

/** Moments are ISO texts of the vendor's clock; null means never. */
const Moment = z.string();

/** One mailbox; `alias` is the part before the `@`. */
export const MailboxRecord = z.object({ firstName: z.string(), lastName: z.string(), alias: z.string() });
export type MailboxRecord = z.infer<typeof MailboxRecord>;

/** One domain of an order. Its set-up runs from `startsAt` to `readyAt`; `readyAt` null means that it never ends. */
export const DomainRecord = z.object({
  id: z.string(),
  name: z.string(),
  provider: Provider,
  source: z.string(),
  redirect: z.string(),
  startsAt: Moment,
  readyAt: Moment.nullable(),
  mailboxes: z.array(MailboxRecord),
  pendingRedirect: z.object({ target: z.string(), appliesAt: Moment }).nullable(),
  pendingName: z.object({ name: z.string(), appliesAt: Moment }).nullable(),
  /** `deletesAt`: from when on the old mailboxes are gone; null: they stay. */
  pendingSender: z
    .object({ mailboxes: z.array(MailboxRecord), deletesAt: Moment.nullable(), appliesAt: Moment })
    .nullable()
    .default(null),
});
export type DomainRecord = z.infer<typeof DomainRecord>;

/** The domains of one provider in an order. */
export const PackageRecord = z.object({ id: z.string(), provider: Provider, domains: z.array(DomainRecord) });
export type PackageRecord = z.infer<typeof PackageRecord>;

/**
 * A subscription. `form` stands while the vendor waits for the domain data of a paid package (submit-form), and after that
 * until `listedUntil`: lists may be late.
 */
export const OrderRecord = z.object({
  id: z.string(),
  workspaceId: z.string(),
  tag: z.string(),
  status: z.enum(['Active', 'Cancelled']),
  amountCents: z.int(),
  description: z.string(),
  createdAt: Moment,
  visibleAt: Moment,
  /** When the vendor begins to show that the order is cancelled; null while it is not. */
  cancelShowsAt: Moment.nullable().default(null),
  isPaymentPending: z.boolean(),
  source: z.string(),
  packages: z.array(PackageRecord),
  form: z
    .object({ uuid: z.string(), domains: z.array(z.string()), listedUntil: Moment.nullable().default(null) })
    .nullable(),
});
export type OrderRecord = z.infer<typeof OrderRecord>;

/** A name registered through the vendor. `domainId` names the row of `/domains` that uses it. */
export const RegistrationRecord = z.object({
  workspaceId: z.string(),
  name: z.string(),
  createdAt: Moment,
  domainId: z.string().nullable(),
  /** From when on the list of bought names shows it; null: from the beginning. */
  listedAt: Moment.nullable().default(null),
});
export type RegistrationRecord = z.infer<typeof RegistrationRecord>;

/** A pre-warmed domain in stock. */
export const PrewarmRecord = z.object({
  id: z.string(),
  domain: z.string(),
  provider: z.enum(['google', 'outlook']),
  warmupMonths: z.int(),
  mailboxes: z.array(MailboxRecord),
});
export type PrewarmRecord = z.infer<typeof PrewarmRecord>;

const Charge = z.object({
  at: Moment,
  orderId: z.string(),
  tag: z.string(),
  amountCents: z.int(),
  succeeded: z.boolean(),
});

/** All that the vendor knows and that survives a restart. */
export const VendorData = z.object({
  clockOffsetMs: z.number(),
  /** `listedAt`: from when on lists show it; null: from the beginning. */
  workspaces: z.array(z.object({ id: z.string(), name: z.string(), listedAt: Moment.nullable().default(null) })),
  registrations: z.array(RegistrationRecord),
  orders: z.array(OrderRecord),
  prewarmStock: z.array(PrewarmRecord),
  charges: z.array(Charge),
});
export type VendorData = z.infer<typeof VendorData>;

/** Domains of an order over all its packages, in the order in which they are set up. */
export function domainsOf(order: OrderRecord): DomainRecord[] {
  return order.packages.flatMap((group) => group.domains);
}
