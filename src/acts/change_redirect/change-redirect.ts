import { z } from 'zod';
import { Reference } from '../../values/ids.ts';
import type { ActRequest } from '../act-request.ts';
import { type Claim, worksOnName } from '../claim.ts';
import { VendorWorkspace } from '../custom_order/custom-order.ts';
import type { WantedRow } from '../wanted-row.ts';
import type { Worth } from '../worth.ts';

/** Most domains whose redirects change together: as many as a page of an order's details shows. */
export const MOST_REDIRECTS = 40;

/** The redirect of one domain: the one that people saw, and the one that it gets. Empty is none. */
export const RedirectChange = z.object({
  domain: z.string().min(1),
  from: z.string(),
  to: z.string(),
});
export type RedirectChange = z.infer<typeof RedirectChange>;

/** Changes where domains of one vendor order lead to. It costs nothing; the vendor's staff apply it. */
export const ChangeRedirect = z.object({
  kind: z.literal('change_redirect'),
  workspace: VendorWorkspace,
  /** The vendor order that has the domains. */
  vendorOrderId: z.string().min(1),
  /** The order of ours that it is; null for one that was not made here. */
  of: Reference.nullable(),
  /** What people call that order. */
  label: z.string(),
  changes: z.array(RedirectChange).min(1).max(MOST_REDIRECTS),
});
export type ChangeRedirect = z.infer<typeof ChangeRedirect>;

/** Names of the domains that change. */
export const redirectNames = ({ changes }: Pick<ChangeRedirect, 'changes'>): string[] =>
  changes.map(({ domain }) => domain);

/** It costs nothing, however many they are. */
export const REDIRECT_WORTH: Worth = { effect: 'write' };

/** It works on each of the names; whoever owns them keeps them. */
export const redirectClaims = ({ changes }: ChangeRedirect): Claim[] =>
  changes.map(({ domain }) => worksOnName(domain));

/** The change back: each domain leads again where people saw it lead before. */
export const undoneRedirect = (act: ChangeRedirect): ChangeRedirect => ({
  ...act,
  changes: act.changes.map(({ domain, from, to }) => ({ domain, from: to, to: from })),
});

/** The change that a step makes. Throws for a step that the act does not have. */
function changeAt({ changes }: ChangeRedirect, step: number): RedirectChange {
  const change = changes[step - 1];
  if (!change) throw new TypeError(`${changes.length} redirects have no step ${step}`);
  return change;
}

/**
 * The call of a step: one domain each. An empty redirect takes it away.
 * Source: docs/vendor/openapi.yaml, "updateDomainRedirect".
 */
export function redirectRequest(act: ChangeRedirect, step: number): ActRequest {
  const { domain, to } = changeAt(act, step);
  return {
    operation: 'updateDomainRedirect',
    parameters: { domain },
    query: { organization_id: act.workspace.id },
    body: { new_redirect: to },
  };
}

/** What the vendor's list says of the domain of a step once that is applied. */
export function redirectRow(act: ChangeRedirect, step: number): WantedRow {
  const { domain, to } = changeAt(act, step);
  return { name: domain, before: domain, orderId: act.vendorOrderId, redirect: to };
}
