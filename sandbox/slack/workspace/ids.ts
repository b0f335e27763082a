/** Ids and message timestamps of the workspace. */
import { randomBytes } from 'node:crypto';

const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789';

/** Ten random characters behind a prefix that tells the kind, as in `V0K3JX9QW2T`. */
export const randomId = (prefix: string): string =>
  prefix + [...randomBytes(10)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');

/** Hands out message timestamps, `seconds.microseconds`, never the same or an earlier one twice. */
export interface TimestampSource {
  next(at: Date): string;
  /** The last one given, in microseconds; feed it to `timestampSource` after a restart. */
  lastMicros(): number;
}

/** A source that continues after `lastMicros`. */
export function timestampSource(startMicros: number): TimestampSource {
  let last = startMicros;
  return {
    next(at) {
      last = Math.max(last + 1, at.getTime() * 1000);
      const micros = String(last % 1_000_000).padStart(6, '0');
      return `${Math.floor(last / 1_000_000)}.${micros}`;
    },
    lastMicros: () => last,
  };
}

/** Whole seconds since 1970, as Slack writes times of files and events. */
export const secondsOf = (at: Date): number => Math.floor(at.getTime() / 1000);

/** The moment of a message by its timestamp, in milliseconds since 1970. */
export const millisecondsOf = (ts: string): number => Math.floor(Number(ts) * 1000);
