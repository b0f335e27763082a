import { actAsForm } from '../../../acts/act-as-form.ts';
import { newestTerms } from '../../../orders/order.ts';
import type { Reference, UserId } from '../../../values/ids.ts';
import { refuseToAsk } from '../../authority.ts';
import { type FindingDeps, type FoundOrder, showOrder } from '../../reading/find-orders.ts';
import { type Started, type StartingDeps, startForm } from './start-draft.ts';

export type StartedAgain =
  | Extract<Started, { ok: true }>
  | Extract<FoundOrder, { ok: false }>
  /** What it does is not asked for by the order form, or does not fit into its fields. */
  | { readonly ok: false; readonly refusal: 'does_not_apply' | 'does_not_fit_form' };

/**
 * Starts a form with everything that an order asked for, as a new order that says which one it follows. For whoever may see that
 * order and may ask. Logins that were typed are typed anew: those of the old order may be erased, and belong to it. Throws what
 * `startDraft` throws.
 */
export const orderAgain =
  (deps: FindingDeps & StartingDeps) =>
  async (by: UserId, reference: Reference): Promise<StartedAgain> => {
    const found = await showOrder(deps)(by, reference);
    if (!found.ok) return found;
    const refusal = await refuseToAsk(deps, by, 'within_a_minute');
    if (refusal) return { ok: false, refusal };
    const asked = actAsForm(newestTerms(found.order).act);
    return asked.ok ? startForm(deps, by, { ...asked.known, follows: reference }) : asked;
  };
