import { namesFile, ownedLikeText, ownedNamesMessage } from '../../../../views/account/owned-names.ts';
import { packagesMessage } from '../../../../views/account/packages.ts';
import { refusalMessage } from '../../../../views/words/refusals/refusal.ts';
import type { UserId } from '../../../values/ids.ts';
import type { ActionRoute, CommandRoute } from '../route.ts';
import type { RouteContext } from '../route-context.ts';
import { answerWithAccount, drawnAccount, openAccount, sendAccountFile } from './show-account.ts';

/** `/scaledmail domains` without a word. */
export const ownedNames: CommandRoute = (context, call) => answerWithAccount(context, call, ownedNamesMessage);

/** *Unused domains* of the weekly digest. */
export const openNames: ActionRoute = (context, call) => openAccount(context, call, 'Domains', ownedNamesMessage);

/** *Domains.csv*: all rows of what was shown. */
export const namesFileByButton: ActionRoute = (context, call) =>
  sendAccountFile(context, call, 'Domains', (seen) => namesFile(seen, context.useCases.clock.now()));

/**
 * Of the names that somebody may see, those that have what is searched for: plain text, empty for none. They stand beside a search,
 * which goes on without them. Never throws.
 */
export async function ownedLike(context: RouteContext, by: UserId, query: string): Promise<string> {
  const words = query.split(/[\s,;]+/);
  try {
    const drawn = await drawnAccount(context, by, (seen) => ownedLikeText(seen, words));
    return drawn.ok ? drawn.drawn : '';
  } catch (error) {
    context.log.warn({ error }, 'Names are searched for without those that are owned');
    return '';
  }
}

/** `/scaledmail packages`. */
export const packages: CommandRoute = async ({ useCases }, { userId, answer }) => {
  const listed = await useCases.listPackages(userId);
  await answer(listed.ok ? packagesMessage(listed.packages, listed.readAt) : refusalMessage(listed.refusal, null));
};
