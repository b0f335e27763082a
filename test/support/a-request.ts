import { NOT_KEPT } from '../../src/service/unfinished.ts';
import { latePages } from '../../src/slack/routes/modals/late-pages.ts';
import type { RouteContext } from '../../src/slack/routes/route-context.ts';

/** What a route waits with: no time passes, and no answer is kept. */
export const aRequest = (): Pick<RouteContext, 'sleep' | 'monotonicMs' | 'latePages' | 'keepAnswer'> => ({
  sleep: async () => {},
  monotonicMs: () => 0,
  latePages: latePages(),
  keepAnswer: () => NOT_KEPT,
});
