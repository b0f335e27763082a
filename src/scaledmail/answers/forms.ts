import { z } from 'zod';
import type { PendingForm } from '../../service/ports/vendor.ts';
import { orNull, rowsOf } from '../rows.ts';
import { Id } from './fields.ts';

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

/** Paid domains that wait for names. */
export const PendingForms = z.object({ forms: rowsOf(PendingFormRow, namelessForm) }).transform(({ forms }) => forms);
