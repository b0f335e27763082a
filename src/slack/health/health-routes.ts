import type { CustomRoute } from '@slack/bolt';
import { answer, end } from '../receive/http/http-server.ts';
import type { Readiness } from './readiness.ts';

/** What the process counts, as a text. */
interface Figures {
  readonly contentType: string;
  readonly text: () => Promise<string>;
}

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

/** Figures for whoever collects them: `/metrics`. */
export const metricsRoute = ({ contentType, text }: Figures): CustomRoute => ({
  path: '/metrics',
  method: METHODS,
  handler: (_request, response) => {
    text().then(
      (figures) => response.writeHead(200, { 'content-type': contentType }).end(figures),
      () => end(response, 503),
    );
  },
});
