import { z } from 'zod';
import { Reference } from '../../values/ids.ts';
import type { ActRequest, LoginFields } from '../act-request.ts';
import { type Claim, ownsName, worksOnName } from '../claim.ts';
import { HostingAccount, VendorWorkspace } from '../custom_order/custom-order.ts';
import { accountBody } from '../custom_order/request.ts';
import type { WantedRow } from '../wanted-row.ts';
import type { Worth } from '../worth.ts';

/**
 * Gives a domain of a vendor order another name that nothing uses: one that was bought through ScaledMail, or one that is held
 * elsewhere, with the login of its registrar. It costs nothing; the vendor's staff apply it.
 */
export const SwapDomain = z.object({
  kind: z.literal('swap_domain'),
  workspace: VendorWorkspace,
  /** The vendor order that has the domain. */
  vendorOrderId: z.string().min(1),
  /** The order of ours that it is; null for one that was not made here. */
  of: Reference.nullable(),
  /** What people call that order. */
  label: z.string(),
  /** Its name now, and the one that it gets. */
  from: z.string().min(1),
  to: z.string().min(1),
  /** Where the new name is held, when that is elsewhere; absent for one that was bought through ScaledMail. */
  hosting: HostingAccount.exactOptional(),
});
export type SwapDomain = z.infer<typeof SwapDomain>;

/** It costs nothing. */
export const SWAP_WORTH: Worth = { effect: 'write' };

/** It works on the old name, whoever owns that, and owns the new one until the order has it whose domain it is. */
export const swapClaims = ({ from, to }: SwapDomain): Claim[] => [worksOnName(from), ownsName(to)];

/** The call. Source: docs/vendor/openapi.yaml, "updateDomainName". */
export const swapRequest = (
  { from, to, workspace, hosting }: SwapDomain,
  loginOf: (loginId: string) => LoginFields,
): ActRequest => ({
  operation: 'updateDomainName',
  parameters: { domain: from },
  query: { organization_id: workspace.id, provider: hosting ? 'other' : 'scaledmail' },
  body: { new_domain: to, ...(hosting ? { hosting: accountBody(hosting, loginOf(hosting.loginId)) } : {}) },
});

/** What the vendor's list says once it is applied: the new name is there, in the same vendor order. */
export const swapRow = ({ from, to, vendorOrderId }: SwapDomain): WantedRow => ({
  name: to,
  before: from,
  orderId: vendorOrderId,
});
