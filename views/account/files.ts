import { stringify } from 'csv-stringify/sync';
import { type Charge, chargesIn } from '../../src/spend/charges.ts';
import { compareMonths, type Month, monthAfter, monthOf } from '../../src/spend/month.ts';
import type { PartProvider, RunningOrder } from '../../src/spend/running-order.ts';
import type { ActFile } from '../acts/act-view.ts';
import { monthKey, monthText, NOT_KNOWN } from '../words/amounts.ts';
import { slugOf } from '../words/slug.ts';
import { type FleetParts, wantedOrders } from './fleet.ts';
import { labelOfOrder } from './rows.ts';
import { chargeLabel, type SpendParts } from './spend.ts';

/**
 * Rows with a heading as CSV. Cells that a spreadsheet would take for a formula are made text.
 * Source: docs/slack.md, "mrkdwn and untrusted text".
 */
const csv = (heading: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  stringify([[...heading], ...rows.map((row) => [...row])], { escape_formulas: true, quoted_match: /[\r\n]/ });

/** `49.00`, or that it is not known: never an empty cell, which a spreadsheet adds up as nothing. */
export const dollars = (cents: number | null): string => (cents === null ? NOT_KNOWN : (cents / 100).toFixed(2));
const day = (at: Date | null): string => at?.toISOString().slice(0, 10) ?? NOT_KNOWN;
const known = (count: number | null): string | number => count ?? NOT_KNOWN;
const provider = (of: PartProvider): string => of ?? NOT_KNOWN;
const madeHere = ({ own }: RunningOrder): string => (own ? 'yes' : 'no');

const FLEET = [
  ...['label', 'reference', 'made here', 'tag', 'scaledmail order', 'workspace', 'provider', 'domains', 'mailboxes'],
  ...['month usd', 'made on (UTC)', 'in scaledmail’s list', 'names'],
];

/** What runs, a row for each provider of an order. */
export function fleetFile(parts: FleetParts, now: Date): ActFile {
  const rows = wantedOrders(parts).flatMap((order) =>
    order.parts.map((part) => [
      order.own?.label ?? labelOfOrder(order),
      order.own?.reference ?? '',
      madeHere(order),
      order.tag ?? '',
      order.vendorOrderId ?? NOT_KNOWN,
      order.workspace.name,
      provider(part.provider),
      known(part.domains),
      known(part.mailboxes),
      dollars(part.monthCents),
      day(order.madeAt),
      order.isListed ? 'yes' : 'no',
      order.names.join(' '),
    ]),
  );
  const slug = slugOf(parts.wanted);
  return {
    name: `fleet-${slug === '' ? '' : `${slug}-`}${day(now)}.csv`,
    title: 'What runs at ScaledMail',
    content: csv(FLEET, rows),
  };
}

const SPEND = [
  'day (UTC)',
  'usd',
  'what',
  'label',
  'reference',
  'scaledmail order',
  'workspace',
  'providers',
  'domains',
];

/** Every charge of a month, one a row; of the present one also those of the next, which its page shows, too. */
export function spendFile(parts: SpendParts, month: Month, now: Date): ActFile {
  const isPresent = compareMonths(month, monthOf(now)) === 0;
  const months = isPresent ? [month, monthAfter(month)] : [month];
  const charges = months.flatMap((each) => chargesIn(each, parts));
  return {
    name: `spend-${monthKey(month)}.csv`,
    title: `Charges of ${months.map(monthText).join(' and ')}`,
    content: csv(
      SPEND,
      charges.map((charge) => [day(charge.day), dollars(charge.cents), ...cellsOf(charge)]),
    ),
  };
}

function cellsOf(charge: Charge): string[] {
  switch (charge.what) {
    case 'month': {
      const { order } = charge;
      const providers = order.parts.map((part) => provider(part.provider)).join(' ');
      const from = [order.own?.reference ?? '', order.vendorOrderId ?? NOT_KNOWN, order.workspace.name];
      return ['month', order.own?.label ?? chargeLabel(charge), ...from, providers, order.names.join(' ')];
    }
    case 'once':
      return ['once', charge.paid.own.label, charge.paid.own.reference, '', '', '', ''];
    case 'renewal':
      return ['renewal of a domain', '', '', '', '', '', charge.name];
  }
}
