import type { ModalView } from '@slack/types';
import { CANCEL_TITLE } from '../../../../views/form/cancel-view.ts';
import { FindingMetadata } from '../../../../views/form/metadata.ts';
import { noticeView } from '../../../../views/form/notice-view.ts';
import { EXPLAIN_TITLE, explainView, LOOK_TITLE, lookView } from '../../../../views/watch/finding-pages.ts';
import { cannotSettleText, settledText } from '../../../../views/watch/settling-words.ts';
import { Reference, type UserId } from '../../../values/ids.ts';
import { explainedBy } from '../../../watch/finding.ts';
import { formValues } from '../../receive/form-values.ts';
import type { ViewPayload } from '../../receive/payloads.ts';
import { CANCEL_PAGE } from '../changing/cancelling.ts';
import { fieldErrorsAt } from '../field-errors.ts';
import { inModal, replacedWhenDone } from '../modals/modal.ts';
import { detailsPage, detailsTitle } from '../one-order/details.ts';
import type { ActionCall, ActionRoute, SubmissionRoute } from '../route.ts';
import type { RouteContext } from '../route-context.ts';

/** The finding that a button was drawn for. */
const pressedFinding = ({ payload }: ActionCall): string => FindingMetadata.shape.key.parse(payload.actions.value);

/** *This was us…*: the page for a reason. */
export const explainFinding: ActionRoute = (context, call) =>
  inModal(context, call, EXPLAIN_TITLE, () => explainPage(context, call.userId, pressedFinding(call)));

/** The page for a reason, for those who can decide, while nobody has given one. */
async function explainPage({ useCases }: RouteContext, by: UserId, key: string, typed = ''): Promise<ModalView> {
  const seen = await useCases.showFinding(by, key);
  if (!seen.ok) return noticeView(EXPLAIN_TITLE, cannotSettleText(seen, useCases.policy));
  const { settled } = seen.finding;
  if (settled) return noticeView(EXPLAIN_TITLE, cannotSettleText({ refusal: 'settled', settled }, useCases.policy));
  const reference = explainedBy(seen.finding);
  if (reference !== null)
    return noticeView(EXPLAIN_TITLE, cannotSettleText({ refusal: 'turned_out', reference }, useCases.policy));
  return explainView(seen.finding, typed);
}

/** The page that was left while it was being sent: what came of it, or what was typed. */
export const explainPageLeft = (
  context: RouteContext,
  page: ViewPayload,
  by: UserId,
  typed: string,
): Promise<ModalView> => explainPage(context, by, FindingMetadata.parse(JSON.parse(page.private_metadata)).key, typed);

/** The page with a reason, sent. */
export const explainForm: SubmissionRoute = async (context, { view }, by) => {
  const { key } = FindingMetadata.parse(JSON.parse(view.private_metadata));
  const reason = (formValues(view.state?.values ?? {}).text('reason') ?? '').trim();
  if (reason === '') return fieldErrorsAt(view, 'reason', 'Please say what it was: others will ask.');
  const draw = async () => noticeView(EXPLAIN_TITLE, await settled(context, by, key, reason));
  return replacedWhenDone(context, view, { title: EXPLAIN_TITLE, draw, typed: reason });
};

/** *These are ours*: the message shows that it counted; what does not count is answered with why. */
export const confirmFound: ActionRoute = async (context, call) => {
  const done = await context.useCases.settleFinding(call.userId, pressedFinding(call), '');
  if (!done.ok) await call.answer(cannotSettleText(done, context.useCases.policy));
};

async function settled({ useCases }: RouteContext, by: UserId, key: string, reason: string): Promise<string> {
  const done = await useCases.settleFinding(by, key, reason);
  return done.ok ? settledText() : cannotSettleText(done, useCases.policy);
}

/** *Look*: what was found, as ScaledMail shows it now. */
export const lookAtFinding: ActionRoute = (context, call) =>
  inModal(context, call, LOOK_TITLE, async () => {
    const looked = await context.useCases.lookAtFinding(call.userId, pressedFinding(call));
    if (!looked.ok) return noticeView(LOOK_TITLE, cannotSettleText(looked, context.useCases.policy));
    return lookView(looked.finding, looked.details);
  });

/** *Details* of the order of ours that a finding is about. */
export const showFoundOrder: ActionRoute = (context, call) => {
  const reference = Reference.parse(call.payload.actions.value);
  return inModal(context, call, detailsTitle(reference), () => detailsPage(context, call.userId, { reference }));
};

/** *Cancel at ScaledMail…* of what was found: what would end, and the form for a reason. */
export const cancelFound: ActionRoute = (context, call) =>
  inModal(context, call, CANCEL_TITLE, async () =>
    CANCEL_PAGE.page(context, await context.useCases.cancelFinding(call.userId, pressedFinding(call))),
  );
