import type { NamesNaming } from '../custom-order.ts';
import { parseDomainName } from '../rules/domain-name.ts';
import { cellsOfEach, typedLines } from './lines.ts';
import { namesFrom, visible } from './person-name.ts';

/** A mailbox of one's own: the part before the `@`, and whose it is; null for the sender of its domain. */
export interface TypedAlias {
  readonly alias: string;
  readonly person: NamesNaming | null;
}

/** The mailboxes of a domain. `line` is where it stands first, from 1; `name` is as it would be ordered, where it is a name. */
export interface AliasesOfDomain {
  readonly line: number;
  readonly name: string;
  readonly aliases: readonly TypedAlias[];
}

/**
 * Reads lines of a domain and its aliases: `getacme.com, jane, jane.doe (Jane Doe)`. A domain that stands on several lines has
 * the aliases of all of them. What is wrong with them is for the rules to say.
 */
export function readAliases(text: string): AliasesOfDomain[] {
  const found = new Map<string, AliasesOfDomain>();
  for (const [index, { cells }] of cellsOfEach(typedLines(text)).entries()) {
    const [domain = '', ...typed] = cells.map(visible);
    const aliases = typed.filter((cell) => cell !== '').map(aliasOf);
    if (domain === '' && aliases.length === 0) continue;
    const parsed = parseDomainName(domain);
    const name = parsed.ok ? parsed.name : domain;
    const before = found.get(name);
    found.set(name, { line: before?.line ?? index + 1, name, aliases: [...(before?.aliases ?? []), ...aliases] });
  }
  return [...found.values()];
}

/** `jane.doe`, or `jane.doe (Jane Doe)`. */
function aliasOf(cell: string): TypedAlias {
  const [, alias = cell, person] = /^([^()]*?)\s*\(([^()]*)\)$/.exec(cell) ?? [];
  return { alias, person: person === undefined ? null : namesFrom(person) };
}
