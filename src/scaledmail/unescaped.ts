/** Escapes within escapes that are undone: more than any answer has. */
const MAX_DEPTH = 5;

/** Escapes of JSON, of addresses and of HTML. Sources: RFC 8259, section 7; RFC 3986, section 2.1; the HTML standard. */
const ESCAPES = /\\u([0-9a-f]{4})|((?:%[0-9a-f]{2})+)|&#x([0-9a-f]{1,8});|&#(\d{1,8});|&(amp|lt|gt|quot|apos);/gi;
const NAMED = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);
const LAST_CODE_POINT = 0x10_ff_ff;

/**
 * The text without the escapes that programs write into it, so that a text can be found however it was written: two ways
 * to write the same text come to the same. Loses backslashes, and takes `+` for a space; for comparing, not for reading back.
 */
export function unescaped(text: string): string {
  let plain = text;
  for (let depth = 0; depth < MAX_DEPTH; depth += 1) plain = plain.replaceAll(ESCAPES, escapedCharacters);
  return plain.replaceAll('\\', '').replaceAll('+', ' ');
}

function escapedCharacters(
  written: string,
  unicode: string | undefined,
  percents: string | undefined,
  hex: string | undefined,
  decimal: string | undefined,
  name: string | undefined,
): string {
  if (unicode !== undefined) return String.fromCharCode(Number.parseInt(unicode, 16));
  if (percents !== undefined) return Buffer.from(percents.replaceAll('%', ''), 'hex').toString('utf8');
  if (name !== undefined) return NAMED.get(name.toLowerCase()) ?? written;
  const codePoint = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  return codePoint <= LAST_CODE_POINT ? String.fromCodePoint(codePoint) : written;
}
