import { z } from 'zod';
import type { Reference } from '../values/ids.ts';
import type { Cents } from '../values/money.ts';
import { type ActRequest, type LoginFields, sealedLogin } from './act-request.ts';
import {
  BuyAndOrder,
  chargedForBoth,
  mailboxesOfBoth,
  requestOfBoth,
  stepsOfBoth,
} from './buy_and_order/buy-and-order.ts';
import { BuyDomains, buyClaims, buyRequest, buySteps, chargedForNames, namesToBuy } from './buy_domains/buy-domains.ts';
import {
  BuyPrewarmed,
  prewarmedClaims,
  prewarmedNames,
  prewarmedRequest,
  withSealedSequencer,
} from './buy_prewarmed/buy-prewarmed.ts';
import { CancelOrder, cancelClaims, cancelRequest } from './cancel_order/cancel-order.ts';
import {
  ChangeRedirect,
  redirectClaims,
  redirectNames,
  redirectRequest,
  undoneRedirect,
} from './change_redirect/change-redirect.ts';
import {
  ChangeSender,
  senderClaims,
  senderDomains,
  senderRequest,
  undoneSender,
} from './change_sender/change-sender.ts';
import { type Claim, ownsName } from './claim.ts';
import { CreateWorkspace, workspaceClaims, workspaceRequest } from './create_workspace/create-workspace.ts';
import { CustomOrder, domainNames, loginIds, type VendorWorkspace } from './custom_order/custom-order.ts';
import { customOrderRequest, withSealedLogins } from './custom_order/request.ts';
import { vendorTag } from './custom_order/tag.ts';
import { FillForm, fillFormClaims, fillFormRequest } from './fill_form/fill-form.ts';
import { FixedPackage, mailboxesOfPackage, packageRequest } from './fixed_package/fixed-package.ts';
import { SwapDomain, swapClaims, swapRequest } from './swap_domain/swap-domain.ts';
import { chargedCents, monthlyCents, type Worth } from './worth.ts';

/** What an order does at ScaledMail, one of a few kinds. Every kind goes through the same approval. */
export const Act = z.discriminatedUnion('kind', [
  CustomOrder,
  CancelOrder,
  ChangeRedirect,
  BuyPrewarmed,
  BuyDomains,
  FillForm,
  SwapDomain,
  FixedPackage,
  ChangeSender,
  CreateWorkspace,
  BuyAndOrder,
]);
export type Act = z.infer<typeof Act>;

/** Every kind by its name: with this, the rules of a kind are known to fit an act of that kind. */
export type Kinds = { [Each in Act as Each['kind']]: Each };

/** An act of one kind; see `Kinds`. */
export type ActOf<Kind extends keyof Kinds> = { [Each in Kind]: { readonly kind: Each } & Kinds[Each] }[Kind];

