import type { CustomRoute } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { Clock } from '../service/ports.ts';

/** Throws when something that is needed to serve is not there. */
export type ReadinessCheck = () => Promise<void>;

/** Supervisors ask every few seconds; Slack is not asked that often. */
const ACCEPTED_FOR_MS = 60_000;

/** Whether Slack accepts the token, asked once a minute at most; after a failure, again. Throws what the Web API throws. */
export function tokenCheck(client: WebClient, clock: Clock): ReadinessCheck {
  let acceptedUntilMs = 0;
  return async () => {
    const nowMs = clock.now().getTime();
    if (nowMs < acceptedUntilMs) return;
    await client.auth.test();
    acceptedUntilMs = nowMs + ACCEPTED_FOR_MS;
  };
}

/** `GET /healthz` answers while the process lives; `GET /readyz` answers 200 when all checks pass, else 503 and why. */
export function healthRoutes(checks: readonly ReadinessCheck[]): CustomRoute[] {
  return [
    {
      path: '/healthz',
      method: 'GET',
      handler: (_request, response) => {
        response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}');
      },
    },
    {
      path: '/readyz',
      method: 'GET',
      handler: async (_request, response) => {
        const problem = await Promise.all(checks.map((check) => check())).then(
          () => null,
          (error: unknown) => (error instanceof Error ? error.message : 'unknown'),
        );
        response
          .writeHead(problem === null ? 200 : 503, { 'content-type': 'application/json' })
          .end(JSON.stringify(problem === null ? { ok: true } : { ok: false, problem }));
      },
    },
  ];
}
