import { stringify } from 'csv-stringify/sync';
import type { EmailProvider } from '../../../src/acts/custom_order/custom-order.ts';
import type { AliasRow } from '../../../src/acts/custom_order/form/alias-rows.ts';
import { PROVIDER_FACTS } from '../../../src/acts/custom_order/provider-facts.ts';
import { counted } from '../../words/text.ts';
import type { ActFile } from '../act-view.ts';

/**
 * The aliases of a provider as CSV with a heading that the form reads again. Cells that a spreadsheet would take for a formula
 * are made text. Source: docs/slack.md, "mrkdwn and untrusted text".
 */
export function aliasFile(provider: EmailProvider, rows: readonly AliasRow[]): ActFile {
  const cells = rows.map(({ domain, first, last, alias, picture }) => [domain, first, last, alias, picture]);
  return {
    name: `aliases-${provider}.csv`,
    title: `Aliases for ${PROVIDER_FACTS[provider].label}`,
    content: stringify([HEADING, ...cells], { escape_formulas: true }),
  };
}

const HEADING = ['domain', 'first name', 'last name', 'alias', 'picture'];

/** The sentence with the file; mrkdwn. */
export const aliasFileText = (provider: EmailProvider, rows: readonly AliasRow[]): string =>
  `${PROVIDER_FACTS[provider].label}: ${counted(rows.length, 'mailbox', 'mailboxes')}, one a row. Change what you like, then upload it in the form: *More options…* → *Aliases* → *My own lines*.`;
