import type { InputBlock } from '@slack/types';
import { ALSO_GROUPS, FIELD_ACTION } from '../../form-fields.ts';
import { oneLine } from '../../words/text.ts';
import { choice, inputBlock } from '../inputs.ts';

/** Checkboxes hold so many. Source: docs/slack.md, "Limits". */
const MOST_BOXES = 10;

/** A form on which further domains can be ticked: each with what it has now, as `From` says it. */
interface Tickable<From> {
  readonly others: readonly { readonly domain: string; readonly from: From }[];
  readonly typed: { readonly also: readonly string[] };
  readonly fill: number;
}

/** Further domains that get the same, in groups of as many as Slack takes. */
export function alsoFields<From>(
  { others, typed, fill }: Tickable<From>,
  textOf: (from: From) => string,
): InputBlock[] {
  return ALSO_GROUPS.flatMap((group): InputBlock[] => {
    const these = others.slice((group - 1) * MOST_BOXES, group * MOST_BOXES);
    if (these.length === 0) return [];
    const options = these.map(({ domain, from }) => choice(domain, domain, oneLine(textOf(from))));
    const ticked = options.filter(({ value }) => value !== undefined && typed.also.includes(value));
    return [
      inputBlock(`also_${group}`, fill, {
        label: group === 1 ? 'The same for' : 'And for',
        isOptional: true,
        element: {
          type: 'checkboxes',
          action_id: FIELD_ACTION,
          options,
          ...(ticked.length > 0 ? { initial_options: ticked } : {}),
        },
      }),
    ];
  });
}
