import { type Logger, LogLevel } from '@slack/bolt';
import type { Log } from '../../service/ports/log.ts';

export type BoltLogger = Logger;

/** What Slack's client says of a call before it throws. */
const FAILED_CALL = 'http request failed';

/**
 * Slack's libraries write warnings and errors into our log. Their debug lines hold whole requests and answers, and with them
 * what people typed into forms, passwords too: those are dropped, whatever the level. A call that failed is thrown too, and told
 * by whoever made it: one line is enough.
 */
export function boltLogger(log: Log): BoltLogger {
  const from = 'slack-library';
  const text = (parts: readonly unknown[]) =>
    parts.map((part) => (part instanceof Error ? part.message : String(part))).join(' ');
  // With its name and its place in the program, and without the request that the log leaves out.
  const fields = (parts: readonly unknown[]) => {
    const error = parts.find((part) => part instanceof Error);
    return error ? { from, error } : { from };
  };
  return {
    debug: () => {},
    info: (...parts) => log.debug(fields(parts), text(parts)),
    warn: (...parts) => log[parts[0] === FAILED_CALL ? 'debug' : 'warn'](fields(parts), text(parts)),
    error: (...parts) => log.error(fields(parts), text(parts)),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  };
}
