import type { Channel, Message } from '../../slack/workspace/protocol.ts';
import { runShortcut } from '../net/workspace-api.ts';
import { Icon } from '../shell/icons.tsx';
import { MenuButton } from '../shell/menu-button.tsx';
import { useWorkspace } from '../shell/workspace-context.tsx';

interface MessageToolbarProps {
  readonly channel: Channel;
  readonly message: Message;
  readonly isInThread: boolean;
}

/** What can be done with a message, shown while the pointer or the focus is on it. */
export function MessageToolbar({ channel, message, isInThread }: MessageToolbarProps) {
  const { me, snapshot, openThread, report } = useWorkspace();
  const shortcuts = snapshot.shortcuts.filter(({ type }) => type === 'message');
  const items = shortcuts.map(({ callbackId, name }) => ({
    key: callbackId,
    text: name,
    detail: snapshot.workspace.appName,
    onChoose: () => void report(runShortcut(me.id, callbackId, { channel: channel.id, ts: message.ts })),
  }));
  if (isInThread && items.length === 0) return null;
  return (
    <div class="toolbar" role="toolbar" aria-label="Message actions">
      {!isInThread && (
        <button
          type="button"
          class="toolbar__button"
          aria-label="Reply in thread"
          title="Reply in thread"
          onClick={() => openThread(message)}
        >
          <Icon name="thread" size={16} />
        </button>
      )}
      {items.length > 0 && <MenuButton label="More actions" icon="more" className="toolbar__button" items={items} />}
    </div>
  );
}
