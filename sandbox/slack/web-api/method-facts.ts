/**
 * How often a method may be called in a minute, and which scope the bot needs for it.
 * Source: docs/slack.md, "Web API methods, scopes, manifest"; docs/slack.md, "What real workspaces do that a polite stand-in does not (November 2026)".
 */
import type { Fields } from '../http/json.ts';
import { textOf } from '../http/json.ts';

/** Calls a minute, of each workspace and app. */
export const TIERS = { 1: 1, 2: 20, 3: 50, 4: 100 } as const;
type Tier = keyof typeof TIERS;

/** Methods with a tier; the others have none, or one of their own. */
const TIER_OF: Readonly<Record<string, Tier>> = {
  'users.info': 4,
  'users.list': 2,
  'usergroups.list': 2,
  'usergroups.users.list': 2,
  'conversations.open': 3,
  'conversations.info': 3,
  'conversations.list': 2,
  'conversations.members': 4,
  'conversations.history': 3,
  'conversations.replies': 3,
  'chat.update': 3,
  'chat.delete': 3,
  'chat.postEphemeral': 4,
  'views.open': 4,
  'views.push': 4,
  'views.update': 4,
  'views.publish': 4,
  'files.getUploadURLExternal': 4,
  'files.completeUploadExternal': 4,
  'files.info': 4,
};

/** About one message a second in a channel, with bursts. */
const MESSAGES_A_MINUTE = 60;

/** What calls are counted by, and how many of them go in a minute; null for a method without a limit. */
export function limitOf(method: string, given: Fields): { readonly key: string; readonly perMinute: number } | null {
  if (method === 'chat.postMessage') return { key: `${method} ${textOf(given.channel)}`, perMinute: MESSAGES_A_MINUTE };
  const tier = TIER_OF[method];
  return tier === undefined ? null : { key: method, perMinute: TIERS[tier] };
}

/** The scope that a bot needs; channels of all kinds are asked for by the public one here. */
export const SCOPE_OF: Readonly<Record<string, string>> = {
  'chat.postMessage': 'chat:write',
  'chat.postEphemeral': 'chat:write',
  'chat.update': 'chat:write',
  'chat.delete': 'chat:write',
  'conversations.open': 'im:write',
  'conversations.info': 'channels:read',
  'conversations.list': 'channels:read',
  'conversations.members': 'channels:read',
  'conversations.history': 'channels:history',
  'conversations.replies': 'channels:history',
  'users.info': 'users:read',
  'users.list': 'users:read',
  'usergroups.list': 'usergroups:read',
  'usergroups.users.list': 'usergroups:read',
  'files.getUploadURLExternal': 'files:write',
  'files.completeUploadExternal': 'files:write',
  'files.info': 'files:read',
};
