import { ListButtonValue } from '../../../../views/ids.ts';
import { orderListMessage } from '../../../../views/messages/order-list.ts';
import { refusalMessage } from '../../../../views/words/refusal.ts';
import type { UserId } from '../../../values/ids.ts';
import { type Answer, replaceThroughUrl } from '../../say/response-url.ts';
import type { ActionRoute, CommandRoute } from '../route.ts';
import { type RouteContext, sentenceFor } from '../route-context.ts';
import { openHome } from './home.ts';

/** `/scaledmail orders`. */
export const orders: CommandRoute = (context, { userId, answer }) => answerWithPage(context, userId, 0, answer);

/** A tab of Home, or another page of a list: on Home, or in the private message that shows it. */
export const showPage: ActionRoute = async (context, { payload, userId, answer }) => {
  const place = ListButtonValue.parse(payload.actions.value);
  if (payload.view?.type === 'home') return openHome(context, userId, place);
  const { response_url: responseUrl } = payload;
  await answerWithPage(context, userId, place.offset, responseUrl ? replaceThroughUrl(responseUrl) : answer);
};

async function answerWithPage(context: RouteContext, by: UserId, offset: number, answer: Answer): Promise<void> {
  const { useCases } = context;
  const found = await useCases.listOrders(by, offset);
  if (!found.ok) return answer(refusalMessage(found.refusal, null));
  const { page, mayDecide, unread } = found;
  if (unread) context.log.warn({ userId: by, error: unread }, 'Orders are listed without the rights of their reader');
  await answer(orderListMessage({ page, mayDecide, unread: unread && sentenceFor(unread) }, useCases.clock.now()));
}
