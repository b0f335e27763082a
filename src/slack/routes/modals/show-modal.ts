import type { ModalView } from '@slack/types';
import { WebAPIPlatformError } from '@slack/web-api';
import { z } from 'zod';
import { SlackAsksToWait, SlackRefused } from '../../../service/errors.ts';
import { slackError } from '../../say/slack-failure.ts';
import type { RouteContext } from '../route-context.ts';

/** How long an update that failed is tried again, and after how long each time; what the tries take counts, too. */
interface Patience {
  readonly waitsMs: readonly number[];
  readonly inAllMs: number;
  /** Whether its person may have gone on by then, so that nothing is shown where that is not known. */
  readonly isLate: boolean;
}

const SOON: Patience = { waitsMs: [250, 500, 1_000, 1_500, 1_750], inAllMs: 5_000, isLate: false };
/** The same of a page that does nothing but wait, afterwards: what it says to its person names the two minutes. */
const LATER: Patience = {
  waitsMs: [5_000, 10_000, 15_000, 20_000, 20_000, 20_000, 25_000],
  ...{ inAllMs: 120_000, isLate: true },
};

/** Why an update needs nothing any more. Source: docs/slack.md, "7. What breaks in practice", row 8. */
const OVERTAKEN: ReadonlySet<string> = new Set(['not_found', 'hash_conflict']);

/** What a modal is to show. */
export interface Showing {
  readonly viewId: string;
  readonly view: ModalView;
  /** Shows it only while the modal shows what had this hash. */
  readonly hash?: string | undefined;
  /** Whether the modal still shows the page that waits for this one: asked before each new try. The tries of such a page end with the process. */
  readonly isWaiting?: (() => Promise<boolean>) | undefined;
  /** The hash of the page that waits, for new tries alone: its person may have had it drawn anew. */
  readonly lateHash?: string | undefined;
}

/** It is shown, under this hash where Slack names one; or needs nothing any more. */
interface Settled {
  readonly hash: string | null;
}

/** Slack did not take it for now. */
export interface NotYet {
  readonly error: unknown;
  /** For how long Slack wants to be left alone. */
  readonly askedMs: number;
  /** When it was tried first, by the clock that nobody can set. */
  readonly sinceMs: number;
}

const Updated = z.object({ view: z.object({ hash: z.string().min(1) }) });

/**
 * Replaces what a modal shows. What fails for now is tried again for five seconds; not before Slack wants it. A modal that was
 * closed meanwhile, or shows something else, needs nothing. Throws what the Web API throws.
 */
export async function showModal(
  context: RouteContext,
  viewId: string,
  view: ModalView,
  showing: Pick<Showing, 'hash'> = {},
): Promise<void> {
  await hashOfShown(context, viewId, view, showing);
}

/** The same; answers the hash of what is shown now, null when nothing was, or Slack names none. */
export async function hashOfShown(
  context: RouteContext,
  viewId: string,
  view: ModalView,
  { hash }: Pick<Showing, 'hash'> = {},
): Promise<string | null> {
  const shown = await showSoon(context, { viewId, view, hash });
  if ('error' in shown) throw shown.error;
  return shown.hash;
}

/** The same; answers what Slack did not take for now, and throws what it refuses for good. */
export async function showSoon(context: RouteContext, showing: Showing): Promise<Settled | NotYet> {
  const sinceMs = context.monotonicMs();
  const shown = await tryToShow(context, showing, sinceMs, showing.hash);
  return 'error' in shown ? tryOn(context, showing, shown, SOON) : shown;
}

/** Goes on with a page that waits, until two minutes are over since its first try, or a stop. As `showSoon`. */
export const showLate = (
  context: RouteContext,
  showing: Showing & Required<Pick<Showing, 'isWaiting'>>,
  notYet: NotYet,
): Promise<Settled | NotYet> => tryOn(context, showing, notYet, LATER);

async function tryOn(
  context: RouteContext,
  showing: Showing,
  notYet: NotYet,
  { waitsMs, inAllMs, isLate }: Patience,
): Promise<Settled | NotYet> {
  const { viewId, isWaiting, hash, lateHash = hash } = showing;
  const { latePages, sleep, monotonicMs } = context;
  const { sinceMs } = notYet;
  const hasToStop = () => isWaiting !== undefined && latePages.isStopping();
  let last = notYet;
  for (const stepMs of waitsMs) {
    const leftMs = sinceMs + inAllMs - monotonicMs();
    if (hasToStop() || leftMs <= 0 || last.askedMs > leftMs) return last;
    const wait = sleep(Math.max(Math.min(stepMs, leftMs), last.askedMs));
    await (isWaiting ? latePages.untilStop(wait) : wait);
    // A wait that a stop cut short is the last one; Slack is not called before it wants to be.
    if (hasToStop() && last.askedMs > 0) return last;
    // Its answer may have come all the same, without our hearing of it.
    if (isWaiting && !(await stillWaits(context, viewId, { isWaiting, isLate }))) return { hash: null };
    const shown = await tryToShow(context, showing, sinceMs, lateHash);
    if (!('error' in shown)) return shown;
    last = shown;
  }
  return last;
}

async function tryToShow(
  context: RouteContext,
  { viewId, view }: Showing,
  sinceMs: number,
  only: string | undefined,
): Promise<Settled | NotYet> {
  try {
    const updated = await context.clients.modal.views.update({
      ...{ view_id: viewId, view },
      ...(only === undefined ? {} : { hash: only }),
    });
    return { hash: Updated.safeParse(updated).data?.view.hash ?? null };
  } catch (error) {
    if (error instanceof WebAPIPlatformError && OVERTAKEN.has(error.data.error)) {
      context.log.debug({ viewId }, 'The modal was closed, or shows another page, before its answer came');
      return { hash: null };
    }
    const failure = slackError(error, 'views.update failed');
    if (failure === null || failure instanceof SlackRefused) throw error;
    return { error, sinceMs, askedMs: failure instanceof SlackAsksToWait ? failure.waitMs : 0 };
  }
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
