import { z } from 'zod';
import { worksOnForm } from '../../../acts/claim.ts';
import type { VendorWorkspace } from '../../../acts/custom_order/custom-order.ts';
import { type HeldForm, providersIn } from '../../../acts/fill_form/held-form.ts';
import { WaitingForm } from '../../../acts/fill_form/waiting-form.ts';
import type { AuthorityRefusal } from '../../../orders/approval/policy.ts';
import type { UserId } from '../../../values/ids.ts';
import { inTime } from '../../../values/in-time.ts';
import { viewerOf } from '../../authority.ts';
import { isVendorError } from '../../errors.ts';
import type { After } from '../../ports/after.ts';
import type { Log } from '../../ports/log.ts';
import type { PendingForm } from '../../ports/vendor.ts';
import { type Shown, type ShownDeps, shownAnswer } from '../shown-answer.ts';
import { shownWorkspaces, type WorkspaceDeps } from '../starting/workspaces.ts';
import { type FormRightsDeps, orderThatPaid } from './who-may-fill.ts';

export interface FormsDeps extends FormRightsDeps, WorkspaceDeps, ShownDeps {
  readonly log: Log;
}

export interface HomeFormsDeps extends FormsDeps {
  readonly after: After;
}

/** How long Home goes by a failure to read the list. */
const KEPT_MS = 60_000;

export type ListedForms =
  | {
      readonly ok: true;
      readonly forms: readonly WaitingForm[];
      readonly readAt: Date;
      /** Whether these are all that wait; else those that were paid by one's own order. */
      readonly isAll: boolean;
    }
  | { readonly ok: false; readonly refusal: AuthorityRefusal };

/**
 * Forms that wait in all workspaces: all of them for people who can decide, those that were paid by one's own order for
 * everybody else; as they were within the last minute. Throws what vendor reads throw.
 */
export const listForms =
  (deps: FormsDeps) =>
  async (by: UserId): Promise<ListedForms> => {
    const viewer = await viewerOf(deps, by);
    if (!viewer.ok) return viewer;
    const { answer, readAt } = await shownForms(deps);
    const all = await withOrders(deps, answer);
    if (viewer.scope === 'all') return { ok: true, forms: all, readAt, isAll: true };
    const own: WaitingForm[] = [];
    for (const each of all) if (each.held && (await isPaidBy(deps, by, each.held))) own.push(each);
    return { ok: true, forms: own, readAt, isAll: false };
  };

const isPaidBy = async ({ orders }: FormsDeps, by: UserId, held: HeldForm): Promise<boolean> =>
  (await orderThatPaid(orders, held))?.facts.requestedBy === by;

/** So long Home waits for the vendor's list; it is drawn without then, and with it the next time. */
const PATIENCE_MS = 1_500;

/** Forms that nobody fills in yet, for Home; none when the vendor does not say in time. They may have been read a minute ago. */
export const formsForHome = (deps: HomeFormsDeps): Promise<readonly WaitingForm[]> =>
  inTime(deps.after, { ms: PATIENCE_MS, otherwise: [] }, formsOrNone(deps));

async function formsOrNone(deps: FormsDeps): Promise<readonly WaitingForm[]> {
  if ((await deps.keyValues.get(FAILED)) !== null) return [];
  try {
    const { answer } = await shownForms(deps);
    return (await withOrders(deps, answer)).filter(({ isIn }) => isIn === undefined);
  } catch (error) {
    if (!isVendorError(error)) throw error;
    deps.log.warn({ error }, 'Home is drawn without the forms that wait at ScaledMail');
    await deps.keyValues.set(FAILED, 'yes', KEPT_MS);
    return [];
  }
}

/** That Home could not read them a moment ago. */
const FAILED = 'waiting-forms-failed';

/** Forms that waited within the last minute. */
const shownForms = (deps: FormsDeps): Promise<Shown<WaitingForm[]>> =>
  shownAnswer(deps, { key: 'waiting-forms', schema: z.array(WaitingForm) }, () => formsAtVendor(deps));

async function formsAtVendor({ vendor, ...deps }: FormsDeps): Promise<WaitingForm[]> {
  const workspaces = await shownWorkspaces({ vendor, ...deps });
  const lists = await Promise.all(
    workspaces.map(async (workspace) =>
      (await vendor.pendingForms(workspace.id, 'person')).flatMap((form) => waiting(workspace, form)),
    ),
  );
  return lists.flat();
}

/** One that has no numbers cannot be told from others: it is left to the vendor's own pages. */
function waiting(workspace: VendorWorkspace, form: PendingForm): WaitingForm[] {
  const { uuid, vendorOrderId, names, count } = form;
  if (uuid === null || vendorOrderId === null) return [];
  const known = count ?? (names.length > 0 ? names.length : null);
  return [{ workspace, count: known, held: heldOf(form), form: { uuid, vendorOrderId } }];
}

/** What filling in a form is held to; null where the vendor does not say it. */
export function heldOf({ uuid, vendorOrderId, names, count, description }: PendingForm): HeldForm | null {
  if (uuid === null || vendorOrderId === null) return null;
  const isWhole = names.length > 0 && (count === null || count === names.length);
  return isWhole ? { uuid, vendorOrderId, names: [...names], providers: providersIn(description) } : null;
}

async function withOrders({ orders }: FormsDeps, forms: readonly WaitingForm[]): Promise<WaitingForm[]> {
  const claimed = await orders.claimed(forms.map(({ form }) => worksOnForm(form.uuid)));
  return forms.map((each) => {
    const isIn = claimed.get(worksOnForm(each.form.uuid).key);
    return isIn === undefined ? each : { ...each, isIn };
  });
}
