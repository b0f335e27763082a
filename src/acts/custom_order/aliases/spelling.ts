import type { NamesNaming } from '../custom-order.ts';
import type { Spelling } from './patterns.ts';

/** Letters that no mark can be taken from, as people write them without. */
const PLAIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
  ŋ: 'n',
  ŧ: 't',
};

/**
 * A name in the letters a to z, digits too: `Zoë` is `zoe`, `O'Neil` is `oneil`, `van der Meer` is `vandermeer`. A part with
 * letters of another script is empty: how it is spelled, its person knows.
 */
export const spellingOf = ({ firstName, lastName }: NamesNaming): Spelling => ({
  first: folded(firstName),
  last: folded(lastName),
});

function folded(part: string): string {
  const plain = Array.from(part.normalize('NFKD').toLowerCase().replace(/\p{M}/gu, ''), (sign) => PLAIN[sign] ?? sign);
  const letters = plain.join('').replace(/[^\p{L}0-9]/gu, '');
  return /^[a-z0-9]*$/.test(letters) ? letters : '';
}

/** Whether nothing of a name can be written in the letters of an alias. */
export const isUnwritable = (person: NamesNaming): boolean => {
  const { first, last } = spellingOf(person);
  return first === '' && last === '';
};
