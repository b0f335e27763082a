/** Submitting and closing modals. */
import type { Deliveries } from '../http/deliveries.ts';
import { type Fields, fieldsOf, isFields, parseJson, textOf } from '../http/json.ts';
import { issueResponseUrl } from '../http/response-urls.ts';
import { SlackError } from '../http/slack-error.ts';
import { viewClosed, viewSubmission } from '../workspace/payloads.ts';
import type { CloseView, Delivered, Submitted, SubmitView } from '../workspace/protocol.ts';
import { issueTrigger } from '../workspace/triggers.ts';
import {
  checkedView,
  clearModals,
  closeModal,
  fillView,
  pushModal,
  redraw,
  stackOf,
} from '../workspace/views-store.ts';
import type { ViewRecord, Workspace } from '../workspace/workspace.ts';
import { inputErrors } from './input-checks.ts';
import { atKeyboard, completeValues, isRefused, refuse } from './places.ts';
import { isAcknowledged, TROUBLE_CONNECTING } from './sentences.ts';

const trouble = refuse(TROUBLE_CONNECTING);

/** Errors may only name input blocks of the view; anything else is trouble, as in Slack. */
function shownErrors(record: ViewRecord, errors: unknown): Submitted {
  if (!isFields(errors)) return trouble;
  const inputs = new Set(record.view.blocks.filter(({ type }) => type === 'input').map((block) => block.block_id));
  const entries = Object.entries(errors);
  const isShown = entries.length > 0 && entries.every(([id, text]) => inputs.has(id) && textOf(text) !== '');
  if (!isShown) return trouble;
  return { ok: false, errors: Object.fromEntries(entries.map(([id, text]) => [id, textOf(text)])) };
}

function obey(workspace: Workspace, record: ViewRecord, answer: Fields): Submitted {
  switch (answer.response_action) {
    case 'errors':
      return shownErrors(record, answer.errors);
    case 'update':
      redraw(workspace, record, checkedView(workspace, answer.view, 'modal'), null);
      return { ok: true };
    case 'push':
      pushModal(workspace, record.ownerId, checkedView(workspace, answer.view, 'modal'));
      return { ok: true };
    case 'clear':
      clearModals(workspace, record.ownerId);
      return { ok: true };
    default:
      return trouble;
  }
}

/** Does what the app's answer says: nothing closes the view, otherwise `response_action`. */
function applyAnswer(workspace: Workspace, record: ViewRecord, body: string): Submitted {
  if (body.trim() === '') {
    closeModal(workspace, record);
    return { ok: true };
  }
  try {
    return obey(workspace, record, fieldsOf(parseJson(body)));
  } catch (error) {
    if (error instanceof SlackError) return trouble;
    throw error;
  }
}

/** Addresses to answer in channels chosen by selects that have `response_url_enabled`. */
function responseUrls(workspace: Workspace, record: ViewRecord): readonly Fields[] {
  return record.view.blocks.flatMap((block) => {
    const element = fieldsOf(block.element);
    const actionId = textOf(element.action_id);
    const value = fieldsOf(record.values[block.block_id]?.[actionId]);
    const channel = textOf(value.selected_conversation ?? value.selected_channel);
    if (element.response_url_enabled !== true || channel === '') return [];
    const url = issueResponseUrl(workspace, 'app', { channel, person: record.ownerId, messageTs: null });
    return [{ block_id: block.block_id, action_id: actionId, channel_id: channel, response_url: url }];
  });
}

/** Sends `view_submission` after the client's own checks, and does what the app answers. */
export async function submit(workspace: Workspace, deliveries: Deliveries, sent: SubmitView): Promise<Submitted> {
  const person = atKeyboard(workspace, sent.as);
  if (isRefused(person)) return person;
  const record = stackOf(workspace, person.id).at(-1);
  if (record?.id !== sent.viewId) return refuse('This view is no longer open.');
  fillView(record, completeValues(workspace, sent.values));
  const errors = inputErrors(record.view.blocks, record.values);
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  const trigger = issueTrigger(workspace, person.id, record.id);
  const payload = viewSubmission(person, record, trigger, responseUrls(workspace, record));
  const outcome = await deliveries.send({ type: 'interactive', payload });
  return isAcknowledged(outcome) ? applyAnswer(workspace, record, outcome.body) : trouble;
}

/** Closes a modal or the whole stack; views that asked for it send `view_closed`. */
export async function close(workspace: Workspace, deliveries: Deliveries, sent: CloseView): Promise<Delivered> {
  const person = atKeyboard(workspace, sent.as);
  if (isRefused(person)) return person;
  const stack = stackOf(workspace, person.id);
  const record = stack.find(({ id }) => id === sent.viewId);
  if (!record) return refuse('This view is no longer open.');
  const isCleared = sent.all || (record.view.type === 'modal' && record.view.clear_on_close);
  const closing = isCleared ? stack : stack.slice(stack.indexOf(record));
  if (isCleared) clearModals(workspace, person.id);
  else closeModal(workspace, record);
  const notified = closing.filter(({ view }) => view.type === 'modal' && view.notify_on_close).toReversed();
  const told = notified.map((view) =>
    deliveries.send({ type: 'interactive', payload: viewClosed(person, view, isCleared) }),
  );
  await Promise.all(told);
  return { ok: true };
}
