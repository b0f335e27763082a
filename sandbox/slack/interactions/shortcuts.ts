/** Shortcuts, and opening the app's Home tab. */
import type { Deliveries } from '../http/deliveries.ts';
import { issueResponseUrl } from '../http/response-urls.ts';
import { findMessage } from '../workspace/messages.ts';
import { appHomeOpened, messageAction, shortcut } from '../workspace/payloads.ts';
import { isLocal, isVisible } from '../workspace/people.ts';
import type { Delivered, Person, PersonId } from '../workspace/protocol.ts';
import { issueTrigger } from '../workspace/triggers.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { atKeyboard, isRefused, type Refused, refuse } from './places.ts';
import { actionFailed, isAcknowledged } from './sentences.ts';

export interface UseShortcut {
  readonly as: PersonId;
  readonly callbackId: string;
  /** The message it is used on; only for message shortcuts. */
  readonly message?: { readonly channel: string; readonly ts: string };
}

/** People of other companies have no commands, shortcuts and Home tab of this app. */
function localPerson(workspace: Workspace, id: PersonId): Person | Refused {
  const person = atKeyboard(workspace, id);
  if (isRefused(person) || isLocal(person)) return person;
  return refuse('This app is not installed in your workspace.');
}

function messagePayload(workspace: Workspace, person: Person, used: UseShortcut) {
  const channel = workspace.channels.get(used.message?.channel ?? '');
  const message = channel ? findMessage(channel, used.message?.ts ?? '', person.id) : null;
  if (!channel || !message || !isVisible(person, channel)) return refuse('This message is no longer there.');
  const issued = { channel: channel.id, person: person.id, messageTs: null };
  return messageAction(
    workspace,
    person,
    { channel, message },
    {
      callbackId: used.callbackId,
      triggerId: issueTrigger(workspace, person.id, null),
      responseUrl: issueResponseUrl(workspace, 'app', issued),
    },
  );
}

/** Sends `shortcut` or `message_action`. */
export async function useShortcut(workspace: Workspace, deliveries: Deliveries, used: UseShortcut): Promise<Delivered> {
  const person = localPerson(workspace, used.as);
  if (isRefused(person)) return person;
  const known = workspace.settings.shortcuts.find(({ callbackId }) => callbackId === used.callbackId);
  if (!known) return refuse('There is no such shortcut.');
  const payload =
    known.type === 'global'
      ? shortcut(workspace, person, used.callbackId, issueTrigger(workspace, person.id, null))
      : messagePayload(workspace, person, used);
  if (isRefused(payload)) return payload;
  const outcome = await deliveries.send({ type: 'interactive', payload });
  return isAcknowledged(outcome) ? { ok: true } : refuse(actionFailed(outcome));
}

/** Sends `app_home_opened`. The client shows nothing when the app does not take an event, so neither does this. */
export async function openHome(
  workspace: Workspace,
  deliveries: Deliveries,
  opened: { readonly as: PersonId; readonly tab: 'home' | 'messages' },
): Promise<Delivered> {
  const person = localPerson(workspace, opened.as);
  if (isRefused(person)) return person;
  await deliveries.sendEvent(appHomeOpened(workspace, person, opened.tab));
  return { ok: true };
}
