import type {
  Alias,
  DomainSource,
  EmailProvider,
  HostingAccount,
  Naming,
  SequencerAccount,
  VendorWorkspace,
} from '../purchase.ts';

/** A domain as somebody typed it. `line` is where it stands in its field, from 1. */
export interface DomainInput {
  readonly line: number | null;
  readonly name: string;
  /** Null when neither the line nor the default gave a name. */
  readonly naming: Naming | null;
  readonly redirect?: string;
  readonly profilePicture?: string;
}

export interface LineInput {
  readonly provider: EmailProvider;
  readonly domains: readonly DomainInput[];
}

/** A whole custom order before it is checked. Logins are sealed already, and stand here by their ids. */
export interface CustomOrderInput {
  readonly label: string;
  readonly workspace: VendorWorkspace | null;
  readonly source: DomainSource;
  readonly lines: readonly LineInput[];
  readonly coupon?: string;
  readonly hosting?: HostingAccount;
  readonly sequencer?: SequencerAccount;
}

/** User name and password as typed. */
export interface LoginInput {
  readonly username: string;
  readonly password: string;
}

export type AliasInput = Alias;
