import { type Logger, LogLevel } from '@slack/bolt';
import type { Log } from '../service/ports.ts';

export type BoltLogger = Logger;

/** Slack's libraries write into our log; their chatter counts as debug. */
export function boltLogger(log: Log): BoltLogger {
  const fields = { from: 'slack-library' };
  const text = (parts: readonly unknown[]) =>
    parts.map((part) => (part instanceof Error ? part.message : String(part))).join(' ');
  return {
    debug: (...parts) => log.debug(fields, text(parts)),
    info: (...parts) => log.debug(fields, text(parts)),
    warn: (...parts) => log.warn(fields, text(parts)),
    error: (...parts) => log.error(fields, text(parts)),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  };
}
