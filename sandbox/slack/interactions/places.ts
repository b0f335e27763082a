/** Who is at the keyboard, and what they point at. */

import { fieldsOf, listOf, textOf } from '../http/json.ts';
import { fileObject } from '../workspace/file-objects.ts';
import { findMessage } from '../workspace/messages.ts';
import type { Place } from '../workspace/payloads.ts';
import { isVisible } from '../workspace/people.ts';
import type { Person, PersonId, PressAction, StateValue, StateValues } from '../workspace/protocol.ts';
import { findView } from '../workspace/views-store.ts';
import type { SlackBlock, Workspace } from '../workspace/workspace.ts';

/** A refusal that the client shows. */
export interface Refused {
  readonly ok: false;
  readonly message: string;
}
export const refuse = (message: string): Refused => ({ ok: false, message });

/** Somebody who can use a client; throws for unknown ids, refuses the deactivated and bots. */
export function atKeyboard(workspace: Workspace, id: PersonId): Person | Refused {
  const person = workspace.people.get(id);
  if (!person) throw new Error(`nobody has the id ${id}`);
  if (person.kind === 'deactivated') return refuse('This account has been deactivated.');
  return person.kind === 'bot' ? refuse('A bot has no client.') : person;
}

export const isRefused = (value: object): value is Refused => 'ok' in value && value.ok === false;

/** Where something is done; refuses what is no longer there. */
export function findPlace(workspace: Workspace, person: Person, source: PressAction['source']): Place | Refused {
  if (source.type === 'view') {
    const view = findView(workspace, source.viewId);
    return view?.ownerId === person.id ? { type: 'view', view } : refuse('This view is no longer open.');
  }
  const channel = workspace.channels.get(source.channel);
  if (!channel || !isVisible(person, channel)) return refuse('You cannot see this channel.');
  const message = findMessage(channel, source.ts, person.id);
  return message ? { type: 'message', channel, message } : refuse('This message is no longer there.');
}

/** The blocks of a place. */
export const blocksOf = (place: Place): readonly SlackBlock[] =>
  place.type === 'view' ? place.view.view.blocks : place.message.blocks;

function withFiles(workspace: Workspace, value: StateValue): StateValue {
  if (value.type !== 'file_input') return value;
  const files = listOf(value.files).flatMap((named) => {
    const file = workspace.files.get(textOf(fieldsOf(named).id));
    if (!file) return [];
    file.isGivenToApp = true;
    return [fileObject(workspace, file)];
  });
  return { ...value, files };
}

/** Values as filled in by a client, with uploaded files written out: by that the app may see them. */
export function completeValues(workspace: Workspace, values: StateValues): StateValues {
  const complete = Object.entries(values).map(([blockId, actions]) => [
    blockId,
    Object.fromEntries(Object.entries(actions).map(([id, value]) => [id, withFiles(workspace, value)])),
  ]);
  return Object.fromEntries(complete);
}
