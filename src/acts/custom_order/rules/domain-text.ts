import type { OrderedDomain } from '../custom-order.ts';

/**
 * Domains as people type them, one a line, so that `parseDomainLines` reads the same again. The sender `defaultName` is left
 * out: it stands in a field of its own.
 */
export const domainText = (domains: readonly OrderedDomain[], defaultName = ''): string =>
  domains.map((domain) => lineOf(domain, defaultName)).join('\n');

/** `acme.com, Ada Park, https://acme.com`. Mailboxes that are named one by one have no form here: they are left out. */
function lineOf({ name, naming, redirect }: OrderedDomain, defaultName: string): string {
  const sender = naming.form === 'names' ? `${naming.firstName} ${naming.lastName}` : '';
  const cells = [name, sender === defaultName ? '' : sender, redirect ?? ''].filter((text) => text !== '');
  // Tabs part cells before anything else does, and stand in nobody's name.
  const separator = cells.some((text) => /[,;]/.test(text)) ? '\t' : ', ';
  return cells.map(inQuotes).join(separator);
}

/** A cell with quotes of its own stands in quotes. */
const inQuotes = (text: string): string => (text.includes('"') ? `"${text.replaceAll('"', '""')}"` : text);
