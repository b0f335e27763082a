import type { Rules } from './act-rules.ts';
import { chargedForBoth, mailboxesOfBoth, requestOfBoth, stepsOfBoth } from './buy_and_order/buy-and-order.ts';
import { buyClaims, buyRequest, buySteps, chargedForNames, namesToBuy } from './buy_domains/buy-domains.ts';
import {
  mailNamesOfInboxes,
  prewarmedClaims,
  prewarmedNames,
  prewarmedRequest,
  withSealedSequencer,
} from './buy_prewarmed/buy-prewarmed.ts';
import { cancelClaims, cancelRequest } from './cancel_order/cancel-order.ts';
import { redirectClaims, redirectNames, redirectRequest, undoneRedirect } from './change_redirect/change-redirect.ts';
import { senderClaims, senderDomains, senderRequest, undoneSender } from './change_sender/change-sender.ts';
import { ownsName } from './claim.ts';
import { workspaceClaims, workspaceRequest } from './create_workspace/create-workspace.ts';
import { domainNames, loginIds, mailNamesOfLines } from './custom_order/custom-order.ts';
import { customOrderRequest, withSealedLogins } from './custom_order/request.ts';
import { vendorTag } from './custom_order/tag.ts';
import { fillFormClaims, fillFormRequest } from './fill_form/fill-form.ts';
import { mailboxesOfPackage, packageRequest } from './fixed_package/fixed-package.ts';
import { Act, type ActOf, type Kinds } from './kinds.ts';
import { swapClaims, swapRequest } from './swap_domain/swap-domain.ts';
import { chargedCents, type Worth } from './worth.ts';

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
    mailNames: mailNamesOfLines,
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
    mailNames: () => [],
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
    mailNames: () => [],
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
    mailNames: mailNamesOfInboxes,
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
    mailNames: () => [],
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
    mailNames: mailNamesOfLines,
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
    mailNames: () => [],
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
    mailNames: mailNamesOfLines,
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
    mailNames: () => [],
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
    mailNames: () => [],
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
    mailNames: mailNamesOfLines,
    alwaysNeedsApproval: () => false,
    undo: () => null,
  },
} as const satisfies Rows;

/** The same, as what is asked of any kind. */
export const RULES: Rows = ROWS;

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
