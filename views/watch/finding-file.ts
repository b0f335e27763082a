import { stringify } from 'csv-stringify/sync';
import {
  type About,
  type AboutOrder,
  type BoughtName,
  type DearerName,
  type Finding,
  ordersIn,
} from '../../src/watch/finding.ts';
import { dollars } from '../account/files.ts';
import type { ActFile } from '../acts/act-view.ts';
import { dayText } from '../words/text.ts';

/** What was found of an order, as a cell says it. */
const CHANGES: { readonly [Kind in AboutOrder['kind']]: string } = {
  unapproved: 'nobody approved it here',
  amount: 'another amount',
  cancelled: 'cancelled at ScaledMail',
  vanished: 'not in the list any more',
  status: 'a word that is not known',
  resumed: 'runs again',
};

/**
 * All that a finding is about, orders or names, as CSV with a heading. Amounts are in dollars. Cells that a spreadsheet would
 * take for a formula are made text. Source: docs/slack.md, "mrkdwn and untrusted text".
 */
export function findingFile({ about, foundAt }: Finding): ActFile {
  if (about.kind === 'renewals') return fileOfNames(about.names.map(dearerRow), foundAt);
  return about.kind === 'bought' ? fileOfNames(about.names.map(boughtRow), foundAt) : fileOfOrders(about, foundAt);
}

function fileOfOrders(about: About, foundAt: Date): ActFile {
  const rows = ordersIn(about).map((order, index) => [
    changeOf(about, index),
    order.workspace.name,
    order.id,
    order.reference ?? '',
    dollars(order.amountCents),
    ...('found' in about ? [before(about.found[index])] : ['']),
    order.status,
    order.createdAt?.toISOString() ?? '',
    order.description,
    order.page?.tag ?? '',
    order.page?.names.join(' ') ?? '',
  ]);
  const heading = ['what', 'workspace', 'number', 'order here', 'a month ($)', 'before ($)', 'status', 'made (UTC)'];
  const day = foundAt.toISOString().slice(0, 10);
  return {
    name: `scaledmail-orders-${day}.csv`,
    title: `Orders at ScaledMail, ${dayText(foundAt)}`,
    content: stringify([[...heading, 'description', 'tag', 'domains'], ...rows], { escape_formulas: true }),
  };
}

const NAMES_HEADING = ['what', 'domain', 'a year ($)', 'before ($)', 'renews (UTC)', 'bought (UTC)', 'workspace'];

function fileOfNames(rows: readonly (readonly string[])[], foundAt: Date): ActFile {
  return {
    name: `scaledmail-domains-${foundAt.toISOString().slice(0, 10)}.csv`,
    title: `Domains at ScaledMail, ${dayText(foundAt)}`,
    content: stringify([NAMES_HEADING, ...rows], { escape_formulas: true }),
  };
}

const dearerRow = ({ name, fromCents, toCents, renewsAt }: DearerName) => [
  ...['renews dearer', name, dollars(toCents), dollars(fromCents)],
  ...[renewsAt?.toISOString() ?? '', '', ''],
];

const boughtRow = ({ name, renewalCents, boughtAt, workspace }: BoughtName) => [
  ...['nobody approved it here', name, dollars(renewalCents), ''],
  ...['', boughtAt?.toISOString() ?? '', workspace.name],
];

const changeOf = (about: About, index: number): string => {
  const found = 'found' in about ? about.found[index] : undefined;
  return found ? CHANGES[found.kind] : 'stood there before';
};

const before = (found: AboutOrder | undefined): string =>
  found?.kind === 'amount' ? (found.fromCents / 100).toFixed(2) : '';
