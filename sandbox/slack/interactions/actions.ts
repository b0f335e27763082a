/** Presses and choices in messages, modals and the Home tab. */
import type { Deliveries } from '../http/deliveries.ts';
import type { Fields } from '../http/json.ts';
import { issueResponseUrl } from '../http/response-urls.ts';
import { blockActions, type Place } from '../workspace/payloads.ts';
import type { Delivered, Person, PressAction, StateValues } from '../workspace/protocol.ts';
import { issueTrigger } from '../workspace/triggers.ts';
import { fillIn, findElement } from '../workspace/view-state.ts';
import { fillView } from '../workspace/views-store.ts';
import type { SlackBlock, Workspace } from '../workspace/workspace.ts';
import { atKeyboard, blocksOf, completeValues, findPlace, isRefused, refuse } from './places.ts';
import { actionFailed, isAcknowledged } from './sentences.ts';

/** All values that travel with a press: those of the other inputs and the new one of the element itself. */
function pressedValues(workspace: Workspace, pressed: PressAction): StateValues {
  const { blockId, actionId, value, values = {} } = pressed;
  if (!value) return completeValues(workspace, values);
  return completeValues(workspace, { ...values, [blockId]: { ...values[blockId], [actionId]: value } });
}

/** Keeps the values with the view or message; the state to send, or null where the view carries it. */
function keepValues(workspace: Workspace, person: Person, place: Place, values: StateValues): Fields | null {
  if (place.type === 'view') {
    fillView(place.view, values);
    return null;
  }
  const key = `${place.channel.id}:${place.message.ts}:${person.id}`;
  const state = fillIn(place.message.blocks, workspace.messageValues.get(key) ?? {}, values);
  workspace.messageValues.set(key, state);
  return state;
}

const SENT_ALONG = ['type', 'action_id', 'text', 'value', 'url', 'style', 'confirm', 'placeholder'] as const;

function actionPart(element: Fields, pressed: PressAction): Fields {
  const kept = SENT_ALONG.filter((key) => element[key] !== undefined).map((key) => [key, element[key]]);
  return { ...Object.fromEntries(kept), block_id: pressed.blockId, ...pressed.value, type: element.type };
}

/** Whether an element is an input that is told only when its form is sent: without `dispatch_action` Slack tells nothing before. */
function isSilent(blocks: readonly SlackBlock[], blockId: string): boolean {
  const block = blocks.find((each) => each.block_id === blockId);
  return block?.type === 'input' && block.dispatch_action !== true;
}

/** Sends `block_actions` for a press or a choice. */
export async function press(workspace: Workspace, deliveries: Deliveries, pressed: PressAction): Promise<Delivered> {
  const person = atKeyboard(workspace, pressed.as);
  if (isRefused(person)) return person;
  const place = findPlace(workspace, person, pressed.source);
  if (isRefused(place)) return place;
  const element = findElement(blocksOf(place), pressed.blockId, pressed.actionId);
  if (!element || isSilent(blocksOf(place), pressed.blockId)) return refuse('This is no longer there.');
  const state = keepValues(workspace, person, place, pressedValues(workspace, pressed));
  const isModal = place.type === 'view' && place.view.view.type === 'modal';
  const payload = blockActions(workspace, {
    person,
    place,
    state,
    triggerId: issueTrigger(workspace, person.id, isModal ? place.view.id : null),
    responseUrl:
      place.type === 'message'
        ? issueResponseUrl(workspace, 'actions', {
            channel: place.channel.id,
            person: person.id,
            messageTs: place.message.ts,
          })
        : null,
    action: actionPart(element, pressed),
  });
  const outcome = await deliveries.send({ type: 'interactive', payload });
  return isAcknowledged(outcome) ? { ok: true } : refuse(actionFailed(outcome));
}
