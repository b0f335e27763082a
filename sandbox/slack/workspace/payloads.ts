/** The payloads that Slack sends for what people do. Source: docs/slack.md, "Payload shapes". */

import type { Fields } from '../http/json.ts';
import { secondsOf } from './ids.ts';
import { messageObject } from './messages.ts';
import { teamOf } from './people.ts';
import type { Person } from './protocol.ts';
import { APP, directMessageId, TEAM } from './seed.ts';
import { viewObject } from './views-store.ts';
import type { ChannelRecord, MessageRecord, ViewRecord, Workspace } from './workspace.ts';

/** The legacy verification token, which nothing should trust. */
const LEGACY_TOKEN = 'local-legacy-token';

/** Where an action or a lookup happened. */
export type Place =
  | { readonly type: 'message'; readonly channel: ChannelRecord; readonly message: MessageRecord }
  | { readonly type: 'view'; readonly view: ViewRecord };

/** A moment as Slack writes it in payloads, `seconds.microseconds`. */
const stamp = (workspace: Workspace): string => workspace.timestamps.next(workspace.settings.clock());

/** What all interactive payloads share. */
function base(person: Person): Fields {
  return {
    team: teamOf(person),
    user: { id: person.id, username: person.name, name: person.name, team_id: person.grid?.teamId ?? person.teamId },
    api_app_id: APP.id,
    token: LEGACY_TOKEN,
    enterprise: null,
    is_enterprise_install: false,
  };
}

/** The channel's name as payloads tell it: only public ones have one. */
export function payloadChannelName({ kind, name }: ChannelRecord): string {
  if (kind === 'public') return name;
  return kind === 'dm' ? 'directmessage' : 'privategroup';
}

const channelPart = (channel: ChannelRecord): Fields => ({ id: channel.id, name: payloadChannelName(channel) });

/** Ephemeral messages are not sent along: the app gets their container only. */
function placePart(workspace: Workspace, place: Place): Fields {
  if (place.type === 'view') {
    return { container: { type: 'view', view_id: place.view.id }, view: viewObject(place.view) };
  }
  const { channel, message } = place;
  const isEphemeral = message.ephemeralFor !== null;
  return {
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: isEphemeral,
      ...(message.threadTs === null ? {} : { thread_ts: message.threadTs }),
    },
    channel: channelPart(channel),
    ...(isEphemeral ? {} : { message: messageObject(workspace, channel, message) }),
  };
}

export interface ActionPayload {
  readonly person: Person;
  readonly place: Place;
  readonly triggerId: string;
  readonly responseUrl: string | null;
  readonly state: Fields | null;
  /** The element, its value and ids. */
  readonly action: Fields;
}

/** `block_actions` */
export function blockActions(workspace: Workspace, given: ActionPayload): Fields {
  return {
    type: 'block_actions',
    ...base(given.person),
    trigger_id: given.triggerId,
    ...placePart(workspace, given.place),
    ...(given.responseUrl === null ? {} : { response_url: given.responseUrl }),
    ...(given.state === null ? {} : { state: { values: given.state } }),
    actions: [{ ...given.action, action_ts: stamp(workspace) }],
  };
}

/** `view_submission` */
export function viewSubmission(person: Person, view: ViewRecord, triggerId: string, urls: readonly Fields[]): Fields {
  return {
    type: 'view_submission',
    ...base(person),
    trigger_id: triggerId,
    view: viewObject(view),
    response_urls: urls,
  };
}

/** `view_closed` */
export const viewClosed = (person: Person, view: ViewRecord, isCleared: boolean): Fields => ({
  type: 'view_closed',
  ...base(person),
  view: viewObject(view),
  is_cleared: isCleared,
});

/** `block_suggestion` */
export function blockSuggestion(
  workspace: Workspace,
  person: Person,
  place: Place,
  asked: { readonly blockId: string; readonly actionId: string; readonly value: string },
): Fields {
  return {
    type: 'block_suggestion',
    ...base(person),
    action_id: asked.actionId,
    block_id: asked.blockId,
    value: asked.value,
    ...placePart(workspace, place),
  };
}

/** A global `shortcut` */
export const shortcut = (workspace: Workspace, person: Person, callbackId: string, triggerId: string): Fields => ({
  type: 'shortcut',
  ...base(person),
  callback_id: callbackId,
  trigger_id: triggerId,
  action_ts: stamp(workspace),
});

/** Addresses as people type them, outside of what is a link already. */
const ADDRESS = /<[^>]*>|(?<![\w@.-])(?:https?:\/\/)?(?:[a-z0-9-]+\.)+[a-z]{2,}(?:\/[^\s<>|,;]*)?/gi;

/** A message as the app gets it: Slack makes a link of every address that somebody types, with `http://` where they left it out. */
function asLinked(message: Fields): Fields {
  if (message.bot_id !== undefined || typeof message.text !== 'string') return message;
  const text = message.text.replace(/&(?!\w+;)/g, '&amp;').replace(ADDRESS, (found) => {
    if (found.startsWith('<')) return found;
    return /^https?:/i.test(found) ? `<${found}>` : `<http://${found}|${found}>`;
  });
  return { ...message, text };
}

/** A `message_action` */
export function messageAction(
  workspace: Workspace,
  person: Person,
  on: { readonly channel: ChannelRecord; readonly message: MessageRecord },
  ids: { readonly callbackId: string; readonly triggerId: string; readonly responseUrl: string },
): Fields {
  return {
    type: 'message_action',
    ...base(person),
    callback_id: ids.callbackId,
    trigger_id: ids.triggerId,
    response_url: ids.responseUrl,
    message_ts: on.message.ts,
    message: asLinked(messageObject(workspace, on.channel, on.message)),
    channel: channelPart(on.channel),
    action_ts: stamp(workspace),
  };
}

export interface CommandPayload {
  readonly person: Person;
  readonly channel: ChannelRecord;
  readonly command: string;
  readonly text: string;
  readonly responseUrl: string;
  readonly triggerId: string;
}

/** The form of a slash command. */
export const slashCommand = (given: CommandPayload): Readonly<Record<string, string>> => ({
  token: LEGACY_TOKEN,
  team_id: TEAM.id,
  team_domain: TEAM.domain,
  channel_id: given.channel.id,
  channel_name: payloadChannelName(given.channel),
  user_id: given.person.id,
  user_name: given.person.name,
  command: given.command,
  text: given.text,
  api_app_id: APP.id,
  is_enterprise_install: 'false',
  response_url: given.responseUrl,
  trigger_id: given.triggerId,
});

/** The envelope of `app_home_opened`; it carries the view once there is one. */
export function appHomeOpened(workspace: Workspace, person: Person, tab: 'home' | 'messages'): Fields {
  const home = workspace.homes.get(person.id);
  return {
    token: LEGACY_TOKEN,
    team_id: TEAM.id,
    context_team_id: TEAM.id,
    api_app_id: APP.id,
    type: 'event_callback',
    event_id: workspace.settings.newId('Ev0'),
    event_time: secondsOf(workspace.settings.clock()),
    authorizations: [
      { enterprise_id: null, team_id: TEAM.id, user_id: APP.userId, is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: false,
    event: {
      type: 'app_home_opened',
      user: person.id,
      channel: directMessageId(person.id),
      tab,
      ...(home ? { view: viewObject(home) } : {}),
      event_ts: stamp(workspace),
    },
  };
}
