import { useState } from 'preact/hooks';
import type { Channel } from '../../slack/workspace/protocol.ts';
import { MemberRow } from '../admin/member-row.tsx';
import { Avatar } from '../shell/avatar.tsx';
import { Icon } from '../shell/icons.tsx';
import { useWorkspace } from '../shell/workspace-context.tsx';

/** Faces and number of a channel's members; a press lists them. */
export function MemberList({ channel }: { channel: Channel }) {
  const { person } = useWorkspace();
  const [isOpen, setOpen] = useState(false);
  const members = channel.memberIds.map((id) => person(id)).filter((member) => member !== null);
  return (
    <div class="members">
      <button
        type="button"
        class="members__button"
        aria-label={`${members.length} members`}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <span class="members__faces">
          {members.slice(0, 3).map((member) => (
            <Avatar key={member.id} person={member} size={20} />
          ))}
        </span>
        {members.length}
      </button>
      {isOpen && (
        <div class="members__list">
          <div class="members__head">
            <b>{members.length} members</b>
            <button type="button" class="icon-button" aria-label="Close members" onClick={() => setOpen(false)}>
              <Icon name="close" size={14} />
            </button>
          </div>
          {members.map((member) => (
            <MemberRow key={member.id} member={member} />
          ))}
        </div>
      )}
    </div>
  );
}
