import type { UserId } from '../values/ids.ts';
import { type ReadAccount, readAccount } from './account/account-picture.ts';
import { exportOrders } from './account/export-orders.ts';
import { type ReadOwnOrders, readOwnOrders } from './account/own-orders.ts';
import { listPackages } from './account/packages.ts';
import { seeAccount } from './account/seen-account.ts';
import { seeVendorOrder } from './account/vendor-order.ts';
import { actedPages } from './acted-pages.ts';
import { viewerOf } from './authority.ts';
import { acceptMissingTags } from './deciding/accept-missing-tags.ts';
import { approveOrder } from './deciding/approve-order.ts';
import { declineOrder, mayDecline } from './deciding/decline-order.ts';
import { pausePlacing, resumePlacing, type SwitchingDeps } from './deciding/pause-placing.ts';
import { keepPausePost } from './deciding/pause-posts.ts';
import {
  lookAgain,
  maySettleAsAbsent,
  maySettleAsFound,
  type SettlingDeps,
  settleAsAbsent,
  settleAsFound,
} from './deciding/settle-outcome.ts';
import { ruleOutResembling, takeResembling } from './deciding/settle-resembling.ts';
import { withdrawOrder } from './deciding/withdraw-order.ts';
import { isFirstDelivery } from './first-delivery.ts';
import { listLogins, ownLogin, removeLogin, saveLogin } from './logins/manage-logins.ts';
import { offeredLogins } from './logins/offered-logins.ts';
import { savedLoginsIn } from './logins/saved-logins.ts';
import { pauseSwitchIn } from './pause-switch.ts';
import { vendorLists } from './placing/vendor-lists.ts';
import type { LoginSeal } from './ports/login-seal.ts';
import type { LoginVault } from './ports/login-vault.ts';
import type { OrderArchive } from './ports/stores/order-archive.ts';
import type { OrderStore } from './ports/stores/order-store.ts';
import type { WatchStore } from './ports/stores/watch-store.ts';
import { auditOrder } from './reading/audit-order.ts';
import { listOrders, showOrder } from './reading/find-orders.ts';
import { lateOrder } from './reading/late-order.ts';
import { sendMailboxes } from './reading/list-mailboxes.ts';
import { runningOrders } from './reading/running-orders.ts';
import { showHome } from './reading/show-home.ts';
import { fillBuying, openBuying, takeEndings } from './requesting/buying/fill-buying.ts';
import { boughtByForm, requestBuying, reviewBuying } from './requesting/buying/request-buying.ts';
import { chooseNames, moreNames, searchForNames } from './requesting/buying/search-names.ts';
import { startBuying } from './requesting/buying/start-buying.ts';
import { startOrderOn } from './requesting/buying/start-order-on.ts';
import {
  checkCancelling,
  chooseEnding,
  type RequestingCancelDeps,
  reopenCancelling,
  reopenChoice,
  requestCancelling,
} from './requesting/cancelling/request-cancelling.ts';
import { cancellable, vendorOrdersOfOne, vendorOrdersToCancel } from './requesting/cancelling/start-cancelling.ts';
import { fillSwapLogin, keepSwapLogin } from './requesting/changing/fill-swap-login.ts';
import { findVendorOrder, seenDomains } from './requesting/changing/find-vendor-order.ts';
import {
  checkRedirect,
  reopenRedirect,
  requestRedirect,
  startRedirect,
} from './requesting/changing/request-redirect.ts';
import { checkSender, reopenSender, requestSender, startSender } from './requesting/changing/request-sender.ts';
import { nameSwap, reopenSwap, requestSwap } from './requesting/changing/request-swap.ts';
import { startSwap } from './requesting/changing/start-swap.ts';
import { addAliasFile } from './requesting/filling/add-alias-file.ts';
import { dropFile, forgetAdded, settleSheet, takeSheet } from './requesting/filling/add-sheet.ts';
import {
  addBox,
  fillAliases,
  fillColumns,
  fillDomains,
  fillOption,
  fillWhat,
  keepFixed,
  keepTyped,
  leavePage,
  mistakesShown,
  openForm,
} from './requesting/filling/fill-draft.ts';
import { fillHosting, fillSequencer } from './requesting/filling/fill-logins.ts';
import { fillPackage, offerPackages } from './requesting/filling/fill-package.ts';
import { draftsIn, type OpenForm } from './requesting/form/drafts.ts';
import type { RememberedForms } from './requesting/form/remembered-forms.ts';
import { type PricingMissingDeps, priceMissing } from './requesting/names/price-missing.ts';
import { purchasedNames } from './requesting/names/purchased-names.ts';
import { startFilling } from './requesting/pending-forms/start-filling.ts';
import { listForms } from './requesting/pending-forms/waiting-forms.ts';
import { fillPlan, openPlan, usePlanVolume } from './requesting/planning/fill-plan.ts';
import { pricePlan } from './requesting/planning/price-plan.ts';
import { startPlan } from './requesting/planning/start-plan.ts';
import { startPlanned } from './requesting/planning/start-planned.ts';
import { dropPrewarmedTool, fillPrewarmedTool, keepPrewarmedTool } from './requesting/prewarmed/prewarmed-tool.ts';
import { reopenPrewarmed, requestPrewarmed } from './requesting/prewarmed/request-prewarmed.ts';
import { fillPrewarmed, reviewPrewarmed } from './requesting/prewarmed/review-prewarmed.ts';
import { startPrewarmed, turnPrewarmed } from './requesting/prewarmed/start-prewarmed.ts';
import { type PricingDeps, priceDraft } from './requesting/sending/price-draft.ts';
import { orderOfDraft, type SendingDeps, sendDraft } from './requesting/sending/send-draft.ts';
import { deleteDraft, listDrafts } from './requesting/sending/unfinished-drafts.ts';
import { orderAgain } from './requesting/starting/order-again.ts';
import { type StartingDeps, startDraft } from './requesting/starting/start-draft.ts';
import { startFromList } from './requesting/starting/start-from-list.ts';
import { startTyped } from './requesting/starting/start-typed.ts';
import { requestUndo } from './requesting/undoing/request-undo.ts';
import { startUndo } from './requesting/undoing/start-undo.ts';
import { listWorkspaces } from './requesting/workspaces/list-workspaces.ts';
import {
  checkWorkspace,
  reopenWorkspace,
  requestWorkspace,
  startWorkspace,
} from './requesting/workspaces/request-workspace.ts';
import { showArchived } from './retention/show-archived.ts';
import { setUpTimesIn } from './set-up-times.ts';
import { cancelFinding, lookAtFinding } from './watching/look-at-finding.ts';
import { settleFinding, showFinding } from './watching/settle-finding.ts';

