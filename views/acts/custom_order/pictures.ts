import type { OrderedDomain } from '../../../src/acts/custom_order/custom-order.ts';
import { counted, oneLine } from '../../words/text.ts';

/** `one for all mailboxes, https://acme.com/ada.png`, or for how many there are some; null when there are none. */
export function picturesText(domains: readonly OrderedDomain[]): string | null {
  const links = domains.flatMap(linksOf);
  const [first] = links;
  if (first === undefined) return null;
  const isForAll = domains.every(({ profilePicture }) => profilePicture === first) && new Set(links).size === 1;
  if (isForAll) return `one for all mailboxes, ${oneLine(first)}`;
  const withSome = domains.filter((domain) => linksOf(domain).length > 0).length;
  return `${counted(new Set(links).size, 'picture')} on ${counted(withSome, 'domain')}`;
}

/** The links of a domain, those of its aliases too. */
function linksOf({ profilePicture, naming }: OrderedDomain): string[] {
  const ofAliases = naming.form === 'aliases' ? naming.aliases.map((alias) => alias.profilePicture) : [];
  return [profilePicture, ...ofAliases].filter((link) => link !== undefined);
}
