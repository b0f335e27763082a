import { type DestinationStream, pino } from 'pino';
import type { LogLevel } from './config.ts';
import type { Log } from './service/ports.ts';

/** Keys whose values never reach the log, wherever they stand. */
const SECRET_KEYS = [
  'password',
  'token',
  'authorization',
  'apiKey',
  'signingSecret',
  'appToken',
  'botToken',
  'encryptionKey',
];
const redactedPaths = SECRET_KEYS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]);

/** A structured log, one JSON object a line. Errors keep type, message, code and the chain of causes, and no request. */
export function createLog(level: LogLevel, destination?: DestinationStream): Log {
  const options = {
    level,
    base: { app: 'scaledmail-for-slack' },
    redact: { paths: redactedPaths, censor: '•••' },
    serializers: { error: describeError },
  };
  return destination ? pino(options, destination) : pino(options);
}

interface DescribedError {
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  readonly stack?: string;
  readonly cause?: DescribedError;
}

/** What the log keeps of an error: Slack's and undici's errors carry requests with tokens, which are left out. */
export function describeError(error: unknown, depth = 0): DescribedError {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) };
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  const cause = error.cause !== undefined && depth < 4 ? { cause: describeError(error.cause, depth + 1) } : {};
  const stack = error.stack === undefined ? {} : { stack: error.stack };
  return { type: error.name, message: error.message, ...code, ...stack, ...cause };
}