/** What the engine asks of an act, of whatever kind. */
interface Rules<Each> {
  /** What the call does: charges the card, ends something, or changes something that costs nothing. */
  readonly effect: 'spend' | 'cancel' | 'write';
  /** Whether what it makes goes on at the vendor once it is done, so that it is watched for its end and keeps its claims. */
  readonly lasts: boolean;
  /** For how many hours it waits for approvals: what is short in supply waits a day, all else a week. */
  readonly openHours: number;
  /** Id at the vendor of what it works on: an order, a form. Null for a kind that makes an order of its own. */
  readonly target: (act: Each) => string | null;
  /** What an open order of this kind owns and works on. */
  readonly claims: (act: Each) => readonly Claim[];
  /** Our trace at the vendor, by the number of the terms; null for a kind that makes no vendor order. */
  readonly tag: (act: Each, reference: Reference, number: number) => string | null;
  /** The domain names that the act is about, and that work in the end; may be none. */
  readonly names: (act: Each) => readonly string[];
  /** Ids of the sealed logins that the call needs. */
  readonly loginIds: (act: Each) => readonly string[];
  /** How many calls carry it out, one after the other: its steps. */
  readonly steps: (act: Each) => number;
  /** What a step charges at once, of what the whole act is worth. */
  readonly chargedAt: (act: Each, worth: Worth, step: number) => Cents;
  /** The call of a step, byte for byte. `tag` is its trace at the vendor, where the step leaves one. */
  readonly request: (
    act: Each,
    tag: string | null,
    loginOf: (loginId: string) => LoginFields,
    step: number,
  ) => ActRequest;
  /** A call of the act with the ids of the sealed logins in the place of the logins. */
  readonly sealed: (act: Each, request: ActRequest) => ActRequest;
  readonly workspace: (act: Each) => VendorWorkspace;
  /** What people call it. */
  readonly label: (act: Each) => string;
  /** Whether the vendor may charge less than it is worth: what a coupon gives is in no price. */
  readonly mayBeCheaper: (act: Each) => boolean;
  /**
   * The mailboxes that it sets up, which the order form can ask for again, and of which there is a list; null for a kind that
   * sets up none.
   */
  readonly mailboxes: (act: Each) => CustomOrder | null;
  /** Whether it needs an approval even where a rule lets its kind go without: what it destroys does not come back. */
  readonly alwaysNeedsApproval: (act: Each) => boolean;
  /** The act that sets back what this one changed, by the values of before; null for a kind that cannot be set back. */
  readonly undo: (act: Each) => Act | null;
  /** The names that it buys; absent for a kind that buys none. */
  readonly buys?: (act: Each) => readonly string[];
}

/** What one call carries out. */
const ONE_STEP = { steps: () => 1, chargedAt: (_act: unknown, worth: Worth) => chargedCents(worth) };
const DAY_HOURS = 24;
const WEEK_HOURS = 7 * DAY_HOURS;

type Rows = { readonly [Kind in keyof Kinds]: Rules<ActOf<Kind>> };

