import type { KnownBlock } from '@slack/types';
import type { ApprovalPolicy } from '../../src/orders/approval/policy.ts';
import type { Reference } from '../../src/values/ids.ts';
import { actions, button, context, plainSection, section } from '../blocks.ts';
import { listButtonValue } from '../button-values.ts';
import { ACTION, COMMAND, type Subcommand } from '../ids.ts';
import { whoMayDecide } from '../words/approval/people.ts';
import { escapeText, inline, oneLine, truncate } from '../words/text.ts';
import type { MessageView } from './message-view.ts';

/** What a command is for: asking for something, looking, or deciding for everybody. */
type Part = 'Ask' | 'See' | 'Decide';

interface Use {
  readonly part: Part;
  /** An example of what is typed. */
  readonly typed: string;
  /** What stands in the list, where the example is too long for a line of a phone. */
  readonly shown?: string;
  /** A few words: a command has one line of a phone, and all of them one screen. */
  readonly does: string;
}

const USES: Readonly<Record<Subcommand, Use>> = {
  order: {
    part: 'Ask',
    typed: 'order google acme-mail.com as "Jane Doe" for acme',
    shown: 'order',
    does: 'domains with mailboxes',
  },
  plan: {
    part: 'Ask',
    typed: 'plan 30000/month google 70 outlook 30',
    shown: 'plan 30000',
    does: 'so many emails, priced',
  },
  domains: { part: 'Ask', typed: 'domains acme', does: 'names to buy; alone: owned' },
  again: { part: 'Ask', typed: 'again 7f3k2q', does: 'the same as a new one' },
  drafts: { part: 'Ask', typed: 'drafts', does: 'begun and not sent' },
  logins: { part: 'Ask', typed: 'logins', does: 'kept by name' },
  cancel: { part: 'Ask', typed: 'cancel 7f3k2q', does: 'ends an order' },
  prewarmed: { part: 'Ask', typed: 'prewarmed', does: 'inboxes warmed up already' },
  orders: { part: 'See', typed: 'orders', does: 'where all of them stand' },
  status: { part: 'See', typed: 'status 7f3k2q', does: 'one order, its history' },
  mailboxes: { part: 'See', typed: 'mailboxes 7f3k2q', does: 'as a file' },
  forms: { part: 'See', typed: 'forms', does: 'paid domains without names' },
  workspaces: { part: 'See', typed: 'workspaces', does: 'those at ScaledMail' },
  audit: { part: 'See', typed: 'audit 7f3k2q', does: 'is its history whole' },
  fleet: { part: 'See', typed: 'fleet acme', does: 'what runs, for whom' },
  spend: { part: 'See', typed: 'spend october', does: 'what it costs, by day' },
  packages: { part: 'See', typed: 'packages', does: 'fixed ones, with prices' },
  help: { part: 'See', typed: 'help', does: 'this text' },
  export: { part: 'Decide', typed: 'export', does: 'all orders as a file' },
  pause: { part: 'Decide', typed: 'pause <reason>', shown: 'pause <why>', does: 'places nothing' },
  resume: { part: 'Decide', typed: 'resume', does: 'places again' },
  'accept-tags': {
    part: 'Decide',
    typed: 'accept-tags <reason>',
    shown: 'accept-tags <why>',
    does: 'places without tags',
  },
};
const PARTS: readonly Part[] = ['Ask', 'See', 'Decide'];

/** What help says beside the commands: who reads it, who can decide, and where cards go. */
export interface HelpSetting {
  readonly mayDecide: boolean;
  readonly policy: ApprovalPolicy;
  readonly channelId: string;
}

/** What its reader can do here, a command a line; but for this command itself. */
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
    ...parts.map((part, index) => section(`*${part}*${index === 0 ? AFTER : ''}\n${usesText([part])}`)),
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

/** What is typed before each of them. */
const AFTER = ` · each after \`${COMMAND}\``;

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
  const next = right
    ? `Did you mean ${right}?`
    : `After \`${COMMAND}\` comes one of these:\n${usesText(['Ask', 'See'])}`;
  return { text, blocks: [...blocks, section(next)] };
}

const usesOf = (parts: readonly Part[]): Use[] => Object.values(USES).filter(({ part }) => parts.includes(part));

const usesText = (parts: readonly Part[]): string =>
  usesOf(parts)
    .filter((use) => use !== USES.help)
    .map(({ typed, shown = typed, does }) => `\`${escapeText(shown)}\` · ${does}`)
    .join('\n');
