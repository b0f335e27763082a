import type { ActionsBlock, KnownBlock, PlainTextOption, StaticSelect } from '@slack/types';
import type { RunningChoices } from '../../src/orders/standing/lists.ts';
import { context } from '../blocks.ts';
import { filterValue } from '../button-values.ts';
import { ACTION, type ActionId, COMMAND } from '../ids.ts';
import { inPlain, plain } from '../words/text.ts';

/** Options of a menu, *all* among them. Source: docs/slack.md, "Limits". */
const MOST_OPTIONS = 100;
/** Most code points of an option. Source: docs/slack.md, "Limits". */
const MAX_OPTION = 75;

/**
 * The menus that choose what of all that runs is shown, by label and by workspace: each where there is more than one to choose
 * from, or one is chosen. `id` is another one once a menu was used.
 */
export function runningFilterBlocks({ labels, workspaces, chosen }: RunningChoices, id: string): KnownBlock[] {
  const byLabel = menu(
    ACTION.homeLabel,
    'All labels',
    labels.map((label) => ({ value: label, name: label })),
    chosen.label,
  );
  const named = workspaces.map(({ id, name }) => ({ value: id, name }));
  const byWorkspace = menu(ACTION.homeWorkspace, 'All workspaces', named, chosen.workspaceId);
  const elements = [...byLabel, ...byWorkspace];
  if (elements.length === 0) return [];
  const block: ActionsBlock = { type: 'actions', block_id: `filter.${id}`, elements };
  const isCut = labels.length >= MOST_OPTIONS || workspaces.length >= MOST_OPTIONS;
  const rest = `Only the first ${MOST_OPTIONS - 1} can be chosen here; \`${COMMAND} fleet\` with a label shows any.`;
  return [block, ...(isCut ? [context(rest)] : [])];
}

interface Choice {
  readonly value: string;
  readonly name: string;
}

function menu(action: ActionId, all: string, choices: readonly Choice[], chosen: string | undefined): StaticSelect[] {
  if (choices.length < 2 && chosen === undefined) return [];
  const shown = choices.slice(0, MOST_OPTIONS - 1);
  const isShown = chosen === undefined || shown.some(({ value }) => value === chosen);
  // What is chosen stays in sight when the last order of it has ended, or when it is beyond what a menu holds.
  const offered = isShown ? shown : [...shown.slice(0, MOST_OPTIONS - 2), { value: chosen, name: chosen }];
  const options = [
    option(all, filterValue(null)),
    ...offered.map(({ name, value }) => option(inPlain(name, MAX_OPTION), filterValue(value))),
  ];
  const present = options.find(({ value }) => value === filterValue(chosen ?? null));
  return [
    {
      type: 'static_select',
      action_id: action,
      placeholder: plain(all, 150),
      options,
      ...(present && { initial_option: present }),
    },
  ];
}

const option = (name: string, value: string): PlainTextOption => ({ text: plain(name, MAX_OPTION), value });
