import { type ChangeRedirect, REDIRECT_WORTH } from '../../src/acts/change_redirect/change-redirect.ts';
import { type ChangeSender, SENDER_WORTH } from '../../src/acts/change_sender/change-sender.ts';
import { type CreateWorkspace, WORKSPACE_WORTH } from '../../src/acts/create_workspace/create-workspace.ts';
import { SWAP_WORTH, type SwapDomain } from '../../src/acts/swap_domain/swap-domain.ts';
import type { ApprovalPolicy } from '../../src/orders/approval/policy.ts';
import { requirementFor } from '../../src/orders/approval/requirement.ts';
import { type NewOrder, newOrder } from '../../src/orders/new-order.ts';
import type { OrderIn } from '../../src/orders/order.ts';
import { Reference, type UserId } from '../../src/values/ids.ts';
import { amir, aPolicy, aPurchase, aReference, noon, rita, team } from './builders.ts';
import { approvedAtNoon } from './warrants.ts';

/** The order whose domains change. */
export const changedOrder = Reference.parse('qk53z7');

/** Another redirect for one domain, as Rita asks for it. */
export const aRedirect = (parts: Partial<ChangeRedirect> = {}): ChangeRedirect => ({
  kind: 'change_redirect',
  workspace: aPurchase().workspace,
  vendorOrderId: 'recRunning',
  of: changedOrder,
  label: 'Umbrella',
  changes: [{ domain: 'getgoogle1.com', from: 'https://old.com', to: 'https://new.com' }],
  ...parts,
});

/** Rita's new order to change redirects. */
export function aNewRedirect(act: ChangeRedirect = aRedirect(), policy = aPolicy()): NewOrder {
  const requirement = requirementFor({ act, worth: REDIRECT_WORTH, requester: rita }, policy);
  const facts = { reference: aReference, account: team, requestedBy: rita, requestedAt: noon };
  return newOrder(facts, { act, worth: REDIRECT_WORTH, requirement });
}

/** Another name for one domain, as Rita asks for it. */
export const aSwap = (parts: Partial<SwapDomain> = {}): SwapDomain => ({
  kind: 'swap_domain',
  workspace: aPurchase().workspace,
  vendorOrderId: 'recRunning',
  of: changedOrder,
  label: 'Umbrella',
  from: 'getgoogle1.com',
  to: 'umbrella-hq.io',
  ...parts,
});

/** The swap, as it was approved at noon, by Amir unless told otherwise. */
export const anApprovedSwap = (
  act: SwapDomain = aSwap(),
  { policy = aPolicy(), by = [amir] }: { readonly policy?: ApprovalPolicy; readonly by?: readonly UserId[] } = {},
): OrderIn<'approved'> => {
  const requirement = requirementFor({ act, worth: SWAP_WORTH, requester: rita }, policy);
  const facts = { reference: aReference, account: team, requestedBy: rita, requestedAt: noon };
  return approvedAtNoon(newOrder(facts, { act, worth: SWAP_WORTH, requirement }).order, by);
};

/** Another sender for one domain, as Rita asks for it. */
export const aSenderChange = (parts: Partial<ChangeSender> = {}): ChangeSender => ({
  kind: 'change_sender',
  workspace: aPurchase().workspace,
  vendorOrderId: 'recRunning',
  of: changedOrder,
  label: 'Umbrella',
  mode: 'name_only',
  to: { firstName: 'Zoë', lastName: 'Neil' },
  changes: [{ domain: 'getgoogle1.com', from: ['Ada Park'], addresses: ['ada@getgoogle1.com', 'park@getgoogle1.com'] }],
  ...parts,
});

/** The same for two domains, with other addresses: two steps, four mailboxes deleted. */
export const newAddresses = aSenderChange({
  mode: 'name_and_alias',
  changes: ['getgoogle1.com', 'getgoogle2.com'].map((domain) => ({
    domain,
    from: ['Ada Park'],
    addresses: [`ada@${domain}`, `park@${domain}`],
  })),
});

/** The change of senders, as it was approved at noon, by Amir unless told otherwise. */
export const anApprovedSender = (
  act: ChangeSender = aSenderChange(),
  { policy = aPolicy(), by = [amir] }: { readonly policy?: ApprovalPolicy; readonly by?: readonly UserId[] } = {},
): OrderIn<'approved'> => {
  const requirement = requirementFor({ act, worth: SENDER_WORTH, requester: rita }, policy);
  const facts = { reference: aReference, account: team, requestedBy: rita, requestedAt: noon };
  return approvedAtNoon(newOrder(facts, { act, worth: SENDER_WORTH, requirement }).order, by);
};

/** A new workspace, as Rita asks for it. */
export const aNewSpace = (parts: Partial<CreateWorkspace> = {}): CreateWorkspace => ({
  kind: 'create_workspace',
  workspace: aPurchase().workspace,
  path: '/organizations',
  name: 'Umbrella',
  before: [aPurchase().workspace.id],
  ...parts,
});

/** The new workspace, as it was approved at noon, by Amir unless told otherwise. */
export const anApprovedSpace = (
  act: CreateWorkspace = aNewSpace(),
  { policy = aPolicy(), by = [amir] }: { readonly policy?: ApprovalPolicy; readonly by?: readonly UserId[] } = {},
): OrderIn<'approved'> => {
  const requirement = requirementFor({ act, worth: WORKSPACE_WORTH, requester: rita }, policy);
  const facts = { reference: aReference, account: team, requestedBy: rita, requestedAt: noon };
  return approvedAtNoon(newOrder(facts, { act, worth: WORKSPACE_WORTH, requirement }).order, by);
};

/** The same, as it was approved at noon, by Amir unless told otherwise. */
export const anApprovedRedirect = (
  act?: ChangeRedirect,
  { policy, by = [amir] }: { readonly policy?: ApprovalPolicy; readonly by?: readonly UserId[] } = {},
): OrderIn<'approved'> => approvedAtNoon(aNewRedirect(act, policy).order, by);

/** Other redirects for three domains: three steps. */
export const threeRedirects = aRedirect({
  changes: ['getgoogle1.com', 'getgoogle2.com', 'getgoogle3.com'].map((domain) => ({
    domain,
    from: 'https://old.com',
    to: 'https://new.com',
  })),
});
