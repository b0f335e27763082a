import type { KnownBlock } from '@slack/types';
import type { ListPage } from '../../../src/orders/standing/lists.ts';
import { actions, button, context, header, section } from '../../blocks.ts';
import { ACTION, COMMAND } from '../../ids.ts';
import { counted } from '../../words/text.ts';
import type { MessageView } from '../message-view.ts';
import { orderRows } from './order-rows.ts';
import { pagingBlocks } from './paging.ts';

/** What a list is drawn from. */
export interface ListParts {
  readonly page: ListPage;
  readonly mayDecide: boolean;
  /** Why Slack does not say whether the reader can decide: mrkdwn. Null when it does. */
  readonly unread: string | null;
}

/** A page of orders, newest first: everybody's, or one's own. Says what to do when there are none. */
export function orderListMessage({ page, mayDecide, unread }: ListParts, now: Date): MessageView {
  const { text, blocks } = listMessage(page, mayDecide, now);
  if (unread === null) return { text, blocks };
  return { text, blocks: [section(`⚠️ ${unread} Until then, only your own orders are shown.`), ...blocks] };
}

function listMessage(page: ListPage, mayDecide: boolean, now: Date): MessageView {
  const title = mayDecide ? 'All orders' : 'Your orders';
  if (page.total === 0) return emptyList(mayDecide);
  const example = page.orders[0]?.facts.reference ?? '';
  const blocks: KnownBlock[] = [
    header(title),
    ...orderRows(page.list, page.orders, now),
    ...pagingBlocks(page),
    context(`\`${COMMAND} status ${example}\` shows one of them with its history.`),
  ];
  return { text: `${title}: ${counted(page.total, 'order')}`, blocks };
}

function emptyList(mayDecide: boolean): MessageView {
  const sentence = mayDecide ? 'There are no orders yet.' : 'You have not ordered anything yet.';
  return {
    text: `No orders yet. ${COMMAND} order starts one.`,
    blocks: [
      section(`${sentence} Start one here, or type \`${COMMAND} order\`.`),
      actions(button(ACTION.startOrder, 'Start an order', { style: 'primary' })),
    ],
  };
}
