import type { MessageView } from '../../../../views/messages/message-view.ts';
import {
  endedPausePost,
  pausedMessage,
  pausedPost,
  pauseReasonMissing,
  resumedMessage,
  resumedPost,
} from '../../../../views/messages/pause.ts';
import { refusalMessage } from '../../../../views/words/refusals/refusal.ts';
import type { Naming } from '../../../../views/words/text.ts';
import type { Pause, PausePost } from '../../../orders/pause.ts';
import { MessageRef } from '../../../orders/surface.ts';
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
  const message = now && (await toldInChannel(context, (named) => pausedPost(now, underWay, named)));
  await answer(pausedMessage(reason, switched.before, underWay, now === null || message !== null));
  if (now && message) await keepPost(context, { by: now.by, at: now.at, reason: now.reason, message });
};

/** `/scaledmail resume`. */
export const resume: CommandRoute = (context, { userId, answer }) => resumed(context, { userId, answer });

/** *Resume* on Home, which itself shows that it counted, and below the word of who paused. */
export const resumeByButton: ActionRoute = (context, { payload, userId, answer }) =>
  resumed(context, {
    userId,
    answer,
    since: Instant.safeParse(payload.actions.value).data ?? null,
    pressed: MessageRef.safeParse({ channelId: payload.channel?.id, ts: payload.message?.ts }).data ?? null,
    ...(payload.view && {
      shown: () => drawnAfterwards(context, openHome(context, userId, placeOnHome(payload.view))),
    }),
  });

interface Resuming {
  readonly userId: UserId;
  readonly answer: Answer;
  /** The pause that the pressed button was drawn for. */
  readonly since?: Date | null;
  /** The message in which it was pressed. */
  readonly pressed?: MessageRef | null;
  /** Shows on Home that it counted. */
  readonly shown?: () => Promise<void>;
}

async function resumed(
  context: RouteContext,
  { userId: by, answer, since = null, pressed = null, shown }: Resuming,
): Promise<void> {
  const switched = await context.useCases.resumePlacing(by, since);
  if (!switched.ok) return answer(refusalMessage(switched.refusal, null, context.useCases.policy));
  await context.homes.changed();
  const wasPaused = switched.before !== null;
  const isTold =
    !wasPaused || (await toldInChannel(context, (named) => resumedPost(by, switched.approved, named))) !== null;
  await (shown && isTold ? shown() : answer(resumedMessage(wasPaused, isTold)));
  if (switched.before) await postsEnded(context, endedBy(switched.before, pressed), by);
}

/** The messages whose button lifts nothing any more; the pressed one among them, though nobody kept where it is. */
function endedBy({ posts = [], ...word }: Pause, pressed: MessageRef | null): readonly PausePost[] {
  const isKept = posts.some(({ message }) => message.channelId === pressed?.channelId && message.ts === pressed.ts);
  return pressed === null || isKept ? posts : [...posts, { ...word, message: pressed }];
}

/** Where the pause is told is kept; was it lifted meanwhile, the message says so at once. A failure leaves a button that is answered. */
async function keepPost(context: RouteContext, post: PausePost): Promise<void> {
  try {
    if (!(await context.useCases.keepPausePost(post))) await postsEnded(context, [post], null);
  } catch (error) {
    context.log.warn({ error }, 'Where a pause is told could not be kept');
  }
}

/** Draws what told a pause anew, without its button. What Slack does not take keeps it, and a press of it is answered. */
async function postsEnded(context: RouteContext, posts: readonly PausePost[], by: UserId | null): Promise<void> {
  for (const post of posts) {
    const { channelId: channel, ts } = post.message;
    const drawing = context
      .byName((named) => endedPausePost(post, by, named))
      .then(({ text, blocks }) =>
        context.clients.web.chat.update({ channel, ts, text, blocks, parse: 'none', link_names: false }),
      );
    await drawnAfterwards(
      context,
      drawing.then(() => {}),
    );
  }
}

/**
 * What was switched is switched, and all open cards say so; whether the channel took the message too, whoever switched hears.
 * Answers where the message is; null when it was not taken.
 */
async function toldInChannel(context: RouteContext, draw: (named: Naming) => MessageView): Promise<MessageRef | null> {
  try {
    const { text, blocks } = await context.byName(draw);
    const posted = await context.clients.web.chat.postMessage({
      channel: context.channelId,
      text,
      blocks,
      parse: 'none',
      link_names: false,
    });
    return MessageRef.parse({ channelId: posted.channel, ts: posted.ts });
  } catch (error) {
    context.log.warn({ error }, 'The approvers’ channel could not be told of a pause');
    return null;
  }
}
