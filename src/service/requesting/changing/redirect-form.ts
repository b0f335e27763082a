import { z } from 'zod';
import { RedirectChange } from '../../../acts/change_redirect/change-redirect.ts';
import { VendorWorkspace } from '../../../acts/custom_order/custom-order.ts';
import { Reference, UserId } from '../../../values/ids.ts';
import type { KeyValueStore } from '../../ports/key-value-store.ts';

/** A form left alone for a day is forgotten. */
const FORM_TTL_MS = 24 * 60 * 60 * 1_000;

/** A domain as the vendor showed it. */
const DomainSeen = RedirectChange.pick({ domain: true, from: true });
export type DomainSeen = z.infer<typeof DomainSeen>;

/** A form with which somebody asks to change where domains of an order lead: what they saw, and what they typed. */
export const RedirectForm = z.object({
  id: z.string().min(1),
  ownerId: UserId,
  reference: Reference,
  workspace: VendorWorkspace,
  vendorOrderId: z.string().min(1),
  label: z.string(),
  /** Number of the domain within the order, from 0. */
  index: z.int().nonnegative(),
  /** The domain whose menu it was. */
  domain: DomainSeen,
  /** Further ones that can be ticked. */
  others: z.array(DomainSeen),
  typed: z.object({ redirect: z.string(), also: z.array(z.string()) }),
  /** How often the page was filled in by us; part of its block ids. */
  fill: z.int().nonnegative(),
});
export type RedirectForm = z.infer<typeof RedirectForm>;

const keyOf = (id: string) => `redirect-form:${id}`;

/** Keeps the form under its id. */
export const saveRedirectForm = (keyValues: KeyValueStore, form: RedirectForm): Promise<void> =>
  keyValues.set(keyOf(form.id), JSON.stringify(form), FORM_TTL_MS);

/** Somebody's form; null when it is forgotten or another's. */
export async function ownRedirectForm(keyValues: KeyValueStore, id: string, by: UserId): Promise<RedirectForm | null> {
  const text = await keyValues.get(keyOf(id));
  const form = text === null ? null : RedirectForm.parse(JSON.parse(text));
  return form?.ownerId === by ? form : null;
}
