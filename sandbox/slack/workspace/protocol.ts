/**
 * How the web client talks to the local Slack workspace: the private half of the sandbox, as the Web API under `/api/`
 * and the signed requests to the app are its public half. All paths are below `/client`, take and answer JSON.
 * Every request names the person at the keyboard with `as`: one page can play everybody.
 */
import type { AnyBlock, HomeView, ModalView, PlainTextOption } from '@slack/types';

export type PersonId = string;

/** Somebody who may sit at the keyboard, or a bot. */
export interface Person {
  readonly id: PersonId;
  readonly name: string;
  readonly realName: string;
  readonly title: string;
  readonly teamId: string;
  readonly kind: 'member' | 'guest' | 'stranger' | 'deactivated' | 'bot';
  /** What `users.info` says of somebody in an organization of several workspaces, instead of `teamId`. */
  readonly grid?: GridAnswer;
  /** Hue of the drawn avatar, 0-359. */
  readonly hue: number;
}

/** A `team_id` that is missing, the organization's, or that of somebody's home; and the workspaces they belong to, when told. */
export interface GridAnswer {
  readonly teamId: string | null;
  readonly teams: readonly string[] | null;
}

export interface SlackFile {
  readonly id: string;
  readonly name: string;
  readonly mimetype: string;
  readonly size: number;
  /** First 2,000 characters of a text file, for the preview. */
  readonly preview: string;
}

export interface Message {
  readonly ts: string;
  readonly user: PersonId;
  readonly text: string;
  readonly blocks: readonly AnyBlock[];
  readonly threadTs: string | null;
  readonly replyCount: number;
  /** Seen only by the person asking. Not kept over a restart of the workspace. */
  readonly isEphemeral: boolean;
  readonly editedTs: string | null;
  readonly files: readonly SlackFile[];
}

export interface Channel {
  readonly id: string;
  /** Without `#`; for a direct message, the other side's name. */
  readonly name: string;
  readonly kind: 'public' | 'private' | 'dm';
  readonly isMember: boolean;
  readonly botIsMember: boolean;
  /** It can be read, and nobody writes in it. */
  readonly isArchived: boolean;
  /** Its settings let no app post. */
  readonly isRestricted: boolean;
  readonly unread: number;
  readonly topic: string;
  readonly memberIds: readonly PersonId[];
  /** Oldest first, replies of threads included (told by `threadTs`). */
  readonly messages: readonly Message[];
}

/** A view on screen: what the app sent, normalised as Slack does, with the ids that Slack adds. */
export interface OpenView {
  readonly id: string;
  readonly hash: string;
  readonly rootViewId: string;
  readonly previousViewId: string | null;
  readonly view: ModalView;
  /** What is filled in, as Slack would send it: block id -> action id -> value. */
  readonly values: StateValues;
}
export type StateValues = Readonly<Record<string, Readonly<Record<string, StateValue>>>>;
/** One value of `view.state.values`; the fields are those of the Slack payload for that element type. */
export type StateValue = Readonly<Record<string, unknown>> & { readonly type: string };

/** `GET /client/snapshot?as=U1`, and each `data:` of the event stream `GET /client/stream?as=U1` (sent on every change). */
export interface Snapshot {
  readonly workspace: {
    readonly teamId: string;
    readonly name: string;
    readonly botUserId: PersonId;
    readonly appName: string;
    /** Whether people can read the app's messages, and not write to it. */
    readonly isMessagesTabReadOnly: boolean;
  };
  readonly me: Person;
  readonly people: readonly Person[];
  readonly userGroups: readonly {
    readonly id: string;
    readonly handle: string;
    readonly name: string;
    readonly memberIds: readonly PersonId[];
  }[];
  readonly channels: readonly Channel[];
  /** Stack of open modals of this person, root first. */
  readonly modals: readonly OpenView[];
  readonly home: {
    readonly view: HomeView | null;
    readonly viewId: string | null;
    /** What is filled in on the Home tab, as in `OpenView.values`. */
    readonly values: StateValues;
  };
  readonly commands: readonly {
    readonly command: string;
    readonly description: string;
    readonly usageHint: string;
    /** Whether mentions, channels and links in its text are written out in pointed brackets. */
    readonly shouldEscape: boolean;
  }[];
  readonly shortcuts: readonly {
    readonly callbackId: string;
    readonly name: string;
    readonly type: 'global' | 'message';
  }[];
  readonly faults: SlackFaults;
  /** Origin of the local ScaledMail, whose `/control` the side panel uses; null when the workspace runs alone. */
  readonly vendorUrl: string | null;
  /** The moment in Unix milliseconds, by the workspace's own clock, which may have been moved. */
  readonly nowMs: number;
  /** How the app's process is, when the workspace's keeper lets it be killed; null otherwise. */
  readonly appProcess: 'starting' | 'running' | 'down' | 'stopped' | null;
  /** The last time that the process of the app died; null when it has not, or nobody keeps it. */
  readonly appDeath: AppDeath | null;
}

