import { describe, expect, test } from '@jest/globals';
import { decodedSheet, MAX_FILE_BYTES, troubleByName } from '../../../../../src/acts/custom_order/sheets/sheet-file.ts';

const TEXT = 'Domain,Name\nacme.com,Zoë Neil\n';
const utf16 = (text: string, isBig: boolean): Buffer => {
  const little = Buffer.from(text, 'utf16le');
  return isBig ? little.swap16() : little;
};
const joined = (...parts: readonly (readonly number[] | Buffer)[]) =>
  Buffer.concat(parts.map((part) => Buffer.from(part)));

describe('the text of a file', () => {
  test.each([
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 with a mark', joined([0xef, 0xbb, 0xbf], Buffer.from(TEXT))],
    ['UTF-16, small end first, with a mark', joined([0xff, 0xfe], utf16(TEXT, false))],
    ['UTF-16, big end first, with a mark', joined([0xfe, 0xff], utf16(TEXT, true))],
    ['UTF-16, small end first', utf16(TEXT, false)],
    ['UTF-16, big end first', utf16(TEXT, true)],
  ])('is read in %s', (_name, bytes) => {
    expect(decodedSheet(bytes)).toEqual({ ok: true, text: TEXT });
  });

  test.each([
    ['windows-1252 is not guessed', Buffer.from(TEXT, 'latin1'), 'other_encoding'],
    ['half of a pair in UTF-16', joined([0xff, 0xfe], utf16('a\ud800b', false)), 'other_encoding'],
    ['a workbook or a package', Buffer.from('PK\x03\x04 [Content_Types].xml', 'latin1'), 'spreadsheet'],
    ['an old workbook', joined([0xd0, 0xcf, 0x11, 0xe0], Buffer.alloc(20)), 'spreadsheet'],
    ['a document', Buffer.from('%PDF-1.7 text'), 'wrong_type'],
    ['a picture', joined([0x89, 0x50, 0x4e, 0x47], Buffer.alloc(9)), 'wrong_type'],
    ['bytes of a program', joined(Buffer.from('acme.com'), [0, 0, 0, 1, 2, 3]), 'wrong_type'],
    ['a zero in a text', joined([0xff, 0xfe], utf16('acme.com\0', false)), 'wrong_type'],
    ['nothing', Buffer.alloc(0), 'empty'],
    ['a mark and nothing', Buffer.from([0xef, 0xbb, 0xbf]), 'empty'],
    ['empty lines', Buffer.from(' \r\n\r\n'), 'empty'],
    ['more than the most', Buffer.alloc(MAX_FILE_BYTES + 1, 'a'), 'too_large'],
  ])('%s is refused', (_name, bytes, trouble) => {
    expect(decodedSheet(bytes)).toEqual({ ok: false, trouble });
  });
});

test.each([
  ['leads.csv', 10, null],
  ['LEADS.CSV', null, null],
  ['leads.tsv', 10, null],
  ['leads.txt', MAX_FILE_BYTES, null],
  ['leads.csv', MAX_FILE_BYTES + 1, 'too_large'],
  ['leads.csv', 0, 'empty'],
  ['leads.xlsx', 10, 'spreadsheet'],
  ['Leads.Numbers', 10, 'spreadsheet'],
  ['leads.csv.pdf', 10, 'wrong_type'],
  ['leads', 10, 'wrong_type'],
  ['csv', 10, 'wrong_type'],
] as const)('%s with %s bytes: %s', (name, size, trouble) => {
  expect(troubleByName({ name, size })).toBe(trouble);
});
