import { z } from 'zod';

/**
 * How an alias is made of a name, as it is made of Jane Doe; `j` and `d` are the first letters. Those that most people use
 * come first. They suffice for the 25 of an Outlook domain from one sender, also where some come to the same.
 */
export const ALIAS_PATTERNS = [
  'jane',
  'jane.doe',
  'j.doe',
  'doe',
  'janed',
  'jdoe',
  'janedoe',
  'jane.d',
  'doe.jane',
  'doe.j',
  'jane_doe',
  'jane-doe',
  'j-doe',
  'j_doe',
  'jane-d',
  'jane_d',
  'doejane',
  'doej',
  'djane',
  'd.jane',
  'doe-jane',
  'doe_jane',
  'd-jane',
  'd_jane',
  'doe-j',
  'doe_j',
  'jd',
  'j.d',
  'j-d',
  'j_d',
] as const;
export const AliasPattern = z.enum(ALIAS_PATTERNS);
export type AliasPattern = z.infer<typeof AliasPattern>;

/** A name in letters that an alias may have; empty parts cannot be written so. */
export interface Spelling {
  readonly first: string;
  readonly last: string;
}

/** The alias that a pattern makes; null when it needs a part that is empty. */
export function madeBy(pattern: AliasPattern, { first, last }: Spelling): string | null {
  const parts: Readonly<Record<string, string>> = { jane: first, doe: last, j: first.slice(0, 1), d: last.slice(0, 1) };
  const tokens = pattern.match(TOKEN) ?? [];
  if (tokens.some((token) => parts[token] === '')) return null;
  return pattern.replace(TOKEN, (token) => parts[token] ?? token);
}

const TOKEN = /jane|doe|j|d/g;
