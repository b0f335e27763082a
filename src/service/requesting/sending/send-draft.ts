import { askedBy } from '../../../acts/asked-by-draft.ts';
import type { OrderDraft } from '../../../acts/custom_order/form/draft.ts';
import { howRead } from '../../../acts/custom_order/form/draft-notes.ts';
import type { Problem } from '../../../acts/custom_order/problem.ts';
import type { Limits } from '../../../orders/approval/limits.ts';
import type { AuthorityRefusal } from '../../../orders/approval/policy.ts';
import type { Order } from '../../../orders/order.ts';
import type { Reference } from '../../../values/ids.ts';
import { refuseToAsk } from '../../authority.ts';
import { type ChosenDeps, checkReviewed } from '../../logins/check-chosen.ts';
import { noteUse } from '../../logins/note-use.ts';
import type { Log } from '../../ports/log.ts';
import { byName } from '../names/taken-names.ts';
import { refuseToFill } from '../pending-forms/who-may-fill.ts';
import { type InsertingDeps, insertOnce, sentBefore } from './insert-once.ts';
import { type AboveLimit, aboveLimit } from './price-draft.ts';

export interface SendingDeps extends InsertingDeps, ChosenDeps {
  readonly log: Log;
  readonly limits: Limits;
}

export type Sent =
  | { readonly ok: true; readonly order: Order }
  | { readonly ok: false; readonly refusal: AuthorityRefusal | 'not_reviewed' }
  | AboveLimit
  /** A saved login cannot be used as it was chosen. */
  | { readonly ok: false; readonly refusal: 'login_trouble'; readonly problems: readonly Problem[] }
  /** `taken` is empty when what is in the way is no name. */
  | { readonly ok: false; readonly refusal: 'domains_taken'; readonly taken: ReadonlyMap<string, Reference> };

/** The order that came of a form as it is now; null when it was not sent so. */
export const orderOfDraft =
  (deps: Pick<SendingDeps, 'keyValues' | 'orders'>) =>
  async (draft: OrderDraft): Promise<Order | null> => {
    const asked = askedBy(draft);
    return asked && sentBefore(deps, { formId: draft.id, by: draft.ownerId, ...asked });
  };

/**
 * Makes the order that the review showed to the form's owner, at the price it showed, and puts it up for approval. However
 * often the same form is sent, one order comes of it.
 */
export const sendDraft =
  (deps: SendingDeps) =>
  async (draft: OrderDraft): Promise<Sent> => {
    const { id: formId, ownerId: by, review, follows } = draft;
    const refusal = await refuseToSend(deps, draft);
    if (refusal) return { ok: false, refusal };
    const asked = askedBy(draft);
    if (!review || !asked) return { ok: false, refusal: 'not_reviewed' };
    const { act, worth } = asked;
    const above = aboveLimit(worth, deps.limits);
    if (above) return above;
    // What was sent already is not stopped by what became of its logins since: it has copies of its own.
    const problems = (await orderOfDraft(deps)(draft)) ? [] : await checkReviewed(deps, draft, review.purchase);
    if (problems.length > 0) return { ok: false, refusal: 'login_trouble', problems };
    const read = howRead(draft);
    const inserted = await insertOnce(deps, {
      formId,
      by,
      act,
      worth,
      isShownFree: review.isFree === true,
      ...(follows === undefined ? {} : { follows }),
      ...(read === null ? {} : { howRead: read }),
    });
    if (inserted.ok) await noteUse(deps, review.purchase);
    return inserted.ok ? inserted : { ok: false, refusal: 'domains_taken', taken: byName(inserted.taken) };
  };

/** Null when the form's owner may ask for what it asks for. Throws `SlackUnavailable`. */
const refuseToSend = (deps: SendingDeps, { ownerId: by, holds }: OrderDraft): Promise<AuthorityRefusal | null> =>
  holds ? refuseToFill(deps, by, holds) : refuseToAsk(deps, by);
