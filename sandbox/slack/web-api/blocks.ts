/** `blocks.validate`: Slack's own check, which needs no token. */

import { fieldsOf } from '../http/json.ts';
import { SlackError } from '../http/slack-error.ts';
import { type Problem, validateBlocks, validateView } from '../validate/index.ts';
import { type Call, jsonArgument, type Method } from './call.ts';

function refuse(code: string, problems: readonly Problem[]): void {
  if (problems.length > 0) throw new SlackError(code, problems);
}

function validate(call: Call): Record<string, never> {
  const { blocks, view, message } = call.arguments;
  if (blocks === undefined && view === undefined && message === undefined) throw new SlackError('invalid_arguments');
  if (blocks !== undefined) refuse('invalid_blocks', validateBlocks('message', jsonArgument(call, 'blocks')));
  if (view !== undefined) refuse('invalid_view', validateView(jsonArgument(call, 'view')));
  const inMessage = message === undefined ? undefined : fieldsOf(jsonArgument(call, 'message')).blocks;
  if (inMessage !== undefined) refuse('invalid_message', validateBlocks('message', inMessage));
  return {};
}

export const blocks: Readonly<Record<string, Method>> = {
  'blocks.validate': { isWrite: false, token: 'none', run: validate },
};
