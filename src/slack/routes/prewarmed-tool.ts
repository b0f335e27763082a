import type { ModalView } from '@slack/types';
import { pickerView } from '../../../views/form/prewarmed/picker-view.ts';
import { prewarmedToolView } from '../../../views/form/prewarmed/tool-view.ts';
import { fieldBlockId } from '../../../views/form-fields.ts';
import { fieldErrors } from '../../../views/words/input/problem.ts';
import type { TypedTool } from '../../service/requesting/form/typed-fields.ts';
import type { UserId } from '../../values/ids.ts';
import { formValues, typedFields } from '../receive/form-values.ts';
import type { ViewPayload } from '../receive/payloads.ts';
import { replaced } from './modals/modal.ts';
import { showModal } from './modals/show-modal.ts';
import { fieldsOf, formOf, PREWARMED_FORGOTTEN, prewarmedForgotten } from './prewarmed.ts';
import type { ActionRoute, SubmissionRoute } from './route.ts';
import type { RouteContext } from './route-context.ts';

/** *Add…* and *Change…* of the sending tool; what is ticked and typed in the picker stays. Asks Slack whose saved logins are. */
export const changePrewarmedTool: ActionRoute = async (context, { payload: { view }, userId, answer }) => {
  if (!view) return;
  const form = await context.useCases.turnPrewarmed(formOf(view, userId), fieldsOf(view), 'same');
  if (!form) return answer(PREWARMED_FORGOTTEN);
  const offered = await context.useCases.offeredLogins(userId, 'sequencer');
  await showModal(context, view.id, prewarmedToolView(form, offered));
};

/** *Leave it out*, of the sending tool. */
export const dropPrewarmedTool: ActionRoute = async (context, { payload: { view }, userId, answer }) => {
  if (!view) return;
  const form = await context.useCases.dropPrewarmedTool(formOf(view, userId));
  await (form ? showModal(context, view.id, pickerView(form)) : answer(PREWARMED_FORGOTTEN));
};

/** The page with the sending tool, sent: back to the picker, or its mistakes at their fields. */
export const prewarmedToolForm: SubmissionRoute = async (context, { view }, by) => {
  const values = formValues(view.state?.values ?? {});
  const login = {
    username: values.text('sequencer_username') ?? '',
    password: values.text('sequencer_password') ?? '',
  };
  const filled = await context.useCases.fillPrewarmedTool(formOf(view, by), typedIn(view), login);
  if (!filled) return replaced(prewarmedForgotten());
  if (filled.ok) return replaced(pickerView(filled.form));
  const errors = fieldErrors(filled.problems, (field) => fieldBlockId(field, filled.form.fill));
  return { ack: { response_action: 'errors', errors } };
};

/** *Back* from that page: what was typed stays, but for user name and password. */
export async function prewarmedToolLeft(context: RouteContext, page: ViewPayload, by: UserId): Promise<ModalView> {
  const form = await context.useCases.keepPrewarmedTool(formOf(page, by), typedIn(page));
  return form ? pickerView(form) : prewarmedForgotten();
}

const typedIn = (view: ViewPayload): TypedTool => typedFields(formValues(view.state?.values ?? {}));
