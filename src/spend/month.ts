/** A month of the calendar, in UTC; `month` counts from 1. */
export interface Month {
  readonly year: number;
  readonly month: number;
}

/** The month that a moment is in. */
export const monthOf = (at: Date): Month => ({ year: at.getUTCFullYear(), month: at.getUTCMonth() + 1 });

/** So many months later; earlier, for a negative number. */
export function monthAfter({ year, month }: Month, months = 1): Month {
  const index = year * 12 + (month - 1) + months;
  return { year: Math.floor(index / 12), month: (index % 12) + 1 };
}

/** How many days it has: 28 to 31. */
export const daysIn = ({ year, month }: Month): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** A day of the month; the last one, where it has no such day. */
export const dayIn = (month: Month, day: number): Date =>
  new Date(Date.UTC(month.year, month.month - 1, Math.min(day, daysIn(month))));

/** Below 0 when one month is before the other, 0 when they are the same. */
export const compareMonths = (one: Month, other: Month): number =>
  one.year * 12 + one.month - (other.year * 12 + other.month);

/** The day of a moment: its midnight in UTC. */
export const dayOf = (at: Date): Date => dayIn(monthOf(at), at.getUTCDate());

/** The months by their names. */
export const MONTH_NAMES = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];

/** Months before and after the present one by a word. */
const WORDS: ReadonlyMap<string, number> = new Map([
  ['', 0],
  ['this', 0],
  ['now', 0],
  ['last', -1],
  ['previous', -1],
  ['next', 1],
]);

/**
 * The month that somebody typed: nothing or `this`, `last`, `next`, `2026-10`, `october`, `oct 2026`; null when it is none. A name
 * without a year is the one that is nearest to now, of two that are as near the one before.
 */
export function typedMonth(typed: string, now: Date): Month | null {
  const words = typed
    .trim()
    .toLowerCase()
    .replace(/\s+month$/, '');
  const present = monthOf(now);
  const away = WORDS.get(words);
  if (away !== undefined) return monthAfter(present, away);
  const [, first, second] = /^(\d{4})-(\d{1,2})$/.exec(words) ?? [];
  if (first !== undefined) return checked({ year: Number(first), month: Number(second) });
  const [, name = '', year] = /^([a-z]{3,9})\.?(?:\s+(\d{4}))?$/.exec(words) ?? [];
  const index = name === '' ? -1 : MONTH_NAMES.findIndex((each) => each.toLowerCase().startsWith(name));
  if (index === -1) return null;
  return year === undefined ? nearest(index + 1, present) : checked({ year: Number(year), month: index + 1 });
}

const checked = (month: Month): Month | null =>
  month.month >= 1 && month.month <= 12 && month.year >= 2000 && month.year < 2100 ? month : null;

/** Of the next and the last month of that name. */
function nearest(month: number, present: Month): Month {
  const ahead = (month - present.month + 12) % 12;
  return monthAfter(present, ahead < 6 ? ahead : ahead - 12);
}
