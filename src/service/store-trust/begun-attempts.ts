import type { Reference } from '../../values/ids.ts';

/** An attempt at the paid call, by its order and number. */
export interface AttemptId {
  readonly reference: Reference;
  readonly number: number;
}

/**
 * The attempts that this process began, in its own memory: it never begins one twice that it remembers, whatever the store
 * says. Ask and remember before the call, without anything to wait for in between.
 */
export interface BegunAttempts {
  /** Whether this process began the attempt. */
  has(attempt: AttemptId): boolean;
  /** To be called once the intent is written, before the call. */
  remember(attempt: AttemptId): void;
  /** The call surely made nothing: the same attempt may be begun again. */
  notSent(attempt: AttemptId): void;
}

/** A memory that is empty. A process needs one for each account. */
export function begunAttempts(): BegunAttempts {
  const begun = new Set<string>();
  const keyOf = ({ reference, number }: AttemptId) => `${reference}.${number}`;
  return {
    has: (attempt) => begun.has(keyOf(attempt)),
    remember: (attempt) => void begun.add(keyOf(attempt)),
    notSent: (attempt) => void begun.delete(keyOf(attempt)),
  };
}
