import type { UserId } from '../../values/ids.ts';
import { type Finding, ordersIn } from '../../watch/finding.ts';
import type { Vendor, VendorOrderDetails } from '../ports/vendor.ts';
import { detailsOf } from '../requesting/cancelling/read-ending.ts';
import {
  type CancellingDeps,
  type CancelPage,
  type CancelRefusal,
  endingOf,
} from '../requesting/cancelling/start-cancelling.ts';
import { type SeenFinding, type SettlingFindingsDeps, showFinding } from './settle-finding.ts';

/** What a finding is about as it is now. */
export type LookedAt =
  | Extract<SeenFinding, { ok: false }>
  | {
      readonly ok: true;
      readonly finding: Finding;
      /** The page of its one order; null when the vendor has no such order, absent when the finding is not about one. */
      readonly details?: VendorOrderDetails | null;
    };

/** *Look*: a finding, with what the vendor says of its order now. Throws what vendor reads throw. */
export const lookAtFinding =
  (deps: SettlingFindingsDeps & { readonly vendor: Vendor }) =>
  async (by: UserId, key: string): Promise<LookedAt> => {
    const seen = await showFinding(deps)(by, key);
    if (!seen.ok) return seen;
    const { finding } = seen;
    const [order, ...more] = ordersIn(finding.about);
    if (!order || more.length > 0) return { ok: true, finding };
    const target = { workspace: order.workspace, vendorOrderId: order.id, reference: null };
    return { ok: true, finding, details: await detailsOf(deps.vendor, target) };
  };

/** *Cancel at ScaledMail…*: what would end, and the form for a reason. Throws what vendor reads throw. */
export const cancelFinding =
  (deps: SettlingFindingsDeps & CancellingDeps) =>
  async (by: UserId, key: string): Promise<CancelPage | CancelRefusal> => {
    const seen = await showFinding(deps)(by, key);
    if (!seen.ok)
      return seen.refusal === 'unknown_finding'
        ? { ok: false, refusal: 'nothing_to_cancel' }
        : { ok: false, refusal: seen.refusal };
    const [order] = ordersIn(seen.finding.about);
    if (!order) return { ok: false, refusal: 'nothing_to_cancel' };
    const { workspace, id: vendorOrderId, reference } = order;
    return endingOf(deps, by, { workspace, vendorOrderId, reference });
  };
