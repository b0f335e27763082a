import { z } from 'zod';
import type { VendorName } from '../acts/buy_domains/availability.ts';
import type { StockItem } from '../acts/buy_prewarmed/stock.ts';
import { EMAIL_PROVIDERS, EmailProvider } from '../acts/custom_order/custom-order.ts';
import { type PlanAnswer, PlanVolume } from '../acts/custom_order/planning/plan.ts';
import type { ListedPackage } from '../acts/fixed_package/offers.ts';
import type { PendingForm, VendorOrderRow, VendorRegistration } from '../service/ports/vendor.ts';
import { Cents } from '../values/money.ts';
import { momentFrom } from './moment.ts';
import { orNull, rowsOf } from './rows.ts';

/*
 * Answers of the vendor as we rely on them; other fields are ignored. What is not needed to go on may be odd: an odd field
 * is null, an odd row is left out; but a row of an order without a readable id stays, as it may be anybody's order. A missing array is a fault, never an empty list.
 * Source: docs/vendor/openapi.yaml, "schemas"; docs/vendor/notes.md, "Where the docs and live observations disagree", row 11;
 * docs/vendor/notes.md, "Learnt since (November 2026)".
 */

/** Dollars in a JSON number, as cents. More than whole cents hold is no amount: an order that kept it could not be read. */
const DollarsAsCents = z
  .number()
  .nonnegative()
  .transform((dollars) => Math.round(dollars * 100))
  .pipe(Cents);
const Text = z.string().min(1);
/** What the vendor calls something. A number counts as its digits. */
export const Id = z.union([Text, z.int().transform(String)]);
/** The vendor's word; empty when it has none. */
const Status = orNull(z.string()).transform((word) => word ?? '');

const WorkspaceRows = rowsOf(
  z.object({ id: Id, name: orNull(Text) }).transform(({ id, name }) => ({ id, name: name ?? id })),
);
export const Workspaces = z.union([
  z.object({ organizations: WorkspaceRows }).transform((answer) => answer.organizations),
  z.object({ workspaces: WorkspaceRows }).transform((answer) => answer.workspaces),
  WorkspaceRows,
]);

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

const Calculation = z.object({
  providerBreakdown: z
    .array(
      z.object({
        provider: EmailProvider.optional(),
        requiredDomains: z.int().positive(),
        requiredMailboxes: z.int().positive(),
        totalPrice: z.number().nonnegative(),
      }),
    )
    .min(1),
});
/** The result stands in `data` in live answers, and alone in the reference. */
export const PackageCalculation = z.union([z.object({ data: Calculation }).transform(({ data }) => data), Calculation]);

/**
 * The same for a volume that several providers share: one row for each of them, by its name; a single one needs none. Half
 * an answer is none, and rows of others are ignored.
 */
export const planAnswerOf = (providers: readonly EmailProvider[]): z.ZodType<PlanAnswer> =>
  PackageCalculation.transform(({ providerBreakdown: rows }, context): PlanAnswer => {
    const nameOf = ({ provider }: (typeof rows)[number]) => provider ?? (rows.length === 1 ? providers[0] : undefined);
    const found = providers.flatMap((provider) => {
      const [row, ...more] = rows.filter((each) => nameOf(each) === provider);
      return row && more.length === 0 ? [{ ...row, provider }] : [];
    });
    if (found.length === providers.length) return { ok: true, rows: found };
    context.addIssue({ code: 'custom', message: 'not one row a provider' });
    return z.NEVER;
  });

/**
 * A volume below the vendor's own minimum. One that cannot be read is none: then its sentence is all there is.
 * Source: docs/vendor/openapi.yaml, "VolumeTooLowError".
 */
export const VolumeTooLow: z.ZodType<PlanAnswer> = z
  .object({ minimum_required: PlanVolume })
  .transform(({ minimum_required: minimum }) => ({ ok: false, minimum }));

