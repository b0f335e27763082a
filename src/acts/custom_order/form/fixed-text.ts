import type { Mistake } from './draft.ts';

/** A line with another domain in the place of one; null where it stands there twice, so that nobody knows which is meant. */
export function withDomain(text: string, name: string, instead: string): string | null {
  const parts = text.toLowerCase().split(name.toLowerCase());
  const [before = ''] = parts;
  return parts.length === 2 ? text.slice(0, before.length) + instead + text.slice(before.length + name.length) : null;
}

/** A line with another sender in the place of one, in one cell or in two; null where it is not clear where that stands. */
export function withSender(text: string, { from, to }: NonNullable<Mistake['sender']>): string | null {
  const whole = withWords(text, wholeOf(from), wholeOf(to));
  if (whole !== null) return whole;
  const first = from.firstName === to.firstName ? text : withWords(text, from.firstName, to.firstName);
  if (first === null || from.lastName === to.lastName) return first;
  return withWords(first, from.lastName, to.lastName);
}

const wholeOf = ({ firstName, lastName }: { firstName: string; lastName: string }): string =>
  `${firstName} ${lastName}`.trim();

/** What parts the cells of a line, and the words of a cell. */
const BETWEEN = /^[\s,;"“”|]?$/;

/** A line with other words in the place of some that stand there once, as whole words. */
function withWords(text: string, words: string, instead: string): string | null {
  const [before = '', after = '', ...more] = text.split(words);
  if (words === '' || more.length > 0 || before.length === text.length) return null;
  const isWhole = BETWEEN.test(before.slice(-1)) && BETWEEN.test(after.slice(0, 1));
  return isWhole ? before + instead + after : null;
}
