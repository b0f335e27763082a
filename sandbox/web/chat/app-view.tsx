import { useEffect } from 'preact/hooks';
import type { Channel, Snapshot } from '../../slack/workspace/protocol.ts';
import { Blocks } from '../blocks/block.tsx';
import { SurfaceProvider } from '../form/surface.ts';
import { useSurfaceState } from '../form/use-surface-state.ts';
import { MenuToggle } from '../navigation/menu-toggle.tsx';
import { openHome } from '../net/workspace-api.ts';
import { Avatar } from '../shell/avatar.tsx';
import { Icon } from '../shell/icons.tsx';
import { useWorkspace } from '../shell/workspace-context.tsx';
import { ChannelFoot } from './channel-foot.tsx';
import { ChannelIntro } from './channel-intro.tsx';
import { MessageList } from './message-list.tsx';
import { isReply } from './message-time.ts';

const TABS = { home: 'Home', messages: 'Messages' } as const;
export type AppTab = keyof typeof TABS;

interface AppViewProps {
  /** The direct message with the app; null before there is one. */
  readonly channel: Channel | null;
  readonly tab: AppTab;
  readonly onTab: (tab: AppTab) => void;
  readonly onMenu: () => void;
}

/** The app's own place: its Home tab, and the direct message with it. Looking at a tab is reported, as Slack does. */
export function AppView({ channel, tab, onTab, onMenu }: AppViewProps) {
  const { me, snapshot, person } = useWorkspace();
  useEffect(() => void openHome(me.id, tab), [me.id, tab]);
  const { appName, botUserId } = snapshot.workspace;
  return (
    <section class="channel" aria-label={appName}>
      <header class="channel-header">
        <div class="channel-header__row">
          <MenuToggle onMenu={onMenu} />
          <h1 class="channel-header__name">
            <Avatar person={person(botUserId)} size={24} />
            {appName}
          </h1>
        </div>
        <nav class="tabs" aria-label="App tabs">
          {(['home', 'messages'] as const).map((name) => (
            <button
              key={name}
              type="button"
              class={name === tab ? 'tab is-active' : 'tab'}
              aria-pressed={name === tab}
              onClick={() => onTab(name)}
            >
              <Icon name={name} size={15} />
              {TABS[name]}
            </button>
          ))}
        </nav>
      </header>
      {tab === 'home' ? <Home key={me.id} home={snapshot.home} /> : <Conversation channel={channel} />}
    </section>
  );
}

function Conversation({ channel }: { channel: Channel | null }) {
  if (!channel) return <p class="empty">No messages with this app yet.</p>;
  return (
    <>
      <MessageList
        channel={channel}
        messages={channel.messages.filter((message) => !isReply(message))}
        label="Messages"
      >
        <ChannelIntro channel={channel} />
      </MessageList>
      <ChannelFoot channel={channel} />
    </>
  );
}

const NO_BLOCKS: readonly never[] = [];

function Home({ home }: { home: Snapshot['home'] }) {
  const { surface } = useSurfaceState({
    source: { type: 'view', viewId: home.viewId ?? '' },
    blocks: home.view?.blocks ?? NO_BLOCKS,
    serverValues: home.values,
  });
  if (!home.view)
    return <p class="empty">This is a work in progress: the app has not published its Home tab for you yet.</p>;
  return (
    <section class="home" aria-label="Home tab">
      <SurfaceProvider value={surface}>
        <Blocks blocks={home.view.blocks} />
      </SurfaceProvider>
    </section>
  );
}
