import { stringify } from 'csv-stringify/sync';
import { labelOf, namesOf, workspaceOf } from '../../src/acts/act.ts';
import type { OrderEvent } from '../../src/orders/event.ts';
import { actOf, termsOf } from '../../src/orders/order.ts';
import { atVendor } from '../../src/orders/standing/at-vendor.ts';
import type { Amount, ExportedEntry, ExportedOrder } from './record.ts';

/** Writes an export piece by piece. The pieces one after the other are the whole text. */
export interface ExportFormat {
  begin(about: { readonly exportedAt: Date; readonly team: string | null }): string;
  order(exported: ExportedOrder): string;
  /** `orders` is how many were written. */
  end(orders: number): string;
}

/** Columns: `record` says whether a row is an order or an entry of its history; both name the order. */
const COLUMNS = [
  'record',
  'team',
  'reference',
  'state',
  'requested_at',
  'requested_by',
  'label',
  'workspace',
  'domains',
  'total_usd',
  'total_cents',
  'vendor_order',
  'vendor_usd',
  'vendor_cents',
  'violations',
  'sequence',
  'at',
  'event',
  'actor',
  'event_usd',
  'event_cents',
  'words',
  'fingerprint',
  'hash',
  'details',
  'once_usd',
  'once_cents',
  'rule',
] as const;
type Cells = Partial<Record<(typeof COLUMNS)[number], string | number>>;

/**
 * One table with a heading. Each order is a row, followed by a row for each entry of its history. Cells that a spreadsheet
 * would take for a formula are made text; those with line breaks are quoted.
 */
export function csvFormat(): ExportFormat {
  let team = '';
  return {
    begin: (about) => {
      team = about.team ?? '';
      return rows([[...COLUMNS]]);
    },
    order: (exported) => {
      const { reference, history } = exported;
      const all = [orderCells(exported), ...history.map((entry) => ({ record: 'entry', ...entryCells(entry) }))];
      return rows(all.map((cells: Cells) => COLUMNS.map((column) => ({ team, reference, ...cells })[column] ?? '')));
    },
    end: () => '',
  };
}

/**
 * `escape_formulas` covers cells that begin with `= + - @`, a tab or a carriage return.
 * Source: csv-stringify documentation, "Option escape_formulas".
 */
const rows = (cells: readonly (readonly (string | number)[])[]): string =>
  stringify(
    cells.map((row) => [...row]),
    { escape_formulas: true, quoted_match: /[\r\n]/ },
  );

function orderCells({ state, total, once, vendorAmount, violations, order }: ExportedOrder): Cells {
  const common = { record: 'order', state, violations: violations.join(' ') };
  if (!order) return common;
  const { facts } = order;
  const act = actOf(order);
  return {
    ...common,
    team: facts.account,
    requested_at: facts.requestedAt.toISOString(),
    requested_by: facts.requestedBy,
    label: labelOf(act),
    workspace: workspaceOf(act).name,
    domains: namesOf(act).join(' '),
    ...amountCells(total, 'total_usd', 'total_cents'),
    ...amountCells(once, 'once_usd', 'once_cents'),
    vendor_order: atVendor(order).vendorOrderId ?? '',
    ...amountCells(vendorAmount, 'vendor_usd', 'vendor_cents'),
    fingerprint: termsOf(order).fingerprint,
    rule: order.asked.rule,
  };
}

function entryCells(entry: ExportedEntry | { readonly unreadable: string }): Cells {
  if ('unreadable' in entry) return { violations: entry.unreadable };
  const { sequence, at, actor, amount, once, event, fingerprint, hash } = entry;
  return {
    sequence,
    at,
    event: event.type,
    actor: actor ?? 'system',
    ...amountCells(amount, 'event_usd', 'event_cents'),
    ...amountCells(once, 'once_usd', 'once_cents'),
    words: wordsIn(event),
    fingerprint,
    hash,
    details: JSON.stringify(event),
    rule: event.type === 'requested' && event.free ? event.free.rule : '',
  };
}

const amountCells = (amount: Amount | null, usd: keyof Cells, cents: keyof Cells): Cells =>
  amount ? { [usd]: amount.usd, [cents]: amount.cents } : {};

/** What somebody, or ScaledMail, said; or the reason by its name. */
function wordsIn(event: OrderEvent): string {
  if ('reason' in event && event.type !== 'outcome_unclear') return event.reason;
  if (event.type === 'outcome_unclear') return [event.reason, event.message ?? ''].join(' ').trim();
  return event.type === 'vendor_could_not_charge' ? event.message : '';
}
