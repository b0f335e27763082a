import { labelOf, workspaceOf } from '../../acts/act.ts';
import type { VendorWorkspace } from '../../acts/custom_order/custom-order.ts';
import { actOf, type Order } from '../../orders/order.ts';
import {
  type ListPage,
  type ListPlace,
  ROWS_PER_PAGE,
  type RunningChoices,
  type RunningFilter,
} from '../../orders/standing/lists.ts';
import { stageOf } from '../../orders/standing/stage.ts';
import type { Reference } from '../../values/ids.ts';
import { sharedAnswers } from '../../values/shared-answers.ts';
import type { Clock } from '../ports/clock.ts';
import type { OrderStore } from '../ports/stores/order-store.ts';
import type { Reader } from './list-pages.ts';

/** Orders are read so many at a time: others get their turns between. */
const ORDERS_A_PAGE = 20;
/** Several Homes, and one that is drawn again, share one reading of all that runs. */
const SHARED_MS = 60_000;

/** What Home needs of an order that runs, to be found by its label or workspace. */
interface RunningPart {
  readonly reference: Reference;
  readonly requestedBy: string;
  readonly label: string;
  readonly workspace: VendorWorkspace;
}

export interface RunningDeps {
  readonly orders: Pick<OrderStore, 'select' | 'get'>;
  readonly clock: Clock;
}

/** What runs as a reader sees it, by label and workspace: what to choose from, and a page of what is chosen. */
export interface RunningOrders {
  choices(reader: Reader, chosen: RunningFilter): Promise<RunningChoices>;
  /** The last page where the list has become shorter. */
  page(reader: Reader, place: ListPlace, chosen: RunningFilter): Promise<ListPage>;
}

/** See `RunningOrders`: all that runs is read once a minute, a few bytes of each are kept; rows are as they are now. */
export function runningOrders({ orders, clock }: RunningDeps): RunningOrders {
  const shared = sharedAnswers<readonly RunningPart[]>({ clock });
  const seenBy = async ({ by, mayDecide }: Reader) =>
    (await shared('all', () => allRunning(orders), SHARED_MS)).filter(
      ({ requestedBy }) => mayDecide || requestedBy === by,
    );
  return {
    choices: async (reader, chosen) => {
      const parts = await seenBy(reader);
      const labels = new Set(parts.map(({ label }) => label));
      const workspaces = new Map(parts.map(({ workspace }) => [workspace.id, workspace] as const));
      return {
        labels: [...labels].toSorted((one, other) => one.localeCompare(other, 'en')),
        workspaces: [...workspaces.values()].toSorted((one, other) => one.name.localeCompare(other.name, 'en')),
        chosen,
      };
    },
    page: async (reader, { list, offset: wanted }, chosen) => {
      const parts = (await seenBy(reader)).filter((part) => isChosen(part, chosen));
      const last = Math.max(0, Math.ceil(parts.length / ROWS_PER_PAGE) - 1) * ROWS_PER_PAGE;
      const offset = Math.min(wanted, last);
      const rows: Order[] = [];
      for (const { reference } of parts.slice(offset, offset + ROWS_PER_PAGE)) {
        const stored = await orders.get(reference);
        // One that ended in the last minute is not shown as one that runs.
        if (stored && stageOf(stored.order) === 'running') rows.push(stored.order);
      }
      return { list, offset, filter: chosen, total: parts.length, orders: rows };
    },
  };
}

const isChosen = (part: RunningPart, { label, workspaceId }: RunningFilter): boolean =>
  (label === undefined || part.label === label) && (workspaceId === undefined || part.workspace.id === workspaceId);

/** The newest first. */
async function allRunning(orders: Pick<OrderStore, 'select'>): Promise<RunningPart[]> {
  const all: RunningPart[] = [];
  for (let offset = 0; ; offset += ORDERS_A_PAGE) {
    const page = await orders.select({ stage: 'running' }, { offset, limit: ORDERS_A_PAGE });
    all.push(...page.orders.map(partOf));
    if (page.orders.length < ORDERS_A_PAGE) return all;
  }
}

const partOf = (order: Order): RunningPart => ({
  reference: order.facts.reference,
  requestedBy: order.facts.requestedBy,
  label: labelOf(actOf(order)),
  workspace: workspaceOf(actOf(order)),
});
