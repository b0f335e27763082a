import type { BoundedText } from '../bounded-text.ts';
import { jsonOrNull, MAX_BODY_LENGTH, withoutSecrets } from '../error-body.ts';

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

/** What is told of an answer that nobody knows: the names of its fields, for the log, without `secrets`. Pure. */
export function unfamiliar(answer: Answer, secrets: readonly string[]) {
  return { type: 'unfamiliar', keys: shapeOf(answer).map((name) => shortened(name, secrets)) } as const;
}

const isTooLong = ({ text, isWhole }: Answer): boolean => !isWhole || text.length > MAX_BODY_LENGTH;

/** The names of an object's fields; for anything else a word that says what it is. */
function shapeOf(answer: Answer): string[] {
  if (classOf(answer.status) === 'redirect') return ['redirect'];
  if (isTooLong(answer)) return ['too long'];
  const json = jsonOf(answer);
  if (Array.isArray(json)) return ['array'];
  if (typeof json === 'object' && json !== null) return Object.keys(json).slice(0, MAX_KEYS);
  if (json !== null) return [typeof json];
  const trimmed = answer.text.trim();
  return [trimmed === '' ? 'nothing' : trimmed === 'null' ? 'null' : 'no JSON'];
}

function shortened(name: string, secrets: readonly string[]): string {
  return withoutSecrets(name, secrets).slice(0, MAX_KEY_LENGTH);
}
