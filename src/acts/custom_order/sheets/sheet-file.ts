import { MAX_TEXT } from '../reading/reading.ts';
import type { FileTrouble } from './file-trouble.ts';

/** Most bytes of a file. Our own limit. */
export const MAX_FILE_BYTES = MAX_TEXT;

/** Names of files that may be sheets end so; the last is what Excel calls "Unicode Text". */
export const SHEET_TYPES = ['csv', 'tsv', 'txt'] as const;
const SHEET_NAME = /\.(?:csv|tsv|tab|txt)$/i;
const SPREADSHEET_NAME = /\.(?:xlsx?|xlsm|xlsb|xltx?|numbers|ods|gsheet)$/i;

/** What is wrong with a file by its name and size, which are known before it is read; null when nothing is. */
export function troubleByName({
  name,
  size,
}: {
  readonly name: string;
  readonly size: number | null;
}): FileTrouble | null {
  if (SPREADSHEET_NAME.test(name)) return 'spreadsheet';
  if (!SHEET_NAME.test(name)) return 'wrong_type';
  if (size === 0) return 'empty';
  return size !== null && size > MAX_FILE_BYTES ? 'too_large' : null;
}

export type Decoded =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly trouble: FileTrouble };

const refused = (trouble: FileTrouble): Decoded => ({ ok: false, trouble });

/** How files begin that are no text, whatever they are called: ZIP (also .xlsx and .numbers), old Excel, PDF, pictures, gzip. */
const SPREADSHEETS = [
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
];
const OTHERS = [
  [0x25, 0x50, 0x44, 0x46],
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
  [0x1f, 0x8b],
  [0x50, 0x4b],
];

/**
 * The text of a file in UTF-8 or UTF-16, with or without a byte order mark. No other encoding is guessed: a wrong guess
 * would stand in somebody's name.
 */
export function decodedSheet(bytes: Uint8Array): Decoded {
  const beginsWith = (start: readonly number[]) => start.every((byte, index) => bytes[index] === byte);
  if (bytes.length > MAX_FILE_BYTES) return refused('too_large');
  if (SPREADSHEETS.some(beginsWith)) return refused('spreadsheet');
  if (OTHERS.some(beginsWith)) return refused('wrong_type');
  const encoding = encodingOf(bytes);
  if (encoding === null) return refused('wrong_type');
  const text = exactly(bytes, encoding);
  if (text === null) return refused('other_encoding');
  if (text.includes('\0')) return refused('wrong_type');
  return text.trim() === '' ? refused('empty') : { ok: true, text };
}

/** Null when the bytes are no text in that encoding: for nothing else does a decoder that is strict throw. */
function exactly(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** So many bytes tell the encoding. */
const LOOKED_AT = 4_096;

/** By the mark, or by which half of each pair of bytes is zero, as that of our letters is in UTF-16. Null for no text. */
function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | null {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const looked = bytes.subarray(0, LOOKED_AT);
  const zeros = [0, 0];
  for (const [index, byte] of looked.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (even + odd === 0) return 'utf-8';
  const isMost = (count: number, other: number) => count * 4 > looked.length && other * 20 < count;
  if (isMost(odd, even)) return 'utf-16le';
  return isMost(even, odd) ? 'utf-16be' : null;
}
