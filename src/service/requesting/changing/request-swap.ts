import { hostingFor } from '../../../acts/custom_order/form/draft-input.ts';
import type { Problem } from '../../../acts/custom_order/problem.ts';
import { type NewName, readNewName, type SaidName } from '../../../acts/swap_domain/new-name.ts';
import { SWAP_WORTH, type SwapDomain } from '../../../acts/swap_domain/swap-domain.ts';
import { actOf, type Order } from '../../../orders/order.ts';
import { isVendorError, type VendorError } from '../../errors.ts';
import { type ChosenDeps, checkChosen, withSources } from '../../logins/check-chosen.ts';
import { noteUse } from '../../logins/note-use.ts';
import type { Log } from '../../ports/log.ts';
import type { FormOf } from '../kept-forms.ts';
import { type FormSent, insertOnce, sentBefore } from '../sending/insert-once.ts';
import {
  type ChangedElsewhere,
  changedElsewhere,
  type Forgotten,
  type Page,
  type PageSent,
  pageOf,
  standsAsSeen,
} from '../sending/page-form.ts';
import { type ChangeRefusal, type ChangingDeps, claimedName } from './order-to-change.ts';
import type { RequestingRedirectDeps } from './request-redirect.ts';
import { readSwap } from './start-swap.ts';
import { LOGIN_PAGE, NAME_PAGE, SWAP_FORMS, type SwapForm } from './swap-form.ts';

export interface RequestingSwapDeps extends RequestingRedirectDeps, ChosenDeps {
  readonly log: Log;
}

/** A page is shown again, with everything that was typed: that with the name, or that with the login. */
interface ShownAgain {
  readonly ok: false;
  readonly page: Page<SwapForm>;
}

export type SwapRequested =
  | { readonly ok: true; readonly order: Order }
  | ChangeRefusal
  | ChangedElsewhere<SwapForm>
  /** The vendor did not answer. */
  | (ShownAgain & { readonly refusal: 'unanswered'; readonly error: VendorError })
  /** The vendor shows something else now. */
  | (ShownAgain & { readonly refusal: 'changed_there' })
  /** A domain has the name by now, in whatever order. */
  | (ShownAgain & { readonly refusal: 'name_in_use' })
  /** The saved login cannot be used as it was chosen. */
  | (ShownAgain & { readonly refusal: 'login_trouble'; readonly problems: readonly Problem[] });

/** What somebody said of the new name, and how it is read; kept in the place of what the page showed, where it is right. */
export type SwapNamed =
  | { readonly ok: true; readonly page: Page<SwapForm>; readonly name: NewName }
  | ChangedElsewhere<SwapForm>
  | Forgotten;

/** Takes the page with the new name. */
export const nameSwap =
  ({ keyValues }: Pick<ChangingDeps, 'keyValues'>) =>
  async (sent: PageSent, typed: SaidName): Promise<SwapNamed> =>
    (await SWAP_FORMS.change<SwapNamed>(keyValues, sent, async (known, save) => {
      const form = { ...known, typed };
      if (!standsAsSeen(NAME_PAGE, known, form, sent)) return changedElsewhere(NAME_PAGE, known, form);
      const name = nameOf(form);
      // What is wrong is told at its field, and not kept: the page stays, and is the newest still.
      if (name.ok) await save(form);
      return { ok: true, page: pageOf(NAME_PAGE, form), name };
    })) ?? FORGOTTEN;

/**
 * Asks that a domain get the name that its form says, on the page that was kept last: reads once more whether that can be, and
 * puts the order that does it up for approval. However often the same form is sent with the same in it, one order comes of it;
 * nothing is asked for that another window made of it meanwhile. `typed` is what the page said of the name.
 */
export const requestSwap =
  (deps: RequestingSwapDeps) =>
  async (kept: PageSent, typed: SaidName): Promise<SwapRequested> =>
    (await SWAP_FORMS.change<SwapRequested>(deps.keyValues, kept, async (known, save) => {
      const isAsKept = [NAME_PAGE, LOGIN_PAGE].some((page) => pageOf(page, known).seen === kept.seen);
      if (kept.seen !== null && !isAsKept) return changedElsewhere(NAME_PAGE, known, { ...known, typed });
      const asked = formSent(known);
      if (!asked) return FORGOTTEN;
      const before = await orderOf(deps, known);
      if (before) return { ok: true, order: before };
      const logins = await checkChosen(deps, {
        ...known,
        source: asked.act.hosting ? 'other' : 'scaledmail',
        sequencer: null,
      });
      const again = { ...known, fill: known.fill + 1 };
      if (logins.problems.length > 0) {
        await save(again);
        return { ok: false, refusal: 'login_trouble', page: pageOf(LOGIN_PAGE, again), problems: logins.problems };
      }
      const act = withSources(asked.act, logins);
      try {
        const refused = await refuseNow(deps, { ...known, asked: act }, save);
        if (refused) return sentMeanwhile(deps, asked, refused);
      } catch (error) {
        if (!isVendorError(error)) throw error;
        await save(again);
        return { ok: false, refusal: 'unanswered', error, page: pageOf(NAME_PAGE, again) };
      }
      const inserted = await insertOnce(deps, { ...asked, act });
      if (inserted.ok) {
        await noteUse(deps, act);
        return inserted;
      }
      return sentMeanwhile(deps, asked, claimedName(known.domain, inserted.taken));
    })) ?? FORGOTTEN;

const FORGOTTEN: Forgotten = { ok: false, refusal: 'form_forgotten' };

/** A form that was left while it was being sent: the order that came of it, or the form, with what was typed. */
export const reopenSwap =
  (deps: RequestingSwapDeps) =>
  async (
    of: FormOf,
  ): Promise<
    { readonly ok: true; readonly order: Order } | { readonly ok: true; readonly form: SwapForm } | Forgotten
  > => {
    const form = await SWAP_FORMS.own(deps.keyValues, of);
    if (!form) return FORGOTTEN;
    const order = await orderOf(deps, form);
    return order ? { ok: true, order } : { ok: true, form };
  };

/** Whether the name that a form says is held elsewhere, so that its login is asked for. */
export function isHeldElsewhere(form: SwapForm): boolean {
  const name = nameOf(form);
  return name.ok && name.isElsewhere;
}

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
  form: SwapForm,
  save: (form: SwapForm) => Promise<void>,
): Promise<Exclude<SwapRequested, { ok: true }> | null> {
  const read = await readSwap(deps, form);
  if (!read.ok) return read;
  await save(read.form);
  const page = pageOf(NAME_PAGE, read.form);
  const [before, now] = [nameOf(form), nameOf(read.form)];
  const isSame = read.form.domain === form.domain && before.ok && now.ok && before.isElsewhere === now.isElsewhere;
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
