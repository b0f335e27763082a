import type { Channel, Message } from '../../slack/workspace/protocol.ts';
import { areYouSure } from '../admin/are-you-sure.ts';
import { useConfirm } from '../form/confirm-context.tsx';
import { deleteMessage, runShortcut } from '../net/workspace-api.ts';
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
  const confirm = useConfirm();
  const shortcuts = snapshot.shortcuts.filter(({ type }) => type === 'message');
  const items = shortcuts.map(({ callbackId, name }) => ({
    key: callbackId,
    text: name,
    detail: snapshot.workspace.appName,
    onChoose: () => void report(runShortcut(me.id, callbackId, { channel: channel.id, ts: message.ts })),
  }));
  const remove = async () => {
    const text = 'It is gone for everybody, and the app is not told. Replies to it stay.';
    const isSure = await confirm(areYouSure('Delete this message?', text, 'Delete'));
    if (isSure) await report(deleteMessage(channel.id, message.ts));
  };
  const ofAdmins = { key: 'delete', text: 'Delete message…', detail: 'as an admin', onChoose: () => void remove() };
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
      <MenuButton label="More actions" icon="more" className="toolbar__button" items={[...items, ofAdmins]} />
    </div>
  );
}
