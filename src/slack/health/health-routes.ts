import type { CustomRoute } from '@slack/bolt';
import { answer } from '../receive/http-server.ts';
import type { Readiness } from './readiness.ts';

const METHODS = ['GET', 'HEAD'];

/**
 * `/healthz` answers 200 while the process lives, `/readyz` while it can serve, else 503. Anybody may ask, so neither says
 * why: reasons are in the log.
 */
export function healthRoutes({ isReady }: Pick<Readiness, 'isReady'>): CustomRoute[] {
  const route = (path: string, isWell: () => boolean): CustomRoute => ({
    path,
    method: METHODS,
    handler: (_request, response) => {
      const ok = isWell();
      response.setHeader('cache-control', 'no-store');
      answer(response, ok ? 200 : 503, { ok });
    },
  });
  return [route('/healthz', () => true), route('/readyz', isReady)];
}
