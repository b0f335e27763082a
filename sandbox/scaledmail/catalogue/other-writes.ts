import { z } from 'zod';
import { PREWARM_CENTS } from '../http/answers.ts';
import { requiredText } from '../http/fields.ts';
import type { Call } from '../http/operation.ts';
import { badRequest, notFound, readBody } from '../http/refusal.ts';
import { CustomOrderRequest, PrewarmRequest } from '../orders/order-requests.ts';
import {
  buildPackages,
  cancelOrder as cancel,
  findOrder,
  openOrder,
  stockOf,
  useRegistrations,
} from '../orders/orders.ts';
import { namesOf, spendResult } from '../orders/place-orders.ts';
import { linesOf } from '../orders/rules.ts';
import { domainsOf, type PackageRecord, type PrewarmRecord } from '../state/data.ts';
import { billedCents, currentCents } from './pricing.ts';
import { checkHosting, readSource } from './sources.ts';

/** Makes an empty workspace, also of a name that there is. Path, body and answer are guesses of the contract. */
export function createWorkspace({ vendor, body }: Call): unknown {
  const { name } = readBody(z.object({ name: requiredText() }), body);
  const { createWorkspaceAnswer: answer, workspacesListedAfterMs: lateMs } = vendor.settings;
  const organization = { id: vendor.newId(), name };
  if (answer === 'no_success') return { success: false, message: 'The workspace could not be created' };
  const listedAt = lateMs === 0 ? null : new Date(vendor.now().getTime() + lateMs).toISOString();
  if (answer !== 'forgotten') vendor.data.workspaces.push({ ...organization, listedAt });
  switch (answer) {
    case 'organization':
      return { organization };
    case 'html':
      return '<html><body>Welcome</body></html>';
    default:
      return {};
  }
}

/**
 * Cancels a whole order; twice is refused with 400, an unknown one with 404. The settings may have it answer something
 * else, or not do it.
 * Source: docs/vendor/openapi.yaml, "cancelOrder".
 */
export function cancelOrder({ vendor, workspaceId, path }: Call): unknown {
  const order = findOrder(vendor, workspaceId, path.order_id ?? '');
  const { cancelAnswer } = vendor.settings;
  if (cancelAnswer === 'no_success') return { success: false, message: 'Subscription could not be canceled.' };
  cancel(vendor, order);
  switch (cancelAnswer) {
    case 'message':
      return { success: true, message: 'Subscription canceled successfully.' };
    case 'success':
      return { success: true };
    case 'empty':
      return {};
    case 'other':
      return { data: { id: order.id, status: 'Cancelled' } };
  }
}

/** Up to 320 characters here, unlike at creation (observed). */
export function updateOrderTag({ vendor, workspaceId, path, body }: Call): unknown {
  const { tag } = readBody(z.object({ tag: z.string().max(320, 'must be at most 320 characters') }), body);
  findOrder(vendor, workspaceId, path.order_id ?? '').tag = tag;
  return { success: true };
}

/** Takes the domain data of a paid package: the same rules as a custom order, with exactly the names of that order. */
export function submitForm(call: Call): unknown {
  const { vendor, workspaceId, path, body } = call;
  const order = vendor.data.orders.find(
    (candidate) =>
      candidate.workspaceId === workspaceId && (candidate.form?.uuid === path.uuid || candidate.id === path.uuid),
  );
  if (order === undefined) throw notFound();
  if (order.form === null || order.form.listedUntil !== null || order.status !== 'Active') {
    throw badRequest('No form of this order is pending');
  }
  const source = readSource(call, false);
  if (source !== order.source) throw badRequest(`provider must be ${order.source}, as in the original order`);
  const request = readBody(CustomOrderRequest, body);
  checkHosting(source, request.hosting);
  const lines = linesOf(request.providers, vendor.settings);
  const given = new Set(namesOf(lines));
  const expected = order.form.domains;
  if (given.size !== expected.length || !expected.every((name) => given.has(name))) {
    throw badRequest('Every domain must match one of the original order');
  }
  const listedUntil = new Date(vendor.now().getTime() + vendor.settings.formListedAfterMs).toISOString();
  order.form = { ...order.form, listedUntil };
  order.tag = request.tag ?? order.tag;
  order.packages = buildPackages(vendor, lines, source);
  useRegistrations(vendor, workspaceId, domainsOf(order));
  return { success: true };
}

function prewarmPackage(call: Call, inbox: PrewarmRecord, redirect: string): PackageRecord {
  const now = call.vendor.now().toISOString();
  const { domain: name, provider, mailboxes } = inbox;
  const rest = {
    source: 'scaledmail',
    redirect,
    startsAt: now,
    readyAt: now,
    pendingRedirect: null,
    pendingName: null,
    pendingSender: null,
  };
  return { id: call.vendor.newId(), provider, domains: [{ id: inbox.id, name, provider, mailboxes, ...rest }] };
}

/** Sells inboxes out of stock, ready at once: the one-time price and the first month in one charge. */
export function buyPreWarmInboxes(call: Call): unknown {
  const { vendor, workspaceId } = call;
  const request = readBody(PrewarmRequest, call.body);
  const chosen = request.domains.map((wanted) => {
    const inbox = stockOf(vendor).find((row) => row.id === wanted.id && row.domain === wanted.domain);
    if (inbox === undefined) throw badRequest(`Domain ${wanted.domain} is not in stock`);
    return { inbox, redirect: wanted.redirect ?? '' };
  });
  const bought = new Set(chosen.map(({ inbox }) => inbox));
  if (bought.size < chosen.length) throw badRequest('A domain is listed more than once');
  const sum = (part: 'oneTimeCents' | 'monthlyCents') =>
    chosen.reduce((total, { inbox }) => total + currentCents(PREWARM_CENTS[inbox.provider][part], vendor.settings), 0);
  vendor.data.prewarmStock = vendor.data.prewarmStock.filter((inbox) => !bought.has(inbox));
  const order = openOrder(vendor, {
    workspaceId,
    tag: request.tag ?? '',
    source: 'scaledmail',
    description: `${chosen.length} * Pre-warmed`,
    packages: chosen.map(({ inbox, redirect }) => prewarmPackage(call, inbox, redirect)),
    monthlyCents: billedCents(sum('monthlyCents'), vendor.settings),
    oneOffCents: sum('oneTimeCents'),
    chargeSucceeds: call.chargeSucceeds,
  });
  return spendResult(order.id, vendor.settings);
}
