import { z } from 'zod';
import { unescaped } from './unescaped.ts';

/** Longest text of the vendor's that travels on. */
const MAX_TEXT_LENGTH = 2_000;

/** Longest body that is looked into, in characters: taking secrets out of megabytes would hold everybody up. */
export const MAX_BODY_LENGTH = 65_536;

/** Stands for the vendor's text when it gave none. */
const NO_TEXT = '(no reason given)';
/** Stands for it when it is longer than any reason; how it begins is not shown, as a secret may be cut in two there. */
const TOO_LONG = '(too long to show)';

/** Each part is read for itself: an odd one does not hide the others. */
const Text = z.string().trim().min(1).optional().catch(undefined);
const ErrorBody = z.object({ error: Text, message: Text, retryAfter: z.number().optional().catch(undefined) });

/** What an error body says: its `error`, else its `message`, else the raw text. Source: docs/vendor/notes.md, "Error bodies". */
export interface VendorError {
  readonly text: string;
  /** As the vendor wrote it: a moment or a delay, see `retry.ts`. */
  readonly retryAfter: number | null;
}

/** Reads an error body, whatever it is; `secrets` are cut out of its text. */
export function readErrorBody(body: string, secrets: readonly string[]): VendorError {
  if (body.length > MAX_BODY_LENGTH) return { text: TOO_LONG, retryAfter: null };
  const parsed = ErrorBody.safeParse(jsonOrNull(body));
  const said = parsed.success ? (parsed.data.error ?? parsed.data.message ?? body) : body;
  return {
    text: withoutSecrets(said.trim() || NO_TEXT, secrets).slice(0, MAX_TEXT_LENGTH),
    retryAfter: parsed.data?.retryAfter ?? null,
  };
}

/**
 * The text with each secret replaced, also where it stands inside JSON text, or JSON in JSON. Short secrets too: better an
 * odd text than a password in the log. A text that holds a secret in other escapes comes back without any escapes.
 */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  const cleaned = cutOut(text, secrets.flatMap(writtenForms));
  const plain = unescaped(cleaned);
  const plainSecrets = secrets.map((secret) => unescaped(secret).trim()).filter((secret) => secret !== '');
  return plainSecrets.some((secret) => plain.includes(secret)) ? cutOut(plain, plainSecrets) : cleaned;
}

function cutOut(text: string, forms: readonly string[]): string {
  // The longest first: a secret that is part of another one must not save the rest of it.
  const longestFirst = forms.filter((form) => form !== '').sort((one, other) => other.length - one.length);
  return longestFirst.reduce((cleaned, form) => cleaned.replaceAll(form, '•••'), text);
}

/** A secret as it is, as JSON writes it within a string, and as JSON writes that once more. */
function writtenForms(secret: string): string[] {
  const inJson = JSON.stringify(secret).slice(1, -1);
  return [secret, inJson, JSON.stringify(inJson).slice(1, -1)];
}

/** The parsed JSON, or null when it is none. */
export function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
