import { ZodError } from 'zod';
import { AppError, StoreUnavailable } from '../../../service/errors.ts';
import { StoreUnreadable } from '../../order-reader.ts';
import { StoredRowBroken, StoredRowNewer } from '../../rows/stored-json.ts';

/** An error between threads, which would leave its class, and all that it has of its own, behind. */
export interface SentError {
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
  /** The code of SQLite. */
  readonly code: string | undefined;
  /** What is shown to people. */
  readonly userMessage: string | undefined;
  readonly issues: ZodError['issues'] | undefined;
  readonly cause: SentError | undefined;
}

/** An error that is none of our own, such as SQLite's, as it was in the thread. */
class ThreadError extends Error {
  readonly code: string | undefined;
  constructor({ name, message, code }: SentError, options?: ErrorOptions) {
    super(message, options);
    this.name = name;
    this.code = code;
  }
}

/** How each class of ours that the stores throw is made again. */
const MADE: Readonly<Record<string, (error: SentError, options: ErrorOptions) => Error>> = {
  StoreUnavailable: ({ message }, options) => new StoreUnavailable(message, options),
  StoreUnreadable: ({ message, userMessage = message }, options) => new StoreUnreadable(userMessage, options),
  StoredRowBroken: ({ message }, options) => new StoredRowBroken(message, options),
  StoredRowNewer: ({ message }, options) => new StoredRowNewer(message, options),
  TypeError: ({ message }, options) => new TypeError(message, options),
  ZodError: ({ issues = [] }) => new ZodError(issues),
};

/** An error as it can be sent. */
export function sentError(error: unknown): SentError {
  const { name, message, stack, cause } = error instanceof Error ? error : new Error(String(error));
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  return {
    // Most classes of ours keep the name `Error`.
    name: name === 'Error' && error instanceof Error ? error.constructor.name : name,
    message,
    stack,
    code: typeof code === 'string' ? code : undefined,
    userMessage: error instanceof AppError ? error.userMessage : undefined,
    issues: error instanceof ZodError ? error.issues : undefined,
    cause: cause === undefined ? undefined : sentError(cause),
  };
}

/** The error that was sent, of its own class, with the place where it was thrown. */
export function receivedError(sent: SentError): Error {
  const options = sent.cause === undefined ? {} : { cause: receivedError(sent.cause) };
  const error = MADE[sent.name]?.(sent, options) ?? new ThreadError(sent, options);
  if (sent.stack !== undefined) error.stack = sent.stack;
  return error;
}
