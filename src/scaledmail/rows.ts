import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';

/** The rows of a list, and how many of them cannot be read: those are left out, or read as far as their list says. */
export interface Rows<Row> {
  readonly rows: Row[];
  readonly leftOut: number;
}

/** Rows that are read in one go, some ten milliseconds of work: others get their turns between. */
const ROWS_AT_A_TIME = 200;

/**
 * A list whose rows are read one by one: a row that cannot be read is counted, and left out unless `asFarAsItGoes` reads
 * it; it keeps nobody from the others. No list at all is refused, and so is one in which no row can be read: that is another shape, and taken for an
 * empty list it would say that everything is gone. Read by `parseAsync`: a list of ten thousand holds nobody up.
 */
export function rowsOf<Row extends z.ZodType>(row: Row, asFarAsItGoes?: (unread: unknown) => z.output<Row>) {
  return z.array(z.unknown()).transform(async (all, context): Promise<Rows<z.output<Row>>> => {
    const rows: z.output<Row>[] = [];
    let leftOut = 0;
    for (const [at, each] of all.entries()) {
      if (at > 0 && at % ROWS_AT_A_TIME === 0) await setImmediate();
      const read = row.safeParse(each);
      if (read.success) rows.push(read.data);
      else {
        leftOut += 1;
        if (asFarAsItGoes) rows.push(asFarAsItGoes(each));
      }
    }
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
