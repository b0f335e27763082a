/** What people type: messages and slash commands. */
import type { Deliveries } from '../http/deliveries.ts';
import { isFields, parseJson } from '../http/json.ts';
import { issueResponseUrl, postReply } from '../http/response-urls.ts';
import { IS_MESSAGES_TAB_READ_ONLY } from '../workspace/manifest.ts';
import { findMessage, postMessage } from '../workspace/messages.ts';
import { slashCommand } from '../workspace/payloads.ts';
import { isLocal } from '../workspace/people.ts';
import type { Delivered, Person, SendMessage } from '../workspace/protocol.ts';
import { APP } from '../workspace/seed.ts';
import { issueTrigger } from '../workspace/triggers.ts';
import type { ChannelRecord, Workspace } from '../workspace/workspace.ts';
import { escapeCommand } from './escape-command.ts';
import { atKeyboard, isRefused, refuse } from './places.ts';
import { commandFailed, isAcknowledged } from './sentences.ts';

/** Shows what the app answered to a command: a text, or a message as JSON. */
function showReply(workspace: Workspace, channel: ChannelRecord, person: Person, body: string): void {
  if (body.trim() === '') return;
  const parsed = parseJson(body);
  postReply(workspace, { channel, person: person.id, body: isFields(parsed) ? parsed : { text: body } });
}

async function runCommand(
  workspace: Workspace,
  deliveries: Deliveries,
  person: Person,
  channel: ChannelRecord,
  typed: string,
): Promise<Delivered> {
  const [command = '', ...words] = typed.split(' ');
  const known = workspace.settings.commands.find((each) => each.command === command);
  if (!known || !isLocal(person)) return refuse(`${command} is not a valid command.`);
  const text = words.join(' ').trim();
  const outcome = await deliveries.send({
    type: 'slash_commands',
    payload: slashCommand({
      person,
      channel,
      command,
      text: known.shouldEscape ? escapeCommand(workspace, text) : text,
      responseUrl: issueResponseUrl(workspace, 'commands', { channel: channel.id, person: person.id, messageTs: null }),
      triggerId: issueTrigger(workspace, person.id, null),
    }),
  });
  if (!isAcknowledged(outcome)) return refuse(commandFailed(command, outcome));
  showReply(workspace, channel, person, outcome.body);
  return { ok: true };
}

/** A message, or a slash command when the text starts with `/`. */
export async function sendMessage(workspace: Workspace, deliveries: Deliveries, sent: SendMessage): Promise<Delivered> {
  const person = atKeyboard(workspace, sent.as);
  if (isRefused(person)) return person;
  const channel = workspace.channels.get(sent.channel);
  if (!channel?.memberIds.has(person.id)) return refuse('You are not in this channel.');
  if (channel.isArchived) return refuse('This channel is archived.');
  if (IS_MESSAGES_TAB_READ_ONLY && channel.kind === 'dm' && channel.memberIds.has(APP.userId)) {
    return refuse('Sending messages to this app has been turned off.');
  }
  const text = sent.text.trim();
  const fileIds = sent.fileIds ?? [];
  if (text === '' && fileIds.length === 0) return refuse('An empty message cannot be sent.');
  if (text.startsWith('/')) {
    if (sent.threadTs !== undefined) return refuse(`${text.split(' ')[0]} is not supported in threads. Sorry!`);
    return runCommand(workspace, deliveries, person, channel, text);
  }
  const parent = sent.threadTs === undefined ? null : findMessage(channel, sent.threadTs, null);
  if (sent.threadTs !== undefined && !parent) return refuse('This thread is no longer there.');
  const threadTs = parent ? (parent.threadTs ?? parent.ts) : null;
  postMessage(workspace, { channel, user: person.id, text, threadTs, fileIds });
  return { ok: true };
}
