import type { CustomRoute } from '@slack/bolt';

/** Throws when the store or Slack cannot serve. */
export type ReadinessCheck = () => Promise<void>;

/** `GET /healthz` answers while the process lives; `GET /readyz` answers 200 when it can serve, else 503 and why. */
export function healthRoutes(check: ReadinessCheck): CustomRoute[] {
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
        const problem = await check().then(
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
