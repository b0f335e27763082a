import type { EmailProvider, VendorWorkspace } from '../../acts/custom_order/custom-order.ts';
import type { OwnOrder } from '../../spend/own-order.ts';
import type { OrderPart, OwnPart, RunningOrder } from '../../spend/running-order.ts';
import { sumOf } from '../../spend/sum.ts';
import type { Ended } from '../../watch/known.ts';
import { isCancelled } from '../acts/vendor-status.ts';
import type { NumberedOrderRow, VendorDomain } from '../ports/vendor.ts';
import type { WorkspacePicture } from './account-picture.ts';

/** Orders at the vendor with the orders of ours that made them. */
export interface JoinedOrders {
  readonly orders: readonly RunningOrder[];
  /** References of ours that were seen in the vendor's list. */
  readonly seen: ReadonlySet<string>;
}

/**
 * Joins the vendor's lists with our orders: by the number of the vendor order; where ours has none yet, by its tag, or by its names.
 * Rows of domains belong to the order that they name. What one side does not know is taken from the other; what neither knows is
 * null. Pure.
 * Source: docs/vendor/notes.md, "Learnt since (November 2026)" (rows of `/domains` carry `payment_id` and `tag`).
 */
export function joinOrders(
  pictures: readonly WorkspacePicture[],
  own: readonly OwnOrder[],
  ends: ReadonlyMap<string, Ended> = new Map(),
): JoinedOrders {
  const lasting = own.filter(({ lasts }) => lasts);
  const fillers = new Map(own.flatMap((order) => (isFilled(order) ? [[order.fills, partOf(order)] as const] : [])));
  const seen = new Set<string>();
  const listed = pictures.flatMap((picture) => {
    const rowsOf = rowsByOrder(picture.domains?.rows ?? []);
    const ownerOf = ownersOf(lasting, picture.workspace);
    return (picture.orders?.rows ?? []).map((row) => {
      const rows = picture.domains && (rowsOf.get(row.id) ?? []);
      const owner = ownerOf(row.id, rows ?? []);
      if (owner) seen.add(owner.reference);
      const filledBy = owner ? null : (fillers.get(row.id) ?? null);
      const waitsForNames = picture.waitForNames?.has(row.id) ?? false;
      const ended = ends.get(row.id) ?? null;
      return listedOrder(row, { owner, rows, workspace: picture.workspace, filledBy, waitsForNames, ended });
    });
  });
  const notListed = lasting.filter(({ stage, reference }) => stage !== 'waits' && !seen.has(reference));
  return { orders: [...listed, ...notListed.map(unlistedOrder)], seen };
}

function rowsByOrder(rows: readonly VendorDomain[]): ReadonlyMap<string, VendorDomain[]> {
  const byOrder = new Map<string, VendorDomain[]>();
  for (const row of rows) {
    if (row.orderId === null) continue;
    const ofOrder = byOrder.get(row.orderId);
    if (ofOrder) ofOrder.push(row);
    else byOrder.set(row.orderId, [row]);
  }
  return byOrder;
}

type FindOwner = (vendorOrderId: string, rows: readonly VendorDomain[]) => OwnOrder | null;

/** Who made a vendor order. A name may have been used before: only an order without a number is found by its names, and all of them. */
function ownersOf(lasting: readonly OwnOrder[], workspace: VendorWorkspace): FindOwner {
  const byId = new Map(lasting.flatMap((order) => order.vendorOrderIds.map((id) => [id, order] as const)));
  const here = lasting.filter((order) => order.workspace.id === workspace.id && order.vendorOrderIds.length === 0);
  const unnumbered = here.filter(({ startedAt, stage }) => startedAt !== null && stage !== 'ended');
  const byTag = new Map(unnumbered.flatMap((order) => order.tags.map((tag) => [tag, order] as const)));
  const byName = new Map(unnumbered.flatMap((order) => order.names.map((name) => [name, order] as const)));
  return (id, rows) => {
    const [first] = rows;
    const tagged = rows.map(({ tag }) => byTag.get(tag?.toLowerCase() ?? '')).find((order) => order !== undefined);
    const named = first && byName.get(first.name);
    const isAllNamed = named && rows.every(({ name }) => byName.get(name) === named);
    return byId.get(id) ?? tagged ?? (isAllNamed ? named : null);
  };
}

/** Whether an order of ours filled in a form: its call was made, and nothing says that it was in vain. */
const isFilled = ({ fills, stage }: OwnOrder): boolean => fills !== null && stage === 'runs';

interface Known extends Pick<RunningOrder, 'filledBy' | 'waitsForNames'> {
  readonly owner: OwnOrder | null;
  /** Null when the list of domains is not known. */
  readonly rows: readonly VendorDomain[] | null;
  readonly workspace: VendorWorkspace;
  /** What the account watch saw of its end. */
  readonly ended: Ended | null;
}

