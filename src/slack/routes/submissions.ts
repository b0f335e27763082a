import { FORM, type FormId } from '../../../views/ids.ts';
import { explainForm } from './account/watching.ts';
import { WORKSPACE_PAGE } from './account/workspaces.ts';
import { buyForm, buyReviewForm, endingsForm } from './buying.ts';
import { CANCEL_PAGE, chooseEndingForm } from './changing/cancelling.ts';
import { REDIRECT_PAGE } from './changing/changing-redirect.ts';
import { SENDER_PAGE } from './changing/changing-sender.ts';
import { swapForm, swapLoginForm } from './changing/swapping.ts';
import { undoForm } from './changing/undoing.ts';
import { loginForm } from './logins.ts';
import { declineForm, withdrawForm } from './one-order/deciding.ts';
import { isNotThereForm, isThereForm } from './one-order/settling.ts';
import { supportTextForm } from './one-order/support-text.ts';
import { unusedForm } from './ordering/add-unused.ts';
import { aliasesForm } from './ordering/aliases.ts';
import { columnsForm, domainsForm, hostingForm, mistakesForm, reviewForm, whatForm } from './ordering/order-form.ts';
import { optionForm, optionsForm, sequencerForm } from './ordering/order-options.ts';
import { packageForm } from './ordering/packages.ts';
import { planForm } from './planning/plan.ts';
import { prewarmedForm, prewarmedReviewForm } from './prewarmed.ts';
import { prewarmedToolForm } from './prewarmed-tool.ts';
import type { SubmissionRoute } from './route.ts';

/** Every form that can be sent. */
export const SUBMISSION_ROUTES: ReadonlyMap<string, SubmissionRoute> = new Map(
  Object.entries({
    [FORM.what]: whatForm,
    [FORM.domains]: domainsForm,
    [FORM.unused]: unusedForm,
    [FORM.columns]: columnsForm,
    [FORM.mistakes]: mistakesForm,
    [FORM.hosting]: hostingForm,
    [FORM.package]: packageForm,
    [FORM.review]: reviewForm,
    [FORM.options]: optionsForm,
    [FORM.aliases]: aliasesForm,
    [FORM.coupon]: optionForm('coupon'),
    [FORM.picture]: optionForm('picture'),
    [FORM.sequencer]: sequencerForm,
    [FORM.plan]: planForm,
    [FORM.isThere]: isThereForm,
    [FORM.isNotThere]: isNotThereForm,
    [FORM.chooseEnding]: chooseEndingForm,
    [FORM.cancel]: CANCEL_PAGE.sent,
    [FORM.redirect]: REDIRECT_PAGE.sent,
    [FORM.swap]: swapForm,
    [FORM.swapLogin]: swapLoginForm,
    [FORM.sender]: SENDER_PAGE.sent,
    [FORM.workspace]: WORKSPACE_PAGE.sent,
    [FORM.undo]: undoForm,
    [FORM.decline]: declineForm,
    [FORM.withdraw]: withdrawForm,
    [FORM.supportText]: supportTextForm,
    [FORM.login]: loginForm,
    [FORM.prewarmed]: prewarmedForm,
    [FORM.prewarmedReview]: prewarmedReviewForm,
    [FORM.prewarmedTool]: prewarmedToolForm,
    [FORM.buyNames]: buyForm,
    [FORM.buyEndings]: endingsForm,
    [FORM.buyReview]: buyReviewForm,
    [FORM.explain]: explainForm,
  } satisfies Record<FormId, SubmissionRoute>),
);
