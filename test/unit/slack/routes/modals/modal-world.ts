import { type WebAPICallResult, WebAPIPlatformError, WebAPIRequestError, WebClient } from '@slack/web-api';
import type { KeyValueStore } from '../../../../../src/service/ports/stores/key-value-store.ts';
import { homeWatch } from '../../../../../src/service/reading/home-watch.ts';
import { NOT_KEPT } from '../../../../../src/service/unfinished.ts';
import { composeUseCases } from '../../../../../src/service/use-cases.ts';
import { latePages } from '../../../../../src/slack/routes/modals/late-pages.ts';
import { replacedWhenDone } from '../../../../../src/slack/routes/modals/modal.ts';
import type { RouteContext } from '../../../../../src/slack/routes/route-context.ts';
import { Fingerprint } from '../../../../../src/values/ids.ts';
import { orderMetadata } from '../../../../../views/form/metadata.ts';
import { noticeView } from '../../../../../views/form/notice-view.ts';
import { FORM } from '../../../../../views/ids.ts';
import { mention } from '../../../../../views/words/text.ts';
import { approvals, aReference } from '../../../../support/builders.ts';
import { oneClient } from '../../../../support/one-client.ts';
import { needsOf, running } from '../../../service/requesting/cancelling-world.ts';

type Failure = Error | null;

/** Answers each update as scripted, then well; keeps what was shown. */
class ScriptedClient extends WebClient {
  readonly shown: string[] = [];
  readonly failures: Failure[] = [];
  /** Failures of calls that Slack did all the same. */
  readonly unheard = new Set<Failure>();
  tries = 0;
  /** Is done while Slack is asked. */
  onTry = () => {};
  override async apiCall(method: string, options?: Record<string, unknown>): Promise<WebAPICallResult> {
    if (method === 'views.open') {
      const opened = { ok: true, view: { id: 'V2' } };
      return opened;
    }
    this.tries += 1;
    this.onTry();
    const failure = this.failures.shift() ?? null;
    if (failure === null || this.unheard.has(failure)) this.shown.push(JSON.stringify(options?.view ?? null));
    if (failure) throw failure;
    return { ok: true };
  }
}

export const away = () => new WebAPIRequestError(new Error('socket hang up'));
export const refused = (error: string) => new WebAPIPlatformError({ ok: false, error, response_metadata: {} });

const fresh = () => ({
  client: new ScriptedClient(),
  waits: Array.of<number>(),
  errors: Array.of<unknown>(),
  /** By a clock that waits and tries move. */
  nowMs: 7_000,
  /** What is kept of answers that were not shown at first, until they are. */
  kept: new Set<string | null>(),
});

/** What a test sees and says of modals. */
export const modals = fresh();
/** For each test anew. */
export const freshModals = (): void => void Object.assign(modals, fresh());

/** Passes at once. */
export async function sleep(ms: number): Promise<void> {
  modals.waits.push(ms);
  modals.nowMs += ms;
}
const keepAnswer = (answer: string | null) => {
  modals.kept.add(answer);
  return { ...NOT_KEPT, done: () => void modals.kept.delete(answer) };
};

/** A form that is sent. */
export const view = {
  id: 'V1',
  hash: '1.a',
  callback_id: FORM.decline,
  private_metadata: orderMetadata({ reference: aReference, fingerprint: Fingerprint.parse('f'.repeat(64)) }),
};

/** What routes work with, for one test. */
export const inWorld = (act: (context: RouteContext, keyValues: KeyValueStore) => Promise<void>) =>
  running(async (_cancelling, world) => {
    const needs = needsOf(world);
    await act(
      {
        useCases: composeUseCases({ ...needs, ordersForForms: needs.orders }),
        clients: oneClient(modals.client),
        cardLink: async () => null,
        byName: async (draw) => draw(mention),
        homes: homeWatch({ ...needs, newId: () => 'id' }),
        channelId: approvals,
        log: { ...world.deps.log, error: (fields) => void modals.errors.push(fields) },
        ...{ sleep, keepAnswer },
        monotonicMs: () => modals.nowMs,
        latePages: latePages(),
      },
      needs.keyValues,
    );
  });

export const waited = () => modals.waits.reduce((sum, ms) => sum + ms, 0);
export const done = async () => noticeView('T', 'Done.');

/** A form is sent, and its answer is shown, or given up. */
export async function sent(context: RouteContext, page: typeof view | Omit<typeof view, 'hash'> = view): Promise<void> {
  await replacedWhenDone(context, page, { title: 'T', draw: done }).afterwards?.();
  await context.latePages.idle();
}

/** What Slack did, and did not answer. */
export const unheard = () => {
  const failure = away();
  modals.client.unheard.add(failure);
  return failure;
};
