import type { ModalView } from '@slack/types';
import { DraftMetadata, type FormPlace } from '../../../../views/form/metadata.ts';
import { domainsView } from '../../../../views/form/ordering/domains-view.ts';
import { optionsView } from '../../../../views/form/ordering/options/options-view.ts';
import { fieldBlockId } from '../../../../views/form-fields.ts';
import { FORM } from '../../../../views/ids.ts';
import { fieldErrors } from '../../../../views/words/input/problem.ts';
import type { OrderDraft } from '../../../acts/custom_order/form/draft.ts';
import { OPTION_FIELDS, type Option } from '../../../acts/custom_order/options.ts';
import { readForm } from '../../../service/requesting/filling/check-draft.ts';
import type { Filled } from '../../../service/requesting/filling/fill-draft.ts';
import type { OpenForm } from '../../../service/requesting/form/drafts.ts';
import { formValues } from '../../receive/form-values.ts';
import type { ViewPayload } from '../../receive/payloads.ts';
import { FORGOTTEN, filledPage } from '../filled-page.ts';
import { forgottenForm, replaced, tokenOf } from '../modals/modal.ts';
import { showModal } from '../modals/show-modal.ts';
import type { ActionRoute, SubmissionRoute, Submitted } from '../route.ts';
import type { RouteContext } from '../route-context.ts';
import { hostingPage, optionPage } from './login-pages.ts';
import { busyView, priceInto } from './pricing.ts';

/** The pages that a page of options was come to from. */
export const trailOf = (view: ViewPayload): readonly FormPlace[] =>
  DraftMetadata.safeParse(JSON.parse(view.private_metadata || '{}')).data?.trail ?? [];

const PLACES: ReadonlyMap<string, FormPlace> = new Map([
  [FORM.domains, 'domains'],
  [FORM.review, 'review'],
  [FORM.options, 'options'],
]);

/** The trail of a page that is opened from this one. */
const trailFrom = (view: ViewPayload): readonly FormPlace[] => {
  const place = PLACES.get(view.callback_id);
  return [...trailOf(view), ...(place === undefined ? [] : [place])];
};

/** Opens a page in the place of the one that was pressed in, whose fields are kept. */
const opening =
  (
    draw: (context: RouteContext, form: OpenForm, trail: readonly FormPlace[]) => ModalView | Promise<ModalView>,
  ): ActionRoute =>
  async (context, { payload: { view }, userId, answer }) => {
    if (!view) return;
    const form = await context.useCases.leavePage(filledPage(view, userId));
    if (!form) return answer(FORGOTTEN);
    await showModal(context, view.id, await draw(context, form, trailFrom(view)));
  };

/** *More options…* */
export const moreOptions: ActionRoute = opening((_context, form, trail) => optionsView(form, trail));

/** *Change…* of the hosting login. */
export const changeHosting: ActionRoute = opening((context, form, trail) => hostingPage(context, form, { trail }));

/** *Add…* and *Change…* of an option. */
export const changeOption = (option: Option): ActionRoute =>
  opening((context, form, trail) => optionPage(context, option, { form, trail }));

/** A page with an option, sent: the form goes back to where that was opened. */
export const optionForm =
  (option: Option): SubmissionRoute =>
  async (context, { view }, userId) => {
    const filled = await context.useCases.fillOption(filledPage(view, userId), OPTION_FIELDS[option]);
    return afterOption(context, view, filled);
  };

/** The page with the sending tool, sent. */
export const sequencerForm: SubmissionRoute = async (context, { view }, userId) => {
  const values = formValues(view.state?.values ?? {});
  const login = {
    username: values.text('sequencer_username') ?? '',
    password: values.text('sequencer_password') ?? '',
  };
  return afterOption(context, view, await context.useCases.fillSequencer(filledPage(view, userId), login));
};

/** Where a page with an option goes once it was sent: back to where it was opened, or on with its mistakes. */
export function afterOption(context: RouteContext, view: ViewPayload, filled: Filled): Submitted {
  if (!filled) return forgottenForm();
  if (filled.ok) return leadingBack(context, view, filled);
  const errors = fieldErrors(filled.problems, (field) => fieldBlockId(field, filled.fill));
  return { ack: { response_action: 'errors', errors } };
}

/** The list of options, sent: the form is priced. */
export const optionsForm: SubmissionRoute = async (context, { view }, userId) => {
  const form = await context.useCases.leavePage(filledPage(view, userId));
  return form ? pricing(context, view, form) : forgottenForm();
};

/** The page that an option leads back to; the review is priced anew. */
function leadingBack(context: RouteContext, view: ViewPayload, form: OpenForm): Submitted {
  const trail = trailOf(view);
  const page = pageOf(form, trail);
  return page ? replaced(page) : pricing(context, view, form);
}

/** The last page of a trail; null for the review, which is drawn with a price of now. */
function pageOf(form: OpenForm, trail: readonly FormPlace[]): ModalView | null {
  switch (trail.at(-1)) {
    case 'review':
      return null;
    case 'options':
      return optionsView(form, trail.slice(0, -1));
    default:
      return domainsView(form);
  }
}

const pricing = (context: RouteContext, view: ViewPayload, form: OpenForm): Submitted =>
  replaced(busyView(form.draft, tokenOf(view)), () => priceInto(context, view, readForm(form)));

/** Leaves a page of options for the one that it was come to from. What is typed is kept, but for what `change` does. */
const leaving =
  (change: (draft: OrderDraft) => OrderDraft): ActionRoute =>
  async (context, { payload: { view }, userId, answer }) => {
    if (!view) return;
    const form = await context.useCases.leavePage(filledPage(view, userId), change);
    if (!form) return answer(FORGOTTEN);
    const page = pageOf(form, trailOf(view));
    await showModal(context, view.id, page ?? busyView(form.draft, tokenOf(view)));
    if (!page) await priceInto(context, view, readForm(form));
  };

/** *Back* on a page of options. */
export const leaveOptions: ActionRoute = leaving((draft) => draft);

/** *Leave it out*, of a sending tool. Its sealed login may belong to an order already, and stays until it is too old. */
export const dropSequencer: ActionRoute = leaving((draft) => {
  const { sequencer: _, ...logins } = draft.logins ?? {};
  return { ...draft, sequencer: null, ...(draft.logins ? { logins } : {}) };
});
