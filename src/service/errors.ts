import type { VendorTrouble } from '../orders/reasons.ts';

/** A failure that reaches a person: a code for programs, a sentence for people, and its cause for the log. */
export abstract class AppError extends Error {
  abstract readonly code: string;
  /** Complete, plain sentences that may be shown to anybody. Never holds a secret. */
  abstract readonly userMessage: string;
}

/** ScaledMail cannot be reached, has an error of its own, or asks us to slow down, and retrying did not help. */
export class VendorUnavailable extends AppError {
  readonly code = 'vendor_unavailable';
  readonly userMessage: string;
  /** What it answered; null when nothing came. */
  readonly status: number | null;
  /** For how many milliseconds it wants no more such calls; null when it did not say. */
  readonly waitMs: number | null;
  constructor(message: string, status: number | null = null, waitMs: number | null = null) {
    super(message);
    this.status = status;
    this.waitMs = waitMs;
    this.userMessage = UNAVAILABLE[unavailability(status)];
  }
}

type Unavailability = 'busy' | 'failing' | 'unreachable';

function unavailability(status: number | null): Unavailability {
  if (status === null) return 'unreachable';
  return status === 429 ? 'busy' : 'failing';
}

const UNAVAILABLE: Readonly<Record<Unavailability, string>> = {
  busy: 'ScaledMail takes no more calls for a moment.',
  failing: 'ScaledMail has an error of its own right now.',
  unreachable: 'ScaledMail is not answering right now.',
};

/** ScaledMail answered with something that does not fit its contract. */
export class VendorFault extends AppError {
  readonly code = 'vendor_fault';
  readonly userMessage = 'ScaledMail gave an answer that this app cannot read. The operator can find it in the log.';
}

/** ScaledMail turned a read down: a wrong key, an unknown workspace, a number it does not accept. */
export class VendorRefused extends AppError {
  readonly code = 'vendor_refused';
  readonly userMessage: string;
  readonly status: number;
  /** `vendorMessage` is the vendor's own text, cut and without secrets. */
  constructor(status: number, vendorMessage: string, options?: ErrorOptions) {
    super(`ScaledMail answered ${status}`, options);
    this.status = status;
    this.userMessage = isKeyRefused(status)
      ? 'ScaledMail refuses the API key. Who runs this app has to renew it (SCALEDMAIL_API_KEY).'
      : `ScaledMail says: ${vendorMessage}`;
  }
}

/** Source: docs/vendor/notes.md, "Error bodies" (401, and 403 alike). */
const isKeyRefused = (status: number): boolean => status === 401 || status === 403;

/** Whatever a read of the vendor can come to beside an answer. */
export type VendorError = VendorUnavailable | VendorFault | VendorRefused;
/** Whether a read of the vendor failed, and not something of ours. */
export const isVendorError = (error: unknown): error is VendorError =>
  error instanceof VendorUnavailable || error instanceof VendorFault || error instanceof VendorRefused;

/** What a failed read says is wrong with the vendor; `busy` when it only takes no more calls for a moment. */
export function troubleOf(error: VendorError): VendorTrouble | 'busy' {
  if (error instanceof VendorFault) return 'unreadable';
  if (error instanceof VendorUnavailable) return unavailability(error.status);
  return isKeyRefused(error.status) ? 'key_refused' : 'turned_down';
}

/** Our database cannot be read or written: it is full, gone, or too slow. */
export class StoreUnavailable extends AppError {
  readonly code = 'store_unavailable';
  readonly userMessage =
    'This app’s database cannot be written right now, so this may not have been kept, and nothing is ordered before it can. Please try again in a moment; the operator finds more in the log.';
}

/** Slack does not answer a question that has to be answered before going on. */
export class SlackUnavailable extends AppError {
  readonly code: string = 'slack_unavailable';
  readonly userMessage: string = 'Slack is not answering right now. Please try again in a moment.';
}

