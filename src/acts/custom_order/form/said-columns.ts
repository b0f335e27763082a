import { linesOfText, saysSomething } from '../reading/lines/lines.ts';
import { readSheet } from '../reading/read-sheet.ts';
import { type ColumnUses, FORM_COLUMNS, type Meaning, type Reading } from '../reading/reading.ts';
import { withSecondDomains } from '../reading/second-domains.ts';
import type { LeftOut, SaidColumns } from './draft.ts';

/** Whether a problem of this code is that a word of its person is missing: about columns, or a second domain in a line. */
export const asksForWord = (code: string): boolean => code === 'column_unclear' || code === SECOND_DOMAIN;
const SECOND_DOMAIN = 'second_domain';

/** Whether a text needs a word: a page may be answered when the text is another one already. */
export const isAsked = (text: string, wanted: ReadonlySet<Meaning> = FORM_COLUMNS): boolean =>
  readSheet(text, wanted).problems.some(({ code }) => asksForWord(code));

/** A text in which second domains in a line are what was said of them; as it is when it has none. */
export function withSaidOfSeconds(
  text: string,
  answer: ColumnUses | undefined,
  wanted: ReadonlySet<Meaning> = FORM_COLUMNS,
): string {
  const use = answer?.get(1);
  if (use === undefined) return text;
  const { problems } = readSheet(text, wanted);
  if (problems.some(({ code }) => code === 'column_unclear')) return text;
  const lines = problems.flatMap(({ code, line }) => (code === SECOND_DOMAIN && line !== null ? [line] : []));
  return lines.length === 0 ? text : withSecondDomains(text, lines, use);
}

/** How many lines have a second domain that needs a word. */
export const secondDomainsIn = ({ problems }: Pick<Reading, 'problems'>): number =>
  problems.filter(({ code }) => code === SECOND_DOMAIN).length;

/** A text, with what was said of its columns where it asks: of this very heading, and of what is left without passwords. */
export function readAsSaid(
  text: string,
  said: SaidColumns = {},
  wanted: ReadonlySet<Meaning> = FORM_COLUMNS,
): LeftOut & Pick<Reading, 'kept' | 'problems'> {
  const { kept, notUsed, secrets, question, problems } = readSheet(text, wanted);
  const key = keyOf(firstLine(kept));
  const uses = question && Object.hasOwn(said, key) ? said[key] : undefined;
  if (!uses) return { kept, problems, notUsed: [...notUsed], secrets: [...secrets] };
  const again = readSheet(kept, wanted, new Map(uses));
  const { kept: used, problems: left } = again;
  return { kept: used, problems: left, ...leftOutTogether({ notUsed: [...notUsed], secrets: [...secrets] }, again) };
}

/** What was left out before and now, each name once. */
export const leftOutTogether = (
  earlier: LeftOut | undefined,
  { notUsed, secrets, files = [] }: { readonly [Key in keyof LeftOut]: Readonly<LeftOut[Key]> },
): LeftOut => {
  const fromFiles = [...new Set([...(earlier?.files ?? []), ...files])];
  return {
    notUsed: [...new Set([...(earlier?.notUsed ?? []), ...notUsed])],
    secrets: [...new Set([...(earlier?.secrets ?? []), ...secrets])],
    ...(fromFiles.length === 0 ? {} : { files: fromFiles }),
  };
};

/** So many headings are remembered, the newest. */
const MOST_HEADINGS = 20;

/** What was said of columns, with an answer about those below a heading. */
export function withAnswer(said: SaidColumns = {}, heading: string, answer: ColumnUses): SaidColumns {
  const key = keyOf(heading);
  const others = Object.entries(said).filter(([each]) => each !== key);
  return { ...Object.fromEntries(others.slice(1 - MOST_HEADINGS)), [key]: [...answer] };
}

/** A heading, however it is written. */
const keyOf = (heading: string): string => heading.toLowerCase().replace(/\s+/g, ' ').trim();

/** The first line that says something. */
export const firstLine = (text: string): string => linesOfText(text).find(saysSomething) ?? '';
