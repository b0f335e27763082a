import type { KnownBlock } from '@slack/types';
import type { Digest } from '../../src/spend/digest.ts';
import { formatCents } from '../../src/values/money.ts';
import { actions, button, context, header } from '../blocks.ts';
import { ACTION, COMMAND } from '../ids.ts';
import type { MessageView } from '../messages/message-view.ts';
import { moneyText, monthlyText } from '../words/amounts.ts';
import { titleText } from '../words/order-text.ts';
import { statusOf } from '../words/status.ts';
import { truncate } from '../words/text.ts';
import { listBlocks, MOST_ROWS } from './rows.ts';
import { chargeRows, renewalRows, sumOfCharges } from './spend.ts';

/** Where the rest of its rows stands. */
const BEHIND = 'all behind Open spend';
/** Most code points of a notification. */
const MAX_NOTICE = 150;

/** The weekly digest: what runs costs, who is waited for, and what is charged next. Nobody is mentioned; nothing empty is drawn. */
export function digestMessage({ month, changedCents, needs, charges, renewals, unused }: Digest): MessageView {
  const title = `${monthlyText(month)} at ScaledMail${changeText(changedCents)}`;
  const needRows = needs.map((order) => {
    const { emoji, words } = statusOf(order);
    return `${emoji} ${words} · ${titleText(order)} · ${order.facts.reference}`;
  });
  const blocks: KnownBlock[] = [
    header(truncate(title, MAX_NOTICE)),
    ...listBlocks('Needs somebody', cut(needRows)),
    ...listBlocks(`Charged in the next 7 days · ${moneyText(sumOfCharges(charges))}`, chargeRows(charges, BEHIND)),
    ...listBlocks(`Renews in the next 30 days · ${moneyText(sumOfCharges(renewals))}`, renewalRows(renewals, BEHIND)),
    actions(
      button(ACTION.openSpend, 'Open spend'),
      ...(unused > 0 ? [button(ACTION.openNames, `Unused domains ${unused}`)] : []),
    ),
    context('Once a week, and only when something changed · before tax'),
  ];
  return { text: truncate(`This week: ${title}.`, MAX_NOTICE), blocks };
}

/** ` · up $121.00 this week`; nothing when it is as much as before, or nobody knows. */
function changeText(cents: number | null): string {
  if (cents === null || cents === 0) return '';
  return ` · ${cents > 0 ? 'up' : 'down'} ${formatCents(Math.abs(cents))} this week`;
}

function cut(rows: readonly string[]): string[] {
  const more = rows.length - MOST_ROWS;
  return more > 0 ? [...rows.slice(0, MOST_ROWS), `and ${more} more, all in ${COMMAND} orders`] : [...rows];
}
