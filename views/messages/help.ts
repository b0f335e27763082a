import type { KnownBlock } from '@slack/types';
import { actions, button, context, header, plainSection, section } from '../blocks.ts';
import { ACTION, COMMAND, type Subcommand } from '../ids.ts';
import { escapeText, inline, oneLine, truncate } from '../words/text.ts';
import type { MessageView } from './message-view.ts';

const USES: Readonly<Record<Subcommand, { readonly typed: string; readonly does: string }>> = {
  order: {
    typed: 'order google acme-mail.com as "Jane Doe" for acme',
    does: 'orders domains with mailboxes, charged only after approval; `order` alone opens the form',
  },
  again: { typed: 'again 7f3k2q', does: 'opens the form with everything of that order, as a new one' },
  plan: {
    typed: 'plan 30000/month google 70 outlook 30',
    does: 'what so many emails need and cost, and the order for it; `plan` alone opens the form',
  },
  drafts: { typed: 'drafts', does: 'what you typed into the form and did not send: go on with it, or delete it' },
  logins: {
    typed: 'logins',
    does: 'the logins you keep by name, and those that others let you use: add, change, remove',
  },
  orders: { typed: 'orders', does: 'orders and where they stand, newest first' },
  status: { typed: 'status 7f3k2q', does: 'one order with its history' },
  mailboxes: { typed: 'mailboxes 7f3k2q', does: 'sends you the mailboxes of an order as a file, without passwords' },
  audit: { typed: 'audit 7f3k2q', does: 'every entry of its history, and whether that is unbroken' },
  cancel: {
    typed: 'cancel 7f3k2q',
    does: 'asks to end an order at ScaledMail; without a reference, approvers choose one',
  },
  pause: { typed: 'pause <reason>', does: 'stops placing orders, until somebody resumes (approvers)' },
  resume: { typed: 'resume', does: 'lets orders be placed again (approvers)' },
  'accept-tags': {
    typed: 'accept-tags <reason>',
    does: 'places orders though ScaledMail’s orders do not show this app’s tag (approvers)',
  },
  help: { typed: 'help', does: 'this text' },
};

/** What can be done here. Those who may decide are told how. */
export function helpMessage(mayDecide: boolean): MessageView {
  const deciding = mayDecide
    ? 'You can decide on orders: each has a card in the approvers’ channel with *Approve*, *Decline* and *Details*. Your own orders are for somebody else to decide.'
    : 'Each order is decided by the approvers on its card. You hear of every step by direct message.';
  const blocks: KnownBlock[] = [
    header('ScaledMail'),
    section(`Cold-email domains and mailboxes, ordered from Slack.\n${usesText()}`),
    section(deciding),
    actions(
      button(ACTION.startOrder, 'Start an order', { style: 'primary' }),
      button(ACTION.planByVolume, 'Plan by volume'),
    ),
    context('Nothing is charged before somebody else approved exactly that order at exactly that price.'),
  ];
  return { text: `What ${COMMAND} can do: ${Object.keys(USES).join(', ')}`, blocks };
}

/** Something was typed that we do not know; `meant` is what it was probably meant to be. */
export function unknownCommandMessage(typed: string, meant: Subcommand | null): MessageView {
  const guess = meant ? ` Did you mean \`${COMMAND} ${USES[meant].typed}\`?` : '';
  const text = `“${inline(typed, 60)}” is not something this app knows.${guess}`;
  const blocks = [plainSection(`“${truncate(oneLine(typed), 60)}” is not something this app knows.`)];
  const meantBlocks = meant ? [section(`Did you mean \`${COMMAND} ${USES[meant].typed}\`?`)] : [];
  return { text, blocks: [...blocks, ...meantBlocks, section(usesText())] };
}

function usesText(): string {
  return Object.values(USES)
    .map(({ typed, does }) => `• \`${COMMAND} ${escapeText(typed)}\` — ${does}`)
    .join('\n');
}
