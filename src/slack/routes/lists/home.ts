import { closedHomeView, homeView } from '../../../../views/home/home.ts';
import { refusalMessage } from '../../../../views/words/refusals/refusal.ts';
import { HomePlace } from '../../../orders/standing/lists.ts';
import type { UserId } from '../../../values/ids.ts';
import type { ViewPayload } from '../../receive/payloads.ts';
import { drawnAccount } from '../account/show-account.ts';
import { type RouteContext, sentenceFor } from '../route-context.ts';

/**
 * Draws the Home tab of one person, after what is being drawn for them; a place of null is where it begins. Throws what Slack
 * does not take.
 */
export const publishHome = (context: RouteContext, userId: UserId, place: HomePlace | null): Promise<void> =>
  context.homes.inTurn(userId, () => publishNow(context, userId, place));

async function publishNow(context: RouteContext, userId: UserId, place: HomePlace | null): Promise<void> {
  const { useCases, clients } = context;
  const isSpend = place !== null && 'tab' in place;
  const content = await useCases.showHome(userId, isSpend ? null : place);
  const account = isSpend && content.ok ? await drawnAccount(context, userId, (seen) => seen) : null;
  const unread = content.ok ? content.unread : null;
  if (unread) context.log.warn({ userId, error: unread }, 'A Home tab is drawn without the rights of its person');
  const view = content.ok
    ? homeView(
        {
          ...content,
          unread: unread && sentenceFor(unread),
          spend: account?.ok ? account.drawn : null,
          menusUsedAt: context.homes.menusUsedAt(userId),
        },
        useCases.clock.now(),
      )
    : closedHomeView(refusalMessage(content.refusal, null));
  await clients.web.views.publish({ user_id: userId, view });
}

/** Somebody opened Home, or chose what it shows: it is drawn, and drawn again when something changes. A menu that was used is as new. */
export async function openHome(
  context: RouteContext,
  userId: UserId,
  place: HomePlace | null,
  isMenuUsed = false,
): Promise<void> {
  await context.homes.opened(userId, place, isMenuUsed);
  try {
    await publishHome(context, userId, place);
  } catch (error) {
    context.homes.failed(userId);
    throw error;
  }
}

/** Draws the Home of somebody who has just changed something, when they have it before them. A failure is only logged. */
export async function refreshHome(context: RouteContext, userId: UserId): Promise<void> {
  const place = context.homes.placeOf(userId);
  if (place !== undefined) await drawnAfterwards(context, openHome(context, userId, place));
}

/** What was done counts, whether or not Slack shows it: a drawing that fails is only logged. */
export const drawnAfterwards = (context: RouteContext, drawing: Promise<void>): Promise<void> =>
  drawing.catch((error: unknown) => context.log.warn({ error }, 'Something could not be drawn after a click'));

/** What a Home shows that somebody pressed in; null when it does not say. */
export const placeOnHome = (view: ViewPayload | undefined): HomePlace | null =>
  HomePlace.safeParse(JSON.parse(view?.private_metadata || '{}')).data ?? null;
