import { z } from 'zod';
import type { VendorOrderRow } from '../../service/ports/vendor.ts';
import { orNull, rowsOf } from '../rows.ts';
import { CreatedAt, DollarsAsCents, Id, Status, Text } from './fields.ts';

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

/** The list of orders; a row without a readable id stays, and has none. */
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
