import type { ActionsBlock, Button } from '@slack/types';
import { HOME_LISTS, type HomeList, type OrderList } from '../../src/orders/standing/lists.ts';
import { button } from '../blocks.ts';
import { listButtonValue } from '../button-values.ts';
import { ACTION, type ActionId } from '../ids.ts';
import { type NewMenuOf, newMenu } from './new-menu.ts';

/** What the lists of Home are drawn from. */
interface Tabs extends NewMenuOf {
  readonly counts: Readonly<Record<HomeList, number>>;
  readonly shown: OrderList | 'spend';
}

const TABS: Readonly<Record<HomeList, { readonly action: ActionId; readonly name: string }>> = {
  to_decide: { action: ACTION.homeToDecide, name: 'To decide' },
  mine: { action: ACTION.homeMine, name: 'Mine' },
  running: { action: ACTION.homeRunning, name: 'Running' },
};

/**
 * The lists of Home, each with how many orders it has, and what can be asked for. Who cannot decide has nothing to decide.
 * `id` is another one once a menu was used.
 */
export function tabs({ counts, mayDecide, takesWorkspaces, shown }: Tabs, id: string): ActionsBlock {
  const lists = HOME_LISTS.filter((list) => mayDecide || list !== 'to_decide');
  const elements = [
    ...lists.map((list) => tab(list, counts[list], list === shown)),
    shownNow(button(ACTION.homeSpend, shown === 'spend' ? '• Spend' : 'Spend'), 'Spend', shown === 'spend'),
    newMenu({ mayDecide, takesWorkspaces }),
  ];
  return { type: 'actions', block_id: `tabs.${id}`, elements };
}

function tab(list: HomeList, count: number, isShown: boolean): Button {
  const { action, name } = TABS[list];
  const words = `${name} ${count}`;
  const tabButton = button(action, isShown ? `• ${words}` : words, { value: listButtonValue({ list, offset: 0 }) });
  return shownNow(tabButton, words, isShown);
}

/** What a screen reader says of a tab. */
const shownNow = (tabButton: Button, words: string, isShown: boolean): Button => ({
  ...tabButton,
  accessibility_label: isShown ? `${words}, shown now` : words,
});
