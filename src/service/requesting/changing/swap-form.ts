import { z } from 'zod';
import { VendorWorkspace } from '../../../acts/custom_order/custom-order.ts';
import { Reference, UserId } from '../../../values/ids.ts';
import type { KeyValueStore } from '../../ports/key-value-store.ts';

/** A form left alone for a day is forgotten. */
const FORM_TTL_MS = 24 * 60 * 60 * 1_000;

/** A form with which somebody asks for another name of a domain: what they saw, and what they chose. */
export const SwapForm = z.object({
  id: z.string().min(1),
  ownerId: UserId,
  reference: Reference,
  workspace: VendorWorkspace,
  vendorOrderId: z.string().min(1),
  label: z.string(),
  /** Number of the domain within the order, from 0, and its name. */
  index: z.int().nonnegative(),
  domain: z.string(),
  /** Names that were bought through ScaledMail, and that nothing uses. */
  unused: z.array(z.string()),
  typed: z.string(),
  /** How often the page was filled in by us; part of its block ids. */
  fill: z.int().nonnegative(),
});
export type SwapForm = z.infer<typeof SwapForm>;

const keyOf = (id: string) => `swap-form:${id}`;

/** Keeps the form under its id. */
export const saveSwapForm = (keyValues: KeyValueStore, form: SwapForm): Promise<void> =>
  keyValues.set(keyOf(form.id), JSON.stringify(form), FORM_TTL_MS);

/** Somebody's form; null when it is forgotten or another's. */
export async function ownSwapForm(keyValues: KeyValueStore, id: string, by: UserId): Promise<SwapForm | null> {
  const text = await keyValues.get(keyOf(id));
  const form = text === null ? null : SwapForm.parse(JSON.parse(text));
  return form?.ownerId === by ? form : null;
}
