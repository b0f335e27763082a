import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Outcome } from '../state/faults.ts';
import { type Door, NOT_JSON, serve } from './exchange.ts';
import { parseJson, readText, sendJson, sendText } from './http.ts';
import type { RecordedRequest } from './protocol.ts';
import { withoutSecrets } from './redaction.ts';
import { findOperation } from './routes.ts';

/** Where the vendor's paths begin. */
export const API_PREFIX = '/api/v1';

interface ApiParts {
  readonly door: Door;
  readonly nextRequestId: () => number;
  /** Aborted when the server closes: ends every wait. */
  readonly closing: AbortSignal;
  /** Awaited for each request before it is served, as if it were that long on its way. */
  readonly onArrival: (operationId: string) => Promise<void>;
}

function decodedPath(pathname: string): string {
  try {
    return decodeURIComponent(pathname.slice(API_PREFIX.length));
  } catch {
    return '';
  }
}

/** Carries an outcome out on the wire, dated by the vendor's clock; resolves with what was answered, null status for a cut socket. */
async function deliver(
  outcome: Outcome,
  response: ServerResponse,
  { vendor, closing }: { readonly vendor: Door['vendor']; readonly closing: AbortSignal },
): Promise<{ status: number | null; answer: unknown }> {
  response.setHeader('date', vendor.ownTime().toUTCString());
  switch (outcome.kind) {
    case 'answer':
      sendJson(response, outcome.status, outcome.body);
      return { status: outcome.status, answer: outcome.body };
    case 'text':
      sendText(response, outcome.status, outcome.text);
      return { status: outcome.status, answer: outcome.text };
    case 'cut':
      if (outcome.afterMs > 0) await wait(outcome.afterMs, undefined, { signal: closing });
      response.destroy();
      return { status: null, answer: null };
    case 'later':
      await wait(outcome.afterMs, undefined, { signal: closing });
      return deliver(outcome.run(), response, { vendor, closing });
  }
}

/**
 * Answers one request to the vendor's own paths and records it, without secrets: once before the answer goes out, with
 * status null, and again when it is known.
 */
export async function handleApi(
  { door, nextRequestId, closing, onArrival }: ApiParts,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const { vendor, apiKey } = door;
  const method = request.method ?? 'GET';
  const body = parseJson(await readText(request), NOT_JSON);
  const path = decodedPath(url.pathname);
  const found = findOperation(method, path, vendor.settings);
  const arrival: RecordedRequest = {
    id: nextRequestId(),
    at: vendor.now().toISOString(),
    operationId: found?.operation.operationId ?? 'unknown',
    method,
    path: String(withoutSecrets(`${url.pathname.slice(API_PREFIX.length)}${url.search}`, apiKey)),
    userAgent: request.headers['user-agent'] ?? null,
    effect: found?.operation.effect ?? 'read',
    body: body === undefined ? null : body === NOT_JSON ? '(not JSON)' : withoutSecrets(body, apiKey),
    status: null,
    answer: null,
    fault: null,
  };
  if (found === undefined) {
    vendor.record({ ...arrival, status: 404, answer: { error: 'Not found' } });
    response.setHeader('date', vendor.ownTime().toUTCString());
    return sendJson(response, 404, { error: 'Not found' });
  }
  const { operation, variables } = found;
  const query = Object.fromEntries(url.searchParams);
  const { authorization } = request.headers;
  await onArrival(operation.operationId);
  const { outcome, fault } = serve(door, { operation, path, variables, query, authorization, body });
  vendor.record({ ...arrival, fault });
  const { status, answer } = await deliver(outcome, response, { vendor, closing });
  vendor.record({ ...arrival, fault, status, answer: withoutSecrets(answer, apiKey) });
}
