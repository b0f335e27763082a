import { labelOf } from '../../../acts/act.ts';
import { worksOnForm } from '../../../acts/claim.ts';
import type { HeldForm } from '../../../acts/fill_form/held-form.ts';
import type { AuthorityRefusal } from '../../../orders/approval/policy.ts';
import { actOf } from '../../../orders/order.ts';
import type { Reference, UserId } from '../../../values/ids.ts';
import { refuseToServe } from '../../authority.ts';
import { type Started, type StartingDeps, startForm } from '../starting/start-draft.ts';
import { shownWorkspaces } from '../starting/workspaces.ts';
import { heldOf } from './waiting-forms.ts';
import { type FormRightsDeps, orderThatPaid, refuseToFill } from './who-may-fill.ts';

export interface StartFillingDeps extends StartingDeps, FormRightsDeps {}

/** Which form is to be filled in. */
export interface FormToFill {
  readonly workspaceId: string;
  readonly uuid: string;
}

export type StartedFilling =
  | Extract<Started, { ok: true }>
  | { readonly ok: false; readonly refusal: AuthorityRefusal | 'form_gone' | 'form_unnamed' }
  | { readonly ok: false; readonly refusal: 'claimed'; readonly by: Reference };

/**
 * Starts the order form on the domains of a form that waits at the vendor, held to exactly these. Throws what vendor reads
 * throw, and `SlackUnavailable`.
 */
export const startFilling =
  (deps: StartFillingDeps) =>
  async (by: UserId, { workspaceId, uuid }: FormToFill): Promise<StartedFilling> => {
    const refusal = await refuseToServe(deps, by, 'within_a_minute');
    if (refusal) return { ok: false, refusal };
    const workspace = (await shownWorkspaces(deps)).find(({ id }) => id === workspaceId);
    const forms = workspace ? await deps.vendor.pendingForms(workspace.id, 'person') : [];
    const form = forms.find((each) => each.uuid === uuid);
    if (!workspace || !form) return { ok: false, refusal: 'form_gone' };
    const held = heldOf(form);
    if (!held) return { ok: false, refusal: 'form_unnamed' };
    const stranger = await refuseToFill(deps, by, held);
    if (stranger) return { ok: false, refusal: stranger };
    const [inTheWay] = (await deps.orders.claimed([worksOnForm(uuid)])).values();
    if (inTheWay !== undefined) return { ok: false, refusal: 'claimed', by: inTheWay };
    const [first = 'google'] = held.providers;
    const providers = held.providers.length === 0 ? [first] : held.providers;
    return startForm(deps, by, {
      label: await labelFor(deps, held),
      workspaceId,
      source: await sourceOf(deps, workspaceId, held),
      providers,
      domainText: { [first]: held.names.join('\n') },
      holds: held,
    });
  };

/** What the order that paid is called here; one that was made elsewhere is called by its first domain. */
async function labelFor({ orders }: StartFillingDeps, held: HeldForm): Promise<string> {
  const paid = await orderThatPaid(orders, held);
  return paid ? labelOf(actOf(paid)) : (held.names[0] ?? held.vendorOrderId);
}

/**
 * Names that were all bought through the vendor are ordered as such: the form itself does not say it.
 * Source: docs/vendor/notes.md, "Rules of a custom order".
 */
async function sourceOf({ vendor }: StartFillingDeps, workspaceId: string, { names }: HeldForm) {
  const bought = new Set(await vendor.purchasedDomains(workspaceId, 'person'));
  return names.every((name) => bought.has(name)) ? 'scaledmail' : 'other';
}
