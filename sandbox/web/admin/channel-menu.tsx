import type { Channel } from '../../slack/workspace/protocol.ts';
import { useConfirm } from '../form/confirm-context.tsx';
import { setChannel } from '../net/workspace-api.ts';
import { MenuButton } from '../shell/menu-button.tsx';
import { useWorkspace } from '../shell/workspace-context.tsx';
import { areYouSure } from './are-you-sure.ts';

/** What an admin does to a channel: archives it, or keeps apps from posting there. */
export function ChannelMenu({ channel }: { channel: Channel }) {
  const { report } = useWorkspace();
  const confirm = useConfirm();
  const { id, name, isArchived, isRestricted } = channel;
  const archive = async () => {
    const text = `Nobody can write in #${name} until it is unarchived, and no app either. What was written stays.`;
    const isSure = isArchived || (await confirm(areYouSure('Archive this channel?', text, 'Archive')));
    if (isSure) await report(setChannel(id, { isArchived: !isArchived }));
  };
  return (
    <MenuButton
      label="More actions for the channel"
      icon="more"
      className="icon-button"
      items={[
        {
          key: 'archive',
          text: isArchived ? 'Unarchive channel' : 'Archive channel…',
          detail: 'as an admin',
          onChoose: () => void archive(),
        },
        {
          key: 'restrict',
          text: isRestricted ? 'Let apps post again' : 'Let only people post',
          detail: 'as an admin',
          onChoose: () => void report(setChannel(id, { isRestricted: !isRestricted })),
        },
      ]}
    />
  );
}
