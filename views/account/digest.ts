import type { KnownBlock } from '@slack/types';
import { questionOf } from '../../src/orders/decide/settle-resembling.ts';
import type { Order } from '../../src/orders/order.ts';
import type { Digest, DigestChange } from '../../src/spend/digest.ts';
import { formatCents } from '../../src/values/money.ts';
import type { Finding } from '../../src/watch/finding.ts';
import { actions, button, context, header, plainSection, section } from '../blocks.ts';
import { orderedTwice } from '../card/ordered-twice.ts';
import { ACTION, COMMAND } from '../ids.ts';
import type { MessageView } from '../messages/message-view.ts';
import { wordsOf } from '../watch/finding-words.ts';
import { moneyText, monthlyText } from '../words/amounts.ts';
import { titleText } from '../words/order-text.ts';
import { progressBar, progressOf, QUESTION, statusOf } from '../words/states/status.ts';
import { counted, shortDay, truncate } from '../words/text.ts';
import { listBlocks, MOST_ROWS } from './rows.ts';
import { chargeRows, renewalRows, sumOfCharges } from './spend.ts';

/** Where the rest of its rows stands. */
const BEHIND = 'all behind Open spend';
/** Findings of the account watch on a digest. */
const MOST_UNEXPLAINED = 5;
/** Most code points of a notification. */
const MAX_NOTICE = 150;

/** The weekly digest: what runs costs, who is waited for, and what is charged next. Nobody is mentioned; nothing empty is drawn. */
export function digestMessage(digest: Digest): MessageView {
  const { month, changed, needs, twice, unexplained, charges, renewals, unused, unreadable } = digest;
  const title = `${monthlyText(month)} at ScaledMail${changeText(changed)}`;
  const blocks: KnownBlock[] = [
    header(truncate(title, MAX_NOTICE)),
    ...listBlocks('Needs somebody', cut(needs.map((order) => needText(order, twice)))),
    ...unexplainedBlocks(unexplained),
    ...listBlocks(`Charged in the next 7 days · ${moneyText(sumOfCharges(charges))}`, chargeRows(charges, BEHIND)),
    ...listBlocks(`Renews in the next 30 days · ${moneyText(sumOfCharges(renewals))}`, renewalRows(renewals, BEHIND)),
    actions(
      button(ACTION.openSpend, 'Open spend'),
      ...(unused > 0 ? [button(ACTION.openNames, `Unused domains ${unused}`)] : []),
    ),
    context(
      [
        ...(unreadable > 0 ? [`${counted(unreadable, 'order')} that cannot be read`] : []),
        'Once a week, and only when something changed · before tax',
      ].join(' · '),
    ),
  ];
  return { text: truncate(`This week: ${title}.`, MAX_NOTICE), blocks };
}

/** `🟠 Payment needs confirming · $7.00 / month · Initech · 7f3k2q`: what it needs somebody for, whatever its state is. Plain text. */
function needText(order: Order, twice: Digest['twice']): string {
  const progress = order.state === 'placed' ? progressOf(order) : null;
  const ready = progress === null ? [] : [progressBar(progress)];
  return [whyText(order, twice), titleText(order), ...ready, order.facts.reference].join(' · ');
}

/** An order of any state may stand there twice, or have a question. */
function whyText(order: Order, twice: Digest['twice']): string {
  const alarm = twice.has(order.facts.reference) ? orderedTwice(order) : null;
  if (alarm) return `⚠️ ${alarm.title}`;
  if (questionOf(order) !== null) return `🟠 ${QUESTION}`;
  const { emoji, words } = statusOf(order);
  return `${emoji} ${words}`;
}

/** What nobody explained so far, each with what shows it; more than a few only by their number. */
function unexplainedBlocks(findings: readonly Finding[]): KnownBlock[] {
  if (findings.length === 0) return [];
  const shown = findings.slice(0, MOST_UNEXPLAINED);
  const more = findings.length - shown.length;
  return [
    section(`*Not explained so far · ${findings.length}*`),
    ...shown.map(({ key, about, foundAt }) => {
      const { title } = wordsOf(about);
      const look = button(ACTION.lookAtFinding, 'Look', { value: key, about: title });
      return { ...plainSection(`${title} · told ${shortDay(foundAt)}`), accessory: look };
    }),
    ...(more === 0 ? [] : [plainSection(`and ${more} more, all above in this channel`)]),
  ];
}

/** ` · up $121.00 this week`, or since when; nothing when it is as much as before, or nobody knows. */
function changeText(changed: DigestChange | null): string {
  if (changed === null || changed.cents === 0) return '';
  const { cents, since, isAWeek } = changed;
  const when = isAWeek ? 'this week' : `since the last digest, ${shortDay(new Date(`${since}T00:00:00Z`))}`;
  return ` · ${cents > 0 ? 'up' : 'down'} ${formatCents(Math.abs(cents))} ${when}`;
}

function cut(rows: readonly string[]): string[] {
  const more = rows.length - MOST_ROWS;
  return more > 0 ? [...rows.slice(0, MOST_ROWS), `and ${more} more, all in ${COMMAND} orders`] : [...rows];
}
