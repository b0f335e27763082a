import { isBareDomain, looksLikeAddress } from '../cells/cells.ts';
import { shownText } from '../cells/clean-domain.ts';

/** The cells of a line without a heading, its domain before all others. */
export interface DomainFirst {
  readonly cells: readonly string[];
  /** Where the domain stood, from 0. */
  readonly place: number;
}

/**
 * A line whose first cell is no domain, as `Ada Park, acme.com, acme.io`, has the first domain in it as its own; a second one
 * right after that stays right after it, and all others keep their order. As it is where the first cell may be a domain with
 * a slip in it, and where no domain stands in it.
 */
export function domainFirst(cells: readonly string[]): DomainFirst {
  const [first = ''] = cells;
  const place = isNoDomain(first) ? cells.findIndex(isDomainCell) : 0;
  if (place <= 0) return { cells, place: 0 };
  const end = isDomainCell(cells[place + 1] ?? '') ? place + 2 : place + 1;
  const before = cells.slice(0, place).filter((cell) => cell !== '');
  return { cells: [...cells.slice(place, end), ...before, ...cells.slice(end)], place };
}

/** Whether a cell is a domain as it is shown, and nothing that leads somewhere. */
export const isDomainCell = (cell: string): boolean => cell.includes('.') && isBareDomain(shownText(cell));

/** Whether a cell has nothing that could be meant as an address, as a name and a date have not. */
export const hasNoAddress = (cell: string): boolean =>
  !/[@/:]/.test(cell) && !cell.split(/\s+/).some((word) => looksLikeAddress(word) || /\.\p{L}{2,}$/u.test(word));

/** A domain that lacks its dot: a single word in small letters, as `acmecom`, and `acme com`. */
const WITHOUT_DOT = /^[a-z][a-z\d-]*$|^[a-z\d-]+ +(?:com|net|org)$/;

/** Whether a cell cannot be meant as a domain. */
export const isNoDomain = (cell: string): boolean => hasNoAddress(cell) && !WITHOUT_DOT.test(cell);
