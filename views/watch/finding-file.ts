import { stringify } from 'csv-stringify/sync';
import { type About, type AboutOrder, type Finding, ordersIn } from '../../src/watch/finding.ts';
import type { ActFile } from '../acts/act-view.ts';
import { dayText } from '../words/text.ts';

/** What was found of an order, as a cell says it. */
const CHANGES: { readonly [Kind in AboutOrder['kind']]: string } = {
  unapproved: 'nobody approved it here',
  amount: 'another amount',
  cancelled: 'cancelled at ScaledMail',
  vanished: 'not in the list any more',
  status: 'a word that is not known',
};

/**
 * All orders of a finding as CSV with a heading. Amounts are in dollars. Cells that a spreadsheet would take for a formula are
 * made text. Source: docs/slack.md, "mrkdwn and untrusted text".
 */
export function findingFile({ about, foundAt }: Finding): ActFile {
  const rows = ordersIn(about).map((order, index) => [
    changeOf(about, index),
    order.workspace.name,
    order.id,
    order.reference ?? '',
    order.amountCents === null ? '' : (order.amountCents / 100).toFixed(2),
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

const changeOf = (about: About, index: number): string => {
  const found = 'found' in about ? about.found[index] : undefined;
  return found ? CHANGES[found.kind] : 'stood there before';
};

const before = (found: AboutOrder | undefined): string =>
  found?.kind === 'amount' ? (found.fromCents / 100).toFixed(2) : '';
