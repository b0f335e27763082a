import type { KnownBlock } from '@slack/types';
import { stringify } from 'csv-stringify/sync';
import type { OwnedName } from '../../src/spend/running-order.ts';
import type { ActFile } from '../acts/act-view.ts';
import { actions, button, header, section } from '../blocks.ts';
import { ACTION, COMMAND } from '../ids.ts';
import type { MessageView } from '../messages/message-view.ts';
import { centsText, NOT_KNOWN } from '../words/amounts.ts';
import { counted, dayText, inPlain } from '../words/text.ts';
import { type DataRead, dataNotes, unknownText } from './data-notes.ts';
import { dollars } from './files.ts';
import { listBlocks, MOST_ROWS } from './rows.ts';

/** A name with what uses it, as it is drawn. */
export interface NameToDraw extends OwnedName {
  readonly workspace: { readonly name: string };
  readonly usedBy: {
    readonly reference: string | null;
    readonly label: string | null;
    readonly vendorOrderId: string | null;
  } | null;
  readonly redirect: string | null;
}

/** What names are drawn from. */
export interface NamesParts extends DataRead {
  readonly names: readonly NameToDraw[];
  /** Those of the account that nothing uses. */
  readonly free: readonly NameToDraw[];
}

/** Names that one owns: what uses them, where they lead, when they renew and for how much; those that are free; and how to buy more. */
export function ownedNamesMessage(parts: NamesParts): MessageView {
  const all = allNames(parts);
  const used = all.filter(({ isFree }) => !isFree);
  const title = `${counted(all.length, 'domain')} · ${parts.free.length} free`;
  const unknown = unknownText(parts);
  const isKnown = !parts.unknown.includes('registrations');
  const blocks: KnownBlock[] = [
    ...(isKnown ? [all.length > 0 ? header(title) : section(noneText(parts))] : []),
    ...(unknown === null ? [] : [section(unknown)]),
    ...listBlocks(`Free ${parts.free.length}`, rowsOf(parts.free, freeText)),
    ...listBlocks(`In use ${used.length}`, rowsOf(used, usedText)),
    actions(
      button(ACTION.buyNames, 'Buy domains…', { style: 'primary' }),
      ...(all.length > 0 ? [button(ACTION.namesFile, 'Domains.csv')] : []),
    ),
    // Free ones are everybody’s.
    dataNotes(
      { ...parts, isAll: true },
      ...(parts.isAll ? [] : ['free ones, and those that you asked for']),
      `\`${COMMAND} domains acme\` looks for new ones`,
    ),
  ];
  const text = all.length > 0 ? `Bought through ScaledMail: ${title}` : noneText(parts);
  return { text: isKnown ? text : 'Which domains are bought is not known.', blocks };
}

const noneText = ({ isAll }: NamesParts): string =>
  isAll
    ? 'No domain is bought through ScaledMail so far.'
    : 'No domain that was bought through ScaledMail is free, and none is of an order that you asked for.';

/** Those that one may see, each once: the free ones first. */
function allNames({ names, free }: Pick<NamesParts, 'names' | 'free'>): NameToDraw[] {
  return [...new Map([...free, ...names].map((each) => [each.name, each])).values()];
}

function rowsOf(names: readonly NameToDraw[], textOf: (name: NameToDraw) => string): string[] {
  const rows = names.slice(0, MOST_ROWS).map(textOf);
  const more = names.length - rows.length;
  return more === 0 ? rows : [...rows, `and ${more} more, all in the file`];
}

const freeText = (name: NameToDraw): string => `${inPlain(name.name, 260)} · ${renewalText(name)}`;

function usedText(name: NameToDraw): string {
  const { redirect } = name;
  const leads = redirect === null || redirect === '' ? '' : ` → ${inPlain(redirect.replace(/^https:\/\//, ''), 100)}`;
  return `${inPlain(name.name, 260)}${leads} · ${useText(name)} · ${renewalText(name)}`;
}

/** `in order 7f3k2q, Acme`; the number of an order that was not made here; or that nobody knows which. */
function useText({ usedBy }: NameToDraw): string {
  if (!usedBy) return 'free';
  const { reference, label, vendorOrderId } = usedBy;
  if (reference !== null) return `in order ${reference}${label === null ? '' : `, ${inPlain(label, 60)}`}`;
  return vendorOrderId === null ? 'in use, the order is not known' : `in ${inPlain(vendorOrderId, 40)}, not made here`;
}

function renewalText({ renewsAt, renewalCents }: OwnedName): string {
  if (renewsAt === null && renewalCents === null) return `renewal ${NOT_KNOWN}`;
  return `renews ${renewsAt === null ? `on a day ${NOT_KNOWN}` : dayText(renewsAt)}, ${centsText(renewalCents)}`;
}

/** Of names that are owned, those that have what is searched for: above the new ones. Plain text; empty for none. */
export function ownedLikeText(parts: Pick<NamesParts, 'names' | 'free'>, words: readonly string[]): string {
  const wanted = words.map((word) => word.trim().toLowerCase()).filter((word) => word.length > 1);
  const found = allNames(parts).filter(({ name }) => wanted.some((word) => name.includes(word)));
  if (found.length === 0) return '';
  const shown = found.slice(0, MOST_ROWS).map((each) => `${inPlain(each.name, 260)} (${useText(each)})`);
  const more = found.length - shown.length;
  return `Owned already: ${shown.join(', ')}${more > 0 ? ` and ${more} more: ${COMMAND} domains` : ''}`;
}

const HEADING = [
  ...['domain', 'free', 'reference', 'label', 'scaledmail order', 'redirect', 'workspace'],
  ...['renews on (UTC)', 'renewal usd'],
];

/** All of them, one a row. Cells that a spreadsheet would take for a formula are made text. */
export function namesFile(parts: NamesParts, now: Date): ActFile {
  const rows = allNames(parts).map(({ name, isFree, usedBy, redirect, workspace, renewsAt, renewalCents }) => [
    name,
    isFree ? 'yes' : 'no',
    usedBy?.reference ?? '',
    usedBy?.label ?? '',
    usedBy?.vendorOrderId ?? '',
    redirect ?? (isFree ? '' : NOT_KNOWN),
    workspace.name,
    renewsAt?.toISOString().slice(0, 10) ?? NOT_KNOWN,
    dollars(renewalCents),
  ]);
  return {
    name: `domains-${now.toISOString().slice(0, 10)}.csv`,
    title: 'Domains bought through ScaledMail',
    content: stringify([HEADING, ...rows], { escape_formulas: true, quoted_match: /[\r\n]/ }),
  };
}
