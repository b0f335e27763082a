import { z } from 'zod';
import { VendorRefused } from '../service/errors.ts';
import { Id } from './answers/fields.ts';
import { KNOWN_KEYS, KNOWN_WORDS, type Place } from './known-shapes.ts';
import { momentFrom } from './moment.ts';
import { read } from './read.ts';
import type { VendorDeps } from './transport.ts';

/** Orders that are opened, the newest of all workspaces. */
const MAX_OPENED = 3;
/** Longest name or word that is told. */
const MAX_LENGTH = 40;

/** A name of a field, or a word for a status, that our contract does not have. */
export interface Unknown {
  readonly kind: 'field' | 'status';
  readonly place: Place;
  readonly name: string;
}

/** What the answers for one account are like, beside what they say. */
export interface AccountSurvey {
  /** Rows of orders, in all workspaces. */
  readonly orders: number;
  /** Those whose `created_at` is missing, or cannot be read. */
  readonly undated: number;
  /** Orders whose details were read. */
  readonly opened: number;
  /** Those whose details have no field `tag`. */
  readonly untagged: number;
  /** Each once. */
  readonly unknown: readonly Unknown[];
}

const AnyObject = z.record(z.string(), z.unknown());
type AnyObject = z.infer<typeof AnyObject>;
const OrderList = z.object({ payments: z.array(z.unknown()) });
const DomainList = z.object({ domains: z.array(z.unknown()) });

/** Reads what can be read for free, and compares its shape with the contract. Throws what reads of the vendor throw. */
export async function surveyAccount(deps: VendorDeps, workspaceIds: readonly string[]): Promise<AccountSurvey> {
  const rows: { readonly workspaceId: string; readonly row: AnyObject }[] = [];
  const unknown: Unknown[] = [];
  for (const workspaceId of workspaceIds) {
    const shared = { query: { organization_id: workspaceId }, urgency: 'person' } as const;
    const { payments } = await read(deps, { operation: 'getOrders', path: '/orders', schema: OrderList, ...shared });
    const { domains } = await read(deps, { operation: 'getDomains', path: '/domains', schema: DomainList, ...shared });
    rows.push(...objectsIn(payments).map((row) => ({ workspaceId, row })));
    unknown.push(...unknownIn('order rows', payments), ...unknownIn('rows of /domains', domains));
  }
  const details = await opened(deps, rows);
  return {
    orders: rows.length,
    undated: rows.filter(({ row }) => momentFrom(row.created_at) === null).length,
    opened: details.length,
    untagged: details.filter((each) => !('tag' in each)).length,
    unknown: withoutRepeats([...unknown, ...details.flatMap(unknownInDetails)]),
  };
}

/** Details of the newest orders. One that is gone, or not shown, is passed over. */
async function opened(
  deps: VendorDeps,
  rows: readonly { readonly workspaceId: string; readonly row: AnyObject }[],
): Promise<AnyObject[]> {
  const madeAt = (row: AnyObject) => momentFrom(row.created_at)?.getTime() ?? 0;
  const newestFirst = rows.toSorted((one, other) => madeAt(other.row) - madeAt(one.row));
  const details: AnyObject[] = [];
  for (const { workspaceId, row } of newestFirst.slice(0, MAX_OPENED)) {
    const id = Id.safeParse(row.id);
    if (!id.success) continue;
    try {
      const path = `/orders/${encodeURIComponent(id.data)}`;
      const query = { organization_id: workspaceId };
      details.push(
        await read(deps, { operation: 'getOrderDetails', path, query, schema: AnyObject, urgency: 'person' }),
      );
    } catch (error) {
      if (!(error instanceof VendorRefused) || error.status !== 404) throw error;
    }
  }
  return details;
}

function unknownInDetails(details: AnyObject): Unknown[] {
  const packages = objectsIn(details.packages);
  return [
    ...unknownIn('order details', [details]),
    ...unknownIn('packages of an order', packages),
    ...packages.flatMap((each) => unknownIn('domains of a package', each.domains)),
    ...unknownIn('invoices of an order', details.invoices),
    ...unknownIn('add-ons of an order', details.addons),
    ...unknownIn('current items of an order', details.current_items),
  ];
}

function unknownIn(place: Place, list: unknown): Unknown[] {
  return objectsIn(list).flatMap((each) => [
    ...Object.keys(each)
      .filter((name) => !KNOWN_KEYS[place].includes(name))
      .map((name) => ({ kind: 'field', place, name: name.slice(0, MAX_LENGTH) }) as const),
    ...statusOf(each)
      .filter((word) => !KNOWN_WORDS[place].includes(word.toLowerCase()))
      .map((word) => ({ kind: 'status', place, name: word.slice(0, MAX_LENGTH) }) as const),
  ]);
}

function statusOf({ status }: AnyObject): string[] {
  const word = typeof status === 'string' ? status.trim() : '';
  return word === '' ? [] : [word];
}

function objectsIn(list: unknown): AnyObject[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((each) => {
    const object = AnyObject.safeParse(each);
    return object.success ? [object.data] : [];
  });
}

function withoutRepeats(all: readonly Unknown[]): Unknown[] {
  const named = new Map(all.map((each) => [`${each.kind} ${each.place} ${each.name}`, each]));
  return [...named.values()];
}
