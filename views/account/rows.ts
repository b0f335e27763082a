import type { KnownBlock } from '@slack/types';
import { PROVIDER_FACTS } from '../../src/acts/custom_order/provider-facts.ts';
import type { Group } from '../../src/spend/groups.ts';
import type { PartProvider, RunningOrder } from '../../src/spend/running-order.ts';
import { type Sum, sumOf } from '../../src/spend/sum.ts';
import { paragraphs, plainSection, section } from '../blocks.ts';
import { moneyText } from '../words/amounts.ts';
import { bar } from '../words/bar.ts';
import { counted, inPlain } from '../words/text.ts';

/** Rows of one list; the rest of them is one row. */
export const MOST_ROWS = 10;

/** Longest label of a row. */
const MAX_LABEL = 60;

/**
 * Whom an order is for: its label; of one that was paid elsewhere, that its domains wait for names here, or were given them; else its
 * tag, or that nobody knows. Plain text.
 */
export function labelOfOrder({ own, tag, filledBy, waitsForNames }: RunningOrder): string {
  if (own) return inPlain(own.label, MAX_LABEL);
  if (filledBy) return `${inPlain(filledBy.label, MAX_LABEL)}, names from here`;
  const named = tag === null ? '' : ` tag “${inPlain(tag, MAX_LABEL)}”`;
  if (waitsForNames) return `Paid, waits for names${named === '' ? '' : `,${named}`}`;
  return `Not made here,${named === '' ? ' without a tag' : named}`;
}

/** A provider as people read it. */
export function providerText(provider: PartProvider): string {
  if (provider === null) return 'Provider not known';
  return provider === 'several' ? 'Several providers in one order' : PROVIDER_FACTS[provider].label;
}

/** A heading of ours, and rows with words of people below it; nothing without rows. */
export function listBlocks(heading: string, rows: readonly string[]): KnownBlock[] {
  if (rows.length === 0) return [];
  return [section(`*${heading}*`), ...paragraphs(rows, { maxBlocks: 4, draw: plainSection }).blocks];
}

/**
 * Rows of groups with their share of all that is charged a month as a bar, largest first, ten of them and the rest as one. `more` is
 * what stands after the name.
 */
export function groupRows<Key>(
  groups: readonly Group<Key>[],
  nameOf: (key: Key) => string,
  more: (group: Group<Key>) => string = () => '',
): string[] {
  const whole = sumOf(groups.map(({ month }) => month.known)).known;
  const rowOf = (month: Sum, name: string, rest: string) =>
    [`${bar(month.known, whole)} ${moneyText(month)}`, name, rest].filter((part) => part !== '').join(' · ');
  const shown = groups.length <= MOST_ROWS + 1 ? groups : groups.slice(0, MOST_ROWS);
  const others = groups.slice(shown.length);
  const month = { known: sumOf(others.map((each) => each.month.known)).known, unknown: unknownIn(others) };
  return [
    ...shown.map((group) => rowOf(group.month, nameOf(group.key), more(group))),
    ...(others.length === 0 ? [] : [rowOf(month, `${counted(others.length, 'other')}, all in the file`, '')]),
  ];
}

const unknownIn = <Key>(groups: readonly Group<Key>[]): number => sumOf(groups.map(({ month }) => month.unknown)).known;
