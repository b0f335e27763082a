import type { ActRequest } from '../../acts/act-request.ts';
import type { CallOutcome } from '../../service/ports/vendor.ts';
import { WorkspacePath } from '../../values/workspace-path.ts';
import { OPERATIONS } from '../operations.ts';
import { addressOf, headersOf, type VendorDeps } from '../transport.ts';
import type { Answer } from './answer.ts';
import { cancelOutcome } from './cancel-answer.ts';
import type { OneShot } from './one-shot.ts';
import { spendOutcome } from './spend-answer.ts';
import { workspaceOutcome } from './workspace-answer.ts';
import { NAME_ACCEPTED, REDIRECT_ACCEPTED, writeOutcome } from './write-answer.ts';

interface Call {
  /** In the log. */
  readonly name: string;
  /** Below the base address. Throws for parameters that lead elsewhere. */
  readonly path: (parameters: ActRequest['parameters']) => string;
  /** What an answer to it means. */
  readonly judge: (answer: Answer, hasLogins: boolean, apiKey: string) => CallOutcome;
}

/** What a call is named, where it goes, and what its answer means. An operation without its row does not compile. */
export const CALLS: { readonly [Name in ActRequest['operation']]: Call } = {
  createCustomOrder: { name: 'The paid call', path: () => '/create-custom-order', judge: spendOutcome },
  cancelOrder: {
    name: 'The cancel call',
    path: ({ order_id: id }) => `/orders/${asPathPart(id)}`,
    judge: cancelOutcome,
  },
  updateDomainRedirect: {
    name: 'The call for a redirect',
    path: ({ domain }) => `/swap-redirect/${asPathPart(domain)}`,
    judge: writeOutcome(REDIRECT_ACCEPTED),
  },
  buyPreWarmInboxes: { name: 'The paid call', path: () => '/buy-pre-warm-inboxes', judge: spendOutcome },
  buyDomains: { name: 'The call that buys names', path: () => '/buy-domains', judge: spendOutcome },
  createOrder: {
    name: 'The paid call',
    path: ({ price_id: id }) => `/create-order/${asPathPart(id)}`,
    judge: spendOutcome,
  },
  submitForm: {
    name: 'The call that fills in a form',
    path: ({ uuid }) => `/submit-form/${asPathPart(uuid)}`,
    // No words of a refusal are known. Source: docs/vendor/notes.md, "Endpoints", row 18.
    judge: writeOutcome(null),
  },
  updateDomainName: {
    name: 'The call for another name',
    path: ({ domain }) => `/swap-domain/${asPathPart(domain)}`,
    judge: writeOutcome(NAME_ACCEPTED),
  },
  createWorkspace: {
    name: 'The call for a new workspace',
    path: ({ path }) => WorkspacePath.parse(path),
    judge: workspaceOutcome,
  },
  swapSenderName: {
    name: 'The call for another sender',
    path: ({ domain }) => `/swap-sender-name/${asPathPart(domain)}`,
    // No words of a refusal are known. Source: docs/vendor/notes.md, "Learnt since (November 2026)".
    judge: writeOutcome(null),
  },
};

/** A request as it is sent, byte for byte. Throws when it cannot be written down; sends nothing. */
export function oneShotOf(deps: VendorDeps, request: ActRequest, timeoutMs: number): OneShot {
  const { operation, parameters, query, body } = request;
  const url = addressOf(deps, { path: CALLS[operation].path(parameters), query });
  return {
    method: OPERATIONS[operation].method,
    url,
    proxy: deps.proxyFor?.(url) ?? null,
    headers: headersOf(deps, body !== null),
    body: body === null ? null : JSON.stringify(body),
    timeoutMs,
  };
}

/** An id as a part of a path. Throws for what addresses leave out: nothing, and dots. */
function asPathPart(id = ''): string {
  if (/^\.{0,2}$/.test(id)) throw new TypeError('Not a part of a path');
  return encodeURIComponent(id);
}
