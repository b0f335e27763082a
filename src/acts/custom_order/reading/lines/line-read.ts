import type { Cleaning, ReadRow, UnreadLine } from '../reading.ts';

/** What became of a line: rows with what was done to read it, or why it has none; null for a line without anything. */
export type LineRead =
  | { readonly rows: readonly ReadRow[]; readonly done: readonly Cleaning[] }
  | { readonly problem: Omit<UnreadLine, 'line'> }
  | null;

/** What U+FFFD means: the file was saved in one encoding and read in another. */
export const OTHER_ENCODING = {
  code: 'other_encoding',
  message: 'Some characters cannot be read: the sheet was saved in another encoding. Save it as CSV UTF-8.',
} as const;

/** Stands for a cell that is not kept, in a line that has nothing else to keep: that it is a mistake has to be seen again. */
export const ELSEWHERE = '…';

/** What a line without a domain is told. */
export const NO_DOMAIN = {
  code: 'domain_elsewhere',
  message: 'No domain stands in this line, but something else does. Write the domain, or leave the line out.',
} as const;

/** What a line without a heading and without a domain is told. */
export const NO_DOMAIN_IN_LINE = {
  code: 'domain_elsewhere',
  message: 'There is no domain in this line. A line looks like “acme.com, Ada Park, https://acme.io”.',
} as const;

/** A row of what a line can say without a heading. */
export const rowOf = (line: number, domain: string, naming: ReadRow['naming'] = null, redirect = ''): ReadRow => ({
  line,
  domain,
  naming,
  redirect: redirect === '' ? null : redirect,
  alias: null,
  picture: null,
  provider: null,
});
