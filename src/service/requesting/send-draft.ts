import type { OrderDraft } from '../../acts/custom_order/draft.ts';
import { worthOfQuote } from '../../acts/worth.ts';
import type { Limits } from '../../orders/limits.ts';
import type { Order } from '../../orders/order.ts';
import type { AuthorityRefusal } from '../../orders/policy.ts';
import type { Reference } from '../../values/ids.ts';
import { refuseToServe } from '../authority.ts';
import { type InsertingDeps, insertOnce, sentBefore } from './insert-once.ts';
import { type AboveLimit, aboveLimit } from './price-draft.ts';
import { byName } from './taken-names.ts';

export interface SendingDeps extends InsertingDeps {
  readonly limits: Limits;
}

export type Sent =
  | { readonly ok: true; readonly order: Order }
  | { readonly ok: false; readonly refusal: AuthorityRefusal | 'not_reviewed' }
  | AboveLimit
  /** `taken` is empty when what is in the way is no name. */
  | { readonly ok: false; readonly refusal: 'domains_taken'; readonly taken: ReadonlyMap<string, Reference> };

/** The order that came of a form as it is now; null when it was not sent so. */
export const orderOfDraft =
  (deps: Pick<SendingDeps, 'keyValues' | 'orders'>) =>
  async ({ id: formId, ownerId: by, review }: OrderDraft): Promise<Order | null> =>
    review && sentBefore(deps, { formId, by, act: review.purchase, worth: worthOfQuote(review.quote) });

/**
 * Makes the order that the review showed to the form's owner, at the price it showed, and puts it up for approval. However
 * often the same form is sent, one order comes of it.
 */
export const sendDraft =
  (deps: SendingDeps) =>
  async ({ id: formId, ownerId: by, review, follows }: OrderDraft): Promise<Sent> => {
    const refusal = await refuseToServe(deps, by);
    if (refusal) return { ok: false, refusal };
    if (!review) return { ok: false, refusal: 'not_reviewed' };
    const worth = worthOfQuote(review.quote);
    const above = aboveLimit(worth, deps.limits);
    if (above) return above;
    const inserted = await insertOnce(deps, {
      formId,
      by,
      act: review.purchase,
      worth,
      ...(follows === undefined ? {} : { follows }),
    });
    return inserted.ok ? inserted : { ok: false, refusal: 'domains_taken', taken: byName(inserted.taken) };
  };
