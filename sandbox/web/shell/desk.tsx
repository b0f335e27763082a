import { useEffect, useState } from 'preact/hooks';
import type { PersonId, Snapshot } from '../../slack/workspace/protocol.ts';
import { AppView } from '../chat/app-view.tsx';
import { ChannelView } from '../chat/channel-view.tsx';
import { ThreadPane } from '../chat/thread-pane.tsx';
import { ConfirmProvider } from '../form/confirm-context.tsx';
import { ModalStack } from '../modal/modal-stack.tsx';
import { Rail } from '../navigation/rail.tsx';
import { Sidebar } from '../navigation/sidebar.tsx';
import { TopBar } from '../navigation/top-bar.tsx';
import { markRead } from '../net/workspace-api.ts';
import { VendorPanel } from '../vendor-panel/vendor-panel.tsx';
import { APP_PLACE, placesOf } from './places.ts';
import { Toasts } from './toasts.tsx';
import type { UrlState } from './url-state.ts';
import { usePanel } from './use-panel.ts';
import type { Theme } from './use-theme.ts';
import { useToasts } from './use-toasts.ts';
import { useWorkspaceValue } from './use-workspace-value.ts';
import { WorkspaceProvider } from './workspace-context.tsx';

interface DeskProps {
  readonly snapshot: Snapshot;
  readonly isConnected: boolean;
  readonly url: UrlState;
  readonly theme: Theme;
  readonly onUrl: (change: Partial<UrlState>) => void;
  readonly onSwitch: (id: PersonId) => void;
  readonly onTheme: (theme: Theme) => void;
}

/** Slack's window with the vendor's panel beside it. */
export function Desk({ snapshot, isConnected, url, theme, onUrl, onSwitch, onTheme }: DeskProps) {
  const { toasts, notify, dismiss } = useToasts();
  const [isMenuOpen, setMenuOpen] = useState(false);
  const places = placesOf(snapshot, url);
  const { channel, thread, isApp } = places;
  const panel = usePanel(url.panel, thread !== null, (next) => onUrl({ panel: next }));
  const go = (change: Partial<UrlState>) => {
    onUrl({ thread: null, ...change });
    setMenuOpen(false);
  };
  const workspace = useWorkspaceValue(snapshot, notify, {
    openChannel: (id) => go({ channel: id }),
    openThread: ({ ts, threadTs }) => onUrl({ thread: threadTs ?? ts }),
  });
  const showMenu = () => setMenuOpen(true);
  const unreadId = channel && channel.unread > 0 && (!isApp || places.tab === 'messages') ? channel.id : null;
  const newest = channel?.messages.at(-1)?.ts;
  useEffect(() => {
    if (unreadId !== null && newest !== undefined) void markRead(snapshot.me.id, unreadId);
  }, [unreadId, newest, snapshot.me.id]);

  return (
    <WorkspaceProvider value={workspace}>
      <div class={`desk ${panel.isFolded ? 'has-strip' : 'has-panel'} ${thread ? 'has-thread' : ''}`}>
        <div class="slack">
          <ConfirmProvider>
            <TopBar onSwitch={onSwitch} onPanel={() => panel.fold(false)} />
            <Rail active={places.rail} theme={theme} onTheme={onTheme} onOpen={(place) => go(places.startOf(place))} />
            <Sidebar
              activeId={isApp ? '' : (channel?.id ?? '')}
              isAppActive={isApp}
              isOpen={isMenuOpen}
              isConnected={isConnected}
              onOpen={(id) => go({ channel: id })}
              onOpenApp={() => go({ channel: APP_PLACE, tab: places.appUnread > 0 ? 'messages' : places.tab })}
            />
            {isMenuOpen && (
              <button type="button" class="scrim" aria-label="Hide channels" onClick={() => setMenuOpen(false)} />
            )}
            <main class="content">
              {isApp && (
                <AppView
                  channel={channel}
                  tab={places.tab}
                  onTab={(tab) => go({ channel: APP_PLACE, tab })}
                  onMenu={showMenu}
                />
              )}
              {!isApp && channel && (
                <ChannelView key={`${snapshot.me.id} ${channel.id}`} channel={channel} onMenu={showMenu} />
              )}
              {channel && thread && (
                <ThreadPane channel={channel} parent={thread} onClose={() => onUrl({ thread: null })} />
              )}
            </main>
            <ModalStack key={snapshot.me.id} modals={snapshot.modals} />
            <Toasts toasts={toasts} onDismiss={dismiss} />
          </ConfirmProvider>
        </div>
        <VendorPanel
          tab={panel.tab}
          isFolded={panel.isFolded}
          channel={channel}
          onTab={panel.open}
          onFold={panel.fold}
        />
      </div>
    </WorkspaceProvider>
  );
}
