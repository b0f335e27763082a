import { domainNames } from '../../src/acts/custom_order/custom-order.ts';
import { type FillForm, fillFormOf } from '../../src/acts/fill_form/fill-form.ts';
import type { Worth } from '../../src/acts/worth.ts';
import type { ApprovalPolicy } from '../../src/orders/approval/policy.ts';
import { requirementFor } from '../../src/orders/approval/requirement.ts';
import { type NewOrder, newOrder } from '../../src/orders/new-order.ts';
import type { OrderIn } from '../../src/orders/order.ts';
import type { PendingForm } from '../../src/service/ports/vendor.ts';
import type { UserId } from '../../src/values/ids.ts';
import { amir, aPolicy, aPurchase, aReference, noon, rita, team } from './builders.ts';
import { approvedAtNoon } from './warrants.ts';

/** What filling in a form is worth. */
export const FILLING_WORTH: Worth = { effect: 'write' };

/** A form of two paid domains that is filled in, as Amir and his like ask for it. */
export const aFilling = (parts: Partial<FillForm> = {}): FillForm => ({
  ...fillFormOf(aPurchase(), { uuid: 'form-1', vendorOrderId: 'recPaid' }),
  ...parts,
});

/** The same form as the vendor lists it. */
export const aPendingForm = (parts: Partial<PendingForm> = {}): PendingForm => {
  const names = domainNames(aFilling());
  return { uuid: 'form-1', vendorOrderId: 'recPaid', description: 'Google', count: names.length, names, ...parts };
};

/** Rita's new order to fill it in. */
export function aNewFilling(act: FillForm = aFilling(), policy = aPolicy()): NewOrder {
  const requirement = requirementFor({ act, worth: FILLING_WORTH, requester: rita }, policy);
  const facts = { reference: aReference, account: team, requestedBy: rita, requestedAt: noon };
  return newOrder(facts, { act, worth: FILLING_WORTH, requirement });
}

/** The same, as it was approved at noon, by Amir unless told otherwise. */
export const anApprovedFilling = (
  act?: FillForm,
  { policy, by = [amir] }: { readonly policy?: ApprovalPolicy; readonly by?: readonly UserId[] } = {},
): OrderIn<'approved'> => approvedAtNoon(aNewFilling(act, policy).order, by);
