/** Days of a week, as settings and calendars name them. */
export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const DAY_MS = 24 * 60 * 60_000;
export type Weekday = (typeof WEEKDAYS)[number];

/** When the weekly digest is posted, by the clocks of a time zone such as `Europe/Berlin`. */
export interface DigestTime {
  readonly day: Weekday;
  /** From 0 to 23. */
  readonly hour: number;
  readonly zone: string;
}

/** Whether the zone is one that this machine knows. */
export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/**
 * The day there, such as `2026-11-30`, when it is the day of the digest and its hour has begun; else null. An hour that the
 * clocks skip has begun with the one after it. What was slept through that day waits for the next week.
 */
export function digestDay(now: Date, { day, hour, zone }: DigestTime): string | null {
  const parts = new Intl.DateTimeFormat('en-CA', {
    ...{ timeZone: zone, hourCycle: 'h23', weekday: 'long' },
    ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit' },
  }).formatToParts(now);
  const partOf = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? '';
  if (partOf('weekday').toLowerCase() !== day || Number(partOf('hour')) < hour) return null;
  return `${partOf('year')}-${partOf('month')}-${partOf('day')}`;
}

/** How many days one day such as `2026-11-30` is before another; below 0 when it is after it. */
export const daysBetween = (one: string, other: string): number =>
  Math.round((Date.parse(`${other}T00:00:00Z`) - Date.parse(`${one}T00:00:00Z`)) / DAY_MS);
