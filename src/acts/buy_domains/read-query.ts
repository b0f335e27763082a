import { parseDomainName } from '../custom_order/rules/domain-name.ts';

/** What a search is for, read from what somebody typed. */
export interface NameQuery {
  /** Names to be searched for, in the order in which they were typed or made; none twice. */
  readonly names: readonly string[];
  /** What ideas are made of; null when nothing but whole names was typed. */
  readonly keyword: string | null;
  /** What cannot be searched for, a sentence each. */
  readonly problems: readonly string[];
}

/** Endings that are searched when somebody names none. Source: docs/vendor/openapi.yaml, "SuggestDomainsRequest". */
export const USUAL_ENDINGS = ['com', 'io', 'net', 'co', 'org'] as const;

/** Longest name that a choice has room for. Source: docs/slack.md, "Limits". */
const MAX_NAME = 75;
/** A name without its ending is no longer. Source: RFC 1035, section 2.3. */
const MAX_LABEL = 63;

/**
 * Reads a search: whole names are searched as they are, and words become names, written together and with hyphens, with each
 * ending. Names are ASCII: what the vendor does with others is not known.
 * Source: docs/vendor/notes.md, "What is unknown, and the safest behaviour".
 */
export function readQuery(typed: string, endings: readonly string[]): NameQuery {
  const words: string[] = [];
  const names = new Set<string>();
  const problems: string[] = [];
  for (const token of typed
    .trim()
    .toLowerCase()
    .split(/[\s,;]+/)) {
    if (token === '') continue;
    if (token.includes('.')) {
      const name = wholeName(token);
      if (name.ok) names.add(name.name);
      else problems.push(name.problem);
    } else if (/^[a-z0-9-]+$/.test(token)) words.push(token);
    else problems.push(`“${token}” has other signs than letters from a to z, digits and hyphens.`);
  }
  const joined = labelOf(words.join(''));
  if (words.length > 0 && joined === null)
    problems.push('These words make no name: at most 63 letters and digits, hyphens only between them.');
  const labels = new Set([joined, words.length > 1 ? labelOf(words.join('-')) : null]);
  for (const ending of endings) {
    for (const label of labels) if (label !== null) names.add(`${label}.${ending}`);
  }
  return { names: [...names].filter((name) => name.length <= MAX_NAME), keyword: joined, problems };
}

type WholeName = { readonly ok: true; readonly name: string } | { readonly ok: false; readonly problem: string };

function wholeName(token: string): WholeName {
  const parsed = parseDomainName(token);
  if (!parsed.ok) return { ok: false, problem: parsed.message };
  if (parsed.name !== token.replace(/\.$/, '') || parsed.name.includes('xn--'))
    return { ok: false, problem: `“${token}” has other signs than letters from a to z, digits and hyphens.` };
  if (parsed.name.length > MAX_NAME) return { ok: false, problem: `“${token}” is too long.` };
  return parsed;
}

/** The first part of a name; null when it is none. */
const labelOf = (text: string): string | null =>
  text.length <= MAX_LABEL && /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(text) ? text : null;

/** Endings that somebody typed, without dots, none twice; null when one of them is none. At most ten. */
export function readEndings(typed: string): string[] | null {
  const endings = typed
    .toLowerCase()
    .split(/[\s,;]+/)
    .map((each) => each.replace(/^\./, ''))
    .filter((each) => each !== '');
  const isFine = endings.every((each) => /^[a-z]{2,24}(\.[a-z]{2,24})?$/.test(each));
  const distinct = [...new Set(endings)];
  return isFine && distinct.length > 0 && distinct.length <= MOST_ENDINGS ? distinct : null;
}

/** Each costs a part of a call that few may be made of. */
export const MOST_ENDINGS = 10;
