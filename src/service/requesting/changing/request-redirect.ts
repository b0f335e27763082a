import { type ChangeRedirect, REDIRECT_WORTH } from '../../../acts/change_redirect/change-redirect.ts';
import { type RedirectProblems, redirectProblems } from '../../../acts/change_redirect/redirect-problems.ts';
import { asRedirect, isSameRedirect } from '../../../acts/change_redirect/same-redirect.ts';
import type { Order } from '../../../orders/order.ts';
import type { UserId } from '../../../values/ids.ts';
import { isVendorError, type VendorError } from '../../errors.ts';
import { type FormSent, type InsertingDeps, insertOnce, sentBefore } from '../sending/insert-once.ts';
import type { ChangeRefusal, ChangingDeps } from './order-to-change.ts';
import { ownRedirectForm, type RedirectForm, saveRedirectForm } from './redirect-form.ts';
import { type RedirectPage, type RedirectTyped, readRedirect } from './start-redirect.ts';

export interface RequestingRedirectDeps extends ChangingDeps, InsertingDeps {}

/** Which form somebody sent. */
export interface RedirectFormOf {
  readonly formId: string;
  readonly by: UserId;
}

export type RedirectRequested =
  | { readonly ok: true; readonly order: Order }
  | ChangeRefusal
  /** The page is shown again, with what was typed: the vendor did not answer, or shows something else now. */
  | { readonly ok: false; readonly refusal: 'unanswered'; readonly error: VendorError; readonly page: RedirectPage }
  | { readonly ok: false; readonly refusal: 'changed_there'; readonly page: RedirectPage };

/**
 * What is wrong with what was typed, by field, as far as the form itself tells; nothing of a form that is forgotten. What is
 * right is kept before its page goes, so that it can be shown again whatever comes of it.
 */
export const checkRedirect =
  ({ keyValues }: Pick<ChangingDeps, 'keyValues'>) =>
  async ({ formId, by }: RedirectFormOf, typed: RedirectTyped): Promise<RedirectProblems> => {
    const form = await ownRedirectForm(keyValues, { formId, by });
    const problems = form ? redirectProblems(changesOf(form, typed)) : {};
    if (form && Object.keys(problems).length === 0) await saveRedirectForm(keyValues, { ...form, typed });
    return problems;
  };

/**
 * Asks that domains lead to what was typed: reads once more where they lead, and puts the order that changes it up for
 * approval. However often the same form is sent with the same in it, one order comes of it.
 */
export const requestRedirect =
  (deps: RequestingRedirectDeps) =>
  async ({ formId, by }: RedirectFormOf, typed: RedirectTyped): Promise<RedirectRequested> => {
    const form = await ownRedirectForm(deps.keyValues, { formId, by });
    if (!form) return { ok: false, refusal: 'form_forgotten' };
    const asked = formSent(form, typed);
    const before = await sentBefore(deps, asked);
    if (before) return { ok: true, order: before };
    const kept = { ...form, typed, fill: form.fill + 1 };
    await saveRedirectForm(deps.keyValues, kept);
    let now: RedirectPage | ChangeRefusal;
    try {
      now = await readRedirect(deps, { ...kept, by });
    } catch (error) {
      if (!isVendorError(error)) throw error;
      return { ok: false, refusal: 'unanswered', error, page: { ok: true, form: kept } };
    }
    // A double click may have been a moment faster: then what is in the way is the order of this form.
    if (!now.ok) return sentMeanwhile(deps, asked, now);
    if (!isSameBefore(asked.act, formSent(now.form, typed).act))
      return { ok: false, refusal: 'changed_there', page: now };
    const inserted = await insertOnce(deps, asked);
    if (inserted.ok) return inserted;
    const [[key, inTheWay] = ['', null]] = inserted.taken;
    return { ok: false, refusal: 'claimed', name: key.replace(/^name:/, ''), by: inTheWay };
  };

/** A form that was left while it was being sent: the order that came of it, or the page, with what was typed. */
export const reopenRedirect =
  (deps: RequestingRedirectDeps) =>
  async ({
    formId,
    by,
  }: RedirectFormOf): Promise<Extract<RedirectRequested, { ok: true }> | RedirectPage | ChangeRefusal> => {
    const form = await ownRedirectForm(deps.keyValues, { formId, by });
    if (!form) return { ok: false, refusal: 'form_forgotten' };
    const order = await sentBefore(deps, formSent(form, form.typed));
    return order ? { ok: true, order } : { ok: true, form };
  };

type Sent = FormSent & { readonly act: ChangeRedirect };

/** What changes: the domain whose menu it was first, then those that are ticked. */
function changesOf({ domain, others }: RedirectForm, { redirect, also }: RedirectTyped): ChangeRedirect['changes'] {
  const to = asRedirect(redirect);
  return [domain, ...others.filter((each) => also.includes(each.domain))].map((each) => ({ ...each, to }));
}

function formSent(form: RedirectForm, typed: RedirectTyped): Sent {
  const { id: formId, ownerId: by, workspace, vendorOrderId, reference: of, label, isFree = false } = form;
  const changes = changesOf(form, typed);
  const act: ChangeRedirect = { kind: 'change_redirect', workspace, vendorOrderId, of, label, changes };
  return { formId, by, act, worth: REDIRECT_WORTH, isShownFree: isFree };
}

/** Whether the same domains lead where they led when they were shown. */
const isSameBefore = ({ changes: seen }: ChangeRedirect, { changes: now }: ChangeRedirect): boolean =>
  seen.length === now.length &&
  seen.every(({ domain, from }) => now.some((each) => each.domain === domain && isSameRedirect(each.from, from)));

async function sentMeanwhile(
  deps: RequestingRedirectDeps,
  sent: FormSent,
  refused: ChangeRefusal,
): Promise<RedirectRequested> {
  const order = await sentBefore(deps, sent);
  return order ? { ok: true, order } : refused;
}
