import type { ActionsBlock, KnownBlock, Overflow, SectionBlock } from '@slack/types';
import type { Order } from '../../../src/orders/order.ts';
import { isChangeable, isReady, type OrderWithDomains } from '../../../src/orders/standing/changeable.ts';
import { mailboxesNow } from '../../../src/orders/standing/mailboxes-now.ts';
import { domainLines } from '../../acts/custom_order/domain-lines.ts';
import { actions, button, context, plainSection, section } from '../../blocks.ts';
import { DOMAIN_CHANGES, type DomainChange, domainMenuValue, domainsPageValue } from '../../button-values.ts';
import { ACTION } from '../../ids.ts';
import { plain, truncate } from '../../words/text.ts';

/** Domains on a page of an order's details: each is a block, and a page holds a hundred. Source: docs/slack.md, "Limits". */
export const DOMAINS_A_PAGE = 40;
/** Most code points of a row: forty of them stay below what a page holds. Source: docs/slack.md, "Limits". */
const MAX_ROW = 1_700;

/** What stands in the menu of a domain; a choice without its words does not compile. */
const CHOICES: Readonly<Record<DomainChange, string>> = {
  swap: 'Swap…',
  redirect: 'Redirect…',
  sender: 'Sender…',
};

interface Row {
  readonly index: number;
  readonly name: string;
  readonly line: string;
  /** Stands above the first domain of a provider. */
  readonly heading: string | null;
}

/** Whether its details list the domains with their menus, page by page. */
export const hasDomainRows = (order: Order): order is OrderWithDomains => isChangeable(order);

/**
 * The domains of an order that runs, a row each, those of one page: what works carries a menu with what can be changed. `from`
 * is the number of a domain of that page, from 0.
 */
export function domainRowBlocks(order: OrderWithDomains, from: number): KnownBlock[] {
  const all = rowsOf(order);
  const first = Math.min(from - (from % DOMAINS_A_PAGE), Math.max(all.length - 1, 0));
  const start = first - (first % DOMAINS_A_PAGE);
  const shown = all.slice(start, start + DOMAINS_A_PAGE);
  const isCut = shown.some(({ line }) => Array.from(line).length > MAX_ROW);
  return [
    ...shown.flatMap((row) => [...(row.heading === null ? [] : [section(row.heading)]), rowBlock(order, row)]),
    ...(isCut ? [context('Some lines do not fit here; the whole list is in the card’s thread.')] : []),
    ...domainPaging({ of: order.facts.reference, about: `order ${order.facts.reference}` }, start, all.length),
  ];
}

function rowsOf(order: OrderWithDomains): Row[] {
  const mailboxes = mailboxesNow(order);
  if (!mailboxes) return [];
  const names = mailboxes.lines.flatMap(({ domains }) => domains.map(({ name }) => name));
  const lines = domainLines(mailboxes).flatMap(({ heading, lines: these }) =>
    these.map((line, at) => ({ line, heading: at === 0 ? heading : null })),
  );
  return lines.map((row, index) => ({ ...row, index, name: names[index] ?? '' }));
}

function rowBlock(order: OrderWithDomains, { index, name, line }: Row): SectionBlock {
  const isWorking = isReady(order, name);
  const block = plainSection(truncate(`${isWorking ? '✅ ' : ''}${line}`, MAX_ROW));
  return isWorking ? { ...block, accessory: domainMenu(order.facts.reference, index) } : block;
}

const DOMAIN_CHANGES_HERE: readonly DomainChange[] = DOMAIN_CHANGES;

/** The menu of a domain: what can be changed of it, all of it unless told otherwise. `of` is a reference, or the id of the kept look at an order not made here. */
export const domainMenu = (of: string, index: number, offered = DOMAIN_CHANGES_HERE): Overflow => ({
  type: 'overflow',
  action_id: ACTION.changeDomain,
  options: offered.map((change) => ({
    text: plain(CHOICES[change], 75),
    value: domainMenuValue(change, of, index),
  })),
});

/** The ways to the other pages, and which domains these are. `of` is what a menu carries, too. */
export function domainPaging(
  { of, about }: { readonly of: string; readonly about: string },
  start: number,
  total: number,
): KnownBlock[] {
  if (total <= DOMAINS_A_PAGE) return [];
  const end = Math.min(start + DOMAINS_A_PAGE, total);
  const before = { value: domainsPageValue(of, start - DOMAINS_A_PAGE), about };
  const after = { value: domainsPageValue(of, end), about };
  const buttons = [
    ...(start > 0 ? [button(ACTION.domainsBefore, `‹ Previous ${DOMAINS_A_PAGE}`, before)] : []),
    ...(end < total ? [button(ACTION.domainsAfter, `Next ${Math.min(DOMAINS_A_PAGE, total - end)} ›`, after)] : []),
  ];
  const row: ActionsBlock = actions(...buttons);
  return [row, context(`Domains ${start + 1}–${end} of ${total}`)];
}
