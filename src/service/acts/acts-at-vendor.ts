import type { ActOf, Kinds } from '../../acts/act.ts';
import type { QuoteResult } from '../../acts/custom_order/quote.ts';
import type { PaidCallOutcome, Urgency, Vendor } from '../ports/vendor.ts';
import type { ActAtVendor, Evidence, PricingReads, ProgressReads, StepGiven } from './act-at-vendor.ts';
import { workingNames } from './custom_order/progress.ts';
import { quotePurchase } from './custom_order/quote-purchase.ts';
import { sendCustomOrder } from './custom_order/request.ts';

/** A kind without its row does not compile. */
const AT_VENDOR: { readonly [Kind in keyof Kinds]: ActAtVendor<ActOf<Kind>> } = {
  custom_order: {
    price: quotePurchase,
    send: sendCustomOrder,
    evidence: 'vendor_order',
    working: workingNames,
  },
};

/** See `ActAtVendor`. */
export const priceOf = <Kind extends keyof Kinds>(
  deps: PricingReads,
  act: ActOf<Kind>,
  urgency: Urgency,
): Promise<QuoteResult> => AT_VENDOR[act.kind].price(deps, act, urgency);

/** See `ActAtVendor`. */
export const sendAct = <Kind extends keyof Kinds>(
  vendor: Vendor,
  act: ActOf<Kind>,
  given: StepGiven,
  mayBegin: () => boolean,
): Promise<PaidCallOutcome> => AT_VENDOR[act.kind].send(vendor, act, given, mayBegin);

/** See `ActAtVendor`. */
export const evidenceOf = <Kind extends keyof Kinds>(act: ActOf<Kind>): Evidence => AT_VENDOR[act.kind].evidence;

/** See `ActAtVendor`. */
export const workingOf = <Kind extends keyof Kinds>(
  reads: ProgressReads,
  act: ActOf<Kind>,
  known: ReadonlySet<string>,
): Promise<readonly string[] | null> => AT_VENDOR[act.kind].working(reads, act, known);
