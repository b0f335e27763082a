import { z } from 'zod';

/** The rows of a list that can be read, and how many cannot. */
export interface Rows<Row> {
  readonly rows: Row[];
  readonly leftOut: number;
}

/**
 * A list whose rows are read one by one: a row that cannot be read is left out and counted, and keeps nobody from the
 * others. No list at all is refused, and so is one in which no row can be read: that is another shape, and taken for an
 * empty list it would say that everything is gone.
 */
export function rowsOf<Row extends z.ZodType>(row: Row) {
  return z.array(z.unknown()).transform((all, context): Rows<z.output<Row>> => {
    const rows = all.flatMap((each) => {
      const read = row.safeParse(each);
      return read.success ? [read.data] : [];
    });
    if (all.length > 0 && rows.length === 0) {
      context.addIssue({ code: 'custom', message: 'No row can be read' });
      return z.NEVER;
    }
    return { rows, leftOut: all.length - rows.length };
  });
}

/** A field that is null when it is missing, or is not as we know it. */
export function orNull<Field extends z.ZodType>(field: Field) {
  return field
    .nullish()
    .catch(null)
    .transform((value) => value ?? null);
}
