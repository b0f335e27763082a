import { calculatePackage } from '../catalogue/calculator.ts';
import {
  buyDomains,
  searchDomains,
  suggestDomains,
  swapSenderName,
  updateDomainName,
  updateDomainRedirect,
} from '../catalogue/domain-operations.ts';
import {
  buyPreWarmInboxes,
  cancelOrder,
  createWorkspace,
  submitForm,
  updateOrderTag,
} from '../catalogue/other-writes.ts';
import * as reads from '../catalogue/reads.ts';
import { createCustomOrder, createOrder } from '../orders/place-orders.ts';
import type { Operation } from './operation.ts';
import type { VendorSettings } from './protocol.ts';

const get = (operationId: string, path: string, handle: Operation['handle'], needsWorkspace = true): Operation => ({
  operationId,
  method: 'GET',
  path,
  effect: 'read',
  handle,
  needsWorkspace,
});

const post = (
  operationId: string,
  path: string,
  effect: Operation['effect'],
  handle: Operation['handle'],
  more: { needsWorkspace?: boolean; isCritical?: boolean } = {},
): Operation => ({ operationId, method: 'POST', path, effect, handle, ...more });

/**
 * Every operation of the contract, in its order. Where workspaces are listed, and at which one path they are made, is said by the
 * settings.
 */
export const OPERATIONS: readonly Operation[] = [
  get('getWorkspaces', '/organizations', reads.getWorkspaces, false),
  post('createWorkspace', '/organizations', 'write', createWorkspace, { needsWorkspace: false }),
  get('getPreWarmInboxes', '/pre-warm-inboxes', reads.getPreWarmInboxes),
  post('buyPreWarmInboxes', '/buy-pre-warm-inboxes', 'spend', buyPreWarmInboxes),
  get('getDomains', '/domains', reads.getDomains),
  post('buyDomains', '/buy-domains', 'spend', buyDomains, { isCritical: true }),
  post('searchDomains', '/search-domains', 'read', searchDomains, { isCritical: true }),
  post('suggestDomains', '/suggest-domains', 'read', suggestDomains, { isCritical: true }),
  post('updateDomainName', '/swap-domain/{domain}', 'write', updateDomainName),
  post('updateDomainRedirect', '/swap-redirect/{domain}', 'write', updateDomainRedirect),
  get('getPurchasedDomains', '/purchased-domains', reads.getPurchasedDomains),
  post('calculatePackage', '/calculate-package', 'read', calculatePackage),
  get('getPackages', '/packages', reads.getPackages, false),
  get('getOrders', '/orders', reads.getOrders),
  get('getOrderDetails', '/orders/{order_id}', reads.getOrderDetails),
  { operationId: 'cancelOrder', method: 'DELETE', path: '/orders/{order_id}', effect: 'cancel', handle: cancelOrder },
  get('getPendingForms', '/pending-forms', reads.getPendingForms),
  post('submitForm', '/submit-form/{uuid}', 'write', submitForm),
  post('createOrder', '/create-order/{price_id}', 'spend', createOrder),
  post('createCustomOrder', '/create-custom-order', 'spend', createCustomOrder),
  get('getMailboxesByDomainId', '/mailboxes/{domain_id}', reads.getMailboxesByDomainId),
  {
    operationId: 'updateOrderTag',
    method: 'PATCH',
    path: '/orders/{order_id}/tag',
    effect: 'write',
    handle: updateOrderTag,
  },
  post('swapSenderName', '/swap-sender-name/{domain}', 'write', swapSenderName),
];

function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const expected = pattern.split('/');
  const given = path.split('/');
  if (expected.length !== given.length) return undefined;
  const variables: Record<string, string> = {};
  for (const [index, part] of expected.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith('{')) variables[part.slice(1, -1)] = value;
    else if (part !== value) return undefined;
  }
  return variables;
}

/** The operation that serves a decoded path below `/api/v1`, with the path's variable parts; undefined for none. */
export function findOperation(
  method: string,
  path: string,
  { workspacesPath, createWorkspacePath }: Pick<VendorSettings, 'workspacesPath' | 'createWorkspacePath'>,
): { operation: Operation; variables: Record<string, string> } | undefined {
  for (const operation of OPERATIONS) {
    if (operation.method !== method) continue;
    const moved = operation.operationId === 'createWorkspace' ? createWorkspacePath : workspacesPath;
    const pattern = operation.path === '/organizations' ? moved : operation.path;
    const variables = matchPath(pattern, path);
    if (variables !== undefined) return { operation, variables };
  }
  return undefined;
}