/** Of an item that does not say how many mailboxes it has, they are counted; one without any cannot be priced. */
const stockRows = (provider: StockItem['provider']) =>
  rowsOf(
    z
      .object({
        id: Id,
        domain: Text,
        warmup_age: orNull(z.number().nonnegative()),
        emailMailboxCount: orNull(z.int().positive()),
        emailMailbox: orNull(z.array(z.unknown())),
        pricing: z.object({ oneTimePrice: z.number().nonnegative(), monthlyPrice: z.number().nonnegative() }),
      })
      .transform((row) => ({ ...row, mailboxes: row.emailMailboxCount ?? row.emailMailbox?.length ?? 0 }))
      .refine(({ mailboxes }) => mailboxes > 0)
      .transform(
        ({ id, domain, warmup_age: months, mailboxes, pricing }): StockItem => ({
          id,
          name: domain.toLowerCase(),
          provider,
          months,
          mailboxes,
          oncePrice: pricing.oneTimePrice,
          monthPrice: pricing.monthlyPrice,
        }),
      ),
  );
/** The stock of both providers; a list that is missing is a fault. Source: docs/vendor/openapi.yaml, "PrewarmInboxList". */
export const PrewarmedStock = z
  .object({ google: stockRows('google'), outlook: stockRows('outlook') })
  .transform(({ google, outlook }) => ({
    rows: [...google.rows, ...outlook.rows],
    leftOut: google.leftOut + outlook.leftOut,
  }));

const CreatedAt = z.unknown().optional().transform(momentFrom);
const OrderRow = z
  .object({
    id: Id,
    amount: orNull(DollarsAsCents),
    status: Status,
    created_at: CreatedAt,
    description: orNull(Text),
  })
  .transform(
    ({ id, amount, status, created_at: createdAt, description }): VendorOrderRow => ({
      id,
      amountCents: amount,
      status,
      createdAt,
      ...(description === null ? {} : { description }),
    }),
  );
/** An order of which nobody knows the number; when it was made is known if it can be read. */
function namelessOrder(row: unknown): VendorOrderRow {
  const read = z.object({ created_at: CreatedAt }).safeParse(row);
  return { id: null, amountCents: null, status: '', createdAt: read.data?.created_at ?? null };
}

export const OrderRows = z.object({ payments: rowsOf(OrderRow, namelessOrder) }).transform(({ payments }) => payments);

const DomainNames = z.array(z.unknown()).transform((domains) => domains.flatMap(nameOf));
const PackageNames = z.object({ domains: DomainNames }).transform(({ domains }) => domains);

/** Details of an order; of packages that cannot be read no names are known. Whether there is a field `tag` is told apart. */
export const OrderDetails = z
  .object({
    id: Id,
    tag: z.unknown().optional(),
    amount: orNull(DollarsAsCents),
    status: Status,
    created_at: CreatedAt,
    packages: z.unknown().optional(),
  })
  .transform(({ id, tag, amount, status, created_at: createdAt, packages }) => ({
    id,
    tag: typeof tag === 'string' ? tag : null,
    carriesTag: tag !== undefined,
    amountCents: amount,
    status,
    createdAt,
    domainNames: Array.isArray(packages) ? packages.flatMap((each) => PackageNames.safeParse(each).data ?? []) : [],
  }));

function nameOf(domain: unknown): string[] {
  const read = z.object({ name: Text }).safeParse(domain);
  return read.success ? [read.data.name.toLowerCase()] : [];
}

const MailboxName = z
  .object({ first_name: orNull(z.string()), last_name: orNull(z.string()), alias: Text })
  .transform(({ first_name, last_name, alias }) => ({ firstName: first_name ?? '', lastName: last_name ?? '', alias }));

/** One that has no alias is not counted: it has no address. */
function mailboxNameOf(mailbox: unknown) {
  const read = MailboxName.safeParse(mailbox);
  return read.success ? [read.data] : [];
}

/** Null is no redirect; a field that is not there, or no text, tells nothing. Source: docs/vendor/openapi.yaml, "Domain". */
function redirectOf(redirect: unknown): { redirect?: string } {
  if (redirect === null) return { redirect: '' };
  return typeof redirect === 'string' ? { redirect: redirect.trim() } : {};
}

/** Packages call Outlook microsoft. Source: docs/vendor/notes.md, "Life of an order and status words". */
const OrderType = z
  .string()
  .transform((word) => (word.toLowerCase() === 'microsoft' ? 'outlook' : word.toLowerCase()))
  .pipe(EmailProvider);

