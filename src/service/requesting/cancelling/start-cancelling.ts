import { workspaceOf } from '../../../acts/act.ts';
import { worksOnVendorOrder } from '../../../acts/claim.ts';
import type { AuthorityRefusal } from '../../../orders/approval/policy.ts';
import { actOf, type Order } from '../../../orders/order.ts';
import { atVendor } from '../../../orders/standing/at-vendor.ts';
import { isCancellable, vendorOrdersOfTwice } from '../../../orders/standing/cancellable.ts';
import type { Reference, UserId } from '../../../values/ids.ts';
import { isActive } from '../../acts/vendor-status.ts';
import { type AskingDeps, refuseByPolicy, refuseToAsk } from '../../authority.ts';
import { isVendorError } from '../../errors.ts';
import { isNumbered, type VendorDomain } from '../../ports/vendor.ts';
import { type FindingDeps, showOrder } from '../../reading/find-orders.ts';
import { beginPage, type Page } from '../sending/page-form.ts';
import { shownWorkspaces, type WorkspaceDeps } from '../starting/workspaces.ts';
import {
  CANCEL_FORMS,
  type CancelForm,
  type CancelTarget,
  CHOICE_FORMS,
  type ChoiceForm,
  type ListedTarget,
} from './cancel-form.ts';
import { detailsOf, type EndingDeps, type ReadEnding, readEnding } from './read-ending.ts';

export interface CancellingDeps extends AskingDeps, FindingDeps, EndingDeps, WorkspaceDeps {
  readonly newId: () => string;
}

/** Why nobody can ask to end that now. */
export type CancelRefusal =
  | Extract<ReadEnding, { ok: false }>
  | { readonly ok: false; readonly refusal: AuthorityRefusal | 'unknown_order' | 'form_forgotten' }
  | { readonly ok: false; readonly refusal: 'number_unknown' | 'nothing_to_cancel' | 'one_left' }
  | { readonly ok: false; readonly refusal: 'does_not_run'; readonly order: Order };

/** The page that shows what would end, and asks why. */
export type CancelPage = Page<CancelForm>;

/** The page on which one of several vendor orders is chosen. */
export type CancelChoice = { readonly ok: true; readonly form: ChoiceForm };

/** A menu of Slack's holds so many. Source: docs/slack.md, "Limits". */
const MOST_CHOICES = 100;
/** Of so many it is asked whether another order is about them: enough to fill the menu. */
const MOST_ASKED_ABOUT = 2 * MOST_CHOICES;

/**
 * What cancelling an order of ours would end, read from the vendor now, for whoever may see the order and may ask. Throws
 * what vendor reads throw.
 */
export const cancellable =
  (deps: CancellingDeps) =>
  async (by: UserId, reference: Reference): Promise<CancelPage | CancelRefusal> => {
    const found = await showOrder(deps)(by, reference);
    if (!found.ok) return found;
    const refusal = await refuseToAsk(deps, by, 'within_a_minute');
    if (refusal) return { ok: false, refusal };
    const { order } = found;
    if (!isCancellable(order)) return { ok: false, refusal: 'does_not_run', order };
    const { vendorOrderId } = atVendor(order);
    if (vendorOrderId === null) return { ok: false, refusal: 'number_unknown' };
    return endingOf(deps, by, { workspace: workspaceOf(actOf(order)), vendorOrderId, reference });
  };

/** The same of a vendor order that somebody who may end it named, ours or not. Throws what vendor reads throw. */
export const endingOf = (deps: CancellingDeps, by: UserId, target: CancelTarget): Promise<CancelPage | CancelRefusal> =>
  beginPage(
    CANCEL_PAGE,
    deps,
    readTarget(deps, { id: deps.newId(), ownerId: by, chosen: target, reason: '', fill: 0 }),
  );

/** A form with what its vendor order would end now. Throws what vendor reads throw. */
export async function readTarget(
  deps: EndingDeps,
  { id, ownerId, chosen, reason, fill }: Omit<CancelForm, 'seen'>,
): Promise<{ readonly ok: true; readonly form: CancelForm } | CancelRefusal> {
  const read = await readEnding(deps, chosen);
  if (!read.ok) return read;
  return { ok: true, form: { id, ownerId, chosen, seen: read.ending, reason, fill: fill + 1 } };
}

