import { prewarmedClaims } from '../../../acts/buy_prewarmed/buy-prewarmed.ts';
import type { Problem } from '../../../acts/custom_order/problem.ts';
import { askedHashOf } from '../../../orders/approval/fingerprint.ts';
import type { AuthorityRefusal } from '../../../orders/approval/policy.ts';
import type { Order } from '../../../orders/order.ts';
import type { Reference } from '../../../values/ids.ts';
import { refuseToAsk } from '../../authority.ts';
import { checkReviewed } from '../../logins/check-chosen.ts';
import { noteUse } from '../../logins/note-use.ts';
import type { Log } from '../../ports/log.ts';
import type { FormOf } from '../kept-forms.ts';
import { type FormSent, type InsertingDeps, insertOnce, sentBefore } from '../sending/insert-once.ts';
import { type AboveLimit, aboveLimit } from '../sending/price-draft.ts';
import { ownPrewarmedForm, type PrewarmedForm, savePrewarmedForm } from './prewarmed-form.ts';
import type { ReviewingPrewarmedDeps } from './review-prewarmed.ts';

export interface RequestingPrewarmedDeps extends InsertingDeps, ReviewingPrewarmedDeps {
  readonly log: Log;
}

export type PrewarmedRequested =
  | { readonly ok: true; readonly order: Order }
  | { readonly ok: false; readonly refusal: AuthorityRefusal | 'form_forgotten' }
  /** The review is shown as it is now: what was sent was another one. */
  | { readonly ok: false; readonly refusal: 'changed_meanwhile'; readonly form: PrewarmedForm }
  | { readonly ok: false; readonly refusal: 'above_limit'; readonly form: PrewarmedForm; readonly above: AboveLimit }
  /** The saved login cannot be used as it was chosen. */
  | {
      readonly ok: false;
      readonly refusal: 'login_trouble';
      readonly form: PrewarmedForm;
      readonly problems: readonly Problem[];
    }
  /** Names that another open order has, with that order. */
  | {
      readonly ok: false;
      readonly refusal: 'taken';
      readonly form: PrewarmedForm;
      readonly taken: ReadonlyMap<string, Reference>;
    };

/** Tells a review from every other one: what is sent is what was shown. */
export const prewarmedToken = (review: NonNullable<PrewarmedForm['review']>): string => askedHashOf(review);

/** Puts what a review showed up for approval. However often the same form is sent, one order comes of it. */
export const requestPrewarmed =
  (deps: RequestingPrewarmedDeps) =>
  async (of: FormOf, token: string): Promise<PrewarmedRequested> => {
    const refusal = await refuseToAsk(deps, of.by);
    if (refusal) return { ok: false, refusal };
    const form = await ownPrewarmedForm(deps.keyValues, of);
    if (!form?.review) return { ok: false, refusal: 'form_forgotten' };
    if (prewarmedToken(form.review) !== token) return { ok: false, refusal: 'changed_meanwhile', form };
    const sent = sentOf(of, form.review);
    const above = aboveLimit(sent.worth, deps.limits);
    if (above) return { ok: false, refusal: 'above_limit', form, above };
    // What was sent already is not stopped by what became of its login since: it has a copy of its own.
    const problems = (await sentBefore(deps, sent)) ? [] : await checkReviewed(deps, form, form.review.act);
    if (problems.length > 0) return { ok: false, refusal: 'login_trouble', form, problems };
    const inserted = await insertOnce(deps, sent);
    if (inserted.ok) {
      await noteUse(deps, form.review.act);
      return inserted;
    }
    const taken = new Map(
      form.review.act.inboxes.flatMap((inbox) => {
        const [by] = prewarmedClaims({ inboxes: [inbox] }).flatMap(({ key }) => inserted.taken.get(key) ?? []);
        return by === undefined ? [] : [[inbox.name, by] as const];
      }),
    );
    return { ok: false, refusal: 'taken', form, taken };
  };

const sentOf = ({ formId, by }: FormOf, review: NonNullable<PrewarmedForm['review']>): FormSent => ({
  formId,
  by,
  ...review,
});

/** A form that somebody comes back to: the order that came of it, or the picker with all that is in it. Null when it is forgotten. */
export const reopenPrewarmed =
  (deps: Pick<RequestingPrewarmedDeps, 'keyValues' | 'orders'>) =>
  async (of: FormOf): Promise<{ readonly order: Order } | { readonly form: PrewarmedForm } | null> => {
    const form = await ownPrewarmedForm(deps.keyValues, of);
    if (!form) return null;
    const order = form.review && (await sentBefore(deps, sentOf(of, form.review)));
    if (order) return { order };
    const shown = { ...form, fill: form.fill + 1 };
    await savePrewarmedForm(deps.keyValues, shown);
    return { form: shown };
  };
