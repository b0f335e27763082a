import { z } from 'zod';
import { AppError } from '../../service/errors.ts';

/** A stored row does not have the shape that this version of the bot writes. Names the place, never the content. */
export class StoredRowBroken extends AppError {
  readonly code: string = 'stored_row_broken';
  readonly userMessage: string = 'This order cannot be read. The operator can find it in the log.';
}

/** A stored row has a form that this version does not know. It is left as it is. */
export class StoredRowNewer extends StoredRowBroken {
  override readonly code = 'stored_row_newer';
  override readonly userMessage =
    'A newer version of this app wrote this order, and an older one cannot read it. The operator has to stop the older one.';
}

/** The form in which this version writes rows and histories. The first one is read, too. */
export const FORM = 2;

const Newer = z.object({ form: z.int().gt(FORM) });
const isFirst = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !('form' in value);

/**
 * The form of a row or an entry: the first one does not say its own. What is no JSON object counts as of the present form, which
 * then says what is wrong. Throws `StoredRowNewer`; `what` names the row.
 */
export function formOf(value: unknown, what: string): 1 | 2 {
  if (isFirst(value)) return 1;
  const newer = Newer.safeParse(value);
  if (!newer.success) return FORM;
  const { form } = newer.data;
  throw new StoredRowNewer(
    `A stored ${what} has the form ${form}: a newer version of this app wrote it, and this one reads forms up to ${FORM}`,
  );
}

/** Reads a value by a schema. Throws `StoredRowBroken`; `what` names the row. */
export function parseStored<Schema extends z.ZodType>(schema: Schema, value: unknown, what: string): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const paths = parsed.error.issues.map(({ path }) => path.join('.') || 'its root').join(', ');
  throw new StoredRowBroken(`A stored ${what} is broken at ${paths}`);
}

/** The value that a JSON text holds; none when it is no JSON, whose own error would quote the text. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
