import { stringify } from 'csv-stringify/sync';
import type { BuyAndOrder } from '../../../src/acts/buy_and_order/buy-and-order.ts';
import type { CustomOrder, Naming } from '../../../src/acts/custom_order/custom-order.ts';
import { PROVIDER_FACTS } from '../../../src/acts/custom_order/provider-facts.ts';
import { formatCents } from '../../../src/values/money.ts';

/**
 * All domains of an order as CSV with a heading: provider, domain, sender or aliases, redirect, picture. Cells that a
 * spreadsheet would take for a formula are made text. Source: docs/slack.md, "mrkdwn and untrusted text".
 */
export const domainListCsv = ({ lines }: Pick<CustomOrder, 'lines'>): string => csvOf(lines, [], () => []);

/** The same of names of which some are bought first: with what their first year and each renewal cost, empty for the others. */
export function boughtFirstCsv({ lines, names }: Pick<BuyAndOrder, 'lines' | 'names'>): string {
  const bought = new Map(names.map((each) => [each.name, each]));
  return csvOf(lines, ['first_year', 'renewal'], (name) => {
    const price = bought.get(name);
    return price ? [formatCents(price.priceCents), formatCents(price.renewalCents)] : ['', ''];
  });
}

/** `more` are the columns after the usual ones, and what they say of a name. */
function csvOf(lines: CustomOrder['lines'], more: readonly string[], moreOf: (name: string) => string[]): string {
  const rows = lines.flatMap(({ provider, domains }) =>
    domains.map(({ name, naming, redirect, profilePicture }) => [
      PROVIDER_FACTS[provider].label,
      name,
      senderCell(naming),
      redirect ?? '',
      profilePicture ?? '',
      ...moreOf(name),
    ]),
  );
  const heading = ['provider', 'domain', 'sender', 'redirect', 'picture', ...more];
  return stringify([heading, ...rows], { escape_formulas: true });
}

function senderCell(naming: Naming): string {
  if (naming.form === 'names') return `${naming.firstName} ${naming.lastName}`.trim();
  return naming.aliases
    .map(({ alias, firstName, lastName, profilePicture }) =>
      [`${alias} (${firstName} ${lastName})`, ...(profilePicture === undefined ? [] : [profilePicture])].join(' '),
    )
    .join('; ');
}
