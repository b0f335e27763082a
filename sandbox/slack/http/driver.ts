/** The client API as functions: what the web client does over HTTP, tests do with these. */

import { press } from '../interactions/actions.ts';
import { sendMessage } from '../interactions/commands.ts';
import { askOptions } from '../interactions/options.ts';
import { openHome, type UseShortcut, useShortcut } from '../interactions/shortcuts.ts';
import { close, submit } from '../interactions/submissions.ts';
import { mimetypeOf } from '../web-api/files.ts';
import { resetWorkspace } from '../workspace/create-workspace.ts';
import { clientFile } from '../workspace/file-objects.ts';
import { secondsOf } from '../workspace/ids.ts';
import { findMessage, removeMessage } from '../workspace/messages.ts';
import type {
  AskOptions,
  CloseView,
  Delivered,
  FoundOptions,
  GridAnswer,
  PersonId,
  PressAction,
  SendMessage,
  SlackFaults,
  SlackFile,
  Snapshot,
  Submitted,
  SubmitView,
} from '../workspace/protocol.ts';
import { snapshotFor } from '../workspace/snapshot.ts';
import type { AppKeeper, ChannelRecord, FileRecord, FileStanding, Workspace } from '../workspace/workspace.ts';
import type { Deliveries } from './deliveries.ts';

export interface ClientDriver {
  /** What a person's client shows. Throws for unknown ids, as do all functions that name a person. */
  snapshot(as: PersonId): Snapshot;
  send(sent: SendMessage): Promise<Delivered>;
  press(pressed: PressAction): Promise<Delivered>;
  submit(sent: SubmitView): Promise<Submitted>;
  closeView(sent: CloseView): Promise<Delivered>;
  options(asked: AskOptions): Promise<FoundOptions>;
  shortcut(used: UseShortcut): Promise<Delivered>;
  openHome(as: PersonId, tab?: 'home' | 'messages'): Promise<Delivered>;
  /** Uploads a file as a person; name it in a `file_input` value by its id. */
  upload(as: PersonId, name: string, bytes: Buffer | string): SlackFile;
  /** How a file stands from now on; one that is `coming` is there after so many looks at it. */
  setFile(id: string, standing: FileStanding, looks?: number): void;
  read(as: PersonId, channel: string): void;
  setFaults(faults: Partial<SlackFaults>): void;
  setMembership(channel: string, user: PersonId, isMember: boolean): void;
  /** Archives a channel, or brings it back; lets people alone post in it, or apps too. */
  setChannel(channel: string, change: Partial<Pick<ChannelRecord, 'isArchived' | 'isRestricted'>>): void;
  /** What an admin or the retention of messages does. Replies stay, and nothing is sent to the app. */
  deleteMessage(channel: string, ts: string): void;
  /** For how long messages can be edited, in milliseconds; null: always. */
  setEditWindow(windowMs: number | null): void;
  setUserGroupMembers(userGroup: string, memberIds: readonly PersonId[]): void;
  /** Ends somebody's account: they can do nothing any more, and `users.info` says `deleted`. */
  deactivate(person: PersonId): void;
  /** What Slack says from now on of the workspaces that somebody belongs to; null: as for everybody else. */
  setGrid(person: PersonId, grid: GridAnswer | null): void;
  /** Whether Slack shows somebody to the app: `user_not_visible` otherwise. */
  setVisible(person: PersonId, isVisible: boolean): void;
  /** Whether the app may write direct messages at all: `messages_tab_disabled` otherwise. */
  setMessagesTab(isEnabled: boolean): void;
  /** Hands over the keeper of the app's process; call `appChanged` when its state changes. */
  setAppKeeper(keeper: AppKeeper): void;
  appChanged(): void;
  /** Ends the app's process with SIGKILL; does nothing when nobody keeps it. */
  killApp(): void;
  /** Back to the seed; open views, messages and faults are gone. */
  reset(): void;
}

function found<Value>(map: ReadonlyMap<string, Value>, id: string): Value {
  const value = map.get(id);
  if (value === undefined) throw new Error(`there is no ${id}`);
  return value;
}

