import type { OrderedDomain } from '../custom-order.ts';

/** Domains as people type them, one a line, so that `parseDomainLines` reads the same again. */
export const domainText = (domains: readonly OrderedDomain[]): string => domains.map(lineOf).join('\n');

/** `acme.com, Ada Park, https://acme.com`. Ready-made mailboxes have no form yet: their domain comes without a sender. */
function lineOf({ name, naming, redirect }: OrderedDomain): string {
  const sender = naming.form === 'names' ? `${naming.firstName} ${naming.lastName}` : '';
  const cells = [name, sender, redirect ?? ''].filter((text) => text !== '');
  // Tabs part cells before anything else does, and stand in nobody's name.
  const separator = cells.some((text) => /[,;]/.test(text)) ? '\t' : ', ';
  return cells.map(inQuotes).join(separator);
}

/** A cell with quotes of its own stands in quotes. */
const inQuotes = (text: string): string => (text.includes('"') ? `"${text.replaceAll('"', '""')}"` : text);
