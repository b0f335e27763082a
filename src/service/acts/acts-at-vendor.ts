import { type Act, type ActOf, type Kinds, stepsOf } from '../../acts/act.ts';
import { isBuyStep, namesOfBoth } from '../../acts/buy_and_order/buy-and-order.ts';
import { namesAtStep, namesToBuy } from '../../acts/buy_domains/buy-domains.ts';
import { redirectRow } from '../../acts/change_redirect/change-redirect.ts';
import type { WantedSender } from '../../acts/change_sender/mailboxes-seen.ts';
import { mailboxesOfPackage } from '../../acts/fixed_package/fixed-package.ts';
import { swapRow } from '../../acts/swap_domain/swap-domain.ts';
import type { WantedRow } from '../../acts/wanted-row.ts';
import type { Attempt } from '../../orders/attempt.ts';
import { actOf, type Order, termsOfAttempt } from '../../orders/order.ts';
import { stepOf } from '../../orders/standing/steps.ts';
import type { Urgency } from '../ports/vendor.ts';
import type { RecordingDeps } from '../record-event.ts';
import type {
  ActAtVendor,
  Appraised,
  Evidence,
  KnownProgress,
  PricingReads,
  Progress,
  ProgressReads,
  WantedWorkspace,
} from './act-at-vendor.ts';
import { appraiseBuyAndOrder } from './buy_and_order/appraise.ts';
import { buyAndOrderProgress } from './buy_and_order/progress.ts';
import { appraiseBuyDomains } from './buy_domains/appraise.ts';
import { buyDomainsProgress } from './buy_domains/progress.ts';
import { appraisePrewarmed } from './buy_prewarmed/appraise.ts';
import { prewarmedProgress } from './buy_prewarmed/progress.ts';
import { appraiseCancelOrder } from './cancel_order/appraise.ts';
import { concludeCancelOrder } from './cancel_order/conclude.ts';
import { cancelOrderProgress } from './cancel_order/progress.ts';
import { appraiseChangeRedirect } from './change_redirect/appraise.ts';
import { concludeChangeRedirect } from './change_redirect/conclude.ts';
import { changeRedirectProgress } from './change_redirect/progress.ts';
import { appraiseChangeSender } from './change_sender/appraise.ts';
import { concludeChangeSender } from './change_sender/conclude.ts';
import { changeSenderProgress } from './change_sender/progress.ts';
import { wantedSender } from './change_sender/sender-rows.ts';
import { appraiseCreateWorkspace } from './create_workspace/appraise.ts';
import { createWorkspaceProgress } from './create_workspace/progress.ts';
import { customOrderProgress } from './custom_order/progress.ts';
import { appraiseCustomOrder } from './custom_order/quote-purchase.ts';
import { progressOfRows } from './domain-rows.ts';
import { appraiseFillForm } from './fill_form/appraise.ts';
import { fillFormProgress } from './fill_form/progress.ts';
import { appraiseFixedPackage } from './fixed_package/appraise.ts';
import { appraiseSwapDomain } from './swap_domain/appraise.ts';
import { concludeSwapDomain } from './swap_domain/conclude.ts';

/** A kind without its row does not compile. */
const AT_VENDOR: { readonly [Kind in keyof Kinds]: ActAtVendor<ActOf<Kind>> } = {
  custom_order: {
    price: appraiseCustomOrder,
    evidence: () => 'vendor_order',
    endsWithTarget: true,
    progress: customOrderProgress,
    conclude: async () => {},
  },
  cancel_order: {
    price: appraiseCancelOrder,
    evidence: () => 'target_cancelled',
    endsWithTarget: false,
    progress: cancelOrderProgress,
    conclude: concludeCancelOrder,
  },
  change_redirect: {
    price: appraiseChangeRedirect,
    evidence: () => 'domain_row',
    wantedRow: redirectRow,
    endsWithTarget: false,
    progress: changeRedirectProgress,
    conclude: concludeChangeRedirect,
  },
  buy_prewarmed: {
    price: appraisePrewarmed,
    evidence: () => 'vendor_order',
    endsWithTarget: true,
    progress: prewarmedProgress,
    conclude: async () => {},
  },
  buy_domains: {
    price: appraiseBuyDomains,
    evidence: () => 'names_bought',
    wantedNames: (act, step) => namesToBuy({ names: namesAtStep(act, step) }),
    endsWithTarget: false,
    progress: buyDomainsProgress,
    conclude: async () => {},
  },
  fill_form: {
    price: appraiseFillForm,
    evidence: () => 'form_gone',
    endsWithTarget: false,
    progress: fillFormProgress,
    conclude: async () => {},
  },
  swap_domain: {
    price: appraiseSwapDomain,
    evidence: () => 'domain_row',
    wantedRow: swapRow,
    endsWithTarget: false,
    progress: (reads, act) => progressOfRows(reads, [swapRow(act)]),
    conclude: concludeSwapDomain,
  },
  fixed_package: {
    price: appraiseFixedPackage,
    evidence: () => 'vendor_order',
    endsWithTarget: true,
    progress: (reads, act, known) => customOrderProgress(reads, mailboxesOfPackage(act), known),
    conclude: async () => {},
  },
  change_sender: {
    price: appraiseChangeSender,
    evidence: () => 'mailboxes',
    wantedSender,
    endsWithTarget: false,
    progress: changeSenderProgress,
    conclude: concludeChangeSender,
  },
  create_workspace: {
    price: appraiseCreateWorkspace,
    evidence: () => 'workspace_listed',
    wantedWorkspace: (act) => act,
    endsWithTarget: false,
    progress: createWorkspaceProgress,
    conclude: async () => {},
  },
  buy_and_order: {
    price: appraiseBuyAndOrder,
    evidence: (step, act) => (isBuyStep(act, step) ? 'names_bought' : 'vendor_order'),
    wantedNames: (act, step) => namesToBuy({ names: namesAtStep(namesOfBoth(act), step) }),
    endsWithTarget: true,
    progress: buyAndOrderProgress,
    conclude: async () => {},
  },
};

