import type { KnownBlock, ModalView } from '@slack/types';
import { redirectText } from '../../acts/change_redirect.ts';
import { context, greyLine, plainSection } from '../../blocks.ts';
import type { DomainChange } from '../../button-values.ts';
import { formMetadata } from '../../form/metadata.ts';
import { VIEW } from '../../ids.ts';
import { monthly } from '../../words/price-text.ts';
import { counted, inline, inPlain, localTime, oneLine, plain, truncate } from '../../words/text.ts';
import { DOMAINS_A_PAGE, domainMenu, domainPaging } from './domain-rows.ts';

/** An order that was not made here, as ScaledMail shows it. */
export interface VendorOrderToDraw {
  readonly id: string;
  readonly workspace: { readonly name: string };
  readonly vendorOrderId: string;
  readonly label: string;
  readonly status: string;
  readonly amountCents: number | null;
  readonly createdAt: Date | null;
  readonly names: readonly string[];
}

/** One of its domains; `redirect` is empty for nowhere, and null where ScaledMail does not say it. */
export interface VendorDomainToDraw {
  readonly name: string;
  readonly isReady: boolean;
  readonly redirect: string | null;
}

/** Title of the page with its domains. */
export const VENDOR_ORDER_TITLE = 'Not made here';

/** `Not made here · $35.00 / month · acme-old`. */
const titleOf = ({ amountCents, label }: VendorOrderToDraw): string =>
  [VENDOR_ORDER_TITLE, ...(amountCents === null ? [] : [monthly(amountCents)]), inPlain(label, 60)].join(' · ');

const factsOf = ({ status, names, createdAt, workspace, vendorOrderId }: VendorOrderToDraw) =>
  greyLine(
    `“${inline(status)}” at ScaledMail`,
    counted(names.length, 'domain'),
    ...(createdAt === null ? [] : [`made ${localTime(createdAt)}`]),
    inline(vendorOrderId),
    { words: workspace.name },
  );

/** What can be changed of an order that was not made here: who sends from it is known of our own alone. */
const OFFERED: readonly DomainChange[] = ['swap', 'redirect'];

/** Most code points of a row. */
const MAX_ROW = 500;

/** Its domains, forty a page; what works carries a menu with what can be changed. `from` is the number of a domain, from 0. */
export function vendorOrderView(
  order: VendorOrderToDraw,
  domains: readonly VendorDomainToDraw[],
  from: number,
): ModalView {
  const start = from < domains.length ? from - (from % DOMAINS_A_PAGE) : 0;
  const rows = domains.slice(start, start + DOMAINS_A_PAGE).map(({ name, isReady, redirect }, index): KnownBlock => {
    const led = redirect === null || redirect === '' ? '' : ` → ${redirectText(redirect)}`;
    const line = plainSection(truncate(`${isReady ? '✅ ' : ''}${oneLine(name)}${led}`, MAX_ROW));
    return isReady ? { ...line, accessory: domainMenu(order.id, start + index, OFFERED) } : line;
  });
  return {
    type: 'modal',
    callback_id: VIEW.vendorOrder,
    private_metadata: formMetadata(order.id, order),
    title: plain(VENDOR_ORDER_TITLE, 24),
    close: plain('Close', 24),
    blocks: [
      plainSection(titleOf(order)),
      factsOf(order),
      ...rows,
      ...domainPaging({ of: order.id, about: inPlain(order.label, 40) }, start, domains.length),
      context('Who can decide can ask for changes of its domains; somebody else approves them.'),
    ],
  };
}