function upload(workspace: Workspace, as: PersonId, name: string, bytes: Buffer): SlackFile {
  found(workspace.people, as);
  const file: FileRecord = {
    id: workspace.settings.newId('F0'),
    name,
    title: name,
    mimetype: mimetypeOf(name),
    user: as,
    createdSeconds: secondsOf(workspace.settings.clock()),
    bytes,
    standing: 'there',
    looksLeft: 0,
    isGivenToApp: false,
  };
  workspace.files.set(file.id, file);
  workspace.changed();
  return clientFile(file);
}

function setMembership(workspace: Workspace, channelId: string, user: PersonId, isMember: boolean): void {
  const { memberIds } = found(workspace.channels, channelId);
  found(workspace.people, user);
  if (isMember) memberIds.add(user);
  else memberIds.delete(user);
  workspace.changed();
}

function switches(
  workspace: Workspace,
): Pick<
  ClientDriver,
  | 'setFaults'
  | 'setFile'
  | 'setChannel'
  | 'deleteMessage'
  | 'setEditWindow'
  | 'setUserGroupMembers'
  | 'deactivate'
  | 'setGrid'
  | 'setVisible'
  | 'setMessagesTab'
  | 'read'
  | 'setAppKeeper'
  | 'appChanged'
  | 'killApp'
> {
  return {
    setFaults: (faults) => {
      workspace.faults = { ...workspace.faults, ...faults };
      workspace.changed();
    },
    setFile: (id, standing, looks = 0) => {
      const file = found(workspace.files, id);
      file.standing = standing;
      file.looksLeft = looks;
      workspace.changed();
    },
    setChannel: (id, change) => {
      Object.assign(found(workspace.channels, id), change);
      workspace.changed();
    },
    deleteMessage: (id, ts) => {
      const channel = found(workspace.channels, id);
      const message = findMessage(channel, ts, null);
      if (!message) throw new Error(`there is no message ${ts}`);
      removeMessage(workspace, channel, message);
    },
    setEditWindow: (windowMs) => {
      workspace.editWindowMs = windowMs;
      workspace.changed();
    },
    setUserGroupMembers: (userGroup, memberIds) => {
      found(workspace.userGroups, userGroup).memberIds = [...memberIds];
      workspace.changed();
    },
    deactivate: (id) => {
      workspace.people.set(id, { ...found(workspace.people, id), kind: 'deactivated' });
      workspace.changed();
    },
    setGrid: (id, grid) => {
      const { grid: _before, ...person } = found(workspace.people, id);
      workspace.people.set(id, grid === null ? person : { ...person, grid });
      workspace.changed();
    },
    setVisible: (id, isVisible) => {
      found(workspace.people, id);
      if (isVisible) workspace.hiddenIds.delete(id);
      else workspace.hiddenIds.add(id);
      workspace.changed();
    },
    setMessagesTab: (isEnabled) => {
      workspace.hasMessagesTab = isEnabled;
      workspace.changed();
    },
    setAppKeeper: (keeper) => {
      workspace.appKeeper = keeper;
      workspace.changed();
    },
    appChanged: () => workspace.changed(),
    killApp: () => workspace.appKeeper?.kill(),
    read: (as, id) => {
      const channel = found(workspace.channels, id);
      const last = channel.messages.at(-1);
      if (last) channel.readTs.set(as, last.ts);
      workspace.changed();
    },
  };
}

/** The driver of a workspace. */
export function createDriver(workspace: Workspace, deliveries: Deliveries, vendorUrl: string | null): ClientDriver {
  return {
    snapshot: (as) => snapshotFor(workspace, as, vendorUrl),
    send: (sent) => sendMessage(workspace, deliveries, sent),
    press: (pressed) => press(workspace, deliveries, pressed),
    submit: (sent) => submit(workspace, deliveries, sent),
    closeView: (sent) => close(workspace, deliveries, sent),
    options: (asked) => askOptions(workspace, deliveries, asked),
    shortcut: (used) => useShortcut(workspace, deliveries, used),
    openHome: (as, tab = 'home') => openHome(workspace, deliveries, { as, tab }),
    upload: (as, name, bytes) => upload(workspace, as, name, Buffer.from(bytes)),
    setMembership: (channel, user, isMember) => setMembership(workspace, channel, user, isMember),
    ...switches(workspace),
    reset: () => resetWorkspace(workspace),
  };
}
