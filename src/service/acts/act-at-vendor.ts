import type { Act } from '../../acts/act.ts';
import type { WantedSender } from '../../acts/change_sender/mailboxes-seen.ts';
import type { CreateWorkspace } from '../../acts/create_workspace/create-workspace.ts';
import type { VendorWorkspace } from '../../acts/custom_order/custom-order.ts';
import type { QuoteRefusal } from '../../acts/custom_order/quote.ts';
import type { WantedRow } from '../../acts/wanted-row.ts';
import type { Worth } from '../../acts/worth.ts';
import type { Order } from '../../orders/order.ts';
import type { Short } from '../../values/mailboxes-short.ts';
import type { Clock } from '../ports/clock.ts';
import type { PendingForm, Urgency, Vendor, VendorDomain, VendorMailbox } from '../ports/vendor.ts';
import type { RecordingDeps } from '../record-event.ts';

/** What a step leaves at the vendor, by which a look proves that it happened; the engine has one look for each. */
export type Evidence =
  | 'workspace_listed'
  | 'vendor_order'
  | 'target_cancelled'
  | 'domain_row'
  | 'names_bought'
  | 'form_gone'
  | 'mailboxes';

/** A workspace that was not there before. */
export type WantedWorkspace = Pick<CreateWorkspace, 'name' | 'before'>;

/** Names that are ready, those of which it is not known, and whether all that the act is for has happened. */
export interface Progress {
  readonly ready: readonly string[];
  readonly isDone: boolean;
  /** Names of which nobody knows whether they are ready: what tells it was not read. */
  readonly unread: readonly string[];
  /** Whether some of those only wait for their turn: they are worth another look soon. */
  readonly isToGoOn: boolean;
  /** When those that failed are asked for again; null: none failed. */
  readonly readAgainAt: Date | null;
  /** Domains that are Active and were read, and have fewer mailboxes than were ordered; absent where those are not counted. */
  readonly short?: readonly Short[];
}

/** What the look before knew of an order. */
export interface KnownProgress {
  /** Names that were seen to be ready. */
  readonly ready: ReadonlySet<string>;
  /** Names that were not read: they come first now. */
  readonly unread: ReadonlySet<string>;
  /** The step that is looked at; when others follow, it is done once it is proven. */
  readonly step: number;
}

/**
 * The mailboxes of a domain. Or: asking for them failed, now or a while ago; they are not asked for at this look, or the
 * vendor names no list (null); or it is not the order's turn.
 */
export type MailboxesSeen = readonly VendorMailbox[] | MailboxesFailed | null | 'not_its_turn';

/** They are not asked for again before `failedUntil`. `isNews`: they were asked for at this look. */
export interface MailboxesFailed {
  readonly failedUntil: Date;
  readonly isNews: boolean;
}

/** What the vendor shows of an order that runs there. What cannot be read this time is null, and the log says why. */
export interface ProgressReads {
  /** Finds a domain of this order by its name; null for one that is not there, or another order's. */
  domains(): Promise<((name: string) => VendorDomain | null) | null>;
  mailboxes(domain: VendorDomain): Promise<MailboxesSeen>;
  /** Names bought through the vendor, in lower case; null when they could not be read. */
  purchased(): Promise<ReadonlySet<string> | null>;
  /** Told what is known so far, so that nothing of it is lost should the rest take long. */
  soFar(progress: Progress): Promise<void>;
  /** The status word of an order in the vendor's list; null for one that is not in it, or when the list could not be read. */
  statusOf(vendorOrderId: string): Promise<string | null>;
  /** Forms that wait at the vendor; null when the list could not be read. */
  forms(): Promise<readonly PendingForm[] | null>;
  /** Workspaces of the account, but for those that people ruled out; null when the list could not be read. */
  workspaces(): Promise<readonly VendorWorkspace[] | null>;
}

/** What an act is worth now, or why that cannot be said. */
export type Appraised =
  /**
   * `act` is there when the vendor shows another target than the act has; it is what would be done now. `repriced` is the
   * same act with the prices of now, where it holds those of its parts.
   */
  | { readonly ok: true; readonly worth: Worth; readonly act?: Act; readonly repriced?: Act }
  /** `sold_out`: nothing that it would buy is there any more, and none of it is ours. */
  | { readonly ok: false; readonly refusal: QuoteRefusal | 'sold_out' };

/** What the engine asks of an act at the vendor, of whatever kind. */
export interface ActAtVendor<Each> {
  /**
   * What it is worth now, its steps before `step` as they were approved: they are done and paid. Refused when the answers make
   * no sense. Throws what vendor reads throw.
   */
  readonly price: (deps: PricingReads, act: Each, urgency: Urgency, step: number) => Promise<Appraised>;
  /** What a step leaves at the vendor. */
  readonly evidence: (step: number, act: Each) => Evidence;
  /** Of a step whose evidence is a row of the vendor's domains: what that says then. */
  readonly wantedRow?: (act: Each, step: number) => WantedRow;
  /** Of a step whose evidence are names in the list of those that are bought: which. */
  readonly wantedNames?: (act: Each, step: number) => readonly string[];
  /** Of a step whose evidence are the mailboxes of a domain: what those say then. */
  readonly wantedSender?: (act: Each, step: number) => WantedSender;
  /** Of an act whose evidence is a new workspace: which. */
  readonly wantedWorkspace?: (act: Each) => WantedWorkspace;
  /** Whether the order is over once its vendor order is cancelled, whoever did that. */
  readonly endsWithTarget: boolean;
  /** How far the vendor is; names `known` to be ready stay so while they are there. Null when it cannot be told this time. */
  readonly progress: (reads: ProgressReads, act: Each, known: KnownProgress) => Promise<Progress | null>;
  /** Tells other orders of ours what this one did, now that it is done. */
  readonly conclude: (deps: RecordingDeps, order: Order, act: Each) => Promise<void>;
}

/** What pricing needs. */
export interface PricingReads {
  readonly vendor: Vendor;
  readonly clock: Clock;
}
