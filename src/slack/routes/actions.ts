import { ACTION, type ActionId, MENU, type MenuId } from '../../../views/ids.ts';
import { fleetFileByButton, showFleet } from './account/fleet.ts';
import { namesFileByButton, openNames } from './account/owned-names.ts';
import { openSpend, showSpend, showSpendOnHome, spendFileByButton } from './account/spend.ts';
import { cancelFound, confirmFound, explainFinding, lookAtFinding, showFoundOrder } from './account/watching.ts';
import { newWorkspace } from './account/workspaces.ts';
import { buyNames, moreNames, otherEndings, searchNames } from './buying.ts';
import { cancelAtVendor, cancelOne } from './changing/cancelling.ts';
import { changeDomain } from './changing/changing.ts';
import { undo } from './changing/undoing.ts';
import { goBack } from './go-back.ts';
import { filterRunning, showPage } from './lists/pages.ts';
import { resumeByButton } from './lists/pausing.ts';
import { addLogin, changeLogin, removeLogin, showLogins } from './logins.ts';
import { newAct } from './new-act.ts';
import { approve, decline, withdraw } from './one-order/deciding.ts';
import { details } from './one-order/details.ts';
import { mailboxesByButton } from './one-order/mailboxes.ts';
import { isAnotherOne, isNotThere, isThere, isThisOne, lookAgain } from './one-order/settling.ts';
import { showSupportText } from './one-order/support-text.ts';
import { showDomains, showVendorOrder } from './one-order/vendor-order.ts';
import { addUnused } from './ordering/add-unused.ts';
import { chooseAliases, sendAliasFile, takeAliases } from './ordering/aliases.ts';
import { anotherBox } from './ordering/another-box.ts';
import { chooseColumn } from './ordering/choose-column.ts';
import { buyAndOrder, buyMissing, fixLines, leaveOutLines, putLinesBack } from './ordering/mistakes.ts';
import { leaveOutFile } from './ordering/order-file.ts';
import { changeHosting, changeOption, dropSequencer, moreOptions } from './ordering/order-options.ts';
import { retryPricing } from './ordering/pricing.ts';
import { deleteDraft, resumeDraft } from './ordering/starting/drafts.ts';
import { fillForm } from './ordering/starting/filling.ts';
import { orderOnNames } from './ordering/starting/order-on-names.ts';
import { orderAgain, startOrder } from './ordering/starting/start-order.ts';
import { planByVolume, pricePlan, usePlanVolume } from './planning/plan.ts';
import { turnPage } from './prewarmed.ts';
import { changePrewarmedTool, dropPrewarmedTool } from './prewarmed-tool.ts';
import type { ActionRoute } from './route.ts';

const startOrderByButton: ActionRoute = (context, { userId, payload }) =>
  startOrder(context, userId, payload.trigger_id);

/** A press that needs no more than its acknowledgement: a link, or a choice that is read when the form is sent. */
const nothing: ActionRoute = async () => {};

