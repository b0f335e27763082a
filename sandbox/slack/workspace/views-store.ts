/** Open modals and Home tabs: stacks, hashes, and what is filled in. */

import type { Fields } from '../http/json.ts';
import { fieldsOf, listOf, textOf } from '../http/json.ts';
import { SlackError } from '../http/slack-error.ts';
import { isTooLarge, validateView } from '../validate/index.ts';
import { secondsOf } from './ids.ts';
import { normaliseHome, normaliseModal } from './normalise.ts';
import type { PersonId } from './protocol.ts';
import { APP, TEAM } from './seed.ts';
import { fillIn, stateOf } from './view-state.ts';
import type { NormalHome, NormalModal, ViewRecord, Workspace } from './workspace.ts';

/** Root and two pushed on top. */
export const DEEPEST_STACK = 3;

/** Whether a view has a field for files. */
const hasFileInput = (view: unknown): boolean =>
  listOf(fieldsOf(view).blocks).some((block) => fieldsOf(fieldsOf(block).element).type === 'file_input');

/**
 * A view as an app sends it, checked; refuses with `view_too_large` or `invalid_arguments` and pointers below `/view`. A field
 * for files needs `files:read`; which word Slack has for its lack is a guess.
 * Source: docs/slack.md, "What real workspaces do that a polite stand-in does not (November 2026)".
 */
export function checkedView({ settings }: Workspace, view: unknown, type: 'modal' | 'home'): Fields {
  if (hasFileInput(view) && !settings.botScopes.includes('files:read')) throw new SlackError('missing_scope');
  if (isTooLarge(view ?? null)) throw new SlackError('view_too_large');
  const problems = validateView(view);
  if (problems.length > 0) {
    const pointed = problems.map(({ pointer, message }) => ({ pointer: `/view${pointer}`, message }));
    throw new SlackError('invalid_arguments', pointed);
  }
  const fields = fieldsOf(view);
  if (fields.type === type) return fields;
  throw new SlackError('invalid_arguments', [{ pointer: '/view/type', message: `must be ${type}` }]);
}

function normalised(workspace: Workspace, view: Fields): NormalModal | NormalHome {
  const newId = () => workspace.settings.newId('');
  return view.type === 'home' ? normaliseHome(view, newId) : normaliseModal(view, newId);
}

function newHash(workspace: Workspace): string {
  return `${secondsOf(workspace.settings.clock())}.${workspace.settings.newId('').toLowerCase()}`;
}

function newRecord(workspace: Workspace, ownerId: PersonId, view: Fields, below: ViewRecord | null): ViewRecord {
  const externalId = textOf(view.external_id);
  if (externalId !== '' && findByExternalId(workspace, externalId)) throw new SlackError('duplicate_external_id');
  const id = workspace.settings.newId('V0');
  const normal = normalised(workspace, view);
  return {
    id,
    ownerId,
    rootViewId: below?.rootViewId ?? id,
    previousViewId: below?.id ?? null,
    hash: newHash(workspace),
    view: normal,
    values: stateOf(normal.blocks, {}),
  };
}

/** Everything on screen: open modals of everybody, and Home tabs. */
const allViews = (workspace: Workspace): readonly ViewRecord[] => [
  ...[...workspace.modals.values()].flat(),
  ...workspace.homes.values(),
];

const findByExternalId = (workspace: Workspace, externalId: string): ViewRecord | null =>
  allViews(workspace).find(({ view }) => view.external_id === externalId) ?? null;

/** A view on screen by its id or, failing that, its external id; null once it is closed. */
export function findView(workspace: Workspace, id: string, externalId = ''): ViewRecord | null {
  if (id !== '') return allViews(workspace).find((record) => record.id === id) ?? null;
  return externalId === '' ? null : findByExternalId(workspace, externalId);
}

/** Open modals of a person, root first. */
export const stackOf = (workspace: Workspace, person: PersonId): readonly ViewRecord[] =>
  workspace.modals.get(person) ?? [];

/** Shows a checked modal as the only one of a person. */
export function openModal(workspace: Workspace, person: PersonId, view: Fields): ViewRecord {
  const record = newRecord(workspace, person, view, null);
  workspace.modals.set(person, [record]);
  workspace.changed();
  return record;
}

/** Shows a checked modal above those that a person has open; `push_limit_reached` above the third. */
export function pushModal(workspace: Workspace, person: PersonId, view: Fields): ViewRecord {
  const stack = stackOf(workspace, person);
  const top = stack.at(-1);
  if (!top) throw new SlackError('not_found');
  if (stack.length >= DEEPEST_STACK) throw new SlackError('push_limit_reached');
  const record = newRecord(workspace, person, view, top);
  workspace.modals.set(person, [...stack, record]);
  workspace.changed();
  return record;
}

/** Draws a view anew. Same block and action ids keep what is filled in. A stale `hash` is a `hash_conflict`. */
export function redraw(workspace: Workspace, record: ViewRecord, view: Fields, hash: string | null): ViewRecord {
  if (hash !== null && hash !== record.hash) throw new SlackError('hash_conflict');
  const externalId = textOf(view.external_id);
  const other = externalId === '' ? null : findByExternalId(workspace, externalId);
  if (other && other !== record) throw new SlackError('duplicate_external_id');
  record.view = normalised(workspace, view);
  record.values = stateOf(record.view.blocks, record.values);
  record.hash = newHash(workspace);
  workspace.changed();
  return record;
}

/** Publishes a person's Home tab. */
export function publishHome(workspace: Workspace, person: PersonId, view: Fields, hash: string | null): ViewRecord {
  const before = workspace.homes.get(person);
  if (before) return redraw(workspace, before, view, hash);
  const record = newRecord(workspace, person, view, null);
  workspace.homes.set(person, record);
  workspace.changed();
  return record;
}

/** Takes a view, and all above it, off a person's screen. */
export function closeModal(workspace: Workspace, record: ViewRecord): void {
  const stack = stackOf(workspace, record.ownerId);
  const at = stack.indexOf(record);
  if (at >= 0) workspace.modals.set(record.ownerId, stack.slice(0, at));
  workspace.changed();
}

/** Takes all modals off a person's screen. */
export function clearModals(workspace: Workspace, person: PersonId): void {
  workspace.modals.delete(person);
  workspace.changed();
}

/** Keeps what a person has typed. */
export function fillView(record: ViewRecord, values: ViewRecord['values']): void {
  record.values = fillIn(record.view.blocks, record.values, values);
}

/** A view as Slack sends it back to the app. */
export function viewObject(record: ViewRecord): Fields {
  const { view } = record;
  const isModal = view.type === 'modal';
  return {
    id: record.id,
    team_id: TEAM.id,
    type: view.type,
    blocks: view.blocks,
    private_metadata: view.private_metadata,
    callback_id: view.callback_id,
    state: { values: record.values },
    hash: record.hash,
    title: isModal ? view.title : { type: 'plain_text', text: 'View Title', emoji: true },
    clear_on_close: isModal ? view.clear_on_close : false,
    notify_on_close: isModal ? view.notify_on_close : false,
    close: isModal ? (view.close ?? null) : null,
    submit: isModal ? (view.submit ?? null) : null,
    previous_view_id: record.previousViewId,
    root_view_id: record.rootViewId,
    app_id: APP.id,
    external_id: view.external_id,
    app_installed_team_id: TEAM.id,
    bot_id: APP.botId,
  };
}
