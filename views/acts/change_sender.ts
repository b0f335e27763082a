import { stringify } from 'csv-stringify/sync';
import { type ChangeSender, mailboxesDeleted, type SenderChange } from '../../src/acts/change_sender/change-sender.ts';
import { wholeName } from '../../src/acts/change_sender/mailboxes-seen.ts';
import { counted, inline, oneLine, truncate } from '../words/text.ts';
import type { ActView } from './act-view.ts';

/** Names of a row. */
const MOST_NAMES = 3;
/** Most code points of names in a row. */
const MAX_NAMES = 120;

/** `Ada Park`, `Ada Park, Ben Lee and 2 more`, `no sender said`: plain text. */
export function sendersText(names: readonly string[]): string {
  if (names.length === 0) return 'no sender said';
  const rest = names.length - MOST_NAMES;
  const shown = names.slice(0, rest === 1 ? MOST_NAMES + 1 : MOST_NAMES).join(', ');
  return truncate(oneLine(rest > 1 ? `${shown} and ${rest} more` : shown), MAX_NAMES);
}

/** `sender of acme.com`, `senders of 3 domains`. */
function content({ changes }: Pick<ChangeSender, 'changes'>): string {
  const [first] = changes;
  return first && changes.length === 1
    ? `sender of ${first.domain}`
    : `senders of ${counted(changes.length, 'domain')}`;
}

const mailboxes = (count: number): string => counted(count, 'mailbox', 'mailboxes');

/** `, deletes 4 mailboxes`; empty when it deletes none. */
function deletesText(act: ChangeSender): string {
  const count = mailboxesDeleted(act);
  return count === 0 ? '' : `, deletes ${mailboxes(count)}`;
}

/** `acme.com · Ada Park → Zoë Neil`, and how many of its mailboxes are deleted: plain text. */
function changeLine({ mode, to }: ChangeSender, { domain, from, addresses }: SenderChange): string {
  const deletes = mode === 'name_and_alias' ? ` · ${mailboxes(addresses.length)} deleted` : '';
  return `${domain} · ${sendersText(from)} → ${oneLine(wholeName(to))}${deletes}`;
}

/** Rows of a card. */
const MOST_ROWS = 10;

function rows(act: ChangeSender): string[] {
  const rest = act.changes.length - MOST_ROWS;
  const shown = act.changes.slice(0, MOST_ROWS).map((change) => changeLine(act, change));
  return [...shown, ...(rest > 0 ? [`and ${rest} more`] : [])];
}

/** How people see a change of senders. */
export const changeSenderView: ActView<ChangeSender> = {
  heading: (act) => `Free · ${counted(act.changes.length, 'sender')}${deletesText(act)}, ${oneLine(act.label)}`,
  content,
  asks: (act) => `to change *the ${content(act)}*`,
  reason: () => null,
  hurry: () => null,
  odd: (act) =>
    act.mode === 'name_only'
      ? null
      : `Deletes ${mailboxes(mailboxesDeleted(act))}, with the mail in them. ScaledMail makes new ones with other addresses.`,
  parts: (act) => [
    {
      heading: `*Changes ${counted(act.changes.length, 'sender')}* · ${act.mode === 'name_only' ? 'name only' : 'name and address'}; free; ScaledMail’s staff apply it`,
      lines: rows(act),
      isCut: act.changes.length > MOST_ROWS,
    },
  ],
  grey: ({ of, vendorOrderId, workspace }) => [
    `Of order \`${of}\`, ScaledMail order ${inline(vendorOrderId)}`,
    { words: workspace.name },
  ],
  facts: ({ of, workspace, mode }) => [
    ['Workspace', { words: workspace.name }],
    ['Changes senders of', `order \`${of}\``],
    ['What changes', mode === 'name_only' ? 'Name only' : 'Name and address'],
  ],
  button: () => 'Approve this change',
  confirm: (act) => ({
    title: 'Approve this change?',
    does:
      act.mode === 'name_only'
        ? `Changes the ${content(act)}; every address stays. Costs nothing.`
        : `Changes the ${content(act)} and deletes ${mailboxes(mailboxesDeleted(act))}. Cannot be undone. Costs nothing.`,
    yes: 'Yes, approve',
    style: act.mode === 'name_only' ? 'primary' : 'danger',
  }),
  details: (act) => [{ heading: null, lines: act.changes.map((change) => changeLine(act, change)) }],
  halfDone: ({ changes }, done) => ({
    status: 'Partly sent',
    sentence: `ScaledMail took ${done} of ${counted(changes.length, 'sender')}; the rest was not changed.`,
  }),
  file: (act, reference) => ({
    name: `order-${reference}-senders.csv`,
    title: `Senders that order ${reference} changes`,
    content: stringify(
      [
        ['domain', 'from', 'to', 'deleted'],
        ...act.changes.map(({ domain, from, addresses }) => [
          domain,
          from.join(', '),
          wholeName(act.to),
          act.mode === 'name_only' ? '' : addresses.join(' '),
        ]),
      ],
      { escape_formulas: true },
    ),
  }),
};
