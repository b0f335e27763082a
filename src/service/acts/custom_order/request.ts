import type { CustomOrder } from '../../../acts/custom_order/custom-order.ts';
import type { Login } from '../../ports/login-vault.ts';
import type { PaidCall, PaidCallOutcome, Vendor } from '../../ports/vendor.ts';
import type { StepGiven } from '../act-at-vendor.ts';

/** The create-custom-order call of a purchase, with the logins that it needs. */
export function customOrderCall(purchase: CustomOrder, { tag, logins, timeoutMs }: StepGiven): PaidCall {
  const login = (account: { readonly loginId: string } | undefined): Login | null =>
    (account && logins.get(account.loginId)) ?? null;
  return {
    purchase,
    tag,
    hostingLogin: login(purchase.hosting),
    sequencerLogin: login(purchase.sequencer),
    timeoutMs,
  };
}

/** Sends it, once; as `Vendor.createCustomOrder`. */
export const sendCustomOrder = (
  vendor: Vendor,
  purchase: CustomOrder,
  given: StepGiven,
  mayBegin: () => boolean,
): Promise<PaidCallOutcome> => vendor.createCustomOrder(customOrderCall(purchase, given), mayBegin);
