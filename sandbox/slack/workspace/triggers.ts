/** Trigger ids: three seconds, once. */
import { SlackError } from '../http/slack-error.ts';
import type { TriggerRecord, Workspace } from './workspace.ts';

/** How long a trigger may be used. */
export const TRIGGER_LIFE_MS = 3000;
/** Old triggers beyond this number are forgotten. */
const REMEMBERED = 2000;

/** A new trigger for what a person has just done; `viewId` when it was done in a modal. */
export function issueTrigger(workspace: Workspace, person: string, viewId: string | null): string {
  const issuedAtMs = workspace.settings.clock().getTime();
  const id = `${issuedAtMs}.${workspace.triggers.size}.${workspace.settings.newId('').toLowerCase()}`;
  workspace.triggers.set(id, { person, viewId, issuedAtMs, isUsed: false });
  const [oldest] = workspace.triggers.keys();
  if (workspace.triggers.size > REMEMBERED && oldest) workspace.triggers.delete(oldest);
  return id;
}

function expired(workspace: Workspace): SlackError {
  if (workspace.settings.expiredTriggerSpelling === 'expired_trigger_id') return new SlackError('expired_trigger_id');
  return new SlackError('invalid_arguments', [{ pointer: '/trigger_id', message: '`trigger_id` expired' }]);
}

/** Uses a trigger up. Refuses with `invalid_trigger_id`, `exchanged_trigger_id`, or its expiry in the chosen spelling. */
export function exchangeTrigger(workspace: Workspace, id: string): TriggerRecord {
  const trigger = workspace.triggers.get(id);
  if (!trigger) throw new SlackError('invalid_trigger_id');
  if (trigger.isUsed) throw new SlackError('exchanged_trigger_id');
  if (workspace.settings.clock().getTime() - trigger.issuedAtMs > TRIGGER_LIFE_MS) throw expired(workspace);
  trigger.isUsed = true;
  return trigger;
}