/** A kind without its row does not compile. */
const ROWS = {
  custom_order: {
    effect: 'spend',
    lasts: true,
    openHours: WEEK_HOURS,
    target: () => null,
    claims: (act) => domainNames(act).map(ownsName),
    tag: ({ label }, reference, number) => vendorTag(label, reference, number),
    names: domainNames,
    loginIds,
    ...ONE_STEP,
    request: (act, tag, loginOf) => customOrderRequest(act, tag ?? '', loginOf),
    sealed: withSealedLogins,
    workspace: ({ workspace }) => workspace,
    label: ({ label }) => label,
    mayBeCheaper: ({ coupon }) => coupon !== undefined,
    mailboxes: (act) => act,
    alwaysNeedsApproval: () => false,
    undo: () => null,
  },
  cancel_order: {
    effect: 'cancel',
    lasts: false,
    openHours: WEEK_HOURS,
    target: ({ vendorOrderId }) => vendorOrderId,
    claims: cancelClaims,
    tag: () => null,
    names: ({ names }) => names,
    loginIds: () => [],
    ...ONE_STEP,
    request: cancelRequest,
    sealed: (_act, request) => request,
    workspace: ({ workspace }) => workspace,
    label: ({ label }) => label,
    mayBeCheaper: () => false,
    mailboxes: () => null,
    alwaysNeedsApproval: () => false,
    undo: () => null,
  },
  change_redirect: {
    effect: 'write',
    lasts: false,
    openHours: WEEK_HOURS,
    target: ({ vendorOrderId }) => vendorOrderId,
    claims: redirectClaims,
    tag: () => null,
    names: redirectNames,
    loginIds: () => [],
    steps: ({ changes }) => changes.length,
    chargedAt: () => 0,
    request: (act, _tag, _loginOf, step) => redirectRequest(act, step),
    sealed: (_act, request) => request,
    workspace: ({ workspace }) => workspace,
    label: ({ label }) => label,
    mayBeCheaper: () => false,
    mailboxes: () => null,
    alwaysNeedsApproval: () => false,
    undo: undoneRedirect,
  },
  buy_prewarmed: {
    effect: 'spend',
    lasts: true,
    openHours: DAY_HOURS,
    target: () => null,
    claims: prewarmedClaims,
    tag: ({ label }, reference, number) => vendorTag(label, reference, number),
    names: prewarmedNames,
    loginIds: ({ sequencer }) => (sequencer ? [sequencer.loginId] : []),
    ...ONE_STEP,
    request: (act, tag, loginOf) => prewarmedRequest(act, tag ?? '', loginOf),
    sealed: withSealedSequencer,
    workspace: ({ workspace }) => workspace,
    label: ({ label }) => label,
    mayBeCheaper: () => false,
    mailboxes: () => null,
    alwaysNeedsApproval: () => false,
    undo: () => null,
  },
  buy_domains: {
    effect: 'spend',
    lasts: false,
    openHours: WEEK_HOURS,
    target: () => null,
    claims: buyClaims,
    tag: () => null,
    names: namesToBuy,
    buys: namesToBuy,
    loginIds: () => [],
    steps: buySteps,
    chargedAt: (act, _worth, step) => chargedForNames(act, step),
    request: (act, _tag, _loginOf, step) => buyRequest(act, step),
    sealed: (_act, request) => request,
    workspace: ({ workspace }) => workspace,
    label: ({ label }) => label,
    mayBeCheaper: () => false,
    mailboxes: () => null,
    alwaysNeedsApproval: () => false,
    undo: () => null,
  },
  fill_form: {
    effect: 'write',
    lasts: false,
    openHours: WEEK_HOURS,
    target: ({ form }) => form.uuid,
    claims: fillFormClaims,
    tag: () => null,
    names: domainNames,
    loginIds,
    ...ONE_STEP,
    request: (act, _tag, loginOf) => fillFormRequest(act, loginOf),
    sealed: withSealedLogins,
    workspace: ({ workspace }) => workspace,
    label: ({ label }) => label,
    mayBeCheaper: () => false,
    mailboxes: () => null,
    alwaysNeedsApproval: () => false,
    undo: () => null,
  },
  swap_domain: {
    effect: 'write',
    lasts: false,
    openHours: WEEK_HOURS,
    target: ({ vendorOrderId }) => vendorOrderId,
    claims: swapClaims,
    tag: () => null,
    names: ({ from }) => [from],
    loginIds: ({ hosting }) => (hosting ? [hosting.loginId] : []),
    ...ONE_STEP,
    request: (act, _tag, loginOf) => swapRequest(act, loginOf),
    sealed: withSealedLogins,
    workspace: ({ workspace }) => workspace,
    label: ({ label }) => label,
    mayBeCheaper: () => false,
    mailboxes: () => null,
    alwaysNeedsApproval: () => false,
    undo: () => null,
  },
  fixed_package: {
    effect: 'spend',
    lasts: true,
    openHours: WEEK_HOURS,
    target: () => null,
    claims: (act) => domainNames(act).map(ownsName),
    tag: () => null,
    names: domainNames,
    loginIds,
    ...ONE_STEP,
    request: (act, _tag, loginOf) => packageRequest(act, loginOf),
    sealed: withSealedLogins,
    workspace: ({ workspace }) => workspace,
    label: ({ label }) => label,
    mayBeCheaper: ({ coupon }) => coupon !== undefined,
    mailboxes: mailboxesOfPackage,
    alwaysNeedsApproval: () => false,
    undo: () => null,
  },
  change_sender: {
    effect: 'write',
    lasts: false,
    openHours: WEEK_HOURS,
    target: ({ vendorOrderId }) => vendorOrderId,
    claims: senderClaims,
    tag: () => null,
    names: senderDomains,
    loginIds: () => [],
    steps: ({ changes }) => changes.length,
    chargedAt: () => 0,
    request: (act, _tag, _loginOf, step) => senderRequest(act, step),
    sealed: (_act, request) => request,
    workspace: ({ workspace }) => workspace,
    label: ({ label }) => label,
    mayBeCheaper: () => false,
    mailboxes: () => null,
    alwaysNeedsApproval: ({ mode }) => mode === 'name_and_alias',
    undo: undoneSender,
  },
  create_workspace: {
    effect: 'write',
    lasts: false,
    openHours: WEEK_HOURS,
    target: () => null,
    claims: workspaceClaims,
    tag: () => null,
    names: () => [],
    loginIds: () => [],
    ...ONE_STEP,
    request: workspaceRequest,
    sealed: (_act, request) => request,
    workspace: ({ workspace }) => workspace,
    label: ({ name }) => name,
    mayBeCheaper: () => false,
    mailboxes: () => null,
    alwaysNeedsApproval: () => false,
    undo: () => null,
  },
  buy_and_order: {
    effect: 'spend',
    lasts: true,
    openHours: WEEK_HOURS,
    target: () => null,
    claims: (act) => domainNames(act).map(ownsName),
    tag: ({ label }, reference, number) => vendorTag(label, reference, number),
    names: domainNames,
    loginIds,
    steps: stepsOfBoth,
    chargedAt: chargedForBoth,
    request: requestOfBoth,
    sealed: (act, request) => withSealedLogins(act, request),
    workspace: ({ workspace }) => workspace,
    label: ({ label }) => label,
    mayBeCheaper: ({ coupon }) => coupon !== undefined,
    mailboxes: mailboxesOfBoth,
    buys: namesToBuy,
    alwaysNeedsApproval: () => false,
    undo: () => null,
  },
} as const satisfies Rows;

