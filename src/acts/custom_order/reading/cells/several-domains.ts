import { isBareDomain } from './cells.ts';
import { cleanDomain } from './clean-domain.ts';

/**
 * Words of one cell that all are domains, or three or more cells of one sort that are: all with https:// or none. Null for
 * anything else.
 */
export function severalDomains(first: string, rest: readonly string[]): readonly string[] | null {
  const isOneCell = rest.length === 0;
  if (isOneCell ? !first.includes(' ') : rest.length < 2 || !rest.every((cell) => cell.includes('.'))) return null;
  const words = isOneCell ? first.split(/\s+/) : [first, ...rest];
  const isAlike = isOneCell || new Set(words.map((word) => /^https?:/i.test(word))).size === 1;
  return isAlike && words.every((word) => isBareDomain(cleanDomain(word).text)) ? words : null;
}
