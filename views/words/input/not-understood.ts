import { inPlain, type Words } from '../text.ts';

/** Most code points of a piece: what a grey line holds beside our words. */
const MAX_PIECE = 120;

/** What of a typed line means nothing, as parts of a grey line: `Not understood: “asap”`. Of many, `most`, and how many more. */
export function notUnderstoodParts(pieces: readonly string[], most: number): (string | Words)[] {
  const shown = pieces.slice(0, most).map((piece) => ({ words: `Not understood: “${inPlain(piece, MAX_PIECE)}”` }));
  const more = pieces.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${more} more`] : [])];
}
