import { EMAIL_PROVIDERS, type EmailProvider } from '../custom-order.ts';
import { fitsBoxes } from '../form/boxes.ts';
import type { AddedSheet, DraftSheet, OrderDraft } from '../form/draft.ts';
import { firstLine, isAsked, leftOutTogether } from '../form/said-columns.ts';
import { headingSays } from '../reading/columns/headings.ts';
import { cellsOf, delimiterOf, linesOfText, saysSomething, sheetLines, typedLines } from '../reading/lines/lines.ts';
import { MAX_LINES, SHEET_COLUMNS } from '../reading/reading.ts';
import { headingCells, sheetsIn } from '../reading/several-sheets.ts';
import { PLAIN_HEADING, type PlaceableLine, sheetLinesOf } from './sheet-lines.ts';

/** What became of a sheet that is to be added to a form. */
export type Placed =
  | { readonly ok: true; readonly draft: OrderDraft }
  /** Its columns need a word. */
  | { readonly ok: false; readonly why: 'columns' }
  /** Some lines, or all, name no mailboxes, and several are ordered. */
  | { readonly ok: false; readonly why: 'provider'; readonly open: number; readonly words: readonly string[] }
  /** It has no lines, or more than a form holds. */
  | { readonly ok: false; readonly why: 'empty' }
  | { readonly ok: false; readonly why: 'too_many'; readonly provider: EmailProvider; readonly lines: number };

/**
 * Adds the sheet of a form to the texts of its providers, below what stands there. Lines that name their mailboxes go to
 * those; the others to `sheetFor`, to the only provider that was chosen, or to the first of a form that was begun with it. Nothing is added when one line has no place.
 */
export function placeSheet(draft: OrderDraft): Placed | null {
  const { sheet, providers } = draft;
  if (!sheet) return null;
  const sheetFor = providers.find((provider) => provider === draft.sheetFor);
  if (isAsked(sheet.text, SHEET_COLUMNS)) return { ok: false, why: 'columns' };
  const lines = sheetLinesOf(sheet.text);
  if (lines.length === 0) return { ok: false, why: 'empty' };
  // A column of registrars is headed "Provider" as well.
  const saysProviders = lines.some(({ provider }) => provider !== null);
  const usual = providers.length === 1 || sheet.from !== 'form' ? providers[0] : undefined;
  const providerOf = ({ provider, named }: PlaceableLine): EmailProvider | undefined =>
    provider ?? sheetFor ?? (saysProviders && named !== '' ? undefined : usual);
  const open = lines.filter((line) => providerOf(line) === undefined);
  if (open.length > 0) {
    const words = saysProviders ? open.map(({ named }) => named).filter((named) => named !== '') : [];
    return { ok: false, why: 'provider', open: open.length, words: [...new Set(words)] };
  }
  const parts = EMAIL_PROVIDERS.map((provider) => ({
    provider,
    lines: lines.filter((line) => providerOf(line) === provider),
  })).filter((part) => part.lines.length > 0);
  const isUnused = !saysProviders && lines.some(({ named }) => named !== '');
  const leftOut = leftOutTogether(sheet.leftOut, {
    notUsed: isUnused ? [providerHeading(sheet.text)] : [],
    secrets: [],
  });
  return withParts(draft, { ...sheet, leftOut }, parts);
}

/** How the column of providers is headed. */
function providerHeading(text: string): string {
  const heading = firstLine(text);
  const [cells = []] = cellsOf([heading], delimiterOf(heading));
  const found = cells.find((cell) => {
    const said = headingSays(cell);
    return said.is === 'known' && said.meaning === 'provider';
  });
  return found ?? 'Provider';
}

interface Part {
  readonly provider: EmailProvider;
  readonly lines: readonly PlaceableLine[];
}

function withParts(draft: OrderDraft, { name, text, leftOut, from }: DraftSheet, parts: readonly Part[]): Placed {
  const domainText = { ...draft.domainText };
  const added: AddedSheet['lines'] = [];
  for (const { provider, lines } of parts) {
    const below = textBelow(domainText[provider] ?? '', lines);
    const isTooMany = !fitsBoxes(below.text) || linesOfText(below.text).length > MAX_LINES;
    if (isTooMany) return { ok: false, why: 'too_many', provider, lines: lines.length };
    domainText[provider] = below.text;
    for (const [line, place] of below.at) added.push([line, provider, place]);
  }
  const named = parts.map(({ provider }) => provider);
  const { sheet: _, sheetFor: _for, added: _added, leftOut: before = {}, ...others } = draft;
  const isLeft = leftOut.notUsed.length + leftOut.secrets.length > 0;
  const left = { ...before };
  for (const provider of isLeft ? named.slice(0, 1) : []) left[provider] = leftOutTogether(before[provider], leftOut);
  return {
    ok: true,
    draft: {
      ...others,
      providers: EMAIL_PROVIDERS.filter((each) => draft.providers.includes(each) || named.includes(each)),
      domainText,
      ...(Object.keys(left).length === 0 ? {} : { leftOut: left }),
      ...(from === 'message' ? {} : { added: { name, text, lines: added } }),
    },
  };
}

/** A text with lines of a sheet below it, and where each of them stands then. A heading comes between where one is needed. */
function textBelow(
  text: string,
  lines: readonly PlaceableLine[],
): { readonly text: string; readonly at: readonly (readonly [number, number])[] } {
  const before = text.trim() === '' ? [] : linesOfText(text.replace(/\s+$/, ''));
  const all = [...before];
  let heading = lastHeading(text);
  const at = lines.map(({ line, heading: own, text: typed }) => {
    if (own !== heading) all.push(own);
    heading = own;
    all.push(typed);
    return [line, all.length] as const;
  });
  return { text: all.join('\n'), at };
}

/** The heading that a line below a text would stand under. */
function lastHeading(text: string): string {
  const last = sheetsIn(sheetLines(typedLines(text))).at(-1) ?? [];
  const first = last.find((line) => saysSomething(line.text));
  const heading = first && headingCells(first.text);
  return heading && heading.length > 1 ? heading.join('\n') : PLAIN_HEADING;
}
