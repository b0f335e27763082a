import type { CustomOrder, Naming, OrderedDomain } from '../../../src/acts/custom_order/custom-order.ts';
import { PROVIDER_FACTS } from '../../../src/acts/custom_order/provider-facts.ts';
import { counted, inline, listed } from '../../words/text.ts';

/** Aliases named in a line; the others are counted. */
const ALIASES_SHOWN = 3;

/** One line per domain under a heading per provider: `acme.com · Ada Park → https://acme.com`. */
export function domainLines({ lines }: CustomOrder): string[] {
  return lines.flatMap(({ provider, domains }) => [
    `*${PROVIDER_FACTS[provider].label}* (${counted(domains.length, 'domain')})`,
    ...domains.map(domainLine),
  ]);
}

function domainLine({ name, naming, redirect }: OrderedDomain): string {
  const target = redirect === undefined ? '' : ` → ${inline(redirect, 60)}`;
  return `${inline(name, 253)} · ${senderText(naming)}${target}`;
}

/** `Ada Park`, or `ada, a.park, park and 22 more`. */
export function senderText(naming: Naming): string {
  if (naming.form === 'names') return inline(`${naming.firstName} ${naming.lastName}`, 60);
  const shown = naming.aliases.slice(0, ALIASES_SHOWN).map(({ alias }) => inline(alias, 30));
  const rest = naming.aliases.length - shown.length;
  return listed(rest > 0 ? [...shown, `${rest} more`] : shown);
}
