/** Who sees and may do what: membership, guests, strangers, direct messages. */
import type { Fields } from '../http/json.ts';
import { SlackError } from '../http/slack-error.ts';
import type { Person, PersonId } from './protocol.ts';
import { APP, directMessageId, ORGANIZATION, OTHER_TEAM, TEAM } from './seed.ts';
import type { ChannelRecord, Workspace } from './workspace.ts';

/** True for people who may use the installed app's commands, Home tab and shortcuts: those of its own workspace. */
export const isLocal = (person: Person): boolean => person.kind === 'member' || person.kind === 'guest';

/** True when the person's client shows the channel: members see all public ones, guests and strangers only their own. */
export function isVisible(person: Person, channel: ChannelRecord): boolean {
  if (channel.memberIds.has(person.id)) return true;
  return channel.kind === 'public' && person.kind === 'member';
}

/** The channel as the bot sees it; `channel_not_found` for unknown ones and private ones without the bot. */
export function channelSeenByBot(workspace: Workspace, id: string): ChannelRecord {
  const channel = workspace.channels.get(id);
  const isSeen = channel && (channel.kind === 'public' || channel.memberIds.has(APP.userId));
  if (!channel || !isSeen) throw new SlackError('channel_not_found');
  return channel;
}

/** A channel that the bot is in; `not_in_channel` or `channel_not_found` otherwise. */
export function channelOfBot(workspace: Workspace, id: string): ChannelRecord {
  const channel = channelSeenByBot(workspace, id);
  if (!channel.memberIds.has(APP.userId)) throw new SlackError('not_in_channel');
  return channel;
}

/** A channel that the bot can post in: `is_archived` or `restricted_action` otherwise, beside what `channelOfBot` throws. */
export function channelToPostIn(workspace: Workspace, id: string): ChannelRecord {
  const channel = channelOfBot(workspace, id);
  if (channel.isArchived) throw new SlackError('is_archived');
  if (channel.isRestricted) throw new SlackError('restricted_action');
  return channel;
}

/** A person whom the bot sees; `user_not_found` or `user_not_visible` otherwise. */
export function personSeenByBot(workspace: Workspace, personId: PersonId): Person {
  const person = workspace.people.get(personId);
  if (!person) throw new SlackError('user_not_found');
  if (workspace.hiddenIds.has(personId)) throw new SlackError('user_not_visible');
  return person;
}

/**
 * The direct message with a person; `user_not_found`, `user_not_visible`, `user_disabled`, or `cannot_dm_bot` when there can
 * be none.
 */
export function directMessageOf(workspace: Workspace, personId: PersonId): ChannelRecord {
  const person = personSeenByBot(workspace, personId);
  if (person.kind === 'deactivated') throw new SlackError('user_disabled');
  const channel = workspace.channels.get(directMessageId(personId));
  if (!channel) throw new SlackError('cannot_dm_bot');
  return channel;
}

/** The company somebody works for, as payloads name it. */
export function teamOf(person: Person): { readonly id: string; readonly domain: string } {
  const { id, domain } = person.teamId === TEAM.id ? TEAM : OTHER_TEAM;
  return { id, domain };
}

/** What an object of a person says of where they belong. */
function belongingOf({ id, teamId, grid }: Person): Fields {
  if (!grid) return { team_id: teamId };
  const enterprise = { id, enterprise_id: ORGANIZATION.id, enterprise_name: ORGANIZATION.name };
  return {
    ...(grid.teamId === null ? {} : { team_id: grid.teamId }),
    ...(grid.teams === null ? {} : { enterprise_user: { ...enterprise, teams: grid.teams } }),
  };
}

/** The object of `users.info` and `users.list`. */
export function userObject(person: Person): Fields {
  const isGuest = person.kind === 'guest';
  return {
    id: person.id,
    ...belongingOf(person),
    name: person.name,
    deleted: person.kind === 'deactivated',
    real_name: person.realName,
    tz: 'Europe/Stockholm',
    tz_label: 'Central European Time',
    tz_offset: 3600,
    profile: {
      title: person.title,
      real_name: person.realName,
      real_name_normalized: person.realName,
      display_name: person.kind === 'bot' ? '' : person.name,
      team: person.teamId,
      ...(person.kind === 'bot' ? { bot_id: APP.botId, api_app_id: APP.id } : {}),
    },
    is_admin: false,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: isGuest,
    is_ultra_restricted: false,
    is_bot: person.kind === 'bot',
    is_app_user: false,
    ...(person.kind === 'stranger' ? { is_stranger: true } : {}),
  };
}

/** The object of `conversations.info` and `conversations.list`. */
export function channelObject(workspace: Workspace, channel: ChannelRecord): Fields {
  if (channel.kind === 'dm') {
    const user = [...channel.memberIds].find((id) => id !== APP.userId);
    return { id: channel.id, is_im: true, user, is_archived: false, is_org_shared: false };
  }
  const hasStrangers = [...channel.memberIds].some((id) => workspace.people.get(id)?.kind === 'stranger');
  return {
    id: channel.id,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: channel.kind === 'public',
    is_group: channel.kind === 'private',
    is_im: false,
    is_mpim: false,
    is_private: channel.kind === 'private',
    is_archived: channel.isArchived,
    is_general: channel.name === 'general',
    is_member: channel.memberIds.has(APP.userId),
    is_ext_shared: hasStrangers,
    topic: { value: channel.topic, creator: 'U0AMIR', last_set: 0 },
    purpose: { value: channel.topic, creator: 'U0AMIR', last_set: 0 },
    num_members: channel.memberIds.size,
    context_team_id: TEAM.id,
  };
}
