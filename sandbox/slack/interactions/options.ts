/** The round trip of an external select. */
import { z } from 'zod';
import type { Deliveries } from '../http/deliveries.ts';
import { fieldsOf, parseJson } from '../http/json.ts';
import { option, optionGroup } from '../validate/texts.ts';
import { blockSuggestion } from '../workspace/payloads.ts';
import type { AskOptions, FoundOptions } from '../workspace/protocol.ts';
import { findElement } from '../workspace/view-state.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { atKeyboard, blocksOf, findPlace, isRefused, refuse } from './places.ts';
import { actionFailed, isAcknowledged } from './sentences.ts';

/** Slack's default when the menu names no `min_query_length`. */
const DEFAULT_MIN_QUERY_LENGTH = 3;

const options = z.object({ options: z.array(option).max(100) });
const groups = z.object({ option_groups: z.array(optionGroup).max(100) });

type Option = z.infer<typeof option>;
const drawn = ({ text, value, description }: Option) => ({
  text: { type: text.type, text: text.text },
  value,
  ...(description ? { description: { type: description.type, text: description.text } } : {}),
});

/** An answer over the limits shows "no results" and no error (slackapi/bolt-js#1630). */
function readAnswer(body: string): FoundOptions {
  const answer = parseJson(body);
  const single = options.safeParse(answer);
  if (single.success) return { ok: true, options: single.data.options.map(drawn) };
  const grouped = groups.safeParse(answer);
  if (!grouped.success) return { ok: true, options: [] };
  const optionGroups = grouped.data.option_groups.map((group) => ({
    label: { text: group.label.text },
    options: group.options.map(drawn),
  }));
  return { ok: true, optionGroups };
}

/** Asks the app for options; texts shorter than the menu's `min_query_length` find nothing and are not sent. */
export async function askOptions(
  workspace: Workspace,
  deliveries: Deliveries,
  asked: AskOptions,
): Promise<FoundOptions> {
  const person = atKeyboard(workspace, asked.as);
  if (isRefused(person)) return person;
  const place = findPlace(workspace, person, asked.source);
  if (isRefused(place)) return place;
  const element = fieldsOf(findElement(blocksOf(place), asked.blockId, asked.actionId));
  if (element.type !== 'external_select' && element.type !== 'multi_external_select') {
    return refuse('This is no longer there.');
  }
  const shortest = typeof element.min_query_length === 'number' ? element.min_query_length : DEFAULT_MIN_QUERY_LENGTH;
  if ([...asked.value].length < shortest) return { ok: true, options: [] };
  const payload = blockSuggestion(workspace, person, place, asked);
  const outcome = await deliveries.send({ type: 'interactive', payload });
  return isAcknowledged(outcome) ? readAnswer(outcome.body) : refuse(actionFailed(outcome));
}
