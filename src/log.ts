import { type DestinationStream, pino } from 'pino';
import { z } from 'zod';
import type { Log } from './service/ports/log.ts';
import type { LogLevel } from './variables.ts';

/** Keys whose values never reach the log, wherever they stand. */
const SECRET_KEYS: ReadonlySet<string> = new Set([
  'password',
  'token',
  'authorization',
  'apiKey',
  'signingSecret',
  'appToken',
  'botToken',
  'encryptionKey',
]);
const CENSORED = '•••';
/** Nothing that we log is nested deeper; what is, is left out, and so is what leads back to itself. */
const MAX_DEPTH = 8;

/** A structured log, one JSON object a line. Errors keep type, message, code, stack and their causes, and no request. */
export function createLog(level: LogLevel, destination?: DestinationStream): Log {
  const options = {
    level,
    base: { app: 'scaledmail-for-slack' },
    formatters: { log: (fields: Record<string, unknown>) => Object.fromEntries(withoutSecrets(fields, 0)) },
  };
  return destination ? pino(options, destination) : pino(options);
}

function withoutSecrets(fields: object, depth: number): [string, unknown][] {
  return Object.entries(fields).map(([key, value]) => [key, SECRET_KEYS.has(key) ? CENSORED : loggable(value, depth)]);
}

function loggable(value: unknown, depth: number): unknown {
  if (value instanceof Error) return describeError(value);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (depth >= MAX_DEPTH) return '…';
  if (Array.isArray(value)) return value.map((each) => loggable(each, depth + 1));
  return Object.fromEntries(withoutSecrets(value, depth + 1));
}

interface DescribedError {
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  /** The scope that a call to Slack lacked, and those that the token has. */
  readonly needed?: string;
  readonly provided?: string;
  readonly stack?: string;
  readonly cause?: DescribedError;
}

const MissingScope = z.object({ data: z.object({ needed: z.string(), provided: z.string() }) });

/** What the log keeps of an error: Slack's and undici's errors carry requests with tokens, which are left out. */
function describeError(error: unknown, depth = 0): DescribedError {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) };
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  const cause = error.cause !== undefined && depth < 4 ? { cause: describeError(error.cause, depth + 1) } : {};
  const stack = error.stack === undefined ? {} : { stack: error.stack };
  const scopes = MissingScope.safeParse(error).data?.data;
  return { type: nameOf(error), message: error.message, ...code, ...scopes, ...stack, ...cause };
}

/** Most classes of ours keep the name `Error`, which says nothing. */
const nameOf = (error: Error): string => (error.name === 'Error' ? error.constructor.name : error.name);
