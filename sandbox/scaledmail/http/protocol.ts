/**
 * What the sandbox's control panel and the tests may ask of the local ScaledMail, beside the vendor's own paths.
 * All paths are below `/control`, answer JSON and allow any loopback origin. Money is integer cents.
 */

/**
 * Ways in which one call can misbehave; each is spent by the calls it hits.
 * Source: docs/vendor/notes.md, "What the sandbox should be able to do".
 */
export type FaultKind =
  /** Create the order, then answer 400 "Subscription created but unable to charge"; nothing is charged. */
  | 'charge_fails_after_creation'
  /** Answer 400 before anything is created. */
  | 'refuse_before_creation'
  /** Do it (create and charge, cancel), then never answer: the socket is destroyed after `delayMs`. */
  | 'act_then_time_out'
  /** Do it, then answer 500. */
  | 'act_then_500'
  /** Do it, then destroy the socket at once. */
  | 'act_then_drop'
  /** Do it, then answer 401; the key is revoked from then on. */
  | 'act_then_revoke_key'
  /** Do nothing, and never answer: the socket is destroyed after `delayMs`. */
  | 'never_answers'
  /** Answer 429 with an absolute `retryAfter`. */
  | 'rate_limited'
  /** Answer 200 with a body that is not JSON. */
  | 'not_json'
  /** Answer 200 `{}` where an array belongs. */
  | 'empty_object'
  /** Answer 500 and do nothing. */
  | 'server_error'
  /** Do the right thing, `delayMs` later. */
  | 'slow'
  /** Destroy the socket before anything is done. */
  | 'drop'
  /** Answer exactly what `answer` says, after doing what it says. */
  | 'answers';

/** An answer that an armed fault gives in the place of the usual one. */
export interface ScriptedAnswer {
  /** From 200 on. Source: docs/vendor/notes.md, "What is unknown, and the safest behaviour" (which were never ruled out). */
  readonly status: number;
  /** Sent as JSON. */
  readonly body: unknown;
  /** What is done first: nothing at all; all of it, such as making and charging an order; or it is made and the card fails. */
  readonly after: 'nothing' | 'acting' | 'failing_to_charge';
}

/** One armed fault: hits the next `times` calls of `operationId` (the contract's name, such as `createCustomOrder`). */
export interface ArmedFault {
  readonly operationId: string;
  readonly kind: FaultKind;
  readonly times: number;
  readonly delayMs?: number;
  /** Hits only calls whose path has this in it, such as the number of a domain whose list is the slow one. */
  readonly path?: string;
  /** For the kind `answers`, which needs it; the others have none. */
  readonly answer?: ScriptedAnswer;
}

/**
 * Lasting settings; what is left open in docs/vendor/notes.md, "What is unknown, and the safest behaviour", can be
 * switched to either reading.
 */
