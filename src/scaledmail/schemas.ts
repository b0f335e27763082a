import { z } from 'zod';
import { Cents } from '../orders/money.ts';
import { EmailProvider } from '../orders/purchase.ts';

/*
 * Answers of the vendor as we rely on them; other fields are ignored. A missing array is a fault, never an empty list.
 * Source: the contract in docs/vendor; vendor notes, sections 2, 9 and 10.
 */

/** Dollars in a JSON number, as cents. More than whole cents hold is no amount: an order that kept it could not be read. */
const DollarsAsCents = z
  .number()
  .nonnegative()
  .transform((dollars) => Math.round(dollars * 100))
  .pipe(Cents);
const Status = z.string();
/** A moment by the vendor's clock; null when there is none that can be read. */
const CreatedAt = z
  .union([z.iso.datetime({ offset: true }), z.iso.date()])
  .transform((text): Date | null => new Date(text))
  .catch(null);

const WorkspaceRows = z.array(z.object({ id: z.string().min(1), name: z.string().optional() }));
export const Workspaces = z
  .union([
    z.object({ organizations: WorkspaceRows }).transform((answer) => answer.organizations),
    z.object({ workspaces: WorkspaceRows }).transform((answer) => answer.workspaces),
    WorkspaceRows,
  ])
  .transform((rows) => rows.map(({ id, name }) => ({ id, name: name ?? id })));

export const PurchasedDomains = z
  .object({ domains: z.array(z.object({ domain: z.string(), domain_id: z.string().nullish() })) })
  .transform(({ domains }) => domains.filter(({ domain_id: id }) => !id).map(({ domain }) => domain.toLowerCase()));

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

export const OrderRows = z
  .object({
    payments: z.array(
      z.object({ id: z.string().min(1), amount: DollarsAsCents, status: Status, created_at: CreatedAt }),
    ),
  })
  .transform(({ payments }) =>
    payments.map(({ id, amount, status, created_at: createdAt }) => ({ id, amountCents: amount, status, createdAt })),
  );

export const OrderDetails = z
  .object({
    id: z.string().min(1),
    tag: z.string().nullish(),
    amount: DollarsAsCents.optional(),
    status: Status,
    packages: z.array(z.object({ domains: z.array(z.object({ name: z.string() })) })),
  })
  .transform(({ id, tag, amount, status, packages }) => ({
    id,
    tag: tag ?? null,
    amountCents: amount ?? null,
    status,
    domainNames: packages.flatMap(({ domains }) => domains.map(({ name }) => name.toLowerCase())),
  }));

export const Domains = z
  .object({
    domains: z.array(
      z.object({
        id: z.string().min(1),
        domain: z.string(),
        status: Status.nullish(),
        payment_id: z.string().nullish(),
        total_mailboxes: z.int().nullish(),
      }),
    ),
  })
  .transform(({ domains }) =>
    domains.map(({ id, domain, status, payment_id: orderId, total_mailboxes: totalMailboxes }) => ({
      id,
      name: domain.toLowerCase(),
      status: status ?? '',
      orderId: orderId || null,
      totalMailboxes: totalMailboxes ?? null,
    })),
  );

export const Mailboxes = z
  .object({ mailboxes: z.array(z.object({ email: z.string().nullish(), status: Status.nullish() })) })
  .transform(({ mailboxes }) => mailboxes.map(({ email, status }) => ({ email: email ?? null, status: status ?? '' })));
