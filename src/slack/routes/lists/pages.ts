import { FilterValue, ListButtonValue } from '../../../../views/button-values.ts';
import { ACTION } from '../../../../views/ids.ts';
import { orderListMessage } from '../../../../views/messages/lists/order-list.ts';
import { refusalMessage } from '../../../../views/words/refusals/refusal.ts';
import type { HomePlace, ListPlace, RunningFilter } from '../../../orders/standing/lists.ts';
import type { UserId } from '../../../values/ids.ts';
import type { ActionPayload } from '../../receive/payloads.ts';
import { type Answer, replaceThroughUrl } from '../../say/response-url.ts';
import type { ActionRoute, CommandRoute } from '../route.ts';
import { type RouteContext, sentenceFor } from '../route-context.ts';
import { openHome, placeOnHome } from './home.ts';

/** `/scaledmail orders`. */
export const orders: CommandRoute = (context, { userId, answer }) => answerWithPage(context, userId, 0, answer);

/** A tab of Home, or another page of a list: on Home, or in the private message that shows it. */
export const showPage: ActionRoute = async (context, { payload, userId, answer }) => {
  const place = ListButtonValue.parse(payload.actions.value);
  if (payload.view?.type === 'home') {
    const shown = placeOnHome(payload.view);
    const turned = turnedFrom(shown, place, payload);
    return openHome(context, userId, turned, filterOf(shown) !== undefined && turned.filter === undefined);
  }
  const { response_url: responseUrl } = payload;
  await answerWithPage(context, userId, place.offset, responseUrl ? replaceThroughUrl(responseUrl) : answer);
};

/** Another page of what is chosen; a tab shows all of its list. */
function turnedFrom(shown: HomePlace | null, place: ListPlace, { actions }: ActionPayload): ListPlace {
  const isTurned = actions.action_id === ACTION.pageBefore || actions.action_id === ACTION.pageAfter;
  const filter = shown && 'list' in shown && shown.list === place.list ? filterOf(shown) : undefined;
  return isTurned && filter ? { ...place, filter } : place;
}

/** What is chosen of the orders that run, where they are shown. */
const filterOf = (shown: HomePlace | null): RunningFilter | undefined =>
  shown && 'list' in shown ? shown.filter : undefined;

/** The menus above what runs: a label, or a workspace; what is chosen in the other one stays. */
export const filterRunning =
  (by: keyof RunningFilter): ActionRoute =>
  (context, { payload, userId }) => {
    const chosen = FilterValue.parse(payload.actions.selected_option?.value);
    const shown = placeOnHome(payload.view);
    const { [by]: _before, ...others } = filterOf(shown) ?? {};
    const filter: RunningFilter = { ...others, ...(chosen !== null && { [by]: chosen }) };
    const isAll = Object.keys(filter).length === 0;
    return openHome(context, userId, { list: 'running', offset: 0, ...(isAll ? {} : { filter }) }, true);
  };

async function answerWithPage(context: RouteContext, by: UserId, offset: number, answer: Answer): Promise<void> {
  const { useCases } = context;
  const found = await useCases.listOrders(by, offset);
  if (!found.ok) return answer(refusalMessage(found.refusal, null));
  const { page, mayDecide, unread } = found;
  if (unread) context.log.warn({ userId: by, error: unread }, 'Orders are listed without the rights of their reader');
  await answer(orderListMessage({ page, mayDecide, unread: unread && sentenceFor(unread) }, useCases.clock.now()));
}
