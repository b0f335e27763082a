import type {
  AnyMiddlewareArgs,
  SlackActionMiddlewareArgs,
  SlackCommandMiddlewareArgs,
  SlackEventMiddlewareArgs,
  SlackOptionsMiddlewareArgs,
  SlackShortcutMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewResponseAction,
} from '@slack/bolt';
import { z } from 'zod';
import { noticeView } from '../../views/form/notice-view.ts';
import { closedHomeView } from '../../views/home/home.ts';
import { COMMAND, SHORTCUT, SUBCOMMANDS } from '../../views/ids.ts';
import { type Kept, NOT_KEPT } from '../service/unfinished.ts';
import { Reference } from '../values/ids.ts';
import { readPayload } from './receive/odd-payload.ts';
import {
  ActionPayload,
  CommandPayload,
  HomeOpenedPayload,
  MessageShortcutPayload,
  OptionsPayload,
  ShortcutPayload,
  SubmissionPayload,
  type ViewPayload,
} from './receive/payloads.ts';
import { typedReference } from './receive/typed-reference.ts';
import { ACTION_ROUTES } from './routes/actions.ts';
import { routeCommand } from './routes/commands.ts';
import { openHome } from './routes/lists/home.ts';
import { answerAbove, answerInModal, answerInOwnModal, pageBefore } from './routes/modals/modal.ts';
import { orderInMetadata } from './routes/one-order/order-in-view.ts';
import { OPTIONS_ROUTES } from './routes/options.ts';
import { orderFromList } from './routes/ordering/starting/order-from-list.ts';
import { startOrder } from './routes/ordering/starting/start-order.ts';
import {
  answeringFor,
  contextOfRequest,
  plainSentenceFor,
  type RouteContext,
  sentenceFor,
} from './routes/route-context.ts';
import { SUBMISSION_ROUTES } from './routes/submissions.ts';
import { type Answer, answerThroughUrl } from './say/response-url.ts';
import { unshownAnswer } from './unshown-answer.ts';

/** Finds what the routes work with for the installation that a payload came through; null when it is none of ours. */
export type ContextOf = (body: unknown) => RouteContext | null;

/**
 * Hands a request to the listener of its kind, with the account whose installation it came through; what that does is looked
 * up in the tables of `routes/`. Bolt asks every listener that is registered with it about every request, so this is the
 * only one. A command, shortcut or menu that nobody knows is not acknowledged. `deliveryId` names a delivery that is remembered
 * until its work is done; `remember` keeps the text of one that is to be acknowledged before its work, or whose answer waits.
 */
export async function dispatch(
  contextOf: ContextOf,
  args: AnyMiddlewareArgs,
  deliveryId: string | null,
  remember: (text: string) => Kept,
): Promise<void> {
  const ours = contextOf(args.body);
  if (!ours) return acknowledgeUnknown(args);
  const context: RouteContext = {
    ...ours,
    keepAnswer: (answer) => {
      const unshown = unshownAnswer(args.body, answer);
      return unshown === null ? NOT_KEPT : remember(unshown);
    },
  };
  if ('command' in args) {
    if (args.command.command === COMMAND) await onCommand(context, args, deliveryId);
  } else if ('action' in args) await onAction(context, args, deliveryId);
  else if ('view' in args) {
    if (args.body.type === 'view_submission')
      await onSubmission(context, args, () => remember(JSON.stringify(args.body)));
  } else if ('options' in args) {
    if (isBlockSuggestion(args)) await onOptions(context, args);
  } else if ('shortcut' in args) {
    if (args.shortcut.callback_id === SHORTCUT.order) await onShortcut(context, args);
    else if (args.shortcut.callback_id === SHORTCUT.orderFromList) await onMessageShortcut(context, args);
  } else if (args.event.type === 'app_home_opened') await onHomeOpened(context, args, deliveryId);
}

/** What came through another installation is acknowledged like what nobody knows, and that is all. */
async function acknowledgeUnknown(args: AnyMiddlewareArgs): Promise<void> {
  if ('action' in args) await args.ack();
  else if ('view' in args) {
    if (args.body.type === 'view_submission') await args.ack();
  } else if ('options' in args && isBlockSuggestion(args)) await args.ack({ options: [] });
}