/** The same, as what is asked of any kind. */
const RULES: Rows = ROWS;

/** Kinds that cost nothing and end nothing: only these can be free of approvals. */
export type WriteKind = {
  [Kind in keyof Kinds]: (typeof ROWS)[Kind]['effect'] extends 'write' ? Kind : never;
}[keyof Kinds];

/** See `WriteKind`. */
const isWriteKind = (kind: keyof Kinds): kind is WriteKind => RULES[kind].effect === 'write';

/** See `WriteKind`; in the order of the union `Act`. */
export const WRITE_KINDS: readonly WriteKind[] = Act.options
  .map((option) => option.shape.kind.value)
  .filter(isWriteKind);

/** See `Rules`. */
export const namesOf = <Kind extends keyof Kinds>(act: ActOf<Kind>): readonly string[] => RULES[act.kind].names(act);
/** See `Rules`. */
export const loginIdsOf = <Kind extends keyof Kinds>(act: ActOf<Kind>): readonly string[] =>
  RULES[act.kind].loginIds(act);
/** See `Rules`. */
export const workspaceOf = <Kind extends keyof Kinds>(act: ActOf<Kind>): VendorWorkspace =>
  RULES[act.kind].workspace(act);
/** See `Rules`. */
export const labelOf = <Kind extends keyof Kinds>(act: ActOf<Kind>): string => RULES[act.kind].label(act);
/** See `Rules`. */
export const mayBeCheaper = <Kind extends keyof Kinds>(act: ActOf<Kind>): boolean => RULES[act.kind].mayBeCheaper(act);
/** See `Rules`. */
export const claimsOf = <Kind extends keyof Kinds>(act: ActOf<Kind>): readonly Claim[] => RULES[act.kind].claims(act);
/** See `Rules`. */
export const tagOf = <Kind extends keyof Kinds>(
  act: ActOf<Kind>,
  reference: Reference,
  number: number,
): string | null => RULES[act.kind].tag(act, reference, number);
/** See `Rules`. */
export const lasts = ({ kind }: Act): boolean => RULES[kind].lasts;
/** See `Rules`. */
export const openHoursOf = ({ kind }: Act): number => RULES[kind].openHours;
/** See `Rules`. */
export const mailboxesOf = <Kind extends keyof Kinds>(act: ActOf<Kind>): CustomOrder | null =>
  RULES[act.kind].mailboxes(act);
