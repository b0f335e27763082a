import type {
  AskOptions,
  Channel,
  CloseView,
  Delivered,
  FoundOptions,
  PersonId,
  PressAction,
  SendMessage,
  SlackFaults,
  SlackFile,
  Submitted,
  SubmitView,
} from '../../slack/workspace/protocol.ts';
import { isDelivered, isFoundOptions, isObject, isSubmitted, isUploaded } from './guards.ts';
import { postJson } from './post-json.ts';

const NO_ANSWER = { ok: false, message: 'The local workspace did not answer. Is the demo still running?' } as const;

/** Posts one message, or a slash command when the text starts with `/`. Never rejects, like all calls of this file. */
export function sendMessage(message: SendMessage): Promise<Delivered> {
  return deliver('/client/messages', message);
}

/** Reports a press or a choice to the app; settles when the app acknowledged, or failed to. */
export function pressAction(action: PressAction): Promise<Delivered> {
  return deliver('/client/actions', action);
}

/** Submits a modal; `errors` are keyed by block id. */
export async function submitView(view: SubmitView): Promise<Submitted> {
  const answer = await postJson('/client/views/submit', view);
  return isSubmitted(answer) ? answer : refusal(answer);
}

/** Closes one view, or the whole stack. */
export function closeView(view: CloseView): Promise<Delivered> {
  return deliver('/client/views/close', view);
}

/** Asks the app for the options of an external select. */
export async function askOptions(question: AskOptions): Promise<FoundOptions> {
  const answer = await postJson('/client/options', question);
  return isFoundOptions(answer) ? answer : refusal(answer);
}

/** Tells the workspace which tab of the app is looked at. */
export function openHome(as: PersonId, tab: 'home' | 'messages'): Promise<Delivered> {
  return deliver('/client/home/open', { as, tab });
}

/** Runs a global shortcut, or one on a message. */
export function runShortcut(
  as: PersonId,
  callbackId: string,
  message?: { readonly channel: string; readonly ts: string },
): Promise<Delivered> {
  return deliver('/client/shortcuts', { as, callbackId, ...(message && { message }) });
}

/** Uploads a file as a person; null when that did not work. */
export async function uploadFile(as: PersonId, file: File): Promise<SlackFile | null> {
  const query = new URLSearchParams({ as, name: file.name });
  try {
    const response = await fetch(`/client/files?${query}`, { method: 'POST', body: file });
    const answer: unknown = await response.json();
    return isUploaded(answer) ? answer.file : null;
  } catch {
    return null;
  }
}

/** Marks a channel read. */
export function markRead(as: PersonId, channel: string): Promise<Delivered> {
  return deliver('/client/read', { as, channel });
}

/** Adds somebody to a channel or removes them; the app's bot too. */
export function setMembership(channel: string, user: PersonId, isMember: boolean): Promise<Delivered> {
  return deliver('/client/membership', { channel, user, isMember });
}

/** Archives a channel or brings it back; keeps apps from posting there or lets them again. */
export function setChannel(
  channel: string,
  change: Partial<Pick<Channel, 'isArchived' | 'isRestricted'>>,
): Promise<Delivered> {
  return deliver('/client/channel', { channel, ...change });
}

/** Deletes a message as an admin does: the app is not told. */
export function deleteMessage(channel: string, ts: string): Promise<Delivered> {
  return deliver('/client/messages/delete', { channel, ts });
}

/** Ends somebody's account, until the workspace is reset. */
export function deactivate(user: PersonId): Promise<Delivered> {
  return deliver('/client/deactivate', { user });
}

/** Switches the faults of the workspace. */
export function setSlackFaults(faults: Partial<SlackFaults>): Promise<Delivered> {
  return deliver('/client/faults', faults);
}

/** Ends the app's process as `kill -9` does. */
export function killApp(): Promise<Delivered> {
  return deliver('/client/app/kill', {});
}

/** Puts the workspace back to its first state. */
export function resetWorkspace(): Promise<Delivered> {
  return deliver('/client/reset', {});
}

async function deliver(path: string, body: object): Promise<Delivered> {
  const answer = await postJson(path, body);
  if (isDelivered(answer)) return answer;
  return isObject(answer) && !('error' in answer) ? { ok: true } : refusal(answer);
}

function refusal(answer: unknown): { readonly ok: false; readonly message: string } {
  const reason = isObject(answer) ? (answer.message ?? answer.error) : undefined;
  return typeof reason === 'string' ? { ok: false, message: reason } : NO_ANSWER;
}
