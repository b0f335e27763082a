import type { ModalView } from '@slack/types';
import { WebAPIPlatformError } from '@slack/web-api';
import { z } from 'zod';
import { SlackAsksToWait, SlackRefused } from '../../service/errors.ts';
import { slackError } from '../say/slack-failure.ts';
import type { RouteContext } from './route-context.ts';

/** After how long an update that failed is tried again, each time: five seconds in all. */
const SOON_MS: readonly number[] = [250, 500, 1_000, 1_500, 1_750];
/** Who has waited for longer than that may have gone on. */
const SOON_IN_ALL_MS = 5_000;
/** The same of a page that does nothing but wait, afterwards: two minutes in all. */
const LATER_MS: readonly number[] = [5_000, 10_000, 15_000, 20_000, 20_000, 20_000, 25_000];

/** Why an update needs nothing any more. Source: docs/slack.md, "7. What breaks in practice", row 8. */
const OVERTAKEN: ReadonlySet<string> = new Set(['not_found', 'hash_conflict']);

interface Showing {
  /** Shows it only while the modal shows what had this hash. */
  readonly hash?: string | undefined;
  /** Whether the modal still shows the page that waits for this one: asked before each new try; without it, the later ones are not made. */
  readonly isWaiting?: (() => Promise<boolean>) | undefined;
  /** The hash of the page that waits, for new tries alone: its person may have had it drawn anew. */
  readonly lateHash?: string | undefined;
}

const Updated = z.object({ view: z.object({ hash: z.string().min(1) }) });

/**
 * Replaces what a modal shows. What fails for now is tried again for five seconds, and for two minutes while its page waits;
 * not before Slack wants it. A modal that was closed meanwhile, or shows something else, needs nothing. Throws what the Web
 * API throws.
 */
export async function showModal(
  context: RouteContext,
  viewId: string,
  view: ModalView,
  showing: Showing = {},
): Promise<void> {
  await hashOfShown(context, viewId, view, showing);
}

/** The same; answers the hash of what is shown now, null when nothing was, or Slack names none. */
export async function hashOfShown(
  context: RouteContext,
  viewId: string,
  view: ModalView,
  { hash, isWaiting, lateHash }: Showing = {},
): Promise<string | null> {
  const waits = isWaiting ? [...SOON_MS, ...LATER_MS] : SOON_MS;
  const mostMs = sumOf(waits);
  let waitedMs = 0;
  for (const [tries, stepMs] of [...waits, null].entries()) {
    const isLate = waitedMs > SOON_IN_ALL_MS;
    // Its answer may have come all the same, without our hearing of it.
    if (tries > 0 && isWaiting && !(await stillWaits(context, viewId, { isWaiting, isLate }))) return null;
    const only = tries > 0 ? (lateHash ?? hash) : hash;
    try {
      const updated = await context.clients.modal.views.update({
        ...{ view_id: viewId, view },
        ...(only === undefined ? {} : { hash: only }),
      });
      return Updated.safeParse(updated).data?.view.hash ?? null;
    } catch (error) {
      if (error instanceof WebAPIPlatformError && OVERTAKEN.has(error.data.error)) {
        context.log.debug({ viewId }, 'The modal was closed, or shows another page, before its answer came');
        return null;
      }
      const failure = slackError(error, 'views.update failed');
      const waitMs = Math.max(stepMs ?? 0, failure instanceof SlackAsksToWait ? failure.waitMs : 0);
      const isRefused = failure === null || failure instanceof SlackRefused;
      if (stepMs === null || isRefused || waitedMs + waitMs > mostMs) throw error;
      const isFirstLate = !isLate && waitedMs + waitMs > SOON_IN_ALL_MS;
      if (isFirstLate) context.log.warn({ error, viewId }, 'A page is not filled yet; it is tried on');
      waitedMs += waitMs;
      await context.sleep(waitMs);
    }
  }
  return null;
}

interface StillWaiting {
  readonly isWaiting: () => Promise<boolean>;
  readonly isLate: boolean;
}

/** Of a page of which that is not known nothing is changed after some seconds: its person may be typing into another one. */
async function stillWaits(
  context: RouteContext,
  viewId: string,
  { isWaiting, isLate }: StillWaiting,
): Promise<boolean> {
  try {
    if (await isWaiting()) return true;
    context.log.debug({ viewId }, 'A page was left before its answer could be shown');
    return false;
  } catch (error) {
    const what = isLate ? 'its answer is not shown any more' : 'its answer is tried on';
    context.log.warn({ error, viewId }, `Whether a page still waits is not known; ${what}`);
    return !isLate;
  }
}

const sumOf = (waits: readonly number[]): number => waits.reduce((sum, ms) => sum + ms, 0);
