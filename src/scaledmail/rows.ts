import { z } from 'zod';

/** The rows of a list, and how many of them cannot be read: those are left out, or read as far as their list says. */
export interface Rows<Row> {
  readonly rows: Row[];
  readonly leftOut: number;
}

/**
 * A list whose rows are read one by one: a row that cannot be read is counted, and left out unless `asFarAsItGoes` reads
 * it; it keeps nobody from the others. No list at all is refused, and so is one in which no row can be read: that is another shape, and taken for an
 * empty list it would say that everything is gone.
 */
export function rowsOf<Row extends z.ZodType>(row: Row, asFarAsItGoes?: (unread: unknown) => z.output<Row>) {
  return z.array(z.unknown()).transform((all, context): Rows<z.output<Row>> => {
    let leftOut = 0;
    const rows = all.flatMap((each) => {
      const read = row.safeParse(each);
      if (read.success) return [read.data];
      leftOut += 1;
      return asFarAsItGoes ? [asFarAsItGoes(each)] : [];
    });
    if (all.length > 0 && leftOut === all.length) {
      context.addIssue({ code: 'custom', message: 'No row can be read' });
      return z.NEVER;
    }
    return { rows, leftOut };
  });
}

/** A field that is null when it is missing, or is not as we know it. */
export function orNull<Field extends z.ZodType>(field: Field) {
  return field
    .nullish()
    .catch(null)
    .transform((value) => value ?? null);
}
