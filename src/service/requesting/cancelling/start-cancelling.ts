import { workspaceOf } from '../../../acts/act.ts';
import type { Ending } from '../../../acts/cancel_order/ending.ts';
import { worksOnVendorOrder } from '../../../acts/claim.ts';
import type { AuthorityRefusal } from '../../../orders/approval/policy.ts';
import { actOf, type Order } from '../../../orders/order.ts';
import { atVendor } from '../../../orders/standing/at-vendor.ts';
import { isCancellable, vendorOrdersOfTwice } from '../../../orders/standing/cancellable.ts';
import type { Reference, UserId } from '../../../values/ids.ts';
import type { Cents } from '../../../values/money.ts';
import { isActive } from '../../acts/vendor-status.ts';
import { type AskingDeps, refuseByPolicy, refuseToAsk } from '../../authority.ts';
import { isVendorError } from '../../errors.ts';
import { isNumbered, type VendorDomain } from '../../ports/vendor.ts';
import { type FindingDeps, showOrder } from '../../reading/find-orders.ts';
import { shownWorkspaces, type WorkspaceDeps } from '../starting/workspaces.ts';
import { beginCancelForm, type CancelForm, type CancelTarget, saveCancelForm } from './cancel-form.ts';
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
export type CancelPage = { readonly ok: true; readonly form: CancelForm; readonly ending: Ending };

/** A vendor order that can be chosen, as far as a list shows it. */
export interface EndingRow {
  readonly vendorOrderId: string;
  readonly amountCents: Cents | null;
  readonly createdAt: Date | null;
  readonly tag: string | null;
  readonly names: readonly string[];
}

/** The page on which one of several vendor orders is chosen; `rows` stand in the order of `form.choices`. */
export type CancelChoice = { readonly ok: true; readonly form: CancelForm; readonly rows: readonly EndingRow[] };

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
    const target = { workspace: workspaceOf(actOf(order)), vendorOrderId, reference };
    return showTarget(deps, newForm(deps, by, [target]), target, beginCancelForm);
  };

/** The same of a vendor order that somebody who may end it named, ours or not. Throws what vendor reads throw. */
export const endingOf = (deps: CancellingDeps, by: UserId, target: CancelTarget): Promise<CancelPage | CancelRefusal> =>
  showTarget(deps, newForm(deps, by, [target]), target, beginCancelForm);

/** Shows what one of the choices would end, and keeps that it was shown. */
export async function showTarget(
  deps: CancellingDeps,
  form: CancelForm,
  chosen: CancelTarget,
  keep = saveCancelForm,
): Promise<CancelPage | CancelRefusal> {
  const read = await readEnding(deps, chosen);
  if (!read.ok) return read;
  const shown = { ...form, chosen, seen: read.ending, fill: form.fill + 1 };
  await keep(deps.keyValues, shown);
  return { ok: true, form: shown, ending: read.ending };
}

/** Of an order that stands at the vendor twice: the vendor orders of which one is to be chosen. Throws what vendor reads throw. */
export const vendorOrdersOfOne =
  (deps: CancellingDeps) =>
  async (by: UserId, reference: Reference): Promise<CancelChoice | CancelRefusal> => {
    const found = await showOrder(deps)(by, reference);
    if (!found.ok) return found;
    const workspace = workspaceOf(actOf(found.order));
    const targets = vendorOrdersOfTwice(found.order).map((id) => ({ workspace, vendorOrderId: id, reference }));
    const details = await Promise.all(targets.map((target) => detailsOf(deps.vendor, target)));
    const all = targets.flatMap((target, index): [CancelTarget, EndingRow][] => {
      const seen = details[index];
      if (!seen || !isActive(seen.status)) return [];
      const { amountCents, createdAt, tag, domainNames: names } = seen;
      return [[target, { vendorOrderId: target.vendorOrderId, amountCents, createdAt, tag, names }]];
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
    const newest = all.toSorted(([, left], [, right]) => momentOf(right) - momentOf(left)).slice(0, MOST_ASKED_ABOUT);
    const claims = newest.map(([{ vendorOrderId }]) => worksOnVendorOrder(vendorOrderId));
    const claimed = await deps.orders.claimed(claims);
    return offer(
      deps,
      by,
      newest
        .filter(([{ vendorOrderId }]) => !claimed.has(worksOnVendorOrder(vendorOrderId).key))
        .slice(0, MOST_CHOICES),
    );
  };

const momentOf = ({ createdAt }: EndingRow): number => createdAt?.getTime() ?? 0;

async function runningIn(
  deps: CancellingDeps,
  workspace: CancelTarget['workspace'],
): Promise<[CancelTarget, EndingRow][]> {
  const [rows, domains] = await Promise.all([
    deps.vendor.orders(workspace.id, 'person'),
    domainsOrNone(deps, workspace.id),
  ]);
  const names = namesByOrder(domains);
  return rows
    .filter(isNumbered)
    .filter(({ status }) => isActive(status))
    .map(({ id: vendorOrderId, amountCents, createdAt }) => [
      { workspace, vendorOrderId, reference: null },
      { vendorOrderId, amountCents, createdAt, tag: null, names: names.get(vendorOrderId) ?? [] },
    ]);
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

async function offer(
  deps: CancellingDeps,
  by: UserId,
  all: readonly (readonly [CancelTarget, EndingRow])[],
): Promise<CancelChoice | CancelRefusal> {
  if (all.length === 0) return { ok: false, refusal: 'nothing_to_cancel' };
  const choices = all.map(([target]) => target);
  const form = newForm(deps, by, choices);
  await beginCancelForm(deps.keyValues, form);
  return { ok: true, form, rows: all.map(([, row]) => row) };
}

const newForm = (deps: CancellingDeps, ownerId: UserId, choices: CancelTarget[]): CancelForm => ({
  id: deps.newId(),
  ownerId,
  choices,
  chosen: null,
  seen: null,
  reason: '',
  fill: 0,
});
