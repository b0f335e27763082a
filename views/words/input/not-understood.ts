import { meantProvider } from '../../../src/acts/custom_order/meant-provider.ts';
import { inPlain, type Words } from '../text.ts';

/** Most code points of a piece: what a grey line holds beside our words. */
const MAX_PIECE = 120;

/** Of a piece with a question behind it. */
const MAX_PIECE_WITH_QUESTION = 90;

/**
 * A piece of a typed line in which mailboxes may be named: with a question when a word of it is nearly one of theirs,
 * `Not understood: “gogle”. Did you mean google?`.
 */
export const providerParts = (pieces: readonly string[], most: number): (string | Words)[] =>
  notUnderstoodParts(pieces, most, meantProvider);

/** What of a typed line means nothing, as parts of a grey line: `Not understood: “asap”`. Of many, `most`, and how many more. */
export function notUnderstoodParts(
  pieces: readonly string[],
  most: number,
  meantBy: (piece: string) => string | null = () => null,
): (string | Words)[] {
  const shown = pieces.slice(0, most).map((piece) => {
    const meant = meantBy(piece);
    return {
      words:
        meant === null
          ? `Not understood: “${inPlain(piece, MAX_PIECE)}”`
          : `Not understood: “${inPlain(piece, MAX_PIECE_WITH_QUESTION)}”. Did you mean ${meant}?`,
    };
  });
  const more = pieces.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${more} more`] : [])];
}