/** What all use cases together work with: what belongs to one account, and how to tell the worker that there is work. */
export interface UseCaseDeps
  extends Omit<StartingDeps, 'drafts'>,
    Omit<PricingDeps, 'drafts' | 'savedLogins'>,
    Omit<SendingDeps, 'savedLogins'>,
    RequestingCancelDeps,
    PricingMissingDeps,
    SettlingDeps,
    SwitchingDeps {
  /** The same orders as `orders`, for what a form waits for. */
  readonly ordersForForms: OrderStore;
  readonly vault: LoginVault;
  /** Seals the logins that people keep by name. */
  readonly seal: LoginSeal;
  /** Reads the account for who looks at it; by lists of its own, unless given. */
  readonly account?: ReadAccount;
  /** Reads what of our orders counts as money; from `orders`, unless given. */
  readonly ownOrders?: ReadOwnOrders;
  readonly watch: WatchStore;
  readonly archive: OrderArchive;
  /** Knows the forms that this process saw last, where reading the store means waiting. */
  readonly rememberedForms?: RememberedForms<OpenForm>;
}

/** Everything that the edge may ask of one account. */
export type UseCases = ReturnType<typeof composeUseCases>;

/** Puts the use cases of one account together. The one list of them. */
export function composeUseCases(given: UseCaseDeps) {
  const drafts = draftsIn(given.keyValues, given.rememberedForms);
  const savedLogins = savedLoginsIn(given);
  const account = given.account ?? readAccount({ ...given, account: vendorLists(given).account });
  const deps = { ...given, drafts, savedLogins, account, ownOrders: given.ownOrders ?? readOwnOrders(given) };
  return {
    startDraft: startDraft(deps),
    startTyped: startTyped(deps),
    startFromList: startFromList(deps),
    orderAgain: orderAgain(deps),
    startPlan: startPlan(deps),
    fillPlan: fillPlan(deps),
    usePlanVolume: usePlanVolume(deps),
    openPlan: openPlan(deps),
    pricePlan: pricePlan(deps),
    startPlanned: startPlanned(deps),
    listDrafts: listDrafts(deps),
    deleteDraft: deleteDraft(deps),
    fillWhat: fillWhat({ ...deps, orders: deps.ordersForForms }),
    offerPackages: offerPackages(deps),
    fillPackage: fillPackage(deps),
    fillDomains: fillDomains({ ...deps, orders: deps.ordersForForms }),
    fillHosting: fillHosting(deps),
    fillOption: fillOption({ ...deps, orders: deps.ordersForForms }),
    fillAliases: fillAliases({ ...deps, orders: deps.ordersForForms }),
    fillSequencer: fillSequencer(deps),
    offeredLogins: offeredLogins(deps),
    listLogins: listLogins(deps),
    ownLogin: ownLogin(deps),
    saveLogin: saveLogin(deps),
    removeLogin: removeLogin(deps),
    fillColumns: fillColumns({ ...deps, orders: deps.ordersForForms }),
    leavePage: leavePage(deps),
    addBox: addBox(deps),
    addAliasFile: addAliasFile(deps),
    keepFixed: keepFixed(deps),
    keepTyped: keepTyped(deps),
    takeSheet: takeSheet(deps),
    settleSheet: settleSheet(deps),
    dropFile: dropFile(deps),
    forgetAdded: forgetAdded(deps),
    mistakesShown: mistakesShown(deps),
    openForm: openForm(deps),
    priceDraft: priceDraft(deps),
    priceMissing: priceMissing(deps),
    sendDraft: sendDraft(deps),
    orderOfDraft: orderOfDraft(deps),
    purchasedNames: purchasedNames(deps),
    cancellable: cancellable(deps),
    vendorOrdersOfOne: vendorOrdersOfOne(deps),
    vendorOrdersToCancel: vendorOrdersToCancel(deps),
    chooseEnding: chooseEnding(deps),
    reopenChoice: reopenChoice(deps),
    checkCancelling: checkCancelling(deps),
    requestCancelling: requestCancelling(deps),
    reopenCancelling: reopenCancelling(deps),
    startRedirect: startRedirect(deps),
    checkRedirect: checkRedirect(deps),
    requestRedirect: requestRedirect(deps),
    reopenRedirect: reopenRedirect(deps),
    startSwap: startSwap(deps),
    findVendorOrder: findVendorOrder(deps),
    seenDomains: seenDomains(deps),
    nameSwap: nameSwap(deps),
    fillSwapLogin: fillSwapLogin(deps),
    keepSwapLogin: keepSwapLogin(deps),
    requestSwap: requestSwap(deps),
    reopenSwap: reopenSwap(deps),
    startSender: startSender(deps),
    checkSender: checkSender(deps),
    requestSender: requestSender(deps),
    reopenSender: reopenSender(deps),
    listWorkspaces: listWorkspaces(deps),
    startWorkspace: startWorkspace(deps),
    checkWorkspace: checkWorkspace(deps),
    requestWorkspace: requestWorkspace(deps),
    reopenWorkspace: reopenWorkspace(deps),
    startUndo: startUndo(deps),
    requestUndo: requestUndo(deps),
    startPrewarmed: startPrewarmed(deps),
    turnPrewarmed: turnPrewarmed(deps),
    fillPrewarmed: fillPrewarmed(deps),
    reviewPrewarmed: reviewPrewarmed(deps),
    fillPrewarmedTool: fillPrewarmedTool(deps),
    keepPrewarmedTool: keepPrewarmedTool(deps),
    dropPrewarmedTool: dropPrewarmedTool(deps),
    requestPrewarmed: requestPrewarmed(deps),
    reopenPrewarmed: reopenPrewarmed(deps),
    startBuying: startBuying(deps),
    startOrderOn: startOrderOn(deps),
    fillBuying: fillBuying(deps),
    openBuying: openBuying(deps),
    takeEndings: takeEndings(deps),
    searchForNames: searchForNames(deps),
    moreNames: moreNames(deps),
    chooseNames: chooseNames(deps),
    reviewBuying: reviewBuying(deps),
    requestBuying: requestBuying(deps),
    boughtByForm: boughtByForm(deps),
    listForms: listForms(deps),
    startFilling: startFilling(deps),
    approveOrder: approveOrder(deps),
    mayDecline: mayDecline(deps),
    declineOrder: declineOrder(deps),
    withdrawOrder: withdrawOrder(deps),
    lookAgain: lookAgain(deps),
    maySettleAsFound: maySettleAsFound(deps),
    settleAsFound: settleAsFound(deps),
    maySettleAsAbsent: maySettleAsAbsent(deps),
    settleAsAbsent: settleAsAbsent(deps),
    takeResembling: takeResembling(deps),
    ruleOutResembling: ruleOutResembling(deps),
    listOrders: listOrders(deps),
    showOrder: showOrder(deps),
    showHome: showHome({ ...deps, running: runningOrders(deps) }),
    showArchived: showArchived(deps),
    sendMailboxes: sendMailboxes(deps),
    lateOrder: lateOrder(deps),
    seeAccount: seeAccount(deps),
    listPackages: listPackages(deps),
    exportOrders: exportOrders(deps),
    seeVendorOrder: seeVendorOrder({ ...deps, setUpTimes: setUpTimesIn(deps.settings) }),
    usualSetUp: setUpTimesIn(deps.settings).usual,
    pause: pauseSwitchIn(deps.settings).pause,
    auditOrder: auditOrder(deps),
    acceptMissingTags: acceptMissingTags(deps),
    pausePlacing: pausePlacing(deps),
    resumePlacing: resumePlacing(deps),
    keepPausePost: keepPausePost(deps),
    showFinding: showFinding(deps),
    settleFinding: settleFinding(deps),
    lookAtFinding: lookAtFinding(deps),
    cancelFinding: cancelFinding(deps),
    viewerOf: (userId: UserId) => viewerOf(deps, userId),
    isFirstDelivery: isFirstDelivery(deps),
    ...actedPages(deps),
    policy: deps.policy,
    clock: deps.clock,
  };
}
