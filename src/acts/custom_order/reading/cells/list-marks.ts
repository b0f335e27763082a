/**
 * `•`, `-`, `- [x]`, `✅`, `>`, `1.`, `2)`, `#3`: what a list puts before its lines. A dot needs a space after it, else it may be a
 * part of a name.
 */
const MARK =
  /^\s*(?:[•▪◦‣●○∙·☐☑☒✅✔✓>]\ufe0f?\s*|[-–—*]\s+(?:\[[ xX]?\]\s+)?|\(?\d{1,4}\)\s*|\d{1,4}\.\s+|\d{1,4}\t\s*|#\d{1,4}[.):]?\s+)(?=\S)/;

/** A line without its list mark; itself when it has none. Nothing else may stand before the domain. */
export const withoutListMark = (line: string): string => line.replace(MARK, '');
