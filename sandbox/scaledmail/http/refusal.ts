import type { z } from 'zod';

/** A request that the vendor turns down. `body` is what it answers. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;

  constructor(status: number, body: Readonly<Record<string, unknown>>) {
    super(`ScaledMail refuses with ${status}`);
    this.status = status;
    this.body = body;
  }
}

/**
 * A 400 with a text under `error`, as the vendor's documented refusals carry it.
 * Source: docs/vendor/notes.md, "Error bodies".
 */
export function badRequest(text: string): Refusal {
  return new Refusal(400, { error: text });
}

/** A 404; status and body are assumed by the contract. */
export function notFound(): Refusal {
  return new Refusal(404, { error: 'Not found' });
}

function where(path: readonly PropertyKey[]): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
}

/** The body read by `schema`. Throws a 400 `Refusal` that names the first wrong field; values are never repeated. */
export function readBody<Output>(schema: z.ZodType<Output>, body: unknown): Output {
  const read = schema.safeParse(body);
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  if (issue === undefined) throw badRequest('Invalid body');
  const place = where(issue.path);
  throw badRequest(place === '' ? issue.message : `${place} ${issue.message}`);
}