export interface VendorSettings {
  readonly priceUnit: 'dollars' | 'cents';
  /** Whether the key is still good; one that is not is answered with 401 or 403, whatever is asked. */
  readonly key: 'accepted' | 'revoked' | 'forbidden';
  readonly wrapInData: boolean;
  /** Percent added to every price: 0 normally, 10 makes everything a tenth dearer. */
  readonly priceChangePercent: number;
  readonly spendAnswer: 'empty' | 'success' | 'with_id';
  /**
   * What a cancel is answered with: success with or without a message, nothing at all, an object of another shape, or
   * no success. Only then nothing was cancelled.
   */
  /** How a change of a domain is answered; `forgotten` says yes and nobody ever applies it. */
  readonly changeAnswer: 'empty' | 'success' | 'other' | 'no_success' | 'forgotten';
  /** How long the staff take to apply one; null: as long as a set-up. */
  readonly changesAppliedAfterMs: number | null;
  readonly cancelAnswer: 'message' | 'success' | 'empty' | 'other' | 'no_success';
  /** A cancelled order goes on being shown as it was for this long, by the vendor's clock. */
  readonly cancelListedAfterMs: number;
  /** The status that such an order has meanwhile; null: as before. */
  readonly cancellingWord: string | null;
  readonly searchMaximum: 10 | 30;
  readonly allowBuy: boolean;
  readonly allowMailboxesPerDomain: boolean;
  readonly workspacesPath: '/organizations' | '/workspaces';
  /** A new order shows in `/orders` only this long after it was made, by the vendor's clock. */
  readonly orderVisibleAfterMs: number;
  /** Set-up time of a domain, by the vendor's clock; domains of one order finish one after the other up to this. */
  readonly setUpMs: number;
  /** How many domains of each new order never finish. */
  readonly stuckDomains: number;
  /** Percent by which the amount of a new order differs from its true price. */
  readonly amountOffPercent: number;
  readonly minimumMonthlyVolume: number;
  /**
   * An order may hold a name that another one uses: nothing says how soon a name counts as used.
   * Source: docs/vendor/notes.md, "Learnt since (November 2026)".
   */
  readonly acceptsUsedNames: boolean;
  /** How tags are given back: as they were sent, or in capitals. */
  readonly tagLetters: 'as_sent' | 'capitals';
  /** The field `tag` of order details: as it is, empty, null, or not there at all. */
  readonly tagInDetails: 'shown' | 'empty' | 'null' | 'absent';
  /** Whether orders carry `created_at`, in lists and details. */
  readonly hasCreationDates: boolean;
  /** Words that orders have for a status, by id, whatever became of them. */
  readonly statusWords: Readonly<Record<string, string>>;
  /** How far the vendor's own clock is ahead: what it dates orders and answers with. */
  readonly clockOffsetMs: number;
  /** Lists hold rows of other people that make no sense: amounts null and negative, a status null, packages null. */
  readonly hasOddRows: boolean;
  /** There is an order without a tag, names and packages, which is always as new as can be. */
  readonly hasBlankOrder: boolean;
  /** How many domains of each order answer `mailboxes: null`. */
  readonly domainsWithoutMailboxes: number;
  /** Ids of pre-warmed inboxes that others bought: not in stock any more. */
  readonly soldStock: readonly string[];
  /** A name that was bought shows in `/purchased-domains` only this long after, by the vendor's clock. */
  readonly namesListedAfterMs: number;
  /** Names that somebody else has by now. */
  readonly takenNames: readonly string[];
  /** Only the first names of a purchase are registered, so many, though it says all or nothing; null: all. */
  readonly namesRegistered: number | null;
  /** New names of workspaces by id; null hides one from the key. */
  readonly workspaceNames: Readonly<Record<string, string | null>>;
  /** A form goes on being listed as pending for this long after it was filled in, by the vendor's clock. */
  readonly formListedAfterMs: number;
  /** Ids of packages that are not sold any more. */
  readonly withdrawnPackages: readonly string[];
  /** Orders by id that no list shows, though they go on. */
  readonly hiddenOrders: readonly string[];
  /**
   * The one path at which a new workspace can be asked for; the two others are not served.
   * Source: docs/vendor/openapi.yaml, "createWorkspace" (inferred).
   */
  readonly createWorkspacePath: '/organizations' | '/workspaces' | '/create-workspace';
  /**
   * What a new workspace is answered with: itself, nothing, a page of HTML though it is made, or no success, and then it is
   * not made; `forgotten` says yes and makes none.
   */
  readonly createWorkspaceAnswer: 'organization' | 'empty' | 'html' | 'no_success' | 'forgotten';
  /** A new workspace is listed only this long after, by the vendor's clock. */
  readonly workspacesListedAfterMs: number;
  /** Which modes a change of senders knows; another one is refused. */
  readonly senderModes: readonly ('name_only' | 'name_and_alias')[];
  /**
   * What lists of mailboxes hold: what is there; the same without first and last names, or without addresses; or also
   * addresses that do not exist, under the sender of before.
   * Source: docs/vendor/notes.md, "Life of an order and status words" (an Outlook domain with 25 such addresses).
   */
  readonly mailboxList: 'as_is' | 'without_names' | 'with_ghosts' | 'without_addresses';
}

/** One request as the vendor saw it. Secrets in bodies are replaced by `•••`. */
export interface RecordedRequest {
  readonly id: number;
  /** ISO time of the vendor's clock. */
  readonly at: string;
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  /** What the caller says that it is; null when it says nothing. */
  readonly userAgent: string | null;
  readonly effect: 'read' | 'write' | 'spend' | 'cancel';
  readonly body: unknown;
  /** HTTP status answered, or null when the socket was cut. */
  readonly status: number | null;
  readonly answer: unknown;
  readonly fault: FaultKind | null;
}

export interface RecordedCharge {
  readonly at: string;
  readonly orderId: string;
  readonly tag: string;
  readonly amountCents: number;
  readonly succeeded: boolean;
}

/** `GET /control/state` and the answer of every `POST /control/...`. Newest request last; at most 200 are kept. */
export interface ControlState {
  /** ISO time of the vendor's clock, without what `clockOffsetMs` adds. */
  readonly now: string;
  readonly settings: VendorSettings;
  readonly faults: readonly ArmedFault[];
  readonly requests: readonly RecordedRequest[];
  readonly charges: readonly RecordedCharge[];
  readonly orders: readonly {
    readonly id: string;
    readonly workspaceId: string;
    readonly tag: string;
    readonly status: string;
    /** The status that the vendor's own paths show. */
    readonly shownStatus: string;
    readonly amountCents: number;
    readonly domains: readonly {
      readonly name: string;
      readonly status: string;
      readonly redirect: string;
      /** Sender and address of each, such as `Ada Park <ada@acme.com>`. */
      readonly mailboxes: readonly string[];
    }[];
  }[];
  /** Workspaces, those that are not listed yet, too. */
  readonly workspaces: readonly { readonly id: string; readonly name: string }[];
  /** Names that were bought here, the newest last. */
  readonly registrations: readonly { readonly workspaceId: string; readonly name: string }[];
}

/*
 * POST /control/settings   Partial<VendorSettings>
 * POST /control/faults     { faults: ArmedFault[] }   replaces the armed faults
 * POST /control/clock      { advanceMs: number }      moves the vendor's clock forward
 * POST /control/orders/:id/payment-confirmed  {}      the card of a payment-pending order was confirmed: it is charged
 * POST /control/orders/:id/amount  { amountCents: number }  the order costs so much a month from now on
 * POST /control/orders/by-hand  { names?: string[], count?: number }  orders made in the vendor's own web app
 * POST /control/reset      {}                         everything as at the start
 */
