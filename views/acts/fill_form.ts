import { domainNames } from '../../src/acts/custom_order/custom-order.ts';
import { PROVIDER_FACTS } from '../../src/acts/custom_order/provider-facts.ts';
import type { FillForm } from '../../src/acts/fill_form/fill-form.ts';
import { counted, inline, oneLine } from '../words/text.ts';
import { type ActView, NEVER_HALF_DONE } from './act-view.ts';
import { domainLines } from './custom_order/domain-lines.ts';
import { domainListCsv } from './custom_order/domain-list-csv.ts';
import { areCut, domainRows } from './custom_order/domain-rows.ts';
import { oddText } from './custom_order/odd-text.ts';
import { accountFields, sourceText } from './custom_order.ts';

/** `2 domains`. */
const sizeText = (act: FillForm): string => counted(domainNames(act).length, 'domain');

/** `2 domains need names`. */
export const needNames = (count: number): string =>
  count === 1 ? '1 domain needs names' : `${counted(count, 'domain')} need names`;

/** `ScaledMail order rec1`: what was paid. */
const paidText = ({ form }: FillForm): string => `ScaledMail order ${inline(form.vendorOrderId)}`;

/** How people see that the senders of domains are filled in which are paid already. */
export const fillFormView: ActView<FillForm> = {
  heading: (act) => `Free, paid already · ${needNames(domainNames(act).length)}, ${oneLine(act.label)}`,
  content: sizeText,
  asks: (act) => `to fill in the names of *${sizeText(act)}* that are paid already`,
  reason: () => null,
  hurry: () => null,
  odd: oddText,
  parts: ({ lines }) =>
    lines.map(({ provider, domains }) => ({
      heading: `*${PROVIDER_FACTS[provider].label}* · ${counted(domains.length, 'domain')}`,
      lines: domainRows(domains),
      isCut: areCut(domains),
    })),
  grey: (act) => [
    { words: act.workspace.name },
    sourceText(act),
    ...accountFields(act).map(([title, { words }]) => ({ words: `${title}: ${words}` })),
    paidText(act),
  ],
  facts: (act) => [
    ['Workspace', { words: act.workspace.name }],
    ['Domains', sourceText(act)],
    ['Paid with', paidText(act)],
    ...accountFields(act),
  ],
  button: () => 'Approve this change',
  confirm: (act) => ({
    title: 'Approve this change?',
    does: `Fills in the names of ${sizeText(act)}. Costs nothing: they are paid already.`,
    yes: 'Yes, approve',
    style: 'primary',
  }),
  details: domainLines,
  halfDone: NEVER_HALF_DONE,
  file: (act, reference) => ({
    name: `order-${reference}-domains.csv`,
    title: `Domains of order ${reference}`,
    content: domainListCsv(act),
  }),
};
