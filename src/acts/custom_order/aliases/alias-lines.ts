import type { NamesNaming } from '../custom-order.ts';
import { localPart } from '../reading/cells/cells.ts';
import { cleanDomain, cleanRedirect } from '../reading/cells/clean-domain.ts';
import { namesFrom, namesOf, visible } from '../reading/cells/person-name.ts';
import { cellsOfEach, lineOf, typedLines } from '../reading/lines/lines.ts';
import { parseDomainName } from '../rules/domain-name.ts';

/** A mailbox of one's own: the part before the `@`, whose it is, and its picture; null for what its domain has. */
export interface TypedAlias {
  readonly alias: string;
  readonly person: NamesNaming | null;
  readonly picture: string | null;
}

/** The mailboxes of a domain. `line` is where it stands first, from 1; `name` is as it would be ordered, where it is a name. */
export interface AliasesOfDomain {
  readonly line: number;
  readonly name: string;
  readonly aliases: readonly TypedAlias[];
}

/**
 * Reads lines of a domain and its aliases: `getacme.com, jane, jane.doe (Jane Doe), https://acme.com/jane.png`. A link is the
 * picture of the alias before it; an address is its part before the `@`. A domain that stands on several lines has the
 * aliases of all of them. What is wrong with them is for the rules to say.
 */
export function readAliasLines(text: string): AliasesOfDomain[] {
  const lines = cellsOfEach(typedLines(text)).flatMap(({ cells }, index) => {
    const [first = '', ...others] = cells.map(visible).map(withoutLinkMarks);
    const typed = others.filter((cell) => cell !== '');
    if (first === '' && typed.length === 0) return [];
    // `jane@getacme.com (Jane Doe)` names its domain.
    const host = /^[^@\s()]+@([^@\s()]+)/.exec(first)?.[1];
    const [domain, ofDomain] = host === undefined ? [cleanDomain(first).text, typed] : [host, [first, ...typed]];
    return [{ line: index + 1, domain, aliases: aliasesIn(ofDomain, domain) }];
  });
  return byDomain(lines);
}

/** Puts the aliases of each domain together, in the order in which the domains stand there first. */
export function byDomain(
  lines: readonly { readonly line: number; readonly domain: string; readonly aliases: readonly TypedAlias[] }[],
): AliasesOfDomain[] {
  const found = new Map<string, AliasesOfDomain>();
  for (const { line, domain, aliases } of lines) {
    const parsed = parseDomainName(domain);
    const name = parsed.ok ? parsed.name : domain;
    const before = found.get(name);
    found.set(name, { line: before?.line ?? line, name, aliases: [...(before?.aliases ?? []), ...aliases] });
  }
  return [...found.values()];
}

function aliasesIn(cells: readonly string[], domain: string): TypedAlias[] {
  const aliases: TypedAlias[] = [];
  for (const cell of cells) {
    const last = aliases.at(-1);
    if (last && last.picture === null && /^https?:/i.test(cell))
      aliases[aliases.length - 1] = { ...last, picture: cell };
    else aliases.push(aliasOf(cell, domain));
  }
  return aliases;
}

const withoutLinkMarks = (cell: string): string => (/^<https?:/i.test(cell) ? cleanRedirect(cell).text : cell);

/** `jane.doe`, `jane.doe (Jane Doe)`, or `jane.doe (Anna Maria / Lopez Garcia)`, where the first name ends at the stroke. */
function aliasOf(cell: string, domain: string): TypedAlias {
  const [, alias = cell, person] = /^([^()\s]*)\s*\((.*)\)$/.exec(cell) ?? [];
  const [first = '', last, ...more] = (person ?? '').split('/');
  const named = last !== undefined && more.length === 0 ? namesOf(first, last) : namesFrom(person ?? '');
  return { alias: localPart(alias, domain), person: person === undefined ? null : named, picture: null };
}

/** Longer lines are parted: one that is longer than a box could not be shown. */
const MAX_LINE = 1_000;

/** Aliases as lines that `readAliasLines` reads as the same. */
export function aliasLines(domains: readonly Omit<AliasesOfDomain, 'line'>[]): string {
  return domains.flatMap(linesOfDomain).join('\n');
}

function linesOfDomain({ name, aliases }: Omit<AliasesOfDomain, 'line'>): string[] {
  const lines: string[][] = [[name]];
  let length = name.length;
  for (const alias of aliases) {
    const cells = cellsOfAlias(alias);
    const added = cells.reduce((sum, cell) => sum + cell.length + 2, 0);
    if (length + added > MAX_LINE) {
      lines.push([name]);
      length = name.length;
    }
    lines.at(-1)?.push(...cells);
    length += added;
  }
  return lines.map((cells) => cells.map((cell) => lineOf([cell], ',')).join(', '));
}

function cellsOfAlias({ alias, person, picture }: TypedAlias): string[] {
  const whose = person === null ? '' : ` (${personText(person)})`;
  return [`${alias}${whose}`, ...(picture === null ? [] : [picture])];
}

function personText(person: NamesNaming): string {
  const whole = `${person.firstName} ${person.lastName}`.trim();
  const read = namesFrom(whole);
  const isClear = read?.firstName === person.firstName && read.lastName === person.lastName;
  return isClear ? whole : `${person.firstName} / ${person.lastName}`;
}