const BlockSuggestion = z.object({ body: z.object({ type: z.literal('block_suggestion') }) });

/** Menus of dialogs and of old attachments are answered otherwise; ours have none. */
const isBlockSuggestion = (args: object): args is SlackOptionsMiddlewareArgs<'block_suggestion'> =>
  BlockSuggestion.safeParse(args).success;

/** `order` needs its trigger within three seconds, and a trigger works once: it is its own dedupe. */
async function onCommand(
  context: RouteContext,
  { ack, body }: SlackCommandMiddlewareArgs,
  deliveryId: string | null,
): Promise<void> {
  await ack();
  const command = readPayload(CommandPayload, body);
  const answer = answerThroughUrl(command.response_url);
  const isOrder = command.text.trim().toLowerCase() === 'order';
  const { user_id: userId, trigger_id: triggerId } = command;
  const [word = '', second = ''] = command.text.trim().split(/\s+/);
  const about = {
    action: `${COMMAND} ${SUBCOMMANDS.find((each) => each === word) ?? '…'}`,
    by: userId,
    request: deliveryId ?? triggerId,
    reference: typedReference(second),
  };
  await answeringFor(context, about, answer, async (own) => {
    if (!isOrder && !(await context.useCases.isFirstDelivery(`command:${triggerId}`, deliveryId))) return;
    await routeCommand(own, command.text, { userId, triggerId, answer });
  });
}

async function onAction(
  context: RouteContext,
  { ack, body }: SlackActionMiddlewareArgs,
  deliveryId: string | null,
): Promise<void> {
  await ack();
  const payload = readPayload(ActionPayload, body);
  const { actions: pressed, user, view, message } = payload;
  const answer = answerFor(context, payload);
  const named = Reference.safeParse(pressed.value?.split(':')[0]).data;
  const about = {
    action: pressed.action_id,
    by: user.id,
    request: deliveryId ?? pressed.action_ts,
    ...(named === undefined ? orderInMetadata(view?.private_metadata) : { reference: named }),
  };
  const tell = view?.type === 'modal' ? answerAbove(context, user.id, payload.trigger_id, 'ScaledMail') : answer;
  await answeringFor(context, about, tell, async (own) => {
    const route = ACTION_ROUTES.get(pressed.action_id);
    const place = view?.id ?? message?.ts ?? '';
    const key = `action:${place}:${pressed.action_id}:${pressed.action_ts}:${user.id}`;
    if (!route) own.log.warn({}, 'A press of something that we do not know');
    const [isFirst] = await Promise.all([
      route ? context.useCases.isFirstDelivery(key, deliveryId) : false,
      view?.type === 'modal' ? noteActed(own, view) : null,
    ]);
    if (route && isFirst) await route(own, { payload, userId: user.id, answer });
  });
}

/** A press in a message is answered beside it; one in a modal, in the modal; one in the Home tab opens its own. */
function answerFor(context: RouteContext, payload: ActionPayload): Answer {
  const { response_url: responseUrl, view, user, trigger_id: triggerId } = payload;
  if (responseUrl) return answerThroughUrl(responseUrl);
  if (view?.type === 'modal') return answerInModal(context, view.id, 'ScaledMail');
  return answerInOwnModal(context, user.id, triggerId, 'ScaledMail');
}

/** A form whose page says that its work is under way was acknowledged: Slack does not bring it again. */
async function onSubmission(
  context: RouteContext,
  { ack, body }: SlackViewMiddlewareArgs,
  keep: () => Kept,
): Promise<void> {
  const payload = readPayload(SubmissionPayload, body);
  const { user, view } = payload;
  const named = orderInMetadata(view.private_metadata);
  const own = contextOfRequest(context, { action: view.callback_id, by: user.id, request: view.id, ...named });
  const route = SUBMISSION_ROUTES.get(view.callback_id);
  if (!route) return ack();
  let kept = NOT_KEPT;
  try {
    const submitted = await route(own, payload, user.id);
    if (submitted.afterwards) kept = keep();
    await ack(submitted.ack);
    await Promise.all([kept.written, noteActed(own, view)]);
    await submitted.afterwards?.();
  } catch (error) {
    own.log.error({ error }, 'A form could not be taken');
    await ack(failedForm(body, view, error));
    await noteActed(own, view);
  } finally {
    kept.done();
  }
}

