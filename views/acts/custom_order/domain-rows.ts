import type { OrderedDomain } from '../../../src/acts/custom_order/custom-order.ts';
import { oneLine, truncate } from '../../words/text.ts';
import { senderText, wholeSenderText } from './domain-lines.ts';

/** Most rows, or names in a run, of one provider. */
const MOST_SHOWN = 10;
/** Names that stand for those that are alike. */
const NAMES_OF_ALIKE = 2;

/**
 * The domains of one provider as approvers look them over, in plain text: a row each, up to ten; all alike as one row with
 * their names; of many, the commonest first, then those that differ. What is left out is counted.
 */
export function domainRows(domains: readonly OrderedDomain[]): string[] {
  const [commonest, ...others] = groupsOf(domains);
  if (!commonest) return [];
  if (others.length === 0 && domains.length > 1) {
    return [`${allOf(domains.length)}: ${commonest.pair}`, run(namesOf(commonest.domains), MOST_SHOWN)];
  }
  if (domains.length <= MOST_SHOWN) return domains.map(rowOf);
  const isCommon = commonest.domains.length > 1;
  const first = isCommon
    ? [
        `${commonest.domains.length} of ${domains.length}: ${commonest.pair}`,
        run(namesOf(commonest.domains), NAMES_OF_ALIKE),
      ]
    : [];
  const differing = isCommon ? domains.filter((domain) => keyOf(domain) !== commonest.key) : domains;
  const rest = differing.length - MOST_SHOWN;
  return [...first, ...differing.slice(0, MOST_SHOWN).map(rowOf), ...(rest > 0 ? [`and ${rest} more`] : [])];
}

/** Whether rows or names are left out. */
export const areCut = (domains: readonly OrderedDomain[]): boolean => domains.length > MOST_SHOWN;

const allOf = (count: number): string => (count === 2 ? 'Both' : `All ${count}`);

interface Group {
  /** Tells it from every other, also where rows leave aliases out. */
  readonly key: string;
  readonly pair: string;
  readonly domains: OrderedDomain[];
}

/** Domains with the same sender or aliases and redirect, the commonest first. */
function groupsOf(domains: readonly OrderedDomain[]): Group[] {
  const groups = new Map<string, OrderedDomain[]>();
  for (const domain of domains) {
    const key = keyOf(domain);
    groups.set(key, [...(groups.get(key) ?? []), domain]);
  }
  return [...groups]
    .flatMap(([key, alike]) => (alike[0] ? [{ key, pair: pairOf(alike[0]), domains: alike }] : []))
    .toSorted((left, right) => right.domains.length - left.domains.length);
}

const keyOf = ({ naming, redirect = '' }: OrderedDomain): string => `${wholeSenderText(naming)} → ${redirect}`;

const rowOf = (domain: OrderedDomain): string => `${nameOf(domain)} · ${pairOf(domain)}`;

/** `Ada Park → northwind.com/a`; no arrow without a redirect. */
function pairOf({ naming, redirect }: OrderedDomain): string {
  const target = redirect === undefined ? '' : ` → ${truncate(oneLine(redirect.replace(/^https:\/\//, '')), 60)}`;
  return `${senderText(naming)}${target}`;
}

const nameOf = ({ name }: OrderedDomain): string => truncate(oneLine(name), 253);
const namesOf = (domains: readonly OrderedDomain[]): string[] => domains.map(nameOf);

/** `a.com, b.com and 96 more`. */
function run(names: readonly string[], most: number): string {
  const rest = names.length - most;
  const shown = names.slice(0, most).join(', ');
  return rest > 0 ? `${shown} and ${rest} more` : shown;
}
