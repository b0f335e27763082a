import { isNoAlias, withoutRandomWords } from '../reading/cells/cells.ts';
import { cellsOfEach, lineOf, linesOfText, typedLines } from '../reading/lines/lines.ts';
import { headingOf, readSheet } from '../reading/read-sheet.ts';
import { MAX_LINES, MAX_TEXT, type Meaning, type UnreadLine } from '../reading/reading.ts';
import { type AliasesOfDomain, aliasLines, byDomain, readAliasLines } from './alias-lines.ts';

/** Aliases as somebody typed, pasted or uploaded them. */
export interface AliasesRead {
  readonly domains: readonly AliasesOfDomain[];
  /** Lines that could not be read; null stands for the whole text. */
  readonly problems: readonly UnreadLine[];
  /** Names of columns that were left out, and of those that look like passwords. */
  readonly notUsed: readonly string[];
  readonly secrets: readonly string[];
  /** The text to keep: a sheet as lines, without what is not used. It reads as the same again. */
  readonly kept: string;
}

const COLUMNS: ReadonlySet<Meaning> = new Set<Meaning>(['domain', 'first', 'last', 'name', 'alias', 'picture']);

/**
 * Reads aliases from a box or a file: lines of a domain and its aliases, or a sheet with a heading and an alias in each row.
 * Never fails; what cannot be read is a problem with its line.
 */
export function aliasesFromText(text: string): AliasesRead {
  if (headingOf(text)) return fromSheet(text);
  const count = linesOfText(text).length;
  if (text.length > MAX_TEXT || count > MAX_LINES) {
    const message = `These are ${count} lines; at most ${MAX_LINES} are read at once.`;
    return { ...NOTHING, problems: [{ line: null, code: 'alias_too_many_lines', message }], kept: text };
  }
  const { kept, secrets } = withoutSecrets(text);
  return { ...NOTHING, domains: readAliasLines(kept), secrets, kept };
}

/** Lines without what looks like a password and can be no alias, and in which of their cells that stood. */
function withoutSecrets(text: string): Pick<AliasesRead, 'kept' | 'secrets'> {
  const lines = linesOfText(text);
  const found = new Set<number>();
  const open = cellsOfEach(typedLines(text)).map(({ cells, delimiter }, index) => {
    const kept = cells.map((cell, place) => (place > 0 && isNoAlias(cell) ? '' : withoutRandomWords(cell)));
    const hidden = cells.flatMap((cell, place) => (cell === kept[place] ? [] : [place + 1]));
    for (const place of hidden) found.add(place);
    return hidden.length === 0 ? (lines[index] ?? '') : lineOf(kept, delimiter);
  });
  if (found.size === 0) return { kept: text, secrets: [] };
  const places = [...found].toSorted((left, right) => left - right);
  return { kept: open.join('\n'), secrets: places.map((place) => `column ${place}`) };
}

const NOTHING: AliasesRead = { domains: [], problems: [], notUsed: [], secrets: [], kept: '' };

function fromSheet(text: string): AliasesRead {
  const { rows, problems, notUsed, secrets, kept } = readSheet(text, COLUMNS);
  const hasAliases = rows.length === 0 || rows.some(({ alias }) => alias !== null);
  const told = [
    ...problems.map(({ line, message }) => ({ line, code: 'alias_sheet', message })),
    ...(hasAliases ? [] : [{ line: null, code: 'alias_sheet', message: NO_COLUMN }]),
  ];
  const domains = byDomain(
    rows.map(({ line, domain, naming, alias, picture }) => ({
      line,
      domain,
      aliases: [{ alias: alias ?? '', person: naming, picture }],
    })),
  );
  if (told.length > 0) return { ...NOTHING, domains, problems: told, notUsed, secrets, kept };
  // As lines it goes on over several boxes, of which only the first could have the heading.
  const isWhole = domains.every(({ aliases }) => aliases.every(({ alias }) => alias !== ''));
  return { domains, problems: [], notUsed, secrets, kept: isWhole ? aliasLines(domains) : kept };
}

const NO_COLUMN = 'No column is headed “Alias”. Write “Alias” above the aliases.';
