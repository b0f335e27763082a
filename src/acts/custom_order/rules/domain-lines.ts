import { CsvError, parse } from 'csv-parse/sync';
import type { NamesNaming } from '../custom-order.ts';
import { parseDomainName } from './domain-name.ts';
import type { DomainInput } from './order-input.ts';

/**
 * Everything that breaks a line in a document or a spreadsheet.
 * Source: Unicode Standard Annex 14 (classes BK, CR, LF, NL).
 */
const LINE_BREAK = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/;

/**
 * Reads what people paste: one domain a line, `domain, First Last, redirect`, name and redirect optional. Cells may be
 * parted by tabs, semicolons or commas, as spreadsheets copy them; first and last name may stand in two cells; a heading
 * line and empty lines are skipped. `line` counts from 1 in the text as typed. Never fails: what is wrong with a line is
 * for the rules to say.
 */
export function parseDomainLines(text: string): DomainInput[] {
  const inputs: DomainInput[] = [];
  for (const [index, typed] of text.split(LINE_BREAK).entries()) {
    const [name = '', ...rest] = cellsOf(typed);
    const isHeading = index === 0 && /^domains?( name)?$/i.test(name);
    if (isHeading || [name, ...rest].every((cell) => cell === '')) continue;
    inputs.push({ line: index + 1, name, ...namingAndRedirect(rest) });
  }
  return inputs;
}

function namingAndRedirect(cells: readonly string[]) {
  const filled = cells.filter((cell) => cell !== '');
  const before = filled.slice(0, -1).join(' ');
  const last = filled.at(-1);
  const hasRedirect = last !== undefined && (looksLikeAddress(last) || isSlipOfAddress(last, before));
  const naming = namesFrom(hasRedirect ? before : filled.join(' '));
  return hasRedirect ? { naming, redirect: last } : { naming };
}

/**
 * A single word in small letters after a whole name in capitals, as in `Li Wei, acmecom`, is no surname: it is taken for
 * the redirect, where the rules find what is wrong with it, instead of going out in everybody's signature.
 */
function isSlipOfAddress(last: string, before: string): boolean {
  return /^\p{Ll}+$/u.test(last) && /^\p{Lu}\S* .*\p{Lu}/u.test(before);
}

/** `Anna Maria Lopez` -> first name `Anna Maria`, last name `Lopez`. Null for an empty text. */
export function namesFrom(text: string): NamesNaming | null {
  const words = text.split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return null;
  if (words.length === 1) return { form: 'names', firstName: words.join(), lastName: '' };
  return { form: 'names', firstName: words.slice(0, -1).join(' '), lastName: words.at(-1) ?? '' };
}

/** A dot before small letters, as in `acme.com`, but not as in the surname `St.John`. */
function looksLikeAddress(cell: string): boolean {
  if (/\s/.test(cell)) return false;
  return /^[a-z]+:/i.test(cell) || /\.\p{Ll}{2,}/u.test(cell) || (cell.includes('.') && parseDomainName(cell).ok);
}

function cellsOf(typed: string): string[] {
  // Spaces of documents are spaces; characters without a width are nobody's name.
  const line = typed.replace(/[\u200b\ufeff]/g, '').replace(/\p{Zs}/gu, ' ');
  const delimiter = ['\t', ';', ','].find((candidate) => line.includes(candidate)) ?? ',';
  // Most lines have no quotes, and a whole sheet of them is read while somebody waits.
  if (!line.includes('"')) return line.split(delimiter).map((cell) => cell.trim());
  const options = { delimiter, trim: true, relax_quotes: true, relax_column_count: true };
  try {
    return firstRow(parse(line, options));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // A quote that is never closed is somebody's slip, not a cell that goes on over the next lines.
    return firstRow(parse(line, { ...options, quote: false }));
  }
}

function firstRow(rows: readonly unknown[]): string[] {
  const [first] = rows;
  return Array.isArray(first) ? first.map((cell) => String(cell).trim()) : [];
}
