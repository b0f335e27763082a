import { stringify } from 'csv-stringify/sync';
import type { CustomOrder, Naming } from '../../../src/acts/custom_order/custom-order.ts';
import { PROVIDER_FACTS } from '../../../src/acts/custom_order/provider-facts.ts';

/**
 * All domains of an order as CSV with a heading: provider, domain, sender or aliases, redirect, picture. Cells that a
 * spreadsheet would take for a formula are made text. Source: docs/slack.md, "mrkdwn and untrusted text".
 */
export function domainListCsv({ lines }: Pick<CustomOrder, 'lines'>): string {
  const rows = lines.flatMap(({ provider, domains }) =>
    domains.map(({ name, naming, redirect, profilePicture }) => [
      PROVIDER_FACTS[provider].label,
      name,
      senderCell(naming),
      redirect ?? '',
      profilePicture ?? '',
    ]),
  );
  return stringify([['provider', 'domain', 'sender', 'redirect', 'picture'], ...rows], { escape_formulas: true });
}

function senderCell(naming: Naming): string {
  if (naming.form === 'names') return `${naming.firstName} ${naming.lastName}`.trim();
  return naming.aliases
    .map(({ alias, firstName, lastName, profilePicture }) =>
      [`${alias} (${firstName} ${lastName})`, ...(profilePicture === undefined ? [] : [profilePicture])].join(' '),
    )
    .join('; ');
}
