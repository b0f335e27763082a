import { z } from 'zod';
import { type OrderDraft, UnitPrice } from '../../../acts/custom_order/form/draft.ts';
import type { AuthorityRefusal } from '../../../orders/approval/policy.ts';
import type { Order } from '../../../orders/order.ts';
import type { UserId } from '../../../values/ids.ts';
import { type AskingDeps, refuseToAsk } from '../../authority.ts';
import { AppError } from '../../errors.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { OrderStore } from '../../ports/stores/order-store.ts';
import type { Drafts, OpenForm } from '../form/drafts.ts';
import { unusedNames } from '../names/purchased-names.ts';
import { unfinishedOf } from '../sending/unfinished-drafts.ts';
import { storedAnswer } from '../stored-answer.ts';
import { chosenIn, lastOrder } from './last-order.ts';
import { unitPrices } from './unit-prices.ts';
import { KEPT_MS, offeredWorkspaces, type WorkspaceDeps } from './workspaces.ts';

export interface StartingDeps extends AskingDeps, WorkspaceDeps {
  readonly drafts: Drafts;
  readonly orders: OrderStore;
  readonly clock: Clock;
  readonly newId: () => string;
  /** Whether the app may read files in Slack. */
  readonly canReadFiles: boolean;
  readonly log: Log;
}

export type Started =
  | ({
      readonly ok: true;
      /** What the person typed before, and did not send; null when there is nothing. */
      readonly unfinished: OrderDraft | null;
      /** The order of mailboxes that the person asked for last; null when there is none. */
      readonly last: Order | null;
    } & OpenForm)
  | { readonly ok: false; readonly refusal: AuthorityRefusal };

/**
 * Starts a form for somebody who may use the app: reads the workspaces that the key reaches, and what a domain costs.
 * Prices are a courtesy here: without them the form still opens, and the review asks again. Throws `VendorUnavailable`
 * and its like when the workspaces cannot be read.
 */
export const startDraft =
  (deps: StartingDeps) =>
  async (by: UserId): Promise<Started> => {
    const refusal = await refuseToAsk(deps, by, 'within_a_minute');
    return refusal ? { ok: false, refusal } : startForm(deps, by, {});
  };

/**
 * The form of somebody who may use the app, with what is known of it already. Workspace, source and providers are those of
 * their last order, where nothing else is known.
 */
export async function startForm(
  deps: StartingDeps,
  by: UserId,
  known: Partial<OrderDraft>,
): Promise<Extract<Started, { ok: true }>> {
  const [unfinished = null] = await unfinishedOf(deps, by, 1);
  const last = await lastOrder(deps, by);
  const usual = last ? chosenIn(last) : {};
  const chosen = await offeredWorkspaces(deps);
  const only = chosen.length === 1 ? (chosen[0]?.id ?? null) : null;
  const wanted = known.workspaceId ?? usual.workspaceId;
  const isOffered = chosen.some(({ id }) => id === wanted);
  const saidColumns = await deps.drafts.saidColumns(by);
  const workspaceId = isOffered ? (wanted ?? only) : only;
  const [unitPrices, unused] = await Promise.all([
    pricesOrNone(deps, chosen[0]?.id),
    workspaceId === null ? null : unusedOrNone(deps, workspaceId),
  ]);
  const draft: OrderDraft = {
    label: '',
    source: 'scaledmail',
    providers: ['google'],
    defaultName: '',
    domainText: {},
    hosting: null,
    review: null,
    ...(Object.keys(saidColumns).length === 0 ? {} : { saidColumns }),
    ...(deps.canReadFiles ? {} : { hasNoFiles: true }),
    ...usual,
    ...known,
    id: deps.newId(),
    teamId: deps.teamId,
    ownerId: by,
    startedAt: deps.clock.now(),
    workspaces: chosen,
    unitPrices,
    ...(unused ? { unused } : {}),
    workspaceId,
  };
  const form = { draft, fill: 1 };
  await deps.drafts.begin(form);
  return { ok: true, ...form, unfinished, last };
}

/** How many unused names a workspace has, which is a courtesy, too. */
async function unusedOrNone(deps: StartingDeps, workspaceId: string): Promise<OrderDraft['unused'] | null> {
  const names = await orNone(deps, 'The form opens without unused domains', () => unusedNames(deps, workspaceId));
  return names && { workspaceId, count: names.length };
}

async function pricesOrNone(deps: StartingDeps, workspaceId: string | undefined) {
  if (workspaceId === undefined) return [];
  const kept = { key: `unit-prices:${workspaceId}`, ttlMs: KEPT_MS, schema: z.array(UnitPrice) };
  const ask = () => storedAnswer(deps.keyValues, kept, () => unitPrices(deps, workspaceId));
  return (await orNone(deps, 'The form opens without prices', ask)) ?? [];
}

async function orNone<Answer>(
  { log }: StartingDeps,
  without: string,
  ask: () => Promise<Answer>,
): Promise<Answer | null> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    log.warn({ error }, without);
    return null;
  }
}
