import { stringify } from 'csv-stringify/sync';
import type { ChangeRedirect, RedirectChange } from '../../src/acts/change_redirect/change-redirect.ts';
import { counted, oneLine, truncate } from '../words/text.ts';
import type { ActView } from './act-view.ts';
import { ofText, ofWhich } from './of-order.ts';

/** `northwind.com/a`, `no redirect`: plain text, as people typed it but for `https://`. */
export const redirectText = (redirect: string): string =>
  redirect === '' ? 'no redirect' : oneLine(redirect.replace(/^https:\/\//, ''));

/** `redirect of acme.com`, `3 redirects`. */
function content({ changes }: Pick<ChangeRedirect, 'changes'>): string {
  const [first] = changes;
  return first && changes.length === 1 ? `redirect of ${first.domain}` : counted(changes.length, 'redirect');
}

/** `the redirect of acme.com`, `3 redirects`. */
const definite = (act: Pick<ChangeRedirect, 'changes'>): string =>
  act.changes.length === 1 ? `the ${content(act)}` : content(act);

/** `acme.com · old.com → new.com`: plain text, each address at most so long. */
const changeLine = ({ domain, from, to }: RedirectChange, maxAddress: number): string =>
  `${domain} · ${truncate(redirectText(from), maxAddress)} → ${truncate(redirectText(to), maxAddress)}`;

/** Rows of a card. */
const MOST_ROWS = 10;
/** Most code points of an address in a row of a card; in Details it stands whole. */
const MAX_IN_ROW = 60;
const MAX_WHOLE = 2_000;

function rows(changes: ChangeRedirect['changes']): string[] {
  const rest = changes.length - MOST_ROWS;
  const shown = changes.slice(0, MOST_ROWS).map((change) => changeLine(change, MAX_IN_ROW));
  return [...shown, ...(rest > 0 ? [`and ${rest} more`] : [])];
}

/** How people see a change of redirects. */
export const changeRedirectView: ActView<ChangeRedirect> = {
  heading: ({ changes, label }) => `Free · ${counted(changes.length, 'redirect')}, ${oneLine(label)}`,
  content,
  asks: (act) => `to change *${definite(act)}*`,
  reason: () => null,
  odd: () => null,
  hurry: () => null,
  parts: ({ changes }) => [
    {
      heading: `*Changes ${counted(changes.length, 'redirect')}* · free; ScaledMail’s staff apply it`,
      lines: rows(changes),
      isCut: changes.length > MOST_ROWS,
    },
  ],
  grey: (act) => [ofText(act), { words: act.workspace.name }],
  facts: (act) => [
    ['Workspace', { words: act.workspace.name }],
    ['Changes domains of', ofWhich(act)],
  ],
  button: () => 'Approve this change',
  confirm: (act) => ({
    title: 'Approve this change?',
    does: `Changes ${definite(act)}. Costs nothing.`,
    yes: 'Yes, approve',
    style: 'primary',
  }),
  details: ({ changes }) => [{ heading: null, lines: changes.map((change) => changeLine(change, MAX_WHOLE)) }],
  halfDone: ({ changes }, done) => ({
    status: 'Partly sent',
    sentence: `ScaledMail took ${done} of ${counted(changes.length, 'redirect')}; the rest was not changed.`,
  }),
  file: ({ changes }, reference) => ({
    name: `order-${reference}-redirects.csv`,
    title: `Redirects that order ${reference} changes`,
    content: stringify([['domain', 'from', 'to'], ...changes.map(({ domain, from, to }) => [domain, from, to])], {
      escape_formulas: true,
    }),
  }),
};
