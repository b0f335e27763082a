import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { isLoopback, parseJson, readText, sendJson } from '../http/http.ts';
import type { ArmedFault, ControlState } from '../http/protocol.ts';
import { Refusal } from '../http/refusal.ts';
import type { ByHand } from '../orders/by-hand.ts';
import { asArmedFaults, FaultsChange } from './faults.ts';
import { SettingsChange } from './settings.ts';

/** What can be done to the local vendor from outside its API; each act returns the state after it. */
export interface Controls {
  state(): ControlState;
  /** Replaces the armed faults. */
  arm(faults: readonly ArmedFault[]): ControlState;
  /** Changes the named settings. */
  settings(change: SettingsChange): ControlState;
  /** Moves the vendor's clock forward. */
  advance(ms: number): ControlState;
  /** Charges the card of a payment-pending order. Throws a `Refusal` (404, 409) when there is none. */
  confirmPayment(orderId: string): ControlState;
  /** The order costs so much a month from now on. Throws a 404 `Refusal` when there is none. */
  changeAmount(orderId: string, amountCents: number): ControlState;
  /** Orders are made in the vendor's own web app. */
  placeByHand(asked: ByHand): ControlState;
  reset(): ControlState;
}

/** Where the control API begins. */
export const CONTROL_PREFIX = '/control';

const AmountChange = z.strictObject({ amountCents: z.int().min(0) });
const OrdersByHand = z.strictObject({
  names: z.array(z.string().min(1)).min(1).optional(),
  count: z.int().min(1).max(20_000).optional(),
  tag: z.string().max(20).optional(),
});
const ClockChange = z.strictObject({ advanceMs: z.number().min(0) });

function runPost(controls: Controls, path: string, body: unknown): ControlState | undefined {
  if (path === '/settings') return controls.settings(SettingsChange.parse(body));
  if (path === '/faults') return controls.arm(asArmedFaults(FaultsChange.parse(body).faults));
  if (path === '/clock') return controls.advance(ClockChange.parse(body).advanceMs);
  if (path === '/reset') return controls.reset();
  if (path === '/orders/by-hand') return controls.placeByHand(OrdersByHand.parse(body));
  const [, orderId, deed] = /^\/orders\/([^/]+)\/(payment-confirmed|amount)$/.exec(path) ?? [];
  if (orderId === undefined) return undefined;
  return deed === 'amount'
    ? controls.changeAmount(orderId, AmountChange.parse(body).amountCents)
    : controls.confirmPayment(orderId);
}

function answerOf(controls: Controls, method: string, path: string, body: unknown): { status: number; body: unknown } {
  try {
    const state = method === 'GET' && path === '/state' ? controls.state() : undefined;
    const answer = state ?? (method === 'POST' ? runPost(controls, path, body) : undefined);
    return answer === undefined ? { status: 404, body: { error: 'Not found' } } : { status: 200, body: answer };
  } catch (error) {
    if (error instanceof z.ZodError) return { status: 400, body: { error: z.prettifyError(error) } };
    if (error instanceof Refusal) return { status: error.status, body: error.body };
    throw error;
  }
}

function isForeign(address: string | undefined): boolean {
  if (address === undefined) return false;
  return !URL.canParse(address) || !isLoopback(new URL(address).hostname);
}

/**
 * Answers one request of the control panel. Pages of this machine may call it; a foreign `Origin` or `Host` gets 403,
 * so that no page of the internet can reach it through the reader's browser.
 */
export async function handleControl(
  controls: Controls,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const { origin, host } = request.headers;
  if (isForeign(origin) || isForeign(host === undefined ? undefined : `http://${host}`)) {
    return sendJson(response, 403, { error: 'Only pages of this machine may use the control API' });
  }
  if (origin !== undefined) {
    response.setHeader('access-control-allow-origin', origin);
    response.setHeader('vary', 'origin');
  }
  if (request.method === 'OPTIONS') {
    response.writeHead(204, {
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': 'content-type',
    });
    response.end();
    return;
  }
  const body = parseJson(await readText(request), null);
  const answer = answerOf(controls, request.method ?? 'GET', url.pathname.slice(CONTROL_PREFIX.length), body);
  sendJson(response, answer.status, answer.body);
}
