/** A word of a typed line: where it stands, and whether it stood in quotes, which `text` is without. */
export interface TypedWord {
  readonly text: string;
  readonly isQuoted: boolean;
  readonly from: number;
  readonly to: number;
}

/** Quotes as keyboards, Slack and documents write them: what opens, and what closes it. */
const QUOTES: readonly (readonly [opening: string, closing: string])[] = [
  ['"“”„', '"“”'],
  ['«', '»'],
  ["'‘’‚", "'’‘"],
];

/** A word goes on. */
const WITHIN = '(?![\\s,;]|$)';

/** Between quotes; the closing one ends the word, so that `O'Neil` is one. */
const QUOTED = QUOTES.map(
  ([opening, closing]) => `[${opening}](?:[^${closing}]|[${closing}]${WITHIN})+[${closing}](?!${WITHIN})`,
);
/** `<https://acme.com|acme.com>` as Slack writes a link; an address, which may hold a comma; anything else up to a space or a comma. */
const WORD = new RegExp([...QUOTED, '<[^<>]+>', 'https?:\\/\\/\\S+?(?=[,;]*(?:\\s|$))', '[^\\s,;]+'].join('|'), 'giu');

/** The words of a line. What stands in quotes is one; a quote that is never closed is a sign like others. */
export function wordsOf(line: string): TypedWord[] {
  return Array.from(line.matchAll(WORD), ({ 0: word, index }) => {
    const isQuoted = QUOTES.some(
      ([opening, closing]) => word.length > 2 && opening.includes(word[0] ?? '') && closing.includes(word.at(-1) ?? ''),
    );
    const text = isQuoted ? word.slice(1, -1).trim() : word;
    return { text, isQuoted, from: index, to: index + word.length };
  });
}