/** See `Rules`. */
export const alwaysNeedsApproval = <Kind extends keyof Kinds>(act: ActOf<Kind>): boolean =>
  RULES[act.kind].alwaysNeedsApproval(act);
/** See `Rules`. */
export const namesBoughtBy = <Kind extends keyof Kinds>(act: ActOf<Kind>): readonly string[] =>
  RULES[act.kind].buys?.(act) ?? [];
/** See `Rules`. */
export const targetOf = <Kind extends keyof Kinds>(act: ActOf<Kind>): string | null => RULES[act.kind].target(act);
/** See `Rules`. */
export const effectOf = ({ kind }: Pick<Act, 'kind'>): Rules<Act>['effect'] => RULES[kind].effect;
/** See `Rules`. */
export const undoOf = <Kind extends keyof Kinds>(act: ActOf<Kind>): Act | null => RULES[act.kind].undo(act);
/** See `Rules`; the call of the first step, when none is named. */
export const requestOf = <Kind extends keyof Kinds>(
  act: ActOf<Kind>,
  tag: string | null,
  loginOf: (loginId: string) => LoginFields = sealedLogin,
  step = 1,
): ActRequest => RULES[act.kind].request(act, tag, loginOf, step);
/** See `Rules`. */
export const stepsOf = <Kind extends keyof Kinds>(act: ActOf<Kind>): number => RULES[act.kind].steps(act);
/**
 * The part of what a step charges that is paid once, as a record of the call has it; absent when nothing is. What is charged
 * each month is charged by the last step: it makes what goes on.
 */
export function paidOnceAtStep<Kind extends keyof Kinds>(
  act: ActOf<Kind>,
  worth: Worth,
  step: number,
): { readonly nowCents?: Cents } {
  const nowCents = chargedAtStep(act, worth, step) - (step === stepsOf(act) ? monthlyCents(worth) : 0);
  return nowCents > 0 ? { nowCents } : {};
}

/** See `Rules`. */
export const chargedAtStep = <Kind extends keyof Kinds>(act: ActOf<Kind>, worth: Worth, step: number): Cents =>
  RULES[act.kind].chargedAt(act, worth, step);
/** What an act still charges once its first steps are done: what these charged is paid. */
export function worthAfter<Kind extends keyof Kinds>(act: ActOf<Kind>, worth: Worth, stepsDone: number): Worth {
  if (worth.effect !== 'spend') return worth;
  let paidCents = 0;
  for (let step = 1; step <= stepsDone; step += 1) paidCents += paidOnceAtStep(act, worth, step).nowCents ?? 0;
  const nowCents = Math.max(0, worth.nowCents - paidCents);
  // What is paid whole is renewed whatever becomes of the rest.
  return { ...worth, nowCents, yearCents: nowCents === 0 && paidCents > 0 ? 0 : worth.yearCents };
}
/** The trace that a step leaves at the vendor: that of the terms is on what the last step makes. */
export const tagOfStep = (act: Act, tag: string | null, step: number): string | null =>
  step === stepsOf(act) ? tag : null;
/** The calls of all steps as they are hashed and shown: logins by the ids of their sealed copies. */
export const requestsOf = (act: Act, tag: string | null): ActRequest[] =>
  Array.from({ length: stepsOf(act) }, (_, index) =>
    requestOf(act, tagOfStep(act, tag, index + 1), sealedLogin, index + 1),
  );
/** See `Rules`. */
export const sealedRequest = <Kind extends keyof Kinds>(act: ActOf<Kind>, request: ActRequest): ActRequest =>
  RULES[act.kind].sealed(act, request);