/** Everything that can be pressed or chosen. */
export const ACTION_ROUTES: ReadonlyMap<string, ActionRoute> = new Map(
  Object.entries({
    [ACTION.approve]: approve,
    [ACTION.decline]: decline,
    [ACTION.withdraw]: withdraw,
    [ACTION.undo]: undo,
    [ACTION.lookAgain]: lookAgain,
    [ACTION.isThere]: isThere,
    [ACTION.isNotThere]: isNotThere,
    [ACTION.isThisOne]: isThisOne,
    [ACTION.isAnotherOne]: isAnotherOne,
    [ACTION.cancelAtVendor]: cancelAtVendor,
    [ACTION.cancelOne]: cancelOne,
    [ACTION.prewarmedEarlier]: turnPage('earlier'),
    [ACTION.prewarmedNext]: turnPage('next'),
    [ACTION.changePrewarmedTool]: changePrewarmedTool,
    [ACTION.dropPrewarmedTool]: dropPrewarmedTool,
    [ACTION.newWorkspace]: newWorkspace,
    [ACTION.details]: details,
    [ACTION.showOrder]: details,
    [ACTION.showOrders]: showPage,
    [ACTION.startOrder]: startOrderByButton,
    [ACTION.orderAgain]: orderAgain,
    [ACTION.mailboxes]: mailboxesByButton,
    [ACTION.changeDomain]: changeDomain,
    [ACTION.domainsBefore]: showDomains,
    [ACTION.domainsAfter]: showDomains,
    [ACTION.showVendorOrder]: showVendorOrder,
    [ACTION.supportText]: showSupportText,
    [ACTION.homeToDecide]: showPage,
    [ACTION.homeMine]: showPage,
    [ACTION.homeRunning]: showPage,
    [ACTION.pageBefore]: showPage,
    [ACTION.pageAfter]: showPage,
    [ACTION.resume]: resumeByButton,
    [ACTION.planByVolume]: planByVolume,
    [ACTION.pricePlan]: pricePlan,
    [ACTION.usePlanVolume]: usePlanVolume,
    [ACTION.resumeDraft]: resumeDraft,
    [ACTION.deleteDraft]: deleteDraft,
    [ACTION.back]: goBack,
    [ACTION.retryPricing]: retryPricing,
    [ACTION.moreOptions]: moreOptions,
    [ACTION.changeAliases]: changeOption('aliases'),
    [ACTION.chooseAliases]: chooseAliases,
    [ACTION.chooseColumn]: chooseColumn,
    [ACTION.takeAliases]: takeAliases,
    [ACTION.aliasFile]: sendAliasFile,
    [ACTION.changeHosting]: changeHosting,
    [ACTION.changeCoupon]: changeOption('coupon'),
    [ACTION.changePicture]: changeOption('picture'),
    [ACTION.changeSequencer]: changeOption('sequencer'),
    [ACTION.dropSequencer]: dropSequencer,
    [ACTION.anotherBox]: anotherBox,
    [ACTION.addUnused]: addUnused,
    [ACTION.leaveOutFile]: leaveOutFile,
    [ACTION.showLogins]: showLogins,
    [ACTION.moreLogins]: showLogins,
    [ACTION.addLogin]: addLogin,
    [ACTION.changeLogin]: changeLogin,
    [ACTION.removeLogin]: removeLogin,
    [ACTION.fixLines]: fixLines,
    [ACTION.leaveOutLines]: leaveOutLines,
    [ACTION.putLinesBack]: putLinesBack,
    [ACTION.searchNames]: searchNames,
    [ACTION.moreNames]: moreNames,
    [ACTION.otherEndings]: otherEndings,
    [ACTION.buyMissing]: buyMissing,
    [ACTION.buyAndOrder]: buyAndOrder,
    [ACTION.orderOnNames]: orderOnNames,
    [ACTION.openCard]: nothing,
    [ACTION.openBilling]: nothing,
    [ACTION.openVendor]: nothing,
    [ACTION.fillForm]: fillForm,
    [ACTION.showFleet]: showFleet,
    [ACTION.fleetFile]: fleetFileByButton,
    [ACTION.namesFile]: namesFileByButton,
    [ACTION.buyNames]: buyNames,
    [ACTION.homeSpend]: showSpendOnHome,
    [ACTION.homeLabel]: filterRunning('label'),
    [ACTION.homeWorkspace]: filterRunning('workspaceId'),
    [ACTION.showSpend]: showSpend,
    [ACTION.showMonth]: showSpend,
    [ACTION.openSpend]: openSpend,
    [ACTION.openNames]: openNames,
    [ACTION.spendFile]: spendFileByButton,
    [ACTION.explainFinding]: explainFinding,
    [ACTION.confirmFound]: confirmFound,
    [ACTION.lookAtFinding]: lookAtFinding,
    [ACTION.showFoundOrder]: showFoundOrder,
    [ACTION.cancelFound]: cancelFound,
    [MENU.pickNames]: nothing,
    [ACTION.newAct]: newAct,
  } satisfies Record<ActionId | MenuId, ActionRoute>),
);