export const Domains = z
  .object({
    domains: rowsOf(
      z
        .object({
          id: Id,
          domain: Text,
          status: Status,
          payment_id: orNull(Id),
          total_mailboxes: orNull(z.int()),
          mailbox: orNull(z.array(z.unknown())),
          redirect: z.unknown().optional(),
          order_type: orNull(OrderType),
          tag: orNull(Text),
        })
        .transform(
          ({
            id,
            domain,
            status,
            payment_id: orderId,
            total_mailboxes: totalMailboxes,
            mailbox,
            redirect,
            ...more
          }) => ({
            id,
            name: domain.toLowerCase(),
            status,
            orderId,
            totalMailboxes,
            ...redirectOf(redirect),
            ...(mailbox === null ? {} : { mailboxes: mailbox.flatMap(mailboxNameOf) }),
            ...(more.order_type === null ? {} : { provider: more.order_type }),
            ...(more.tag === null ? {} : { tag: more.tag }),
          }),
        ),
    ),
  })
  .transform(({ domains }) => domains);

/** A row of the list of mailboxes; who it belongs to is known when one of both names can be read. */
const MailboxRow = z
  .object({
    email: orNull(z.string()),
    status: Status,
    alias: orNull(Text),
    first_name: orNull(z.string()),
    last_name: orNull(z.string()),
  })
  .transform(({ email, status, alias, first_name: first, last_name: last }) => ({
    email,
    status,
    ...(alias === null ? {} : { alias }),
    ...(first === null && last === null ? {} : { sender: { firstName: first ?? '', lastName: last ?? '' } }),
  }));

/** Mailboxes of one domain. Null when there is no list of them, which says nothing. */
export const Mailboxes = z.object({ mailboxes: orNull(rowsOf(MailboxRow)) }).transform(({ mailboxes }) => mailboxes);

const FormData = z.object({
  domains_required: orNull(z.int().positive()),
  domains: orNull(z.array(z.string())),
});
const PendingFormRow = z
  .object({ uuid: Id, payment_id: Id, description: orNull(z.string()), data: orNull(FormData) })
  .transform(
    ({ uuid, payment_id: vendorOrderId, description, data }): PendingForm => ({
      uuid,
      vendorOrderId,
      description: description ?? '',
      count: data?.domains_required ?? null,
      names: (data?.domains ?? []).map((name) => name.toLowerCase()),
    }),
  );
/** A form of which nobody knows the number, or its order's, may be any: it stays, so that no other counts as gone. */
function namelessForm(row: unknown): PendingForm {
  const read = z.object({ uuid: Id }).safeParse(row);
  return { uuid: read.data?.uuid ?? null, vendorOrderId: null, description: '', count: null, names: [] };
}

export const PendingForms = z.object({ forms: rowsOf(PendingFormRow, namelessForm) }).transform(({ forms }) => forms);

const PackagePart = z.object({ mailbox: z.int().positive() });
/** Which mailboxes a package has: of one provider, or of several. Outlook is called microsoft there. */
const PACKAGE_KEYS = { google: 'google', outlook: 'microsoft', smtp: 'smtp' } as const;
const PackageRow = z
  .object({
    id: Text,
    name: orNull(Text),
    price: z.number().positive(),
    domains: z.int().positive(),
    google: orNull(PackagePart),
    microsoft: orNull(PackagePart),
    smtp: orNull(PackagePart),
  })
  .transform(({ id, name, price, domains, ...parts }): ListedPackage[] => {
    const found = EMAIL_PROVIDERS.flatMap((provider) => {
      const part = parts[PACKAGE_KEYS[provider]];
      return part ? [{ provider, mailboxes: part.mailbox }] : [];
    });
    // Nobody knows which domain of a flat list gets which mailboxes.
    const [only, ...others] = found;
    return only && others.length === 0 ? [{ priceId: id, name: name ?? id, price, domains, ...only }] : [];
  });

export const Packages = z.object({ packages: rowsOf(PackageRow) }).transform(({ packages }) => packages);
