import { z } from 'zod';

/** Longest text of the vendor's that travels on. */
const MAX_TEXT_LENGTH = 2_000;

/** Longest body that is looked into, in characters: looking through megabytes would hold everybody up. */
export const MAX_BODY_LENGTH = 65_536;

/** Stands for the vendor's text when it gave none. */
export const NO_TEXT = '(no reason given)';
/** Stands for it when it is longer than any reason; how it begins is not shown, as our key may be cut in two there. */
export const TOO_LONG = '(too long to show)';

/** Each part is read for itself: an odd one does not hide the others. */
const Text = z.string().trim().min(1).optional().catch(undefined);
const ErrorBody = z.object({ error: Text, message: Text, retryAfter: z.number().optional().catch(undefined) });

/**
 * What an error body says: its `error`, else its `message`, else the raw text; never empty, and without the key of the API.
 * Source: docs/vendor/notes.md, "Error bodies".
 */
export function errorText(body: string, apiKey: string): string {
  if (body.length > MAX_BODY_LENGTH) return TOO_LONG;
  const parsed = ErrorBody.safeParse(jsonOrNull(body));
  const said = parsed.success ? (parsed.data.error ?? parsed.data.message ?? body) : body;
  return withoutKey(said.trim() || NO_TEXT, apiKey).slice(0, MAX_TEXT_LENGTH);
}

/** The wait that an error body asks for, as the vendor wrote it: a moment or a delay, see `retry.ts`; null when it asks none. */
export function retryAfterIn(body: string): number | null {
  const json = body.length > MAX_BODY_LENGTH ? null : jsonOrNull(body);
  return ErrorBody.safeParse(json).data?.retryAfter ?? null;
}

/** The text with the key replaced: as it is, as JSON writes it, as JSON in JSON does, and as an address does. */
export function withoutKey(text: string, apiKey: string): string {
  const inJson = JSON.stringify(apiKey).slice(1, -1);
  const forms = [JSON.stringify(inJson).slice(1, -1), inJson, encodeURIComponent(apiKey), apiKey];
  return forms.reduce((cleaned, form) => cleaned.replaceAll(form, '•••'), text);
}

/** The parsed JSON, or null when it is none. */
export function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
