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

/** An email address with what is put around it: `<ada@acme.com>`, `(ada@acme.com)`, `<mailto:ada@acme.com|ada@acme.com>`. */
const EMAIL = /[<([]?[^\s@<>()[\],;]+@[^\s@<>()[\]|,;]+(?:\|[^\s<>|]*)?[>)\]]?/g;

/** A cell without the email addresses in it. */
export const withoutEmails = (cell: string): string =>
  cell.includes('@') ? cell.replace(EMAIL, ' ').replace(/\s+/g, ' ').trim() : cell;

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

/** What stands after a comma and is no first name: `Park, Jr.`, `Park, PhD`, `Acme, Inc.`, `Ada, CEO`, `London, UK`. */
const AFTER_NAMES: ReadonlySet<string> = new Set(
  [
    'jr sr i ii iii iv v phd md mba esq cpa',
    'inc incorporated llc llp ltd limited plc pty gmbh ag bv nv sa srl corp corporation co company',
    'ceo cto cfo coo cmo cro vp founder cofounder co-founder owner partner president director manager head lead',
    'hr sales marketing support finance operations engineering',
    'uk us usa eu',
  ].flatMap((words) => words.split(' ')),
);

/** A cell with a name, and whether it was written last name first. */
export interface CellName {
  readonly naming: NamesNaming | null;
  readonly isLastFirst: boolean;
}

/** The name in one cell of a sheet, also last name first, as `Park, Ada` and `van der Meer, Lotte`. Anything else with a comma stays. */
export function nameInCell(cell: string): CellName {
  const [last = '', first = '', ...more] = visible(cell)
    .split(',')
    .map((part) => part.trim());
  if (more.length > 0 || !isSurname(last) || !isFirstName(first))
    return { naming: namesFrom(cell), isLastFirst: false };
  return { naming: named(first, last), isLastFirst: true };
}

/** One word with small words before it. Two words may be a whole name, and what follows somebody else, or a job. */
const isSurname = (text: string): boolean =>
  IS_NAME.test(text) &&
  text
    .split(' ')
    .slice(0, -1)
    .every((word) => PARTICLES.has(word.toLowerCase()));

const isFirstName = (text: string): boolean =>
  IS_NAME.test(text) && !AFTER_NAMES.has(text.replaceAll('.', '').toLowerCase());

const IS_NAME = /^[\p{L}\p{M}][\p{L}\p{M}.'’ -]*$/u;

/** Two cells are first and last name as they are. Null when both are empty. */
export function namesOf(first: string, last: string): NamesNaming | null {
  const [firstName, lastName] = [visible(first), visible(last)];
  return firstName === '' && lastName === '' ? null : named(firstName, lastName);
}

const named = (firstName: string, lastName: string): NamesNaming => ({ form: 'names', firstName, lastName });
