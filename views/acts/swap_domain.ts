import { stringify } from 'csv-stringify/sync';
import type { SwapDomain } from '../../src/acts/swap_domain/swap-domain.ts';
import { inline, oneLine, type Words } from '../words/text.ts';
import { type ActView, NEVER_HALF_DONE } from './act-view.ts';
import { sourceText } from './custom_order.ts';
import { ofText, ofWhich } from './of-order.ts';

const swapText = ({ from, to }: Pick<SwapDomain, 'from' | 'to'>): string => `${inline(from, 253)} → ${inline(to, 253)}`;

/** `new name held elsewhere, at Namecheap`; nothing of one that was bought through ScaledMail. */
const heldText = ({ hosting }: SwapDomain): Words[] =>
  hosting ? [{ words: `new name ${sourceText({ source: 'other', hosting }).words}` }] : [];

/** How people see that a domain gets another name. */
export const swapDomainView: ActView<SwapDomain> = {
  heading: ({ label }) => `Free · Swap 1 domain, ${oneLine(label)}`,
  content: (act) => `swap ${swapText(act)}`,
  asks: (act) => `to swap *${swapText(act)}*`,
  hurry: () => null,
  reason: () => null,
  odd: () => null,
  parts: ({ from, to }) => [
    {
      heading: '*Swaps 1 domain* · free; ScaledMail’s staff apply it, and addresses end in the new name then',
      lines: [`${from} → ${to}`],
      isCut: false,
    },
  ],
  grey: (act) => [ofText(act), ...heldText(act), { words: act.workspace.name }],
  facts: (act) => [
    ['Workspace', { words: act.workspace.name }],
    ['Swaps a domain of', ofWhich(act)],
    ...(act.hosting
      ? [['New name', sourceText({ source: 'other', hosting: act.hosting })] satisfies [string, Words]]
      : []),
  ],
  button: () => 'Approve this change',
  confirm: ({ from, to }) => ({
    title: 'Approve this change?',
    does: `Swaps ${from} for ${to}; addresses end in the new name then. Costs nothing.`,
    yes: 'Yes, approve',
    style: 'primary',
  }),
  details: ({ from, to }) => [{ heading: null, lines: [`${from} → ${to}`] }],
  halfDone: NEVER_HALF_DONE,
  file: ({ from, to }, reference) => ({
    name: `order-${reference}-swap.csv`,
    title: `Domain that order ${reference} swaps`,
    content: stringify(
      [
        ['from', 'to'],
        [from, to],
      ],
      { escape_formulas: true },
    ),
  }),
};
