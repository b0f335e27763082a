import { z } from 'zod';
import type { ActRequest, LoginFields } from '../act-request.ts';
import { CustomOrder } from '../custom_order/custom-order.ts';
import { PROVIDER_FACTS } from '../custom_order/provider-facts.ts';
import { domainBody, setUpBody } from '../custom_order/request.ts';
import type { SpendWorth } from '../worth.ts';
import { ChosenPackage } from './chosen-package.ts';

/**
 * Buys a fixed package, once or several times, with exactly as many domains as it asks for: all of one provider, because the
 * flat body of the call does not say which domain gets which mailboxes.
 * Source: docs/vendor/openapi.yaml, "createOrder".
 */
export const FixedPackage = CustomOrder.omit({ kind: true }).extend({
  kind: z.literal('fixed_package'),
  package: ChosenPackage,
});
export type FixedPackage = z.infer<typeof FixedPackage>;

/** The call that buys it. Its flat body has no place for a tag that anybody documented. */
export function packageRequest(act: FixedPackage, loginOf: (loginId: string) => LoginFields): ActRequest {
  const { source, workspace, coupon, lines } = act;
  const { providers: _, ...accounts } = setUpBody(act, loginOf);
  return {
    operation: 'createOrder',
    parameters: { price_id: act.package.offer.priceId },
    query: { provider: source, organization_id: workspace.id, ...(coupon ? { coupon } : {}) },
    body: {
      quantity: act.package.quantity,
      domains: lines.flatMap(({ domains }) => domains.map(domainBody)),
      ...accounts,
    },
  };
}

/** What a package charges: its price a month, as often as it is bought; the first month at once. */
export function packageWorth({ offer, quantity }: ChosenPackage): SpendWorth {
  const { provider, monthCents } = offer;
  const domains = offer.domains * quantity;
  const mailboxes = offer.mailboxes * quantity;
  const { pricedPer } = PROVIDER_FACTS[provider];
  const units = pricedPer === 'mailbox' ? mailboxes : domains;
  const monthlyCents = monthCents * quantity;
  const line = { provider, domains, mailboxes, pricedPer, unitCents: Math.round(monthlyCents / units), monthlyCents };
  return { effect: 'spend', nowCents: 0, monthCents: monthlyCents, yearCents: 0, lines: [line] };
}

/** The mailboxes that a package sets up, as an order of them. */
export const mailboxesOfPackage = ({ package: _, kind: _kind, ...order }: FixedPackage): CustomOrder => ({
  kind: 'custom_order',
  ...order,
});
