import type { CustomOrder, Naming, OrderedDomain } from '../../../src/acts/custom_order/custom-order.ts';
import { PROVIDER_FACTS } from '../../../src/acts/custom_order/provider-facts.ts';
import { counted, listed, oneLine, truncate } from '../../words/text.ts';
import { isOneForAll } from './pictures.ts';

/** Aliases named in a row of a card; the others are counted. */
const ALIASES_SHOWN = 3;

/** One line per domain, in plain text, under a heading per provider: `acme.com · Ada Park → acme.com`. */
export const domainLines = ({ lines }: Pick<CustomOrder, 'lines'>): { heading: string; lines: string[] }[] =>
  lines.map(({ provider, domains }) => ({
    heading: `*${PROVIDER_FACTS[provider].label}* (${counted(domains.length, 'domain')})`,
    lines: domains.map((domain) => domainLine(domain, !isOneForAll(lines.flatMap((line) => line.domains)))),
  }));

function domainLine({ name, naming, redirect, profilePicture }: OrderedDomain, hasOwnPicture: boolean): string {
  const target = redirect === undefined ? '' : ` → ${shortened(redirect.replace(/^https:\/\//, ''), 60)}`;
  const picture = profilePicture === undefined || !hasOwnPicture ? '' : ` · picture ${shortened(profilePicture, 150)}`;
  return `${shortened(name, 253)} · ${wholeSenderText(naming)}${target}${picture}`;
}

/** `Ada Park`, or `ada, a.park, park and 22 more`: plain text. */
export function senderText(naming: Naming): string {
  if (naming.form === 'names') return shortened(`${naming.firstName} ${naming.lastName}`, 60);
  const shown = naming.aliases.slice(0, ALIASES_SHOWN).map(({ alias }) => shortened(alias, 30));
  const rest = naming.aliases.length - shown.length;
  return listed(rest > 0 ? [...shown, `${rest} more`] : shown);
}

/** The same with every alias, whose it is, and a picture of its own: `ada (Ada Park) and a.park (Ada Park)`. */
export function wholeSenderText(naming: Naming): string {
  if (naming.form === 'names') return senderText(naming);
  return listed(
    naming.aliases.map(({ alias, firstName, lastName, profilePicture }) => {
      const picture = profilePicture === undefined ? '' : ` with ${shortened(profilePicture, 150)}`;
      return `${shortened(alias, 64)} (${shortened(`${firstName} ${lastName}`, 101)})${picture}`;
    }),
  );
}

const shortened = (text: string, maxCodePoints: number): string => truncate(oneLine(text), maxCodePoints);
