/** Everything that the local Slack workspace knows, and the rule for touching it: callers mutate, then say `changed()`. */
import type { HomeView, ModalView } from '@slack/types';
import type { Fields } from '../http/json.ts';
import type { TimestampSource } from './ids.ts';
import type { Person, PersonId, SlackFaults, Snapshot, StateValues } from './protocol.ts';

/** A block after normalising: it always has an id. */
export interface SlackBlock {
  readonly type: string;
  readonly block_id: string;
  readonly [key: string]: unknown;
}

export interface ChannelRecord {
  readonly id: string;
  readonly name: string;
  readonly kind: 'public' | 'private' | 'dm';
  readonly topic: string;
  /** An archived channel can be read, and nobody writes in it. */
  isArchived: boolean;
  /** Its settings let only some people post, and no app. */
  isRestricted: boolean;
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

/**
 * Whether a file can be had. `coming`: Slack has its name, and no address of its bytes yet. `hidden`: too old for a free plan.
 * `remote`: it is a link to another service. `denied`: its owner's company does not share it.
 */
export type FileStanding = 'there' | 'coming' | 'deleted' | 'hidden' | 'remote' | 'denied';

export interface FileRecord {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly mimetype: string;
  readonly user: PersonId;
  readonly createdSeconds: number;
  readonly bytes: Buffer;
  standing: FileStanding;
  /** After so many looks, a file that is coming is there. */
  looksLeft: number;
  /** Whether the app was given it in a form. */
  isGivenToApp: boolean;
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
  readonly install: 'workspace' | 'organization';
  readonly botScopes: readonly string[];
}

/** Keeps the process of the app, which may be killed to see it recover. */
export interface AppKeeper {
  state(): NonNullable<Snapshot['appProcess']>;
  /** The last time that it died; null when it has not, since it was started anew. */
  lastDeath(): Snapshot['appDeath'];
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
  /** For how long a message can be edited, in milliseconds; null: always. A setting of the workspace. */
  editWindowMs: number | null;
  /** People whom Slack does not show the app. */
  readonly hiddenIds: Set<PersonId>;
  /** Who keeps the app's process; null when nobody does. */
  appKeeper: AppKeeper | null;
  timestamps: TimestampSource;
  readonly listeners: Set<() => void>;
  /** Tells the streams and the saver that something is different. */
  changed(): void;
}
