import type { BoundedText } from '../bounded-text.ts';
import { jsonOrNull, MAX_BODY_LENGTH, withoutKey } from '../error-body.ts';

/** Most names of an unfamiliar answer that are told, and most characters of each. */
const MAX_KEYS = 12;
const MAX_KEY_LENGTH = 40;

/** An answer to a call that was sent once, read as far as it is read. */
export interface Answer extends BoundedText {
  readonly status: number;
}

/**
 * What a status says by itself. 429 is a turn at the rate limit that was refused before anything was done (`too_many`);
 * 408 and 499 say that somebody on the way stopped waiting, which is no refusal (`gave_up`).
 */
export type AnswerClass = 'success' | 'refused' | 'too_many' | 'gave_up' | 'failed' | 'redirect';

/** The class of a status. Pure. */
export function classOf(status: number): AnswerClass {
  if (status >= 200 && status <= 299) return 'success';
  if (status === 429) return 'too_many';
  if (status === 408 || status === 499) return 'gave_up';
  if (status >= 500) return 'failed';
  return status >= 400 ? 'refused' : 'redirect';
}

/** The JSON of an answer; null when it is none, or longer than any that is looked into. */
export function jsonOf(answer: Answer): unknown {
  return isTooLong(answer) ? null : jsonOrNull(answer.text);
}

/** Names of fields that are known, and hold nothing of ours. */
const KNOWN_KEYS = new Set([
  'success',
  'ok',
  'status',
  'message',
  'error',
  'errors',
  'id',
  'order_id',
  'payment_id',
  'data',
]);

/**
 * What is told of an answer that nobody knows: the names of its fields, for the log. Where logins were sent with the call,
 * names that are not known are told as `other`. Pure.
 */
export function unfamiliar(answer: Answer, hasLogins: boolean, apiKey: string) {
  const keys = namesIn(answer)?.map((name) => told(name, hasLogins, apiKey)) ?? [shapeOf(answer)];
  return { type: 'unfamiliar', keys } as const;
}

function told(name: string, hasLogins: boolean, apiKey: string): string {
  if (hasLogins) return KNOWN_KEYS.has(name) ? name : 'other';
  return withoutKey(name, apiKey).slice(0, MAX_KEY_LENGTH);
}

const isTooLong = ({ text, isWhole }: Answer): boolean => !isWhole || text.length > MAX_BODY_LENGTH;
const isRedirect = ({ status }: Answer): boolean => classOf(status) === 'redirect';

/** The first names of an object's fields; null for anything else, and for what a redirect brings along. */
function namesIn(answer: Answer): string[] | null {
  const json = jsonOf(answer);
  const isObject = typeof json === 'object' && json !== null && !Array.isArray(json);
  return isObject && !isRedirect(answer) ? Object.keys(json).slice(0, MAX_KEYS) : null;
}

/** A word that says what an answer without names is. */
function shapeOf(answer: Answer): string {
  if (isRedirect(answer)) return 'redirect';
  if (isTooLong(answer)) return 'too long';
  const json = jsonOf(answer);
  if (Array.isArray(json)) return 'array';
  if (json !== null) return typeof json;
  const trimmed = answer.text.trim();
  return trimmed === '' ? 'nothing' : trimmed === 'null' ? 'null' : 'no JSON';
}
