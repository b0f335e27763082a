import type { KnownBlock } from '@slack/types';
import { byProvider, type Group, groupsBy, totalOf } from '../../src/spend/groups.ts';
import type { OwnedName, RunningOrder } from '../../src/spend/running-order.ts';
import type { Sum } from '../../src/spend/sum.ts';
import { actions, button, header, plainSection, section } from '../blocks.ts';
import { ACTION, COMMAND } from '../ids.ts';
import type { MessageView } from '../messages/message-view.ts';
import { countText, monthlyText } from '../words/amounts.ts';
import { counted, escapeText, inPlain } from '../words/text.ts';
import { type DataRead, dataNotes, unknownText } from './data-notes.ts';
import { groupRows, labelOfOrder, listBlocks, MOST_ROWS, providerText } from './rows.ts';

/** What is had is drawn from. */
export interface FleetParts extends DataRead {
  /** All that the reader may see, ended ones too. */
  readonly orders: readonly RunningOrder[];
  readonly names: readonly OwnedName[];
  /** Only orders whose label has this; empty for all. */
  readonly wanted: string;
}

/** Orders that run, and are for what was typed. */
export const wantedOrders = ({ orders, wanted }: Pick<FleetParts, 'orders' | 'wanted'>): RunningOrder[] =>
  orders.filter((order) => order.runs && labelOfOrder(order).toLowerCase().includes(wanted.trim().toLowerCase()));

/** What runs at ScaledMail: per label, provider and workspace, and names that nothing uses. */
export function fleetMessage(parts: FleetParts): MessageView {
  const orders = wantedOrders(parts);
  const wanted = parts.wanted.trim();
  const total = totalOf(orders);
  const title = `${counted(orders.length, 'order')} · ${sizeText(total)} · ${monthlyText(total.month)}`;
  const unknown = unknownText(parts);
  const none = noneText(parts);
  const workspaces = groupsBy(orders, ({ workspace }) => workspace.name);
  const blocks: KnownBlock[] = [
    ...(orders.length > 0 ? [header(title)] : []),
    ...(orders.length > 0 || wanted === '' ? [] : [plainSection(none)]),
    ...(orders.length > 0 || wanted !== '' ? [] : [section(`${none} \`${COMMAND} order\` starts an order.`)]),
    ...(wanted === '' || orders.length === 0 ? [] : [plainSection(`Labels with “${inPlain(wanted, 60)}”`)]),
    ...(unknown === null ? [] : [section(unknown)]),
    ...listBlocks('By label', groupRows(groupsBy(orders, labelOfOrder), String, sizeText)),
    ...listBlocks('By provider', groupRows(byProvider(orders), providerText, sizeText)),
    ...(workspaces.length > 1
      ? listBlocks(
          'By workspace',
          groupRows(workspaces, (name) => inPlain(name, 60), sizeText),
        )
      : []),
    ...(wanted === '' ? unusedBlocks(parts) : []),
    actions(
      ...(orders.length > 0 ? [button(ACTION.fleetFile, 'Fleet.csv', wanted === '' ? {} : { value: wanted })] : []),
      button(ACTION.showSpend, 'Spend…'),
    ),
    dataNotes(parts, ...unlistedNote(orders)),
  ];
  const whose = parts.isAll ? 'At ScaledMail' : 'What you asked for, at ScaledMail';
  return { text: orders.length === 0 ? escapeText(none) : `${whose}: ${title}`, blocks };
}

/** `5 domains, 10 mailboxes`, or in one breath that neither is known. */
function sizeText({ domains, mailboxes }: Pick<Group<unknown>, 'domains' | 'mailboxes'>): string {
  if (isNotKnown(domains) && isNotKnown(mailboxes)) return 'domains and mailboxes not known';
  return `${countText(domains, 'domain')}, ${countText(mailboxes, 'mailbox', 'mailboxes')}`;
}

const isNotKnown = ({ known, unknown }: Sum): boolean => known === 0 && unknown > 0;

/** That there is nothing to show, and no more than that: others’ orders, lists without an answer and odd rows prove nothing. */
function noneText(parts: FleetParts): string {
  const wanted = parts.wanted.trim();
  const isKnown = unknownText(parts) === null && parts.unreadable === 0;
  if (wanted !== '') {
    const known = parts.isAll ? 'No order that runs' : 'No order that you asked for and that runs';
    return `${isKnown ? known : 'No order that is known to run'} has “${inPlain(wanted, 60)}” in its label.`;
  }
  if (!isKnown) return 'Nothing that runs is known.';
  return parts.isAll ? 'Nothing runs at ScaledMail.' : 'Nothing that you asked for runs at ScaledMail.';
}

/** Names that are paid and that nothing uses. */
function unusedBlocks({ names, unknown }: FleetParts): KnownBlock[] {
  if (unknown.includes('registrations')) return [];
  const unused = names.filter(({ isFree }) => isFree).map(({ name }) => name);
  if (unused.length === 0) return [];
  const more = unused.length - MOST_ROWS;
  const text = `${unused.slice(0, MOST_ROWS).join(', ')}${more > 0 ? ` and ${more} more: ${COMMAND} domains` : ''}`;
  return [section(`*Unused names ${unused.length}*`), plainSection(text)];
}

/** Orders of ours that the vendor's list lacks. */
function unlistedNote(orders: readonly RunningOrder[]): string[] {
  const unlisted = orders.filter(({ isListed }) => !isListed).length;
  return unlisted === 0 ? [] : [`${counted(unlisted, 'order')} not in ScaledMail’s list so far`];
}
