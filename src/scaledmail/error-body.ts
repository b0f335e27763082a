import { z } from 'zod';

/** Longest text of the vendor's that travels on. */
const MAX_TEXT_LENGTH = 2_000;

const ErrorBody = z.object({
  error: z.string().optional(),
  message: z.string().optional(),
  retryAfter: z.number().optional(),
});

/** What an error body says. Source: vendor notes, section 6: read `error`, then `message`, then the raw text. */
export interface VendorError {
  readonly text: string;
  /** As the vendor wrote it: a moment or a delay, see `retry.ts`. */
  readonly retryAfter: number | null;
}

/** Reads an error body, whatever it is; `secrets` are cut out of its text. */
export function readErrorBody(body: string, secrets: readonly string[]): VendorError {
  const parsed = ErrorBody.safeParse(jsonOrNull(body));
  const said = parsed.success ? (parsed.data.error ?? parsed.data.message ?? body) : body;
  return {
    text: withoutSecrets(said, secrets).slice(0, MAX_TEXT_LENGTH),
    retryAfter: parsed.data?.retryAfter ?? null,
  };
}

/** The text with each secret replaced. Short secrets too: better an odd text than a password in the log. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets.filter((secret) => secret !== '').reduce((cleaned, secret) => cleaned.replaceAll(secret, '•••'), text);
}

/** The parsed JSON, or null when it is none. */
export function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
