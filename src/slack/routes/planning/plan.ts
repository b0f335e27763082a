import type { ModalView } from '@slack/types';
import { noticeView } from '../../../../views/form/notice-view.ts';
import { NO_WORKSPACE, whatView } from '../../../../views/form/ordering/what-view.ts';
import { FORM_TITLE } from '../../../../views/form/page.ts';
import { PLAN_TITLE, planView } from '../../../../views/form/planning/plan-view.ts';
import { type FormField, fieldBlockId } from '../../../../views/form-fields.ts';
import { refusalMessage } from '../../../../views/words/refusals/refusal.ts';
import { type PlanForm, pricedTiers } from '../../../acts/custom_order/planning/plan-form.ts';
import type { PlanProblem } from '../../../acts/custom_order/planning/typed-plan.ts';
import type { PlanAsTyped } from '../../../service/requesting/planning/fill-plan.ts';
import type { UserId } from '../../../values/ids.ts';
import type { ViewPayload } from '../../receive/payloads.ts';
import { fillModal, inModal, openFilled, replaced, replacedWhenDone, waitingAs } from '../modals/modal.ts';
import { hashOfShown } from '../modals/show-modal.ts';
import { withPause } from '../ordering/with-pause.ts';
import type { ActionRoute, CommandRoute, SubmissionRoute, Submitted } from '../route.ts';
import type { RouteContext } from '../route-context.ts';
import { filledPlan, PLAN_FORGOTTEN, planOf } from './plan-fields.ts';

/** `/scaledmail plan`, alone or with what is to be planned. */
export const plan: CommandRoute = (context, { userId, triggerId, rest }) =>
  openFilled(context, triggerId, PLAN_TITLE, () => startedView(context, userId, rest));

/** *Plan by volume*. */
export const planByVolume: ActionRoute = (context, call) =>
  inModal(context, call, PLAN_TITLE, () => startedView(context, call.userId, ''));

/** The plan of a line, priced when all of it was understood; else what was read of it comes first. */
async function startedView({ useCases }: RouteContext, by: UserId, text: string): Promise<ModalView> {
  const started = await useCases.startPlan(by, text);
  if (!started.ok) return noticeView(PLAN_TITLE, refusalText(started.refusal));
  const { line, problems, isClear } = started;
  const priced = isClear ? await useCases.pricePlan(started.plan) : null;
  return planView(priced ?? started.plan, { line, problems });
}

type Refused = Parameters<typeof refusalMessage>[0] | 'no_workspace' | 'plan_forgotten';

function refusalText(refusal: Refused): string {
  switch (refusal) {
    case 'no_workspace':
      return NO_WORKSPACE;
    case 'plan_forgotten':
      return PLAN_FORGOTTEN;
    default:
      return refusalMessage(refusal, null);
  }
}

/** Enter in a field, another choice, or *Try again*: the plan is priced in place. */
export const pricePlan: ActionRoute = async (context, { payload: { view }, userId, answer }) => {
  if (!view) return;
  const typed = await context.useCases.fillPlan(filledPlan(view, userId));
  await (typed ? showPriced(context, view, typed) : answer(PLAN_FORGOTTEN));
};

/** *Use 500*: ScaledMail's own number, priced. */
export const usePlanVolume: ActionRoute = async (context, { payload: { view, actions }, userId, answer }) => {
  if (!view) return;
  const typed = await context.useCases.usePlanVolume(filledPlan(view, userId), JSON.parse(actions.value ?? 'null'));
  await (typed ? showPriced(context, view, typed) : answer(PLAN_FORGOTTEN));
};

async function showPriced(context: RouteContext, view: ViewPayload, typed: NonNullable<PlanAsTyped>): Promise<void> {
  const { problems } = typed;
  const hash = await hashOfShown(
    context,
    view.id,
    planView(typed.plan, { problems, isPricing: problems.length === 0 }),
  );
  if (problems.length === 0) await priceInto(context, view, typed.plan, hash);
}

/** Prices a plan while its page says so. An answer that comes when something else is typed, or its person went on, is dropped. */
function priceInto(
  context: RouteContext,
  view: ViewPayload,
  asked: PlanForm,
  hash: string | null = null,
): Promise<void> {
  let isLate = false;
  const draw = async () => {
    const priced = await context.useCases.pricePlan(asked);
    isLate = priced === null;
    return planView(priced ?? asked);
  };
  return fillModal(context, view.id, {
    title: PLAN_TITLE,
    draw,
    wasLeft: async () => isLate,
    ...waitingAs(hash),
  });
}

/**
 * The plan, sent: its order is started at the tier that is chosen, when the page shows prices and they are those of what is
 * typed; else it is priced, and its person looks first.
 */
export const planForm: SubmissionRoute = async (context, { view }, by) => {
  const filled = filledPlan(view, by);
  const typed = await context.useCases.fillPlan(filled);
  if (!typed) return replaced(noticeView(PLAN_TITLE, PLAN_FORGOTTEN));
  if (typed.problems.length > 0) return errorsAt(typed.plan, typed.problems);
  const { tier } = filled.fields;
  if (!typed.isPriced || !pricedTiers(typed.plan).some((each) => each.tier === tier)) {
    return replaced(planView(typed.plan, { isPricing: true }), () => priceInto(context, view, typed.plan));
  }
  const draw = () => orderView(context, view, by, tier);
  return replacedWhenDone(context, view, { title: FORM_TITLE, draw });
};

async function orderView(
  context: RouteContext,
  view: ViewPayload,
  by: UserId,
  tier: string | null,
): Promise<ModalView> {
  const started = await context.useCases.startPlanned(planOf(view, by), tier);
  if (!started.ok) return noticeView(FORM_TITLE, refusalText(started.refusal));
  return withPause(context, whatView(started, [], started));
}

function errorsAt(of: PlanForm, problems: readonly PlanProblem[]): Submitted {
  const errors: Record<string, string> = {};
  for (const { field, message } of problems) {
    const at: FormField = field === 'volume' ? 'plan_volume' : `plan_share_${field}`;
    const blockId = fieldBlockId(at, of.fill);
    errors[blockId] = [...(errors[blockId] === undefined ? [] : [errors[blockId]]), message].join('\n');
  }
  return { ack: { response_action: 'errors', errors } };
}

/** *Back* to a plan from the order that is being started of it. */
export async function planPage({ useCases }: RouteContext, page: ViewPayload, by: UserId): Promise<ModalView> {
  const opened = await useCases.openPlan(planOf(page, by));
  return opened ? planView(opened.plan) : noticeView(PLAN_TITLE, PLAN_FORGOTTEN);
}