/** See `ActAtVendor`; what nothing was done of yet, when no step is named. */
export const priceOf = <Kind extends keyof Kinds>(
  deps: PricingReads,
  act: ActOf<Kind>,
  urgency: Urgency,
  step = 1,
): Promise<Appraised> => AT_VENDOR[act.kind].price(deps, act, urgency, step);

/** What the step leaves at the vendor that an order is at. See `ActAtVendor`. */
export const evidenceOf = (order: Order): Evidence => evidenceAt(actOf(order), stepOf(order));

const evidenceAt = <Kind extends keyof Kinds>(act: ActOf<Kind>, step: number): Evidence =>
  AT_VENDOR[act.kind].evidence(step, act);

/** What the row of a domain says once the step is done that an order is at. Throws for one with another evidence. */
export const wantedRowOf = (order: Order): WantedRow => wantedRowAt(actOf(order), stepOf(order));

function wantedRowAt<Kind extends keyof Kinds>(act: ActOf<Kind>, step: number): WantedRow {
  const row = rowWantedAt(act, step);
  if (!row) throw new TypeError(`No row of a domain tells of ${act.kind}`);
  return row;
}

/** What the mailboxes of a domain say once the step is done that an order is at. Throws for one with another evidence. */
export const wantedSenderOf = (order: Order): WantedSender => wantedSenderAt(actOf(order), stepOf(order));

/** The same of all its steps, the last one first. Throws for an act with another evidence. */
export function wantedSendersOf(order: Order): readonly WantedSender[] {
  const act = actOf(order);
  const steps = Array.from({ length: stepsOf<Act['kind']>(act) }, (_, index) => wantedSenderAt(act, index + 1));
  return steps.toReversed();
}

function wantedSenderAt<Kind extends keyof Kinds>(act: ActOf<Kind>, step: number): WantedSender {
  const wanted = AT_VENDOR[act.kind].wantedSender?.(act, step);
  if (!wanted) throw new TypeError(`No mailboxes tell of ${act.kind}`);
  return wanted;
}

/** The workspace that an act makes. Throws for one with another evidence. */
export function wantedWorkspaceOf<Kind extends keyof Kinds>(act: ActOf<Kind>): WantedWorkspace {
  const wanted = AT_VENDOR[act.kind].wantedWorkspace?.(act);
  if (!wanted) throw new TypeError(`${act.kind} makes no workspace`);
  return wanted;
}
/** What the rows of domains say once all steps of an act are done; null for an act with another evidence. */
export function wantedRowsOf(act: Act): readonly WantedRow[] | null {
  const rows = Array.from({ length: stepsOf<Act['kind']>(act) }, (_, index) => rowWantedAt(act, index + 1));
  return rows.every((row) => row !== undefined) ? rows : null;
}

const rowWantedAt = <Kind extends keyof Kinds>(act: ActOf<Kind>, step: number): WantedRow | undefined =>
  AT_VENDOR[act.kind].wantedRow?.(act, step);
/** What the step of an attempt leaves at the vendor. */
export const evidenceOfAttempt = (order: Order, attempt: Attempt): Evidence =>
  evidenceAt(termsOfAttempt(order, attempt).act, attempt.step);

/** The names that a step of an act buys. Throws for one with another evidence. */
export function wantedNamesOf<Kind extends keyof Kinds>(act: ActOf<Kind>, step: number): readonly string[] {
  const names = AT_VENDOR[act.kind].wantedNames?.(act, step);
  if (!names) throw new TypeError(`${act.kind} buys no names`);
  return names;
}

/** See `ActAtVendor`. */
export const progressOf = <Kind extends keyof Kinds>(
  reads: ProgressReads,
  act: ActOf<Kind>,
  known: KnownProgress,
): Promise<Progress | null> => AT_VENDOR[act.kind].progress(reads, act, known);

/** See `ActAtVendor`. */
export const endsWithTarget = ({ kind }: Act): boolean => AT_VENDOR[kind].endsWithTarget;

/** See `ActAtVendor`. */
export const concludeOrder = (deps: RecordingDeps, order: Order): Promise<void> => conclude(deps, order, actOf(order));

const conclude = <Kind extends keyof Kinds>(deps: RecordingDeps, order: Order, act: ActOf<Kind>): Promise<void> =>
  AT_VENDOR[act.kind].conclude(deps, order, act);
