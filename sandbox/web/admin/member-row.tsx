import type { Person } from '../../slack/workspace/protocol.ts';
import { useConfirm } from '../form/confirm-context.tsx';
import { deactivate } from '../net/workspace-api.ts';
import { Avatar } from '../shell/avatar.tsx';
import { useWorkspace } from '../shell/workspace-context.tsx';
import { areYouSure } from './are-you-sure.ts';

/** One member of a channel, whose account an admin can end; not one's own, and not of another company. */
export function MemberRow({ member }: { member: Person }) {
  const workspace = useWorkspace();
  const confirm = useConfirm();
  const { id, realName, title, kind } = member;
  const canEnd = (kind === 'member' || kind === 'guest') && id !== workspace.me.id;
  const end = async () => {
    const text = `${realName} can do nothing in this workspace any more, until everything is reset.`;
    if (await confirm(areYouSure('Deactivate this account?', text, 'Deactivate')))
      await workspace.report(deactivate(id));
  };
  return (
    <div class="members__row">
      <Avatar person={member} size={28} />
      <span class="members__who">
        <b>{realName}</b>
        <span class="members__title">{kind === 'deactivated' ? 'Deactivated account' : title}</span>
      </span>
      {canEnd && (
        <button
          type="button"
          class="members__end"
          aria-label={`Deactivate ${realName}`}
          title="Deactivate account, as an admin"
          onClick={() => void end()}
        >
          Deactivate…
        </button>
      )}
    </div>
  );
}
