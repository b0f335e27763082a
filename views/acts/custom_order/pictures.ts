import type { OrderedDomain } from '../../../src/acts/custom_order/custom-order.ts';
import { counted, listed, oneLine } from '../../words/text.ts';

/** `one for all mailboxes, https://acme.com/ada.png`, or how many there are on what; null when there are none. */
export function picturesText(domains: readonly OrderedDomain[]): string | null {
  const links = domains.flatMap(linksOf);
  const [first] = links;
  if (first === undefined) return null;
  if (isOneForAll(domains)) return `one for all mailboxes, ${oneLine(first)}`;
  const withOne = domains.filter(({ profilePicture }) => profilePicture !== undefined).length;
  const ofAliases = domains.flatMap(aliasLinks).length;
  const places = [
    ...(withOne > 0 ? [counted(withOne, 'domain')] : []),
    ...(ofAliases > 0 ? [counted(ofAliases, 'mailbox', 'mailboxes')] : []),
  ];
  return `${counted(new Set(links).size, 'picture')} on ${listed(places)}`;
}

/** Whether every mailbox has the same picture: then no line needs to say which. */
export function isOneForAll(domains: readonly OrderedDomain[]): boolean {
  const [first] = domains.flatMap(linksOf);
  const isOnly = new Set(domains.flatMap(linksOf)).size === 1;
  return isOnly && domains.every(({ profilePicture }) => profilePicture === first);
}

/** The links of a domain, those of its aliases too. */
const linksOf = (domain: OrderedDomain): string[] => [
  ...(domain.profilePicture === undefined ? [] : [domain.profilePicture]),
  ...aliasLinks(domain),
];

const aliasLinks = ({ naming }: OrderedDomain): string[] =>
  naming.form === 'aliases' ? naming.aliases.flatMap(({ profilePicture }) => profilePicture ?? []) : [];
