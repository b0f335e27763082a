import type { ContextBlock } from '@slack/types';
import type { OrderDraft } from '../../../../src/acts/custom_order/form/draft.ts';
import { type DraftNotes, notesOf } from '../../../../src/acts/custom_order/form/draft-notes.ts';
import { PROVIDER_FACTS } from '../../../../src/acts/custom_order/provider-facts.ts';
import type { HowRead } from '../../../../src/acts/custom_order/reading/how-read.ts';
import type { OrderFacts } from '../../../../src/orders/order.ts';
import { greyLine } from '../../../blocks.ts';
import { counted, listed, oneLine, truncate, type Words } from '../../../words/text.ts';

type Cleaned = DraftNotes['cleaned'][number]['what'];

const CLEANED_WORDS = {
  address: (count) =>
    `${counted(count, 'web address', 'web addresses')} taken as ${count === 1 ? 'a domain' : 'domains'}`,
  link: (count) => `${counted(count, 'link')} taken as where ${count === 1 ? 'it leads' : 'they lead'}`,
  list_mark: (count) => `${counted(count, 'list mark')} left out`,
  dot: (count) => `${counted(count, 'dot')} at the end left out`,
  capitals: (count) => `${counted(count, 'line')} with capitals, read in small letters`,
  invisible: (count) => `${counted(count, 'line')} with characters that nobody sees, left out`,
  several: (count) => `${counted(count, 'line')} with several domains`,
  domain_later: (count) => `${counted(count, 'line')} in which the domain is not the first cell`,
  last_first: (count) => `${counted(count, 'name')} read with the last name first`,
} satisfies Record<Cleaned, (count: number) => string>;

/** Most names in a line, and most code points of one: together they fit the 150 of a grey line. */
const MOST_NAMES = 4;
const MAX_NAME = 24;

/**
 * How the form was read: what was cleaned, which columns were not used, which were not even kept, and whose turn it was. Nothing when it
 * was read as it stood.
 */
export function readNotes(draft: OrderDraft): ContextBlock[] {
  const { cleaned, notUsed, secrets, files, empty, inTurn } = notesOf(draft);
  const parts: (string | Words)[] = [
    ...cleanedParts(cleaned, 'Read from what you pasted'),
    ...(empty.length === 0 ? [] : [`No domains, left out: ${listed(empty.map((each) => PROVIDER_FACTS[each].label))}`]),
    ...(draft.leftLines?.length ? [`${counted(draft.leftLines.length, 'line')} left out`] : []),
    ...(notUsed.length === 0 ? [] : [{ words: `Not used: ${namesText(notUsed)}` }]),
    ...(inTurn === null ? [] : turnText(inTurn).map((words) => ({ words }))),
    ...secretParts({ secrets, files }),
  ];
  return parts.length === 0 ? [] : [greyLine(...parts)];
}

function cleanedParts(cleaned: HowRead['cleaned'] | DraftNotes['cleaned'], heading: string): string[] {
  if (cleaned.length === 0) return [];
  return [`${heading}: ${cleaned.map(({ what, count }) => CLEANED_WORDS[what](count)).join(' · ')}`];
}

/** The same of an order, for everybody who looks it up; nothing when its form was read as it stood. */
export function howReadBlocks({ howRead }: OrderFacts): ContextBlock[] {
  if (howRead === undefined) return [];
  const { cleaned, notUsed, secrets, leftOut } = howRead;
  const parts = [
    ...cleanedParts(cleaned, 'Read from what was pasted'),
    ...(leftOut === 0 ? [] : [`${counted(leftOut, 'line')} left out`]),
    ...(notUsed.length === 0 ? [] : [{ words: `Not used: ${namesText(notUsed)}` }]),
    ...secretParts({ secrets }),
  ];
  return [greyLine(...parts)];
}

/** What was not even kept, and the files in which it still stands: parts of a grey line, none when there was nothing. */
export const secretParts = ({ secrets, files = [] }: Partial<SecretsOf> = {}): Words[] => [
  ...(secrets === undefined || secrets.length === 0
    ? []
    : [{ words: `Like passwords, not used, not kept: ${namesText(secrets)}` }]),
  ...(files.length === 0 ? [] : [{ words: `Delete ${namesText(files)} in Slack too` }]),
];
type SecretsOf = Pick<DraftNotes, 'secrets' | 'files'>;

/** `Senders in turn, line by line: Ada Park, Ben Ito`. */
function turnText({ senders, notNeeded }: NonNullable<DraftNotes['inTurn']>): string[] {
  const wholeNames = (people: typeof senders) => people.map(({ firstName, lastName }) => `${firstName} ${lastName}`);
  return [
    `Senders in turn, line by line: ${namesText(wholeNames(senders))}`,
    ...(notNeeded.length === 0 ? [] : [`More senders than lines, not used: ${namesText(wholeNames(notNeeded))}`]),
  ];
}

function namesText(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).map((name) => truncate(oneLine(name), MAX_NAME));
  const rest = names.length - shown.length;
  return rest > 0 ? `${shown.join(', ')} and ${rest} more` : shown.join(', ');
}
