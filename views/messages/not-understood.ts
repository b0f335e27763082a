import { greyLine, plainSection, section } from '../blocks.ts';
import { COMMAND, type Subcommand } from '../ids.ts';
import { notUnderstoodParts } from '../words/input/not-understood.ts';
import { inline, inPlain } from '../words/text.ts';
import type { MessageView } from './message-view.ts';

/** Most code points of what was typed that are shown: what a grey line holds beside our words. */
const MAX_SHOWN = 120;

/** An answer above which stands what of the command was not understood. `typed` is not escaped. */
export function withNotUnderstood(answer: MessageView | string, typed: string): MessageView {
  const { text, blocks } = typeof answer === 'string' ? { text: answer, blocks: [section(answer)] } : answer;
  return {
    text: `Not understood: “${inline(typed, MAX_SHOWN)}”. ${text}`,
    blocks: [greyLine(...notUnderstoodParts([typed], 1)), ...blocks],
  };
}

/** Something was typed after a command that takes nothing, so nothing was done. */
export function nothingAfter(subcommand: Subcommand, typed: string): MessageView {
  const next = `Nothing was done. Type \`${COMMAND} ${subcommand}\` alone.`;
  return {
    text: `“${inline(typed, MAX_SHOWN)}” was not understood. ${next}`,
    blocks: [plainSection(`“${inPlain(typed, MAX_SHOWN)}” was not understood.`), section(next)],
  };
}
