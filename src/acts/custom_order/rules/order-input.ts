import type {
  DomainSource,
  EmailProvider,
  HostingAccount,
  NamesNaming,
  Naming,
  SequencerAccount,
  VendorWorkspace,
} from '../custom-order.ts';
import type { OrderField } from '../problem.ts';
import type { UnreadLine } from '../reading/reading.ts';

/** A domain as somebody typed it. `line` is where it stands in its field, from 1. */
export interface DomainInput {
  readonly line: number;
  readonly name: string;
  /** Null when nothing is said; it is the turn of one of the order's senders then. */
  readonly naming: Naming | null;
  /** Where its naming is typed, when that is not in its own line. */
  readonly namedAt?: { readonly field: OrderField; readonly line: number | null };
  readonly redirect?: string;
  readonly profilePicture?: string;
}

/** A line with aliases of a domain that is not ordered. */
export interface StrayAliases {
  readonly line: number;
  readonly name: string;
}

/** A domain for which senders and patterns make too few aliases. */
export interface ShortAliases {
  readonly name: string;
  /** How many they make. */
  readonly made: number;
  /** Senders of whom nothing can be made: their names are of another script. */
  readonly unwritable: readonly NamesNaming[];
}

export interface LineInput {
  readonly provider: EmailProvider;
  readonly domains: readonly DomainInput[];
  /** Lines that could not be read; absent when all could. */
  readonly unread?: readonly UnreadLine[];
  /** Absent where nobody types aliases. */
  readonly strayAliases?: readonly StrayAliases[];
  /** Lines of aliases that could not be read; absent when all could. */
  readonly unreadAliases?: readonly UnreadLine[];
  /** Present where aliases are made from senders; empty when they suffice. */
  readonly shortAliases?: readonly ShortAliases[];
}

/** A whole custom order before it is checked. Logins are sealed already, and stand here by their ids. */
export interface CustomOrderInput {
  readonly label: string;
  readonly workspace: VendorWorkspace | null;
  readonly source: DomainSource;
  readonly lines: readonly LineInput[];
  /** Take turns at the domains of a provider without a naming; absent where nobody is asked for one. */
  readonly senders?: readonly NamesNaming[];
  /** Serves domains without a redirect of their own. */
  readonly defaultRedirect?: string;
  /** Link to a picture that serves all domains without one of their own. */
  readonly profilePicture?: string;
  readonly coupon?: string;
  readonly hosting?: HostingAccount;
  readonly sequencer?: SequencerAccount;
}

/** User name and password as typed. */
export interface LoginInput {
  readonly username: string;
  readonly password: string;
}
