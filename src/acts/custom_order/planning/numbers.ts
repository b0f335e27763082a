/** What a field with a number holds: the number, `unread` for what is none, null for nothing. */
export type ReadNumber = number | 'unread' | null;

/** Between groups of three digits, as people of several countries write them. */
const GROUPED = /^\d{1,3}(?:[.,'’\s]\d{3})+$/;
const PLAIN = /^\d+(?:[.,]\d+)?$/;
const TIMES = { k: 1_000, m: 1_000_000 } as const;

/** A whole number of something: `30000`, `30,000`, `30.000`, `30 000`, `30k`, `1.5k`. */
export function readCount(typed: string): ReadNumber {
  const [, digits = '', letter = ''] = /^(.*?)\s*([km])?$/is.exec(typed.trim()) ?? [];
  if (digits === '') return typed.trim() === '' ? null : 'unread';
  const isThousands = letter.toLowerCase() === 'k';
  const times = letter === '' ? 1 : isThousands ? TIMES.k : TIMES.m;
  const number = plainNumber(digits);
  if (number === null) return 'unread';
  // 1.15 * 1000 is a little less than 1150 in binary.
  const count = Math.round(number * times * 1_000) / 1_000;
  return Number.isInteger(count) ? count : 'unread';
}

/** A number of percent, at most two places behind the point, with its sign or without: `70`, `70 %`, `33.3`, `33,3%`. */
export function readPercent(typed: string): ReadNumber {
  const text = typed.trim().replace(/\s*(?:%|percent|per cent)$/i, '');
  if (text === '') return typed.trim() === '' ? null : 'unread';
  return /^\d{1,9}(?:[.,]\d{1,2})?$/.test(text) ? Number(text.replace(',', '.')) : 'unread';
}

function plainNumber(digits: string): number | null {
  if (GROUPED.test(digits)) return Number(digits.replace(/[.,'’\s]/g, ''));
  return PLAIN.test(digits) ? Number(digits.replace(',', '.')) : null;
}