/** What is wrong with the app itself when Slack answers, and refuses. */
export type SlackRefusal = 'missing_scope' | 'token_revoked' | 'plan_upgrade_required' | 'other';

const SLACK_REFUSALS: Readonly<Record<SlackRefusal, string>> = {
  missing_scope:
    'Slack does not let this app look that up: a permission is missing. Who runs this app has to install it again with all permissions of its manifest; the log names the missing one.',
  token_revoked:
    'Slack does not accept this app’s token any more. Who runs this app has to install it again, and renew SLACK_BOT_TOKEN.',
  plan_upgrade_required:
    'This Slack plan has no user groups, so Slack does not say who is in one. Who runs this app has to name the people themselves in APPROVERS.',
  other: 'Slack refused to answer. Who runs this app finds its word in the log.',
};

/** Slack answers, and refuses: no later try changes that before somebody fixed the app. */
export class SlackRefused extends SlackUnavailable {
  override readonly code = 'slack_refused';
  override readonly userMessage: string;
  readonly refusal: SlackRefusal;
  constructor(refusal: SlackRefusal, message: string, options?: ErrorOptions) {
    super(message, options);
    this.refusal = refusal;
    this.userMessage = SLACK_REFUSALS[refusal];
  }
}

/** Slack wants no such call for `waitMs` milliseconds. */
export class SlackAsksToWait extends SlackUnavailable {
  override readonly code = 'slack_rate_limited';
  override readonly userMessage = 'Slack asks this app to slow down. Please try again in a minute.';
  readonly waitMs: number;
  constructor(waitMs: number, options?: ErrorOptions) {
    super(`Slack asks us to wait ${waitMs} ms`, options);
    this.waitMs = waitMs;
  }
}

/** Slack answers about somebody, and what it says of them cannot be read: nobody knows whether they may do anything. */
export class PersonUnreadable extends SlackUnavailable {
  override readonly code = 'person_unreadable';
}

/** Slack may have taken a file without saying so: whether it shows can be seen in `waitMs` milliseconds, and not before. */
export class FileInDoubt extends SlackUnavailable {
  override readonly code = 'slack_file_in_doubt';
  override readonly userMessage =
    'Slack did not say whether it took the file. It may come in a moment; please look before you ask for it again.';
  readonly waitMs: number;
  constructor(waitMs: number, options?: ErrorOptions) {
    super(`Slack may have taken a file; it is looked for in ${waitMs} ms`, options);
    this.waitMs = waitMs;
  }
}

/** What a start with the token of a whole Enterprise organization says: one workspace is served, not all of them. */
export const ORG_WIDE_INSTALL =
  'The app is installed in the whole Enterprise organization, and this bot serves one workspace of it. Install the app to that workspace itself, and give SLACK_BOT_TOKEN the token of that. People whose home is another workspace of the organization can use it, when they belong to that one.';

/** Slack lets us answer a click with a window for three seconds only. */
export class ClickTooLate extends AppError {
  readonly code = 'click_too_late';
  readonly userMessage = 'That took too long for Slack to open a window. Nothing happened; please try again.';
}

/**
 * Somebody cannot be sent a direct message, and no later try will change that: they left, or the app may not write to them.
 * Its cause is Slack's answer.
 */
export class PersonUnreachable extends AppError {
  readonly code = 'person_unreachable';
  readonly userMessage = 'Slack does not let this app send that person a direct message. Please tell them yourself.';
}

/**
 * The thread of a card takes no message, and no later try will change that. `isCardLost`: because the card is gone. Its cause
 * is Slack's answer.
 */
export class ThreadClosed extends AppError {
  readonly code = 'thread_closed';
  readonly userMessage = 'Slack takes no message in the thread of this order. The order itself goes on.';
  readonly word: string;
  readonly isCardLost: boolean;
  constructor(word: string, isCardLost: boolean, options?: ErrorOptions) {
    super(`Slack takes no message in a thread: ${word}`, options);
    this.word = word;
    this.isCardLost = isCardLost;
  }
}
