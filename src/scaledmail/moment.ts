/** A date, and perhaps a time and a zone: what ISO 8601 and databases write. */
const WRITTEN = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?) ?(?:Z|([+-]\d\d)(?::?(\d\d))?)?)?$/i;

/** Seconds and milliseconds since 1970 are told apart by their size: for both, these are the years from 2001 on. */
const SECONDS = { from: 1e9, below: 1e11 };
const MILLISECONDS_FROM = 1e12;

/**
 * A moment that the vendor wrote in any usual way; null when it cannot be read. A time without a zone is UTC. What lies
 * before September 2001 stands for no moment (such as the year 1 or 1970): nothing that old was ordered, and an order that
 * is taken for an old one by mistake would not be looked into. Pure.
 */
export function momentFrom(written: unknown): Date | null {
  const ms = typeof written === 'number' ? fromNumber(written) : typeof written === 'string' ? fromText(written) : null;
  if (ms === null || !(ms >= SECONDS.from * 1_000)) return null;
  const moment = new Date(ms);
  return Number.isNaN(moment.getTime()) ? null : moment;
}

function fromNumber(written: number): number | null {
  if (written >= MILLISECONDS_FROM) return written;
  return written >= SECONDS.from && written < SECONDS.below ? written * 1_000 : null;
}

function fromText(written: string): number | null {
  const [, date, time = '00:00', hours, minutes = '00'] = WRITTEN.exec(written.trim()) ?? [];
  if (date === undefined) return null;
  return Date.parse(`${date}T${time}${hours === undefined ? 'Z' : `${hours}:${minutes}`}`);
}
