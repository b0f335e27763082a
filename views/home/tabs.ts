import type { ActionsBlock, Button } from '@slack/types';
import { HOME_LISTS, type HomeList, type OrderList } from '../../src/orders/lists.ts';
import { actions, button } from '../blocks.ts';
import { ACTION, type ActionId, listButtonValue } from '../ids.ts';

const TABS: Readonly<Record<HomeList, { readonly action: ActionId; readonly name: string }>> = {
  to_decide: { action: ACTION.homeToDecide, name: 'To decide' },
  mine: { action: ACTION.homeMine, name: 'Mine' },
  running: { action: ACTION.homeRunning, name: 'Running' },
};

/** The lists of Home, each with how many orders it has, and the button that starts one. Who cannot decide has nothing to decide. */
export function tabs({
  counts,
  mayDecide,
  shown,
}: {
  readonly counts: Readonly<Record<HomeList, number>>;
  readonly mayDecide: boolean;
  readonly shown: OrderList;
}): ActionsBlock {
  const lists = HOME_LISTS.filter((list) => mayDecide || list !== 'to_decide');
  return actions(...lists.map((list) => tab(list, counts[list], list === shown)), button(ACTION.startOrder, 'New…'));
}

function tab(list: HomeList, count: number, isShown: boolean): Button {
  const { action, name } = TABS[list];
  const words = `${name} ${count}`;
  const tabButton = button(action, isShown ? `• ${words}` : words, { value: listButtonValue({ list, offset: 0 }) });
  return { ...tabButton, accessibility_label: isShown ? `${words}, shown now` : words };
}
