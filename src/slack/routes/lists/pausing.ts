import type { MessageView } from '../../../../views/messages/message-view.ts';
import {
  pausedMessage,
  pausedPost,
  pauseReasonMissing,
  resumedMessage,
  resumedPost,
} from '../../../../views/messages/pause.ts';
import { refusalMessage } from '../../../../views/words/refusals/refusal.ts';
import type { Naming } from '../../../../views/words/text.ts';
import { Instant, type UserId } from '../../../values/ids.ts';
import type { Answer } from '../../say/response-url.ts';
import type { ActionRoute, CommandRoute } from '../route.ts';
import type { RouteContext } from '../route-context.ts';
import { drawnAfterwards, openHome, placeOnHome } from './home.ts';

/** `/scaledmail pause <reason>`. */
export const pause: CommandRoute = async (context, { userId, rest, answer }) => {
  const reason = rest.trim();
  if (reason === '') return answer(pauseReasonMissing());
  const switched = await context.useCases.pausePlacing(userId, reason);
  if (!switched.ok) return answer(refusalMessage(switched.refusal, null, context.useCases.policy));
  await context.homes.changed();
  const { now, underWay } = switched;
  const isTold = now === null || (await isToldInChannel(context, (named) => pausedPost(now, underWay, named)));
  await answer(pausedMessage(reason, switched.before, underWay, isTold));
};

/** `/scaledmail resume`. */
export const resume: CommandRoute = (context, { userId, answer }) => resumed(context, { userId, answer });

/** *Resume* on Home, which itself shows that it counted, and below the word of who paused. */
export const resumeByButton: ActionRoute = (context, { payload, userId, answer }) =>
  resumed(context, {
    userId,
    answer,
    since: Instant.safeParse(payload.actions.value).data ?? null,
    ...(payload.view && {
      shown: () => drawnAfterwards(context, openHome(context, userId, placeOnHome(payload.view))),
    }),
  });

interface Resuming {
  readonly userId: UserId;
  readonly answer: Answer;
  /** The pause that the pressed button was drawn for. */
  readonly since?: Date | null;
  /** Shows on Home that it counted. */
  readonly shown?: () => Promise<void>;
}

async function resumed(context: RouteContext, { userId: by, answer, since = null, shown }: Resuming): Promise<void> {
  const switched = await context.useCases.resumePlacing(by, since);
  if (!switched.ok) return answer(refusalMessage(switched.refusal, null, context.useCases.policy));
  await context.homes.changed();
  const wasPaused = switched.before !== null;
  const isTold = !wasPaused || (await isToldInChannel(context, (named) => resumedPost(by, switched.approved, named)));
  await (shown && isTold ? shown() : answer(resumedMessage(wasPaused, isTold)));
}

/** What was switched is switched, and all open cards say so; whether the channel took the message too, whoever switched hears. */
async function isToldInChannel(context: RouteContext, draw: (named: Naming) => MessageView): Promise<boolean> {
  try {
    const { text, blocks } = await context.byName(draw);
    await context.clients.web.chat.postMessage({
      channel: context.channelId,
      text,
      blocks,
      parse: 'none',
      link_names: false,
    });
    return true;
  } catch (error) {
    context.log.warn({ error }, 'The approvers’ channel could not be told of a pause');
    return false;
  }
}
