/** What stands in addresses, mentions and code, and in nobody's name. */
const STRANGE = /[<>@:/\\|{}[\]=`*~]/;

/** A day as a sheet writes it: `2025-01-05`, `5.1.2025`, `5 Jan 2025`. */
const DATE = /\d{1,4}[-.]\d{1,2}[-.]\d{1,4}|\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d{2,4}/i;

/** An amount of money: with its sign, or with the word of its currency before or after it. */
const AMOUNT = /\p{Sc}|\b(?:usd|eur|gbp)\b.*\d|\d.*\b(?:usd|eur|gbp)\b/iu;

/** `Dr.` and the like before a name. `Md` is not among them: it is a first name. */
const TITLE_BEFORE = /^(?:mr|mrs|ms|mx|dr|prof)(?:\.|\s|$)/i;
/** What stands after a name, but for `Jr.` and `III`, which belong to it. */
const TITLE_AFTER = /(?:^|\s)(?:ph\.?d|mba|esq)\.?$/i;

/** What programs write where nothing is, and what sheets of registrars say of a domain. */
const WORDS_OF_SHEETS: ReadonlySet<string> = new Set([
  'active',
  'available',
  'disabled',
  'enabled',
  'expired',
  'false',
  'inactive',
  'locked',
  'none',
  'null',
  'pending',
  'registered',
  'suspended',
  'true',
  'undefined',
  'unknown',
  'unlocked',
]);

/** Whether a text is a word that sheets of registrars say of a domain, or that programs write where nothing is. */
export const isSheetWord = (text: string): boolean => WORDS_OF_SHEETS.has(text.trim().toLowerCase());

/** What is allowed, as a sentence of its own, for who has to write something else. */
const ALLOWED = 'Write the name alone: letters, with spaces, hyphens, apostrophes or full stops';

/**
 * What to write instead of a text that is nobody's name: `Write “Ana”.` where that is clear, as of `Dr. Ana`; else what is
 * allowed. Never a text that is none either.
 */
export function nameInstead(text: string): string {
  const alone = withoutTitles(text);
  if (alone === text.trim() || whyNoName(alone) !== null) return `${ALLOWED}.`;
  const without = alone === withoutComma(text) ? 'a comma' : 'a title';
  return `Write the name alone, without ${without}: “${alone}”.`;
}

/** A text without titles before and after a name, also with a comma between: `Prof. Dr. Ana` -> `Ana`, `Park, PhD` -> `Park`. */
export function withoutTitles(text: string): string {
  const trimmed = text.trim();
  const untitled = trimmed.replace(TITLE_BEFORE, '').replace(TITLE_AFTER, '');
  const shorter = withoutComma(untitled);
  return shorter === trimmed ? trimmed : withoutTitles(shorter);
}

const withoutComma = (text: string): string => text.replace(/[\s,]+$/, '').trim();

/**
 * Why a text is nobody's first or last name, as the end of a sentence: `it has a <`; null when it may be one. Titles, commas,
 * quotes, signs without a letter, dates, amounts, email addresses and words such as `null` are none: they would stand in
 * everybody's signature. Our own rule.
 */
export function whyNoName(text: string): string | null {
  const strange = STRANGE.exec(text)?.[0];
  if (strange) return `it has a ${strange}`;
  if (/[,;]/.test(text)) return 'it has a comma';
  if (/["“”„«»]/.test(text)) return 'it has quotes';
  if (DATE.test(text)) return 'it has a date';
  if (AMOUNT.test(text)) return 'it has an amount';
  if (!/\p{L}/u.test(text)) return 'it has no letters';
  const words = text.trim();
  if (isSheetWord(words)) return 'it is a word that sheets write';
  return TITLE_BEFORE.test(words) || TITLE_AFTER.test(words) ? 'it has a title' : null;
}
