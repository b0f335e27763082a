import { spendFile } from '../../../../views/account/files.ts';
import { spendMessage } from '../../../../views/account/spend.ts';
import { inline } from '../../../../views/words/text.ts';
import { type Month, monthOf, typedMonth } from '../../../spend/month.ts';
import { openHome } from '../lists/home.ts';
import type { ActionCall, ActionRoute, CommandRoute } from '../route.ts';
import type { RouteContext } from '../route-context.ts';
import { answerWithAccount, openAccount, sendAccountFile, showAccount } from './show-account.ts';

const TITLE = 'Spend';

/** `/scaledmail spend`, alone or with a month. */
export const spend: CommandRoute = async (context, call) => {
  const now = context.useCases.clock.now();
  const month = typedMonth(call.rest, now);
  if (!month) return call.answer(noMonth(call.rest));
  await answerWithAccount(context, call, (seen) => spendMessage(seen, month, now));
};

const noMonth = (typed: string): string =>
  `“${inline(typed, 40)}” is no month. For example \`/scaledmail spend october\`, \`spend 2026-10\` or \`spend last\`.`;

/** *Spend* on Home. */
export const showSpendOnHome: ActionRoute = (context, { userId }) => openHome(context, userId, { tab: 'spend' });

/** *Spend…*, *Last month*, *This month*. */
export const showSpend: ActionRoute = (context, call) => {
  const now = context.useCases.clock.now();
  return showAccount(context, call, TITLE, (seen) => spendMessage(seen, pressedMonth(context, call), now));
};

/** *Open spend* of the weekly digest. */
export const openSpend: ActionRoute = (context, call) => {
  const now = context.useCases.clock.now();
  return openAccount(context, call, TITLE, (seen) => spendMessage(seen, monthOf(now), now));
};

/** *Spend.csv*: every charge of the month that was shown. */
export const spendFileByButton: ActionRoute = (context, call) =>
  sendAccountFile(context, call, TITLE, (seen) =>
    spendFile(seen, pressedMonth(context, call), context.useCases.clock.now()),
  );

/** The month that a button carries; else the present one. */
function pressedMonth({ useCases }: RouteContext, { payload }: ActionCall): Month {
  const now = useCases.clock.now();
  return typedMonth(payload.actions.value ?? '', now) ?? monthOf(now);
}
