import type { ModalView } from '@slack/types';
import { type DomainChange, DomainMenuValue } from '../../../../views/button-values.ts';
import { REDIRECT_TITLE } from '../../../../views/form/changing/redirect-view.ts';
import { SENDER_TITLE } from '../../../../views/form/changing/sender-view.ts';
import { SWAP_TITLE } from '../../../../views/form/changing/swap-view.ts';
import type { DomainOf } from '../../../service/requesting/changing/order-to-change.ts';
import type { UserId } from '../../../values/ids.ts';
import { inModal } from '../modals/modal.ts';
import type { ActionRoute } from '../route.ts';
import type { RouteContext } from '../route-context.ts';
import { REDIRECT_PAGE } from './changing-redirect.ts';
import { SENDER_PAGE } from './changing-sender.ts';
import { swapPage } from './swapping.ts';

/** The page of a choice in the menu of a domain. */
interface Opened {
  readonly title: string;
  readonly draw: (context: RouteContext, by: UserId, which: DomainOf) => Promise<ModalView>;
}

/** A choice without its page does not compile. */
const PAGES: Readonly<Record<DomainChange, Opened>> = {
  sender: {
    title: SENDER_TITLE,
    draw: async (context, by, which) => SENDER_PAGE.page(context, await context.useCases.startSender(by, which)),
  },
  swap: {
    title: SWAP_TITLE,
    draw: async (context, by, which) => swapPage(context, await context.useCases.startSwap(by, which)),
  },
  redirect: {
    title: REDIRECT_TITLE,
    draw: async (context, by, which) => REDIRECT_PAGE.page(context, await context.useCases.startRedirect(by, which)),
  },
};

/** A choice in the menu of a domain, in the details of its order. */
export const changeDomain: ActionRoute = (context, call) => {
  const { change, ...which } = DomainMenuValue.parse(call.payload.actions.selected_option?.value);
  const { title, draw } = PAGES[change];
  return inModal(context, call, title, () => draw(context, call.userId, which));
};
