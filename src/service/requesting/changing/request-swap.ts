import { hostingFor } from '../../../acts/custom_order/form/draft-input.ts';
import type { Problem } from '../../../acts/custom_order/problem.ts';
import { type NewName, readNewName, type SaidName } from '../../../acts/swap_domain/new-name.ts';
import { SWAP_WORTH, type SwapDomain } from '../../../acts/swap_domain/swap-domain.ts';
import { actOf, type Order } from '../../../orders/order.ts';
import { isVendorError, type VendorError } from '../../errors.ts';
import { type ChosenDeps, checkChosen, withSources } from '../../logins/check-chosen.ts';
import { noteUse } from '../../logins/note-use.ts';
import type { Log } from '../../ports/log.ts';
import { type FormSent, insertOnce, sentBefore } from '../sending/insert-once.ts';
import type { ChangeRefusal, ChangingDeps } from './order-to-change.ts';
import type { RedirectFormOf, RequestingRedirectDeps } from './request-redirect.ts';
import { readSwap, type SwapPage } from './start-swap.ts';
import { ownSwapForm, type SwapForm, saveSwapForm } from './swap-form.ts';

export interface RequestingSwapDeps extends RequestingRedirectDeps, ChosenDeps {
  readonly log: Log;
}

/** The page is shown again, with everything that was typed. */
interface ShownAgain {
  readonly ok: false;
  readonly page: SwapPage;
}

export type SwapRequested =
  | { readonly ok: true; readonly order: Order }
  | ChangeRefusal
  /** The vendor did not answer. */
  | (ShownAgain & { readonly refusal: 'unanswered'; readonly error: VendorError })
  /** The vendor shows something else now. */
  | (ShownAgain & { readonly refusal: 'changed_there' })
  /** A domain has the name by now, in whatever order. */
  | (ShownAgain & { readonly refusal: 'name_in_use' })
  /** The saved login cannot be used as it was chosen. */
  | (ShownAgain & { readonly refusal: 'login_trouble'; readonly problems: readonly Problem[] });

/** What somebody said of the new name, kept, and how it is read; null when the form is forgotten. */
export const nameSwap =
  ({ keyValues }: Pick<ChangingDeps, 'keyValues'>) =>
  async ({ formId, by }: RedirectFormOf, typed: SaidName): Promise<{ form: SwapForm; name: NewName } | null> => {
    const known = await ownSwapForm(keyValues, { formId, by });
    if (!known) return null;
    const form = { ...known, typed };
    await saveSwapForm(keyValues, form);
    return { form, name: nameOf(form) };
  };

/**
 * Asks that a domain get the name that its form says: reads once more whether that can be, and puts the order that does it up
 * for approval. However often the same form is sent with the same in it, one order comes of it.
 */
export const requestSwap =
  (deps: RequestingSwapDeps) =>
  async ({ formId, by }: RedirectFormOf): Promise<SwapRequested> => {
    const form = await ownSwapForm(deps.keyValues, { formId, by });
    const asked = form && formSent(form);
    if (!form || !asked) return { ok: false, refusal: 'form_forgotten' };
    const before = await orderOf(deps, form);
    if (before) return { ok: true, order: before };
    const page: SwapPage = { ok: true, form: { ...form, fill: form.fill + 1 } };
    await saveSwapForm(deps.keyValues, page.form);
    const logins = await checkChosen(deps, {
      ...form,
      source: asked.act.hosting ? 'other' : 'scaledmail',
      sequencer: null,
    });
    if (logins.problems.length > 0) return { ok: false, refusal: 'login_trouble', page, problems: logins.problems };
    const act = withSources(asked.act, logins);
    try {
      const refused = await refuseNow(deps, by, { ...page.form, asked: act });
      if (refused) return sentMeanwhile(deps, asked, refused);
    } catch (error) {
      if (!isVendorError(error)) throw error;
      return { ok: false, refusal: 'unanswered', error, page };
    }
    const inserted = await insertOnce(deps, { ...asked, act });
    if (inserted.ok) {
      await noteUse(deps, act);
      return inserted;
    }
    const [[key, inTheWay] = ['', null]] = inserted.taken;
    const refused = { ok: false, refusal: 'claimed', name: key.replace(/^name:/, ''), by: inTheWay } as const;
    return sentMeanwhile(deps, asked, refused);
  };

