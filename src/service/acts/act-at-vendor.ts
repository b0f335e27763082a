import type { QuoteResult } from '../../acts/custom_order/quote.ts';
import type { Clock } from '../ports/clock.ts';
import type { Login } from '../ports/login-vault.ts';
import type { PaidCallOutcome, Urgency, Vendor, VendorDomain, VendorMailbox } from '../ports/vendor.ts';

/** What a step leaves at the vendor, by which a look proves that it happened; the engine has one look for each. */
export type Evidence = 'vendor_order';

/** What the request of a step needs beside the act. */
export interface StepGiven {
  readonly tag: string;
  /** By id: all that `loginIdsOf` names, opened for this call. */
  readonly logins: ReadonlyMap<string, Login>;
  readonly timeoutMs: number;
}

/** What the vendor shows of an order that runs there. What cannot be read this time is null, and the log says why. */
export interface ProgressReads {
  /** Finds a domain of this order by its name; null for one that is not there, or another order's. */
  domains(): Promise<((name: string) => VendorDomain | null) | null>;
  mailboxes(domain: VendorDomain): Promise<readonly VendorMailbox[] | null>;
}

/** What the engine asks of an act at the vendor, of whatever kind. */
export interface ActAtVendor<Each> {
  /** What it costs now. Refused when the answers make no sense. Throws what vendor reads throw. */
  readonly price: (deps: PricingReads, act: Each, urgency: Urgency) => Promise<QuoteResult>;
  /** The one call that carries it out, sent once; as `Vendor.createCustomOrder`. */
  readonly send: (vendor: Vendor, act: Each, given: StepGiven, mayBegin: () => boolean) => Promise<PaidCallOutcome>;
  readonly evidence: Evidence;
  /** The names that work by now; those `known` to work stay so while they are there. Null when it cannot be told this time. */
  readonly working: (reads: ProgressReads, act: Each, known: ReadonlySet<string>) => Promise<readonly string[] | null>;
}

/** What pricing needs. */
export interface PricingReads {
  readonly vendor: Vendor;
  readonly clock: Clock;
}
