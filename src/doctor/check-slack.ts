import { WebClient } from '@slack/web-api';
import type { Config } from '../config.ts';
import type { Log } from '../service/ports/log.ts';
import { boltLogger } from '../slack/receive/bolt-logger.ts';
import { slackDirectory } from '../slack/say/directory.ts';
import { askSlackWith } from './ask-slack.ts';
import { type CheckResult, type Guard, notChecked } from './check.ts';
import { manifestScopes } from './project-files.ts';
import { checkScopes, checkToken, checkTransport, type SlackIdentity } from './slack-app.ts';
import { checkApprovers, checkChannel, checkUserGroups } from './slack-people.ts';

/** Long enough for a slow network, short enough for somebody who waits at a terminal. */
const CALL_TIMEOUT_MS = 8_000;
const NEED = 'a Slack token that works';

/** All lines about Slack, in order, and whose token it is. Lines that need the bot token are not checked when it is of no use. */
export async function checkSlack(
  config: Config,
  deps: { readonly fetch: typeof fetch; readonly log: Log; readonly guard: Guard },
): Promise<{ readonly results: readonly CheckResult[]; readonly identity: SlackIdentity | null }> {
  const { guard } = deps;
  const { transport } = config.slack;
  const clientWith = (token: string) => slackClient(token, config.slack.apiUrl, deps);
  const client = clientWith(config.slack.botToken);
  const ask = askSlackWith(client);
  const askAsApp = transport.mode === 'socket' ? askSlackWith(clientWith(transport.appToken)) : null;
  const requests = guard('Slack requests', () => checkTransport(transport, askAsApp));

  let identity: SlackIdentity | null = null;
  const token = await guard('Slack token', async () => {
    const checked = checkToken(await ask('auth.test'));
    identity = checked.identity;
    return checked.result;
  });
  const withToken = (name: string, check: (identity: SlackIdentity) => Promise<CheckResult>) => {
    const known = identity;
    return guard(name, async () => (known === null ? notChecked(name, NEED) : check(known)));
  };
  const { users, userGroups } = config.policy;
  const directory = slackDirectory({ client, clock: { now: () => new Date() }, log: deps.log });
  const others = await Promise.all([
    withToken('Scopes', async ({ scopes }) => checkScopes(scopes, manifestScopes())),
    withToken('Approvers’ channel', () => checkChannel(ask, config.approvalChannel)),
    withToken('Approvers', ({ teamId }) => checkApprovers(directory, users, teamId)),
    withToken('User groups', () => checkUserGroups(ask, userGroups)),
    requests,
  ]);
  return { results: [token, ...others], identity };
}

function slackClient(
  token: string,
  apiUrl: string | undefined,
  deps: { readonly fetch: typeof fetch; readonly log: Log },
): WebClient {
  return new WebClient(token, {
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: CALL_TIMEOUT_MS,
    fetch: deps.fetch,
    logger: boltLogger(deps.log),
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
  });
}