/** A form that was left while it was being sent: the order that came of it, or the page, with what was typed. */
export const reopenSwap =
  (deps: RequestingSwapDeps) =>
  async ({ formId, by }: RedirectFormOf): Promise<Extract<SwapRequested, { ok: true }> | SwapPage | ChangeRefusal> => {
    const form = await ownSwapForm(deps.keyValues, { formId, by });
    if (!form) return { ok: false, refusal: 'form_forgotten' };
    const order = await orderOf(deps, form);
    return order ? { ok: true, order } : { ok: true, form };
  };

const nameOf = (form: SwapForm): NewName => readNewName(form, form.typed);

type Sent = FormSent & { readonly act: SwapDomain };

/** What a form asks for; null while it says no name, or no login where one is needed. */
function formSent(form: SwapForm): Sent | null {
  const name = nameOf(form);
  if (!name.ok || (name.isElsewhere && !form.hosting)) return null;
  const {
    id: formId,
    ownerId: by,
    workspace,
    vendorOrderId,
    reference: of,
    label,
    domain: from,
    hosting,
    logins,
  } = form;
  const act: SwapDomain = {
    kind: 'swap_domain',
    workspace,
    vendorOrderId,
    of,
    label,
    from,
    to: name.name,
    ...(name.isElsewhere && hosting ? { hosting: hostingFor({ hosting, ...(logins ? { logins } : {}) }) } : {}),
  };
  return { formId, by, act, worth: SWAP_WORTH, isShownFree: form.isFree === true };
}

/** The order that came of a form as it is now; null when there is none. A saved login stands in it with whose it was then. */
async function orderOf(deps: RequestingSwapDeps, form: SwapForm): Promise<Order | null> {
  const sent = formSent(form);
  if (!sent) return null;
  const { asked } = form;
  const isSame = asked?.to === sent.act.to && asked.hosting?.loginId === sent.act.hosting?.loginId;
  return sentBefore(deps, asked && isSame ? { ...sent, act: asked } : sent);
}

/** Why it cannot be asked for by what the vendor shows now; null when it can. Throws what vendor reads throw. */
async function refuseNow(
  deps: RequestingSwapDeps,
  by: RedirectFormOf['by'],
  form: SwapForm,
): Promise<Exclude<SwapRequested, { ok: true }> | null> {
  const page = await readSwap(deps, { ...form, by });
  if (!page.ok) return page;
  const [before, now] = [nameOf(form), nameOf(page.form)];
  const isSame = page.form.domain === form.domain && before.ok && now.ok && before.isElsewhere === now.isElsewhere;
  if (!isSame) return { ok: false, refusal: 'changed_there', page };
  if (!now.isElsewhere) return null;
  const isUsed = [...(await deps.vendor.domains(form.workspace.id, 'person'))].some(
    ({ name }) => name.toLowerCase() === now.name,
  );
  return isUsed ? { ok: false, refusal: 'name_in_use', page } : null;
}

/** A double click may have been a moment faster: then what is in the way is the order of this form, whose login was sealed anew. */
async function sentMeanwhile(
  deps: RequestingSwapDeps,
  sent: Sent,
  refused: Exclude<SwapRequested, { ok: true }>,
): Promise<SwapRequested> {
  const inTheWay =
    refused.refusal === 'claimed' && refused.by ? ((await deps.orders.get(refused.by))?.order ?? null) : null;
  const order = (await sentBefore(deps, sent)) ?? (inTheWay && isSameSwap(inTheWay, sent) ? inTheWay : null);
  return order ? { ok: true, order } : refused;
}

/** Whether an order is the same person's, and gives the same domain the same name. */
function isSameSwap(order: Order, { by, act }: Sent): boolean {
  const other = actOf(order);
  return (
    order.facts.requestedBy === by &&
    other.kind === 'swap_domain' &&
    other.vendorOrderId === act.vendorOrderId &&
    other.from === act.from &&
    other.to === act.to
  );
}
