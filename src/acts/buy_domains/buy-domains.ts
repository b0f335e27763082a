import { z } from 'zod';
import { Cents } from '../../values/money.ts';
import type { ActRequest } from '../act-request.ts';
import { type Claim, ownsName } from '../claim.ts';
import { VendorWorkspace } from '../custom_order/custom-order.ts';
import type { SpendWorth } from '../worth.ts';

/** So many names one call takes: all of them or none. Source: docs/vendor/openapi.yaml, "buyDomains". */
export const NAMES_A_CALL = 10;
/** Most names of one order: five calls, one after the other. */
export const MOST_NAMES = 50;

/** A name that is bought, with what its first year and each further one cost when people saw it. */
export const NameToBuy = z.object({ name: z.string().min(1).max(253), priceCents: Cents, renewalCents: Cents });
export type NameToBuy = z.infer<typeof NameToBuy>;

/** Buys domain names through ScaledMail, which bills their first year at once, and each renewal a year later. */
export const BuyDomains = z.object({
  kind: z.literal('buy_domains'),
  workspace: VendorWorkspace,
  /** What people call it. */
  label: z.string(),
  /** In the order in which they are bought, ten a call. */
  names: z.array(NameToBuy).min(1).max(MOST_NAMES),
});
export type BuyDomains = z.infer<typeof BuyDomains>;

/** The names alone. */
export const namesToBuy = ({ names }: Pick<BuyDomains, 'names'>): string[] => names.map(({ name }) => name);

/** In how many calls they are bought. */
export const buySteps = ({ names }: Pick<BuyDomains, 'names'>): number => Math.ceil(names.length / NAMES_A_CALL);

/** The names that a step buys. */
export const namesAtStep = ({ names }: Pick<BuyDomains, 'names'>, step: number): NameToBuy[] =>
  names.slice((step - 1) * NAMES_A_CALL, step * NAMES_A_CALL);

/** What a step charges at once: the first year of its names. */
export const chargedForNames = (act: Pick<BuyDomains, 'names'>, step: number): Cents =>
  sum(namesAtStep(act, step).map(({ priceCents }) => priceCents));

/** The call of a step. Source: docs/vendor/openapi.yaml, "buyDomains". */
export const buyRequest = (act: BuyDomains, step: number): ActRequest => ({
  operation: 'buyDomains',
  parameters: {},
  query: { organization_id: act.workspace.id },
  body: { domains: namesToBuy({ names: namesAtStep(act, step) }) },
});

/** What they charge: the first year at once, and the renewals each year. */
export const buyWorth = ({ names }: Pick<BuyDomains, 'names'>): SpendWorth => ({
  effect: 'spend',
  nowCents: sum(names.map(({ priceCents }) => priceCents)),
  monthCents: 0,
  yearCents: sum(names.map(({ renewalCents }) => renewalCents)),
  lines: [],
});

/** It owns each of its names, until they are bought: then they are free to be ordered on. */
export const buyClaims = (act: BuyDomains): Claim[] => namesToBuy(act).map(ownsName);

const sum = (amounts: readonly Cents[]): Cents => amounts.reduce((total, each) => total + each, 0);
