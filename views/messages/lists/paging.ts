import type { Button, KnownBlock } from '@slack/types';
import { type ListPage, type OrderList, ROWS_PER_PAGE } from '../../../src/orders/standing/lists.ts';
import { actions, button, context } from '../../blocks.ts';
import { listButtonValue } from '../../button-values.ts';
import { ACTION } from '../../ids.ts';

/** The pages before and after, and which rows of how many are shown; nothing where all of them are. */
export function pagingBlocks(page: ListPage): KnownBlock[] {
  if (page.total <= ROWS_PER_PAGE) return [];
  const buttons = [...pageBefore(page), ...pageAfter(page)];
  return [...(buttons.length > 0 ? [actions(...buttons)] : []), context(pageText(page))];
}

function pageBefore({ list, offset }: ListPage): Button[] {
  if (offset === 0) return [];
  const value = listButtonValue({ list, offset: Math.max(0, offset - ROWS_PER_PAGE) });
  return [button(ACTION.pageBefore, `‹ Previous ${Math.min(ROWS_PER_PAGE, offset)}`, { value })];
}

function pageAfter({ list, offset, total }: ListPage): Button[] {
  const left = total - offset - ROWS_PER_PAGE;
  if (left <= 0) return [];
  const value = listButtonValue({ list, offset: offset + ROWS_PER_PAGE });
  return [button(ACTION.pageAfter, `Next ${Math.min(ROWS_PER_PAGE, left)} ›`, { value })];
}

/** `1–10 of 17, the next to end first`. */
function pageText({ list, offset, total }: ListPage): string {
  return `${offset + 1}–${Math.min(total, offset + ROWS_PER_PAGE)} of ${total}, ${SORTED[list]}`;
}

/** How each list is sorted. */
const SORTED: Readonly<Record<OrderList, string>> = {
  to_decide: 'the next to end first',
  mine: 'what waits first, then 30 days of the rest',
  running: 'the newest first',
  all: 'the newest first',
};