/** A death of the app's process, and what it was doing. Moments are by the workspace's own clock, as `nowMs`. */
export interface AppDeath {
  readonly atMs: number;
  /** Orders that it was working on, and until when each waits at most before it is taken up again. */
  readonly orders: readonly { readonly reference: string; readonly untilMs: number }[];
}

/** Switches of the workspace itself. */
export interface SlackFaults {
  /** Every delivery to the app is made twice. */
  readonly duplicateDeliveries: boolean;
  /** Extra delay before each delivery to the app. */
  readonly deliveryDelayMs: number;
  /** Every Web API call that writes answers HTTP 503. */
  readonly webApiDown: boolean;
  /** The workspace pays nothing: there are no user groups. */
  readonly isFreePlan: boolean;
}

/** Answer of everything that made Slack call the app: `ok:false` carries the sentence that Slack's client would show. */
export type Delivered = { readonly ok: true } | { readonly ok: false; readonly message: string };

/** `POST /client/messages`: a message, or, when `text` starts with `/`, a slash command. */
export interface SendMessage {
  readonly as: PersonId;
  readonly channel: string;
  readonly text: string;
  readonly threadTs?: string;
  /** Files that this person uploaded; with them, the text may be empty. */
  readonly fileIds?: readonly string[];
}

/**
 * `POST /client/actions`: a press or choice in a message, a modal or the Home tab -> Delivered.
 * The server builds the `block_actions` payload (action_ts, trigger, response_url, message or view, state).
 * For a view, `values` are all current inputs of that view, so that the state travels with the action.
 */
export interface PressAction {
  readonly as: PersonId;
  readonly source:
    | { readonly type: 'message'; readonly channel: string; readonly ts: string }
    | { readonly type: 'view'; readonly viewId: string };
  readonly blockId: string;
  readonly actionId: string;
  /** The element's new value in the shape of `StateValue`; absent for buttons. */
  readonly value?: StateValue;
  readonly values?: StateValues;
}

/** `POST /client/views/submit` -> Submitted. */
export interface SubmitView {
  readonly as: PersonId;
  readonly viewId: string;
  readonly values: StateValues;
}
/** `errors` are keyed by block id, also those found by the client-side checks of required, length, number, email, url. */
export type Submitted =
  | { readonly ok: true }
  | { readonly ok: false; readonly errors: Readonly<Record<string, string>> }
  | { readonly ok: false; readonly message: string };

/** `POST /client/views/close` -> Delivered. `all` closes the whole stack. */
export interface CloseView {
  readonly as: PersonId;
  readonly viewId: string;
  readonly all: boolean;
}

/** `POST /client/options` -> FoundOptions: the round trip of an external select. */
export interface AskOptions {
  readonly as: PersonId;
  readonly source: PressAction['source'];
  readonly blockId: string;
  readonly actionId: string;
  readonly value: string;
}
export type FoundOptions =
  | { readonly ok: true; readonly options: readonly PlainTextOption[] }
  | {
      readonly ok: true;
      readonly optionGroups: readonly {
        readonly label: { readonly text: string };
        readonly options: readonly PlainTextOption[];
      }[];
    }
  | { readonly ok: false; readonly message: string };

/** `POST /client/files?as=U1&name=list.csv`, raw bytes as the body: what a file input or the composer uploads. */
export interface UploadedFile {
  readonly ok: true;
  readonly file: SlackFile;
}

/*
 * POST requests carry `content-type: application/json` (uploads excepted) and answer 200 with JSON. A request that makes no
 * sense answers 400 with `{ ok: false, message }`.
 *
 * POST /client/messages        SendMessage                                -> Delivered (a slash command's sentence)
 * POST /client/home/open       { as, tab: 'home' | 'messages' }          sends app_home_opened -> Delivered
 * POST /client/shortcuts       { as, callbackId, message?: {channel,ts} } -> Delivered
 * POST /client/read            { as, channel }                            marks a channel read
 * POST /client/membership      { channel, user, isMember }                the bot's too: invite it, remove it
 * POST /client/channel         { channel, isArchived?, isRestricted? }    archives it; lets no app post in it
 * POST /client/messages/delete { channel, ts }                            what an admin or the retention does
 * POST /client/user-groups     { userGroup, memberIds }                   sets who is in a user group
 * POST /client/deactivate      { user }                                   ends somebody's account
 * POST /client/faults          Partial<SlackFaults>
 * POST /client/app/kill        {}                                         ends the app's process with SIGKILL
 * POST /client/reset           {}
 * GET  /client/files/:id?as=   the bytes, as an attachment
 *
 * The value of a `file_input` names uploaded files by id: `{ type: 'file_input', files: [{ id }] }`; the server fills in
 * the rest. Blocks in messages and views always carry `block_id`, interactive elements `action_id`.
 */
