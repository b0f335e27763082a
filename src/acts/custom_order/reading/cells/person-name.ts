import type { NamesNaming } from '../../custom-order.ts';

/** Small words that begin a surname: `van der Meer`, `de la Cruz`, `St. John`. */
const PARTICLES: ReadonlySet<string> = new Set(
  'af al av bin da das de del della den der di do dos du el ibn la las le los san St. ten ter van vom von zu zum zur'.split(
    ' ',
  ),
);

/** Characters without a width, but for the joiners that letters of some scripts need between them. */
const INVISIBLE = /(?<![\p{L}\p{M}])[\u200c\u200d]|[\u200c\u200d](?!\p{L})|(?![\u200c\u200d])\p{Cf}/gu;

/** A cell without what nobody sees, with single spaces. */
export const visible = (cell: string): string => cell.replace(INVISIBLE, '').replace(/\s+/g, ' ').trim();

/** Whether there is something in a cell that nobody sees. */
export const isHidden = (cell: string): boolean => cell.replace(INVISIBLE, '') !== cell;

/**
 * A whole name as first and last name: `Anna Maria Lopez` -> `Anna Maria`, `Lopez`; `Lotte van der Meer` -> `Lotte`,
 * `van der Meer`. One word alone has no last name. Null for an empty text.
 */
export function namesFrom(text: string): NamesNaming | null {
  const words = visible(text)
    .split(' ')
    .filter((word) => word !== '');
  if (words.length === 0) return null;
  if (words.length === 1) return named(words.join(), '');
  const particle = words.findIndex((word, index) => index > 0 && PARTICLES.has(word) && index < words.length - 1);
  const surname = particle === -1 ? words.length - 1 : particle;
  return named(words.slice(0, surname).join(' '), words.slice(surname).join(' '));
}

/** Two cells are first and last name as they are. Null when both are empty. */
export function namesOf(first: string, last: string): NamesNaming | null {
  const [firstName, lastName] = [visible(first), visible(last)];
  return firstName === '' && lastName === '' ? null : named(firstName, lastName);
}

const named = (firstName: string, lastName: string): NamesNaming => ({ form: 'names', firstName, lastName });
