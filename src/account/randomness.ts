import { randomBytes, randomInt } from 'node:crypto';
import { REFERENCE_ALPHABET, REFERENCE_LENGTH, Reference } from '../values/ids.ts';

/** Random text for one entry of a history. */
export const newSalt = (): string => randomBytes(16).toString('hex');

/** A reference that nobody can guess: each character drawn anew from the system's randomness. */
export function newReference(): Reference {
  const characters = Array.from(
    { length: REFERENCE_LENGTH },
    () => REFERENCE_ALPHABET[randomInt(REFERENCE_ALPHABET.length)],
  );
  return Reference.parse(characters.join(''));
}
