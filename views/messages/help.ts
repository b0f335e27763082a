import type { KnownBlock } from '@slack/types';
import type { ApprovalPolicy } from '../../src/orders/policy.ts';
import type { Reference } from '../../src/values/ids.ts';
import { actions, button, context, plainSection, section } from '../blocks.ts';
import { ACTION, COMMAND, listButtonValue, type Subcommand } from '../ids.ts';
import { whoMayDecide } from '../words/people.ts';
import { escapeText, inline, oneLine, truncate } from '../words/text.ts';
import type { MessageView } from './message-view.ts';

/** What a command is for: asking for something, looking, or deciding for everybody. */
type Part = 'Ask' | 'See' | 'Decide';

interface Use {
  readonly part: Part;
  readonly typed: string;
  readonly does: string;
}

const USES: Readonly<Record<Subcommand, Use>> = {
  order: {
    part: 'Ask',
    typed: 'order google acme-mail.com as "Jane Doe" for acme',
    does: 'domains with mailboxes, new ones too; `order` alone opens the form',
  },
  plan: {
    part: 'Ask',
    typed: 'plan 30000/month google 70 outlook 30',
    does: 'what so many emails need and cost, and the order for it; `plan` alone opens the form',
  },
  domains: {
    part: 'Ask',
    typed: 'domains acme',
    does: 'names to buy, with prices; `domains` alone shows those that are owned',
  },
  again: { part: 'Ask', typed: 'again 7f3k2q', does: 'the form with everything of that order, as a new one' },
  drafts: { part: 'Ask', typed: 'drafts', does: 'what you typed into the form and did not send' },
  logins: { part: 'Ask', typed: 'logins', does: 'logins kept by name: add, change, remove' },
  cancel: {
    part: 'Ask',
    typed: 'cancel 7f3k2q',
    does: 'to end an order at ScaledMail; approvers choose one without a reference',
  },
  prewarmed: { part: 'Ask', typed: 'prewarmed', does: 'inboxes of ScaledMail’s stock that are warmed up already' },
  orders: { part: 'See', typed: 'orders', does: 'orders and where they stand, newest first' },
  status: { part: 'See', typed: 'status 7f3k2q', does: 'one order with its history' },
  mailboxes: { part: 'See', typed: 'mailboxes 7f3k2q', does: 'the mailboxes of an order as a file, without passwords' },
  forms: { part: 'See', typed: 'forms', does: 'paid domains that wait for names, to fill them in' },
  workspaces: {
    part: 'See',
    typed: 'workspaces',
    does: 'workspaces at ScaledMail; a new one, where that is switched on',
  },
  audit: { part: 'See', typed: 'audit 7f3k2q', does: 'every entry of its history, and whether that is unbroken' },
  fleet: { part: 'See', typed: 'fleet acme', does: 'what runs, for whom, and what it costs; `fleet` alone shows all' },
  spend: { part: 'See', typed: 'spend october', does: 'what it costs, by day; `spend` alone shows this month' },
  packages: { part: 'See', typed: 'packages', does: 'packages of mailboxes, with prices' },
  help: { part: 'See', typed: 'help', does: 'this text' },
  export: { part: 'Decide', typed: 'export', does: 'all orders and their histories as a file' },
  pause: { part: 'Decide', typed: 'pause <reason>', does: 'no order is placed until somebody resumes' },
  resume: { part: 'Decide', typed: 'resume', does: 'orders are placed again' },
  'accept-tags': {
    part: 'Decide',
    typed: 'accept-tags <reason>',
    does: 'orders are placed though those at ScaledMail do not show this app’s tag',
  },
};
const PARTS: readonly Part[] = ['Ask', 'See', 'Decide'];

/** What help says beside the commands: who reads it, who can decide, and where cards go. */
export interface HelpSetting {
  readonly mayDecide: boolean;
  readonly policy: ApprovalPolicy;
  readonly channelId: string;
}

/** What its reader can do here, a command a line. */
export function helpMessage({ mayDecide, policy, channelId }: HelpSetting): MessageView {
  const parts = PARTS.filter((part) => part !== 'Decide' || mayDecide);
  const blocks: KnownBlock[] = [
    actions(
      button(ACTION.startOrder, 'Start an order', { style: 'primary' }),
      button(ACTION.planByVolume, 'Plan by volume'),
      button(ACTION.showOrders, mayDecide ? 'Orders' : 'My orders', {
        value: listButtonValue({ list: 'all', offset: 0 }),
      }),
    ),
    ...parts.map((part) => section(`*${part}*\n${usesText([part])}`)),
    context(
      `Cards go to <#${channelId}> · who can decide: ${whoMayDecide(policy)} · nothing is charged before an approval`,
    ),
  ];
  return {
    text: `What ${COMMAND} can do: ${usesOf(parts)
      .map(({ typed }) => typed.split(' ')[0])
      .join(', ')}`,
    blocks,
  };
}

/** The order that examples are about. */
const EXAMPLE = '7f3k2q';

/**
 * Something was typed that we do not know; `meant` is what it was probably meant to be: then nothing else is listed. It is about
 * the order that was typed with it, where there was one.
 */
export function unknownCommandMessage(
  typed: string,
  meant: Subcommand | null,
  reference: Reference | null = null,
): MessageView {
  const right = meant && `\`${COMMAND} ${USES[meant].typed.replace(EXAMPLE, reference ?? EXAMPLE)}\``;
  const guess = right ? ` Did you mean ${right}?` : '';
  const text = `“${inline(typed, 60)}” is not something this app knows.${guess}`;
  const blocks = [plainSection(`“${truncate(oneLine(typed), 60)}” is not something this app knows.`)];
  const next = right ? `Did you mean ${right}?` : usesText(['Ask', 'See']);
  return { text, blocks: [...blocks, section(next)] };
}

const usesOf = (parts: readonly Part[]): Use[] => Object.values(USES).filter(({ part }) => parts.includes(part));

const usesText = (parts: readonly Part[]): string =>
  usesOf(parts)
    .map(({ typed, does }) => `\`${COMMAND} ${escapeText(typed)}\` · ${does}`)
    .join('\n');
