import { z } from 'zod';
import type { Config } from '../config.ts';
import { ORG_WIDE_INSTALL } from '../service/errors.ts';
import type { Clock } from '../service/ports/clock.ts';
import { type Meter, noMeter } from '../service/ports/meter.ts';
import type { BoltLogger } from '../slack/receive/bolt-logger.ts';
import { type SlackClients, slackClients } from '../slack/say/clients/clients.ts';
import { TeamId } from '../values/ids.ts';

/** Slack's side of an account: the workspace that a token belongs to, and clients with this token. */
export interface SignedIn {
  readonly teamId: TeamId;
  readonly clients: SlackClients;
  /** Whether the app may read files; yes, where Slack does not say what it may. */
  readonly canReadFiles: boolean;
}

/** Source: docs/slack.md, "What real workspaces do that a polite stand-in does not (November 2026)". */
const Identity = z.object({
  team_id: z.string(),
  is_enterprise_install: z.boolean().optional(),
  response_metadata: z.object({ scopes: z.array(z.string()).optional() }).optional(),
});

/** Asks Slack whose the token is. Throws when Slack does not accept it, or it is that of a whole organization. */
export async function signIn(
  { botToken, apiUrl }: Config['slack'],
  logger: BoltLogger,
  clock: Clock,
  meter: Meter = noMeter,
): Promise<SignedIn> {
  const clients = slackClients(botToken, apiUrl, logger, clock, meter);
  const identity = Identity.parse(await clients.web.auth.test());
  const teamId = TeamId.safeParse(identity.team_id);
  if (identity.is_enterprise_install || !teamId.success) throw new Error(ORG_WIDE_INSTALL);
  const scopes = identity.response_metadata?.scopes;
  return { teamId: teamId.data, clients, canReadFiles: scopes?.includes('files:read') ?? true };
}
