import { z } from 'zod';
import type { Log } from '../../service/ports/log.ts';
import { TeamId } from '../../values/ids.ts';

/** A workspace; what names none, such as an organization's id, counts as absent. */
const Workspace = TeamId.nullish().catch(null);

/** Where payloads name installations; each kind has its own of these. Source: docs/slack.md, "Payload shapes". */
const Installed = z.object({
  authorizations: z.array(z.object({ team_id: Workspace })).nullish(),
  context_team_id: Workspace,
  view: z.object({ app_installed_team_id: Workspace }).nullish(),
  message: z.object({ team: Workspace }).nullish(),
  team: z.object({ id: Workspace }).nullish(),
  team_id: Workspace,
});

/**
 * The workspace of the installation that a payload came through; null when it names none. `team` comes late: in a form it is
 * the team of whoever sent it, who may be from another company, and payloads of an organization have none. `user.team_id` is
 * never asked: it is always the person's own. Source: docs/slack.md, "What breaks in practice", rows 23 and 24.
 */
export function installationOf(body: unknown): TeamId | null {
  const { data } = Installed.safeParse(body);
  if (!data) return null;
  const ofEvent = data.authorizations?.[0]?.team_id ?? data.context_team_id;
  const ofInteraction = data.view?.app_installed_team_id ?? data.message?.team ?? data.team?.id;
  return ofEvent ?? ofInteraction ?? data.team_id ?? null;
}

/**
 * Picks among `ours`, which are told apart by the workspace that each is installed in; null for a payload of any other
 * installation. Each of those is logged once.
 */
export function byInstallation<Ours>(ours: ReadonlyMap<TeamId, Ours>, log: Log): (body: unknown) => Ours | null {
  const strangers = new Set<TeamId | null>();
  return (body) => {
    const teamId = installationOf(body);
    const found = teamId === null ? undefined : ours.get(teamId);
    if (found !== undefined) return found;
    if (!strangers.has(teamId)) log.warn({ teamId }, 'Slack sends requests of an installation that is not ours');
    strangers.add(teamId);
    return null;
  };
}