/** What tells one page that asks to cancel from another. The reason is all that is typed. */
export const CANCEL_PAGE = {
  forms: CANCEL_FORMS,
  shown: ({ chosen, seen }: CancelForm) => ({ chosen, seen }),
  typed: ({ reason }: CancelForm) => reason,
};

/** Of an order that stands at the vendor twice: the vendor orders of which one is to be chosen. Throws what vendor reads throw. */
export const vendorOrdersOfOne =
  (deps: CancellingDeps) =>
  async (by: UserId, reference: Reference): Promise<CancelChoice | CancelRefusal> => {
    const found = await showOrder(deps)(by, reference);
    if (!found.ok) return found;
    const workspace = workspaceOf(actOf(found.order));
    const targets = vendorOrdersOfTwice(found.order).map((id) => ({ workspace, vendorOrderId: id, reference }));
    const details = await Promise.all(targets.map((target) => detailsOf(deps.vendor, target)));
    const all = targets.flatMap((target, index): ListedTarget[] => {
      const seen = details[index];
      if (!seen || !isActive(seen.status)) return [];
      const { amountCents, createdAt, tag, domainNames } = seen;
      return [{ ...target, amountCents, createdAt, tag, names: [...domainNames] }];
    });
    // The one that is left is the order itself: ending it would be a mistake.
    if (all.length === 1) return { ok: false, refusal: 'one_left' };
    return offer(deps, by, all);
  };

/**
 * Vendor orders that run in the account's workspaces, newest first, for people who can decide; also those made elsewhere, and
 * none that another order is about to end. Throws what vendor reads throw.
 */
export const vendorOrdersToCancel =
  (deps: CancellingDeps) =>
  async (by: UserId): Promise<CancelChoice | CancelRefusal> => {
    const refusal = await refuseByPolicy(deps, by, 'within_a_minute');
    if (refusal) return { ok: false, refusal };
    const workspaces = await shownWorkspaces(deps);
    const all = (await Promise.all(workspaces.map((workspace) => runningIn(deps, workspace)))).flat();
    const newest = all.toSorted((left, right) => momentOf(right) - momentOf(left)).slice(0, MOST_ASKED_ABOUT);
    const claims = newest.map(({ vendorOrderId }) => worksOnVendorOrder(vendorOrderId));
    const claimed = await deps.orders.claimed(claims);
    const free = newest.filter(({ vendorOrderId }) => !claimed.has(worksOnVendorOrder(vendorOrderId).key));
    return offer(deps, by, free.slice(0, MOST_CHOICES));
  };

const momentOf = ({ createdAt }: ListedTarget): number => createdAt?.getTime() ?? 0;

async function runningIn(deps: CancellingDeps, workspace: CancelTarget['workspace']): Promise<ListedTarget[]> {
  const [rows, domains] = await Promise.all([
    deps.vendor.orders(workspace.id, 'person'),
    domainsOrNone(deps, workspace.id),
  ]);
  const names = namesByOrder(domains);
  return rows
    .filter(isNumbered)
    .filter(({ status }) => isActive(status))
    .map(({ id: vendorOrderId, amountCents, createdAt }) => {
      const target = { workspace, vendorOrderId, reference: null };
      return { ...target, amountCents, createdAt, tag: null, names: names.get(vendorOrderId) ?? [] };
    });
}

/** The names are a help to choose by: without them the numbers still stand there. */
async function domainsOrNone({ vendor, log }: CancellingDeps, workspaceId: string): Promise<readonly VendorDomain[]> {
  try {
    return await vendor.domains(workspaceId, 'person');
  } catch (error) {
    if (!isVendorError(error)) throw error;
    log.warn({ error }, 'Orders to cancel are shown without their domains');
    return [];
  }
}

function namesByOrder(domains: readonly VendorDomain[]): ReadonlyMap<string, string[]> {
  const names = new Map<string, string[]>();
  for (const { orderId, name } of domains) {
    if (orderId === null) continue;
    const ofOrder = names.get(orderId);
    if (ofOrder) ofOrder.push(name);
    else names.set(orderId, [name]);
  }
  return names;
}

async function offer(deps: CancellingDeps, by: UserId, choices: ListedTarget[]): Promise<CancelChoice | CancelRefusal> {
  if (choices.length === 0) return { ok: false, refusal: 'nothing_to_cancel' };
  const form = { id: deps.newId(), ownerId: by, choices };
  await CHOICE_FORMS.begin(deps.keyValues, form);
  return { ok: true, form };
}
