import { isSameRedirect } from './change_redirect/same-redirect.ts';

/** What a row of the vendor's list of domains says once a change of a domain is applied. */
export interface WantedRow {
  /** The name that it has then. */
  readonly name: string;
  /** The name that it has before, by which the act knows it; the same when the change is of something else. */
  readonly before: string;
  /** The vendor order that it belongs to: a row of another one says nothing. */
  readonly orderId: string;
  /** Where it leads then, empty for nowhere; absent when that does not change. */
  readonly redirect?: string;
}

/** A row of the vendor's list of domains, as far as changes are told by it. */
export interface SeenRow {
  readonly name: string;
  /** Null where the vendor does not say it. */
  readonly orderId: string | null;
  /** Empty for none; absent where the vendor does not say it. */
  readonly redirect?: string;
}

/** Whether a row is of the domain that is to change, before or after. Pure. */
export const isRowOf = ({ name, orderId }: SeenRow, { name: after, before, orderId: wanted }: WantedRow): boolean =>
  (orderId === null || orderId === wanted) && [after, before].includes(name.toLowerCase());

/** Whether a row under the name of afterwards shows the change as applied; null where it does not tell. Pure. */
export function showsChange({ redirect }: Pick<SeenRow, 'redirect'>, wanted: WantedRow): boolean | null {
  if (wanted.redirect === undefined) return true;
  return redirect === undefined ? null : isSameRedirect(redirect, wanted.redirect);
}
