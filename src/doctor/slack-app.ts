import { z } from 'zod';
import type { Config } from '../config.ts';
import { ORG_WIDE_INSTALL } from '../service/errors.ts';
import { TeamId } from '../values/ids.ts';
import { VARIABLES } from '../variables.ts';
import { type AskSlack, REINSTALL, type SlackAnswer, slackProblem } from './ask-slack.ts';
import { type CheckResult, fine, problem, warning } from './check.ts';

const Identity = z.object({
  team: z.string(),
  team_id: TeamId,
  user: z.string(),
  bot_id: z.string(),
  response_metadata: z.object({ scopes: z.array(z.string()).optional() }).optional(),
});

const OfOrganization = z.object({ is_enterprise_install: z.literal(true) });

/** Whom the token belongs to. `scopes` null: Slack did not say. */
export interface SlackIdentity {
  readonly teamId: TeamId;
  readonly scopes: readonly string[] | null;
}

/** The line about the bot token, from the answer of `auth.test`, and whose token it is; null when it is of no use. */
export function checkToken(answered: SlackAnswer): {
  readonly result: CheckResult;
  readonly identity: SlackIdentity | null;
} {
  const name = 'Slack token';
  const { fix } = VARIABLES.SLACK_BOT_TOKEN;
  if (!answered.ok) return { result: slackProblem(name, answered, fix), identity: null };
  if (OfOrganization.safeParse(answered.answer).success) {
    return { result: problem(name, 'it is that of a whole Enterprise organization', ORG_WIDE_INSTALL), identity: null };
  }
  const parsed = Identity.safeParse(answered.answer);
  if (!parsed.success) return { result: problem(name, 'the token is not one of a bot', fix), identity: null };
  const { team, team_id: teamId, user, response_metadata: metadata } = parsed.data;
  return { result: fine(name, `team ${team}, bot ${user}`), identity: { teamId, scopes: metadata?.scopes ?? null } };
}

/** Whether every scope of the manifest was granted. Source of `granted`: the header x-oauth-scopes of Slack's answers. */
export function checkScopes(granted: readonly string[] | null, wanted: readonly string[]): CheckResult {
  const name = 'Scopes';
  if (granted === null) {
    return warning(name, 'unknown: Slack’s answer does not name them', `Compare them yourself: ${wanted.join(', ')}.`);
  }
  const missing = wanted.filter((scope) => !granted.includes(scope));
  if (missing.length > 0) return problem(name, `missing: ${missing.join(', ')}`, REINSTALL);
  return fine(name, `all ${wanted.length} of the manifest`);
}

/** Whether Slack’s requests can come in. `askAsApp` asks with the app token; HTTP mode needs no question. */
export async function checkTransport(
  transport: Config['slack']['transport'],
  askAsApp: AskSlack | null,
): Promise<CheckResult> {
  const name = 'Slack requests';
  if (transport.mode === 'http' || askAsApp === null) {
    return fine(
      name,
      'HTTP mode; the signing secret is there (only a real request from Slack shows whether it is right)',
    );
  }
  const answered = await askAsApp('apps.connections.open');
  if (answered.ok) return fine(name, 'Socket Mode; the app token opens connections');
  if (answered.error === 'missing_scope') {
    return problem(name, 'Socket Mode; the app token lacks connections:write', VARIABLES.SLACK_APP_TOKEN.fix);
  }
  return slackProblem(name, answered, VARIABLES.SLACK_APP_TOKEN.fix);
}
