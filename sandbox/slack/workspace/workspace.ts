/** Everything that the local Slack workspace knows, and the rules for touching it: callers mutate, then say `changed()`. */
import type { HomeView, ModalView } from '@slack/types';
import type { Fields } from '../http/json.ts';
import { type TimestampSource, timestampSource } from './ids.ts';
import type { SlackBlock } from './normalise.ts';
import type { Person, PersonId, SlackFaults, Snapshot, StateValues } from './protocol.ts';
import { seed } from './seed.ts';

export interface ChannelRecord {
  readonly id: string;
  readonly name: string;
  readonly kind: 'public' | 'private' | 'dm';
  readonly topic: string;
  readonly memberIds: Set<PersonId>;
  /** Oldest first. */
  messages: MessageRecord[];
  /** The newest timestamp that each person has read. */
  readonly readTs: Map<PersonId, string>;
}

export interface MessageRecord {
  readonly ts: string;
  readonly user: PersonId;
  readonly text: string;
  readonly blocks: readonly SlackBlock[];
  readonly threadTs: string | null;
  readonly editedTs: string | null;
  readonly fileIds: readonly string[];
  /** The only person who sees it; null for ordinary messages. */
  readonly ephemeralFor: PersonId | null;
  readonly metadata: Fields | null;
}

export interface FileRecord {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly mimetype: string;
  readonly user: PersonId;
  readonly createdSeconds: number;
  readonly bytes: Buffer;
}

export interface UserGroupRecord {
  readonly id: string;
  readonly handle: string;
  readonly name: string;
  readonly isDisabled: boolean;
  memberIds: readonly PersonId[];
}

export interface ViewRecord {
  readonly id: string;
  readonly ownerId: PersonId;
  readonly rootViewId: string;
  readonly previousViewId: string | null;
  hash: string;
  view: NormalModal | NormalHome;
  values: StateValues;
}

/** A view after Slack has filled in what the app left out. */
interface NormalParts {
  readonly blocks: SlackBlock[];
  readonly private_metadata: string;
  readonly callback_id: string;
  readonly external_id: string;
}
export type NormalModal = Omit<ModalView, 'blocks'> &
  NormalParts & { readonly clear_on_close: boolean; readonly notify_on_close: boolean };
export type NormalHome = Omit<HomeView, 'blocks'> & NormalParts;

export interface TriggerRecord {
  readonly person: PersonId;
  readonly issuedAtMs: number;
  /** The modal it came from, which `views.push` needs. */
  readonly viewId: string | null;
  isUsed: boolean;
}

export interface ResponseUrlRecord {
  readonly channel: string;
  readonly person: PersonId;
  /** The message that may be replaced; null for commands, shortcuts and views. */
  readonly messageTs: string | null;
  readonly issuedAtMs: number;
  uses: number;
}

export interface UploadRecord {
  readonly name: string;
  readonly lengthBytes: number;
  bytes: Buffer | null;
  mimetype: string;
}

/** What stays the same while the workspace runs. */
export interface WorkspaceSettings {
  readonly clock: () => Date;
  readonly newId: (prefix: string) => string;
  /** Where the workspace itself listens, without a slash at the end. */
  readonly baseUrl: () => string;
  readonly commands: Snapshot['commands'];
  readonly shortcuts: Snapshot['shortcuts'];
  /** What an expired trigger is told as; Slack uses both (slackapi/node-slack-sdk#1131). */
  readonly expiredTriggerSpelling: 'expired_trigger_id' | 'invalid_arguments';
}

/** Keeps the process of the app, which may be killed to see it recover. */
export interface AppKeeper {
  state(): NonNullable<Snapshot['appProcess']>;
  kill(): void;
  /** Stops the app, calls `onStopped`, and starts it again with nothing kept. */
  startAnew(onStopped: () => void): Promise<void>;
}

export interface Workspace {
  readonly settings: WorkspaceSettings;
  readonly people: Map<PersonId, Person>;
  readonly userGroups: Map<string, UserGroupRecord>;
  readonly channels: Map<string, ChannelRecord>;
  readonly files: Map<string, FileRecord>;
  readonly uploads: Map<string, UploadRecord>;
  /** Open modals by person, root first. */
  readonly modals: Map<PersonId, ViewRecord[]>;
  readonly homes: Map<PersonId, ViewRecord>;
  readonly triggers: Map<string, TriggerRecord>;
  readonly responseUrls: Map<string, ResponseUrlRecord>;
  /** Inputs in messages, keyed by channel, timestamp and person. */
  readonly messageValues: Map<string, StateValues>;
  faults: SlackFaults;
  /** Whether the app's settings let it write direct messages (manifest: `messages_tab_enabled`). */
  hasMessagesTab: boolean;
  /** People whom Slack does not show the app. */
  readonly hiddenIds: Set<PersonId>;
  /** Who keeps the app's process; null when nobody does. */
  appKeeper: AppKeeper | null;
  timestamps: TimestampSource;
  readonly listeners: Set<() => void>;
  /** Tells the streams and the saver that something is different. */
  changed(): void;
}

export const NO_FAULTS: SlackFaults = { duplicateDeliveries: false, deliveryDelayMs: 0, webApiDown: false };

/** A workspace with the people and channels of the seed. */
export function createWorkspace(settings: WorkspaceSettings): Workspace {
  const listeners = new Set<() => void>();
  const workspace: Workspace = {
    settings,
    people: new Map(),
    userGroups: new Map(),
    channels: new Map(),
    files: new Map(),
    uploads: new Map(),
    modals: new Map(),
    homes: new Map(),
    triggers: new Map(),
    responseUrls: new Map(),
    messageValues: new Map(),
    faults: NO_FAULTS,
    hasMessagesTab: true,
    hiddenIds: new Set(),
    appKeeper: null,
    timestamps: timestampSource(0),
    listeners,
    changed: () => {
      for (const listener of listeners) listener();
    },
  };
  seed(workspace);
  return workspace;
}

/**
 * Back to the seed. Timestamps go on, so that an app that remembers takes nothing old for something new; with an app that is
 * kept, it begins anew too, and so do they.
 */
export function resetWorkspace(workspace: Workspace): void {
  const { appKeeper } = workspace;
  const beginAnew = () => {
    workspace.timestamps = timestampSource(0);
    clear(workspace);
  };
  if (appKeeper) void appKeeper.startAnew(beginAnew);
  else clear(workspace);
}

function clear(workspace: Workspace): void {
  const { people, userGroups, channels, files, uploads, modals, homes, triggers, responseUrls, messageValues } =
    workspace;
  for (const map of [
    people,
    userGroups,
    channels,
    files,
    uploads,
    modals,
    homes,
    triggers,
    responseUrls,
    messageValues,
  ]) {
    map.clear();
  }
  workspace.faults = NO_FAULTS;
  workspace.hasMessagesTab = true;
  workspace.hiddenIds.clear();
  seed(workspace);
  workspace.changed();
}
