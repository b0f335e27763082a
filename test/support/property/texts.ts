import fc from 'fast-check';

/** Texts as people type, paste and abuse them. */

/** The first `length` characters, counted as people count them. */
export const cut = (text: string, length: number): string => Array.from(text).slice(0, length).join('');

/** Text that means harm, or comes from a spreadsheet or another script. */
export const ODD_TEXTS: readonly string[] = [
  '<!channel> <@UEVIL> <!subteam^SEVIL>',
  '<https://evil.example|Approve>',
  '&lt;!here&gt; &amp;',
  'O’Brien-Smith Jr.',
  'Żółć 日本 العربية',
  'שלום \u202e$0.01',
  '👩‍👩‍👧 🚀',
  '=HYPERLINK("x")',
  '{{ID}} %s %n',
  "Robert'); DROP TABLE orders;--",
];

/** Any characters that can stand on one line: no controls, no line separators. */
const printable = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .map((text) => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, 'x'));

/** Whether nothing of it can be seen: spaces, signs without a width, and letters that are drawn as nothing. */
export const isBlank = (text: string): boolean =>
  text.replace(/[\p{Cf}\u115f\u1160\u2800\u3164\uffa0]/gu, '').trim() === '';

/** One line of 1 to `maxLength` characters with something to see in it, often as long as it may be. */
export const lineOf = (maxLength: number): fc.Arbitrary<string> =>
  fc
    .oneof(
      { arbitrary: fc.stringMatching(/^[A-Z][a-z]{1,8}( [A-Z][a-z]{1,8})?$/), weight: 3 },
      { arbitrary: fc.constantFrom(...ODD_TEXTS), weight: 1 },
      { arbitrary: printable, weight: 2 },
      { arbitrary: printable.map((text) => text.repeat(maxLength)), weight: 1 },
    )
    .map((text) => cut(text, maxLength))
    .map((text) => (isBlank(text) ? 'Ada' : text));

const WORDS_OF_SHEETS =
  'active available disabled enabled expired false inactive locked none null pending registered suspended true undefined unknown unlocked';
const TITLES = ['mr', 'mrs', 'ms', 'mx', 'dr', 'prof'];

/** Whether it is a mention, an address, code, a date, an amount, a title or a word of a sheet rather than somebody's name. */
export function isNoName(text: string): boolean {
  const words = text.trim().toLowerCase();
  const first = words.split(/[.\s]/)[0] ?? '';
  return (
    Array.from('<>@:/\\|{}[]=`*~,;"“”„«»').some((each) => text.includes(each)) ||
    /\p{Sc}/u.test(text) ||
    /\b(usd|eur|gbp)\b/i.test(text) ||
    /\d[-.]\d+[-.]\d/.test(text) ||
    /\d \p{L}{3,9} \d/u.test(text) ||
    !/\p{L}/u.test(text) ||
    WORDS_OF_SHEETS.split(' ').includes(words) ||
    TITLES.includes(first) ||
    /(phd|ph\.d|mba|esq)\.?$/.test(words)
  );
}

/** Whatever can arrive as text, from nothing to a pasted page. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.string({ unit: 'grapheme-ascii', maxLength: 80 }),
  fc.constantFrom(...ODD_TEXTS, '', ' ', '\t', '\r\n', '\u0000', '\ud800', 'x'.repeat(10_000)),
  fc.constantFrom(...ODD_TEXTS).map((text) => text.repeat(300)),
);

/** Text meant to break out of whatever it is drawn in. */
export const hostileText = (maxLength: number): fc.Arbitrary<string> =>
  fc
    .oneof(
      fc.constantFrom(...ODD_TEXTS, '🚀'.repeat(60), '&'.repeat(60), '*Approved by <@UCEO>*\n\n\n> $0.00'),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }),
      fc.string({
        unit: fc.constantFrom('<', '>', '&', '!', '@', '*', '|', '🚀', 'ש', '\n'),
        minLength: 1,
        maxLength: 60,
      }),
      fc.constantFrom(...ODD_TEXTS).map((text) => text.repeat(300)),
    )
    .map((text) => cut(text, maxLength));