function listedOrder(
  row: NumberedOrderRow,
  { owner, rows, workspace, filledBy, waitsForNames, ended }: Known,
): RunningOrder {
  const runs = !isCancelled(row.status);
  const monthCents = row.amountCents ?? owner?.vendorMonthCents ?? owner?.monthCents ?? null;
  const hasRows = rows !== null && rows.length > 0;
  const tag = rows?.find((each) => each.tag !== undefined)?.tag ?? owner?.tags[0] ?? null;
  return {
    vendorOrderId: row.id,
    own: owner && partOf(owner),
    tag,
    filledBy,
    waitsForNames,
    workspace,
    runs,
    ...(runs ? { endedAt: null, endedAfter: null } : endOf(owner, ended)),
    monthCents,
    madeAt: row.createdAt ?? owner?.startedAt ?? null,
    isListed: true,
    isUnpaid: owner?.isUnpaid ?? false,
    names: hasRows ? rows.map(({ name }) => name) : (owner?.names ?? []),
    parts: hasRows ? partsOfRows(rows, owner, monthCents) : partsWithoutRows(owner, monthCents),
  };
}

/** When an order ended: as the watch saw it, which looks at all orders, else when the order of ours was seen to be over. */
const endOf = (owner: OwnOrder | null, ended: Ended | null): Pick<RunningOrder, 'endedAt' | 'endedAfter'> =>
  ended ? { endedAt: ended.by, endedAfter: ended.after } : { endedAt: owner?.endedAt ?? null, endedAfter: null };

/** An order of ours that the vendor does not list, or not yet: as it was approved. */
function unlistedOrder(own: OwnOrder): RunningOrder {
  const monthCents = own.vendorMonthCents ?? own.monthCents;
  return {
    vendorOrderId: own.vendorOrderIds[0] ?? null,
    own: partOf(own),
    tag: own.tags[0] ?? null,
    filledBy: null,
    waitsForNames: false,
    workspace: own.workspace,
    runs: own.stage === 'runs',
    endedAt: own.endedAt,
    endedAfter: null,
    monthCents,
    madeAt: own.startedAt,
    isListed: false,
    isUnpaid: own.isUnpaid,
    names: own.names,
    parts: partsWithoutRows(own, monthCents),
  };
}

const partOf = ({ reference, label, requestedBy }: OwnOrder): OwnPart => ({
  reference,
  label,
  requestedBy,
});

/** By what was approved; nothing of an order of somebody else is known without rows. */
function partsWithoutRows(owner: OwnOrder | null, monthCents: number | null): OrderPart[] {
  if (!owner || owner.lines.length === 0) {
    const domains = owner && owner.names.length > 0 ? owner.names.length : null;
    return [{ provider: null, domains, mailboxes: null, monthCents }];
  }
  const parts = owner.lines.map(({ provider, domains, mailboxes, monthlyCents }) => ({
    ...{ provider, domains, mailboxes, monthCents: monthlyCents },
  }));
  return withAmount(parts, monthCents);
}

function partsOfRows(rows: readonly VendorDomain[], owner: OwnOrder | null, monthCents: number | null): OrderPart[] {
  const byProvider = new Map<EmailProvider | null, VendorDomain[]>();
  for (const row of rows) {
    const provider = row.provider ?? providerIn(owner);
    const some = byProvider.get(provider);
    if (some) some.push(row);
    else byProvider.set(provider, [row]);
  }
  const parts = [...byProvider].map(([provider, some]): OrderPart => {
    const line = owner?.lines.find((each) => each.provider === provider);
    const { known, unknown } = sumOf(some.map(({ totalMailboxes }) => totalMailboxes));
    return {
      provider,
      domains: some.length,
      mailboxes: unknown === 0 ? known : line?.domains === some.length ? line.mailboxes : null,
      monthCents: line?.monthlyCents ?? null,
    };
  });
  return withAmount(parts, monthCents);
}

/** Of an order of one provider, that one. */
function providerIn(owner: OwnOrder | null): EmailProvider | null {
  const [only, ...others] = owner?.lines ?? [];
  return only && others.length === 0 ? only.provider : null;
}

/**
 * Parts whose amounts come to that of the order. One part has all of it; several keep what was approved of each while that is what
 * the order costs: otherwise nobody knows what each costs, and they are one part.
 */
function withAmount(parts: readonly OrderPart[], monthCents: number | null): OrderPart[] {
  const [only, ...others] = parts;
  if (only && others.length === 0) return [{ ...only, monthCents }];
  const { known, unknown } = sumOf(parts.map((part) => part.monthCents));
  if (unknown === 0 && known === monthCents) return [...parts];
  const sum = (numbers: readonly (number | null)[]) => {
    const all = sumOf(numbers);
    return all.unknown > 0 ? null : all.known;
  };
  return [
    {
      provider: 'several',
      domains: sum(parts.map(({ domains }) => domains)),
      mailboxes: sum(parts.map(({ mailboxes }) => mailboxes)),
      monthCents,
    },
  ];
}

/** Numbers of orders that the lists call over: of these the account watch may know when they ended. */
export const overIn = (pictures: readonly WorkspacePicture[]): string[] =>
  pictures.flatMap(({ orders }) =>
    (orders?.rows ?? []).filter(({ status }) => isCancelled(status)).map(({ id }) => id),
  );
