import { pausedMessage, pauseReasonMissing, resumedMessage } from '../../../../views/messages/pause.ts';
import { refusalMessage } from '../../../../views/words/refusal.ts';
import type { UserId } from '../../../values/ids.ts';
import type { Answer } from '../../say/response-url.ts';
import type { ActionRoute, CommandRoute } from '../route.ts';
import type { RouteContext } from '../route-context.ts';
import { drawnAfterwards, openHome, placeOnHome } from './home.ts';

/** `/scaledmail pause <reason>`. */
export const pause: CommandRoute = async (context, { userId, rest, answer }) => {
  const reason = rest.trim();
  if (reason === '') return answer(pauseReasonMissing());
  const switched = await context.useCases.pausePlacing(userId, reason);
  if (!switched.ok) return answer(refusalMessage(switched.refusal, null));
  await context.homes.changed();
  await answer(pausedMessage(reason, switched.before, switched.underWay));
};

/** `/scaledmail resume`. */
export const resume: CommandRoute = (context, { userId, answer }) => resumed(context, userId, answer);

/** *Resume* on Home: Home itself shows that it counted. */
export const resumeByButton: ActionRoute = (context, { payload, userId, answer }) =>
  resumed(context, userId, answer, () =>
    drawnAfterwards(context, openHome(context, userId, placeOnHome(payload.view))),
  );

async function resumed(context: RouteContext, by: UserId, answer: Answer, shown?: () => Promise<void>): Promise<void> {
  const switched = await context.useCases.resumePlacing(by);
  if (!switched.ok) return answer(refusalMessage(switched.refusal, null));
  await context.homes.changed();
  await (shown ? shown() : answer(resumedMessage(switched.before !== null)));
}
