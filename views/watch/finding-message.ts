import type { Button, KnownBlock } from '@slack/types';
import type { ApprovalPolicy } from '../../src/orders/approval/policy.ts';
import { type About, explainedBy, type Finding, hasFile, ordersIn, type SeenOrder } from '../../src/watch/finding.ts';
import { actions, button, greyLine, header, plainSection, section } from '../blocks.ts';
import { ACTION } from '../ids.ts';
import type { MessageView } from '../messages/message-view.ts';
import { whoMayDecide } from '../words/approval/people.ts';
import { escapeText, inPlain, localTime, type Naming, plain, truncate } from '../words/text.ts';
import { nameRows, wordsOf } from './finding-words.ts';

/** Most code points of a notification. */
const MAX_NOTICE = 150;
/** Names on a message; all of them stand behind *Look*. */
const MOST_NAMES = 2;
/** Renewals on a message. */
const MOST_ROWS = 10;

/**
 * What the account watch found, in the approvers' channel: who can decide is asked to look. Once somebody said what it was, or
 * it turned out to be an order of ours, it is two lines.
 */
export function findingMessage(
  finding: Finding,
  { policy, named }: { readonly policy: ApprovalPolicy; readonly named: Naming },
): MessageView {
  const { about, settled } = finding;
  const { title, notice, says } = wordsOf(about);
  const text = truncate(escapeText(`${notice}.`), MAX_NOTICE);
  // Said by screen readers, and shown where there is no room for more.
  const explained = truncate(escapeText(`Explained: ${title}.`), MAX_NOTICE);
  if (settled) return { text: explained, blocks: settledBlocks(about, settled, title, named) };
  if (explainedBy(finding))
    return { text: explained, blocks: [plainSection(`✓ ${title}`), section(turnedOutText(finding))] };
  const please = about.kind === 'stood_before' ? 'please confirm that they are yours' : 'please look';
  return {
    text: `${text} ${whoMayDecide(policy)}`,
    blocks: [
      header(about.kind === 'stood_before' ? title : `⚠️ ${title}`),
      section(`${says} ${whoMayDecide(policy)}, ${please}.`),
      ...factBlocks(about),
      ...(finding.turnedOut ? [section(turnedOutText(finding))] : []),
      actions(...buttonsOf(finding)),
    ],
  };
}

/** Two lines: what it was and who said so, and why, as they wrote it. */
function settledBlocks(
  { kind }: About,
  { by, reason, at }: NonNullable<Finding['settled']>,
  title: string,
  named: Naming,
): KnownBlock[] {
  const said = `${named(by)}: ${kind === 'stood_before' ? 'these are ours' : 'this was us'}, ${localTime(at)}`;
  return [plainSection(`✓ ${title}`), greyLine(said, ...(reason === '' ? [] : [{ words: `“${reason}”` }]))];
}

/** Orders of ours that are named on a message. */
const MOST_REFERENCES = 10;

/** `Explained: order \`7f3k2q\` made it.` References are code: nothing in them is marked up. */
function turnedOutText(finding: Finding): string {
  const { turnedOut = [] } = finding;
  const references = [...new Set(turnedOut.map(({ reference }) => reference))];
  const named = references.slice(0, MOST_REFERENCES).map((reference) => `\`${reference}\``);
  const left = references.length - named.length;
  const orders = `${references.length === 1 ? 'order' : 'orders'} ${named.join(', ')}${left > 0 ? ` and ${left} more` : ''}`;
  if (explainedBy(finding)) return `Explained: ${orders} made it.`;
  return `Explained meanwhile: ${turnedOut.length} of these, by ${orders}.`;
}

/** What the vendor and people wrote, as they did: nothing in it is marked up. */
function factBlocks(about: About): KnownBlock[] {
  const rows = nameRows(about);
  if (rows.length > 0) return rowsBlock(rows, hasFile(about) ? 'in the file in the thread' : 'behind Look');
  const [order, ...more] = ordersIn(about);
  if (!order || more.length > 0) return [];
  const facts = factsOf(order);
  return facts === '' ? [] : [plainSection(facts)];
}

function rowsBlock(rows: readonly string[], where: string): KnownBlock[] {
  const left = rows.length - MOST_ROWS;
  const more = left > 0 ? [`and ${left} more, all ${where}`] : [];
  return [plainSection([...rows.slice(0, MOST_ROWS), ...more].join('\n'))];
}

/** `Tag “test” · getbyhand.com, trybyhand.com and 5 more`. */
function factsOf({ page, description, workspace }: SeenOrder): string {
  const tag = page?.tag?.trim() ? [`Tag “${inPlain(page.tag)}”`] : [];
  const names = page && page.names.length > 0 ? [namesLine(page.names)] : [];
  const words = names.length === 0 && description !== '' ? [inPlain(description, 200)] : [];
  return [...tag, ...names, ...words, inPlain(workspace.name)].join(' · ');
}

function namesLine(names: readonly string[]): string {
  const left = names.length - MOST_NAMES;
  const shown = names.slice(0, MOST_NAMES).map((name) => inPlain(name, 253));
  return left > 0 ? `${shown.join(', ')} and ${left} more` : shown.join(' and ');
}

function buttonsOf({ key, about }: Finding): Button[] {
  const { title } = wordsOf(about);
  const look = button(ACTION.lookAtFinding, 'Look', { value: key, about: title });
  if (about.kind === 'stood_before') {
    const ours = button(ACTION.confirmFound, 'These are ours', { value: key, about: title });
    return [{ ...ours, confirm: CONFIRM }, look];
  }
  const explain = button(ACTION.explainFinding, 'This was us…', { value: key, about: title });
  const [order, ...more] = ordersIn(about);
  if (!order || more.length > 0) return [explain, look];
  const details =
    order.reference === null
      ? []
      : [button(ACTION.showFoundOrder, 'Details', { value: order.reference, about: title })];
  const cancel =
    about.kind === 'cancelled' || about.kind === 'vanished' || order.standing !== 'runs'
      ? []
      : [button(ACTION.cancelFound, 'Cancel at ScaledMail…', { value: key, about: title })];
  return [explain, look, ...details, ...cancel];
}

/** Asked once more before all of a list counts as confirmed. */
const CONFIRM = {
  title: plain('These are ours?', 100),
  text: plain('It is kept that you said so. Nobody is asked about these orders again, unless they change.', 300),
  confirm: plain('Yes, ours', 30),
  deny: plain('Not now', 30),
};