/** Notes which page of a modal was acted on last, so that no answer comes late over the one after it. */
const noteActed = ({ useCases, log }: RouteContext, page: ViewPayload): Promise<void> =>
  useCases.noteActed(page).catch((error: unknown) => log.warn({ error }, NOT_NOTED));

const NOT_NOTED =
  'The store did not note which page was acted on. This process remembers it; another one may show a late answer over the next page';

const WithInput = z.object({
  view: z.object({
    root_view_id: z.string().nullish(),
    previous_view_id: z.string().nullish(),
    blocks: z.array(z.looseObject({ type: z.string(), block_id: z.string().optional() })),
  }),
});

/**
 * A form that could not be taken stays as it is, with what was typed: the sentence stands at its first field, or above it. Above
 * the third page Slack takes none; one without a field loses nothing when the sentence takes its place, with a way back to it.
 */
function failedForm(body: unknown, page: ViewPayload, error: unknown): ViewResponseAction {
  const sent = WithInput.safeParse(body).data?.view;
  const input = sent?.blocks.find(({ type }) => type === 'input')?.block_id;
  if (input !== undefined) return { response_action: 'errors', errors: { [input]: plainSentenceFor(error) } };
  const before = sent?.previous_view_id ?? null;
  const isThird = before !== null && before !== sent?.root_view_id;
  const sentence = sentenceFor(error);
  return isThird
    ? { response_action: 'update', view: noticeView('ScaledMail', sentence, { before: pageBefore(page) }) }
    : { response_action: 'push', view: noticeView('ScaledMail', sentence) };
}

/** A menu without an answer shows "no result"; an error is logged, and is no more to the person than that. */
async function onOptions(
  context: RouteContext,
  { ack, body }: SlackOptionsMiddlewareArgs<'block_suggestion'>,
): Promise<void> {
  const payload = readPayload(OptionsPayload, body);
  const { action_id: action, user, view } = payload;
  // Slack gives a menu no id of its own but that of the page where it stands.
  const own = contextOfRequest(context, {
    ...{ action, by: user.id, request: view?.id ?? payload.block_id },
    ...orderInMetadata(view?.private_metadata),
  });
  try {
    const options = (await OPTIONS_ROUTES.get(action)?.(own, payload)) ?? [];
    await ack({ options });
  } catch (error) {
    own.log.warn({ error }, 'A menu could not be filled');
    await ack({ options: [] });
  }
}

async function onHomeOpened(
  context: RouteContext,
  { body }: SlackEventMiddlewareArgs,
  deliveryId: string | null,
): Promise<void> {
  const { event, event_id: eventId } = readPayload(HomeOpenedPayload, body);
  const about = { action: event.type, by: event.user, request: deliveryId ?? eventId };
  // A page that was drawn before may be old by now: what is wrong stands in its place.
  const onHome: Answer = async (message) => {
    const view = closedHomeView(typeof message === 'string' ? message : message.text);
    await context.clients.web.views.publish({ user_id: event.user, view });
  };
  await answeringFor(context, about, onHome, async (own) => {
    if (event.tab !== 'home' || !(await context.useCases.isFirstDelivery(`event:${eventId}`, deliveryId))) return;
    await openHome(own, event.user, null);
  });
}

async function onShortcut(context: RouteContext, { ack, body }: SlackShortcutMiddlewareArgs): Promise<void> {
  await ack();
  const { user, trigger_id: triggerId } = readPayload(ShortcutPayload, body);
  const about = { action: SHORTCUT.order, by: user.id, request: triggerId };
  await answeringFor(context, about, NOBODY, (own) => startOrder(own, user.id, triggerId));
}

async function onMessageShortcut(context: RouteContext, { ack, body }: SlackShortcutMiddlewareArgs): Promise<void> {
  await ack();
  const payload = readPayload(MessageShortcutPayload, body);
  const answer = payload.response_url === undefined ? NOBODY : answerThroughUrl(payload.response_url);
  const about = { action: SHORTCUT.orderFromList, by: payload.user.id, request: payload.trigger_id };
  await answeringFor(context, about, answer, (own) => orderFromList(own, payload));
}

/** Slack names no place where the presser of a shortcut could be answered. */
const NOBODY: Answer = async () => {};
