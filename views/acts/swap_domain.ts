import { stringify } from 'csv-stringify/sync';
import type { SwapDomain } from '../../src/acts/swap_domain/swap-domain.ts';
import { inline, oneLine } from '../words/text.ts';
import { type ActView, NEVER_HALF_DONE } from './act-view.ts';

const swapText = ({ from, to }: Pick<SwapDomain, 'from' | 'to'>): string => `${inline(from, 253)} → ${inline(to, 253)}`;

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
  grey: ({ of, vendorOrderId, workspace }) => [
    `Of order \`${of}\`, ScaledMail order ${inline(vendorOrderId)}`,
    { words: workspace.name },
  ],
  facts: ({ of, workspace }) => [
    ['Workspace', { words: workspace.name }],
    ['Swaps a domain of', `order \`${of}\``],
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
