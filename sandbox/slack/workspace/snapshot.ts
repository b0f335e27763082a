/** What one person's client shows. */
import { clientFile } from './file-objects.ts';
import { IS_MESSAGES_TAB_READ_ONLY } from './manifest.ts';
import { repliesTo } from './messages.ts';
import { isVisible } from './people.ts';
import type { Channel, Message, OpenView, Person, PersonId, Snapshot } from './protocol.ts';
import { APP, TEAM } from './seed.ts';
import { stackOf } from './views-store.ts';
import type { ChannelRecord, MessageRecord, Workspace } from './workspace.ts';

function clientMessage(workspace: Workspace, channel: ChannelRecord, message: MessageRecord): Message {
  return {
    ts: message.ts,
    user: message.user,
    text: message.text,
    blocks: message.blocks,
    threadTs: message.threadTs,
    replyCount: message.threadTs === null ? repliesTo(channel, message.ts).length : 0,
    isEphemeral: message.ephemeralFor !== null,
    editedTs: message.editedTs,
    files: message.fileIds.flatMap((id) => {
      const file = workspace.files.get(id);
      return file ? [clientFile(file)] : [];
    }),
  };
}

function clientChannel(workspace: Workspace, person: Person, channel: ChannelRecord): Channel {
  const shown = channel.messages.filter(({ ephemeralFor }) => ephemeralFor === null || ephemeralFor === person.id);
  const readTs = channel.readTs.get(person.id) ?? '';
  const isMember = channel.memberIds.has(person.id);
  return {
    id: channel.id,
    name: channel.name,
    kind: channel.kind,
    isMember,
    botIsMember: channel.memberIds.has(APP.userId),
    isArchived: channel.isArchived,
    isRestricted: channel.isRestricted,
    unread: isMember ? shown.filter(({ ts, user }) => ts > readTs && user !== person.id).length : 0,
    topic: channel.topic,
    memberIds: [...channel.memberIds],
    messages: shown.map((message) => clientMessage(workspace, channel, message)),
  };
}

function openViews(workspace: Workspace, person: PersonId): readonly OpenView[] {
  return stackOf(workspace, person).flatMap(({ id, hash, rootViewId, previousViewId, view, values }) =>
    view.type === 'modal' ? [{ id, hash, rootViewId, previousViewId, view, values }] : [],
  );
}

function homeOf(workspace: Workspace, person: PersonId): Snapshot['home'] {
  const record = workspace.homes.get(person);
  if (record?.view.type !== 'home') return { view: null, viewId: null, values: {} };
  return { view: record.view, viewId: record.id, values: record.values };
}

/** The client of a person; throws for unknown ids. */
export function snapshotFor(workspace: Workspace, as: PersonId, vendorUrl: string | null): Snapshot {
  const me = workspace.people.get(as);
  if (!me) throw new Error(`nobody has the id ${as}`);
  const channels = [...workspace.channels.values()].filter((channel) => isVisible(me, channel));
  const groups = [...workspace.userGroups.values()].filter((group) => !group.isDisabled);
  return {
    workspace: {
      teamId: TEAM.id,
      name: TEAM.name,
      botUserId: APP.userId,
      appName: APP.name,
      isMessagesTabReadOnly: IS_MESSAGES_TAB_READ_ONLY,
    },
    me,
    people: [...workspace.people.values()],
    userGroups: groups.map(({ id, handle, name, memberIds }) => ({ id, handle, name, memberIds })),
    channels: channels.map((channel) => clientChannel(workspace, me, channel)),
    modals: openViews(workspace, as),
    home: homeOf(workspace, as),
    commands: workspace.settings.commands,
    shortcuts: workspace.settings.shortcuts,
    faults: workspace.faults,
    vendorUrl,
    nowMs: workspace.settings.clock().getTime(),
    appProcess: workspace.appKeeper?.state() ?? null,
    appDeath: workspace.appKeeper?.lastDeath() ?? null,
  };
}
