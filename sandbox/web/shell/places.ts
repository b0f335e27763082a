import type { Channel, Message, Snapshot } from '../../slack/workspace/protocol.ts';
import type { UrlState } from './url-state.ts';

/** Stands for the app's own place in the address, whether or not there is a direct message with it yet. */
export const APP_PLACE = 'app';

type RailPlace = 'home' | 'messages' | 'app';

/** Where somebody is, as the address says and as their own channels allow. */
export interface Places {
  readonly channel: Channel | null;
  readonly isApp: boolean;
  readonly tab: 'home' | 'messages';
  readonly thread: Message | null;
  readonly rail: RailPlace;
  readonly appUnread: number;
  /** Where a press in the rail leads. */
  readonly startOf: (place: RailPlace) => Partial<UrlState>;
}

/** Finds the place that the address names; a channel this person cannot see gives their first one. */
export function placesOf(snapshot: Snapshot, url: UrlState): Places {
  const { channels, workspace } = snapshot;
  const withApp =
    channels.find(({ kind, memberIds }) => kind === 'dm' && memberIds.includes(workspace.botUserId)) ?? null;
  const named = channels.find(({ id }) => id === url.channel);
  const home = channels.find(({ kind, isMember }) => kind !== 'dm' && isMember) ?? channels[0] ?? null;
  const direct = channels.find(({ kind, id }) => kind === 'dm' && id !== withApp?.id);
  const isApp = url.channel === APP_PLACE || (withApp !== null && named?.id === withApp.id);
  const channel = isApp ? withApp : (named ?? home);
  const thread = channel?.messages.find(({ ts }) => ts === url.thread) ?? null;
  return {
    channel,
    isApp,
    tab: url.tab ?? (named && named.id === withApp?.id ? 'messages' : 'home'),
    thread,
    rail: isApp ? 'app' : channel?.kind === 'dm' ? 'messages' : 'home',
    appUnread: withApp?.unread ?? 0,
    startOf: (place) => {
      if (place === 'home') return { channel: home?.id ?? null };
      if (place === 'messages' && direct) return { channel: direct.id };
      return { channel: APP_PLACE, tab: place === 'app' ? 'home' : 'messages' };
    },
  };
}
