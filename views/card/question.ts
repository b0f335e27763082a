import type { Button, KnownBlock } from '@slack/types';
import { namesOf } from '../../src/acts/act.ts';
import { questionOf } from '../../src/orders/decide/settle-resembling.ts';
import { actOf, type Order, type Resembling, termsOf } from '../../src/orders/order.ts';
import { formatCents } from '../../src/values/money.ts';
import { likenessOf } from '../acts/act-views.ts';
import { aboutOf, button, section } from '../blocks.ts';
import { questionButtonValue } from '../button-values.ts';
import { ACTION } from '../ids.ts';
import { chargeOf } from '../words/order-text.ts';
import { QUESTION } from '../words/states/status.ts';
import { inline, localTime, oneLine, plain, truncate } from '../words/text.ts';

/** The question about a vendor order that may be this one; none while there is nothing to ask. */
export function questionBlocks(order: Order): KnownBlock[] {
  const question = questionOf(order);
  if (!question) return [];
  const facts = likenessOf(actOf(order)) ? inline(question.vendorOrderId) : factsText(question);
  return [section(`*${QUESTION}* ${likenessText(order, question)}\n${facts}`)];
}

/** How the vendor order is like ours and how not, and what does not happen before somebody answers. */
export function likenessText(order: Order, { names, tag }: Resembling): string {
  const total = namesOf(actOf(order)).length;
  const some = names.length === total ? 'these domains' : `${names.length} of these ${total} domains`;
  const isTagged = tag?.toLowerCase().includes(order.facts.reference) ?? false;
  const likeness =
    likenessOf(actOf(order))?.sentence ??
    (isTagged
      ? `ScaledMail has an order with a tag of this order, ${names.length === 0 ? 'but not with its domains' : `with ${some}`}, that this app does not know of.`
      : names.length === 0
        ? 'ScaledMail has an order, made since this one was asked for, whose tag and domains this app cannot see.'
        : `ScaledMail has an order with ${some} that does not carry this order’s tag.`);
  if (order.state === 'approved') return `${likeness} Nothing was sent.`;
  return order.state === 'outcome_unknown' ? `${likeness} Nothing is sent again before this is answered.` : likeness;
}

/** `recOrd12 · “acme-old” · made today at 10:31 AM · $121.00`. */
export function factsText({ vendorOrderId, tag, createdAt, amountCents }: Resembling): string {
  return [
    inline(vendorOrderId),
    tag === null ? 'no tag' : `“${inline(tag)}”`,
    ...(createdAt === null ? [] : [`made ${localTime(createdAt)}`]),
    ...(amountCents === null ? [] : [formatCents(amountCents)]),
  ].join(' · ');
}

/** The two answers; each asks once more before it counts. None while there is no question. */
export function questionButtons(order: Order): Button[] {
  const question = questionOf(order);
  if (!question) return [];
  const value = questionButtonValue(order.facts.reference, termsOf(order).fingerprint, question.vendorOrderId);
  const deny = plain('Not now', 30);
  const noun = likenessOf(actOf(order))?.noun ?? 'order';
  const named = `${noun} ${truncate(oneLine(question.vendorOrderId), 60)}`;
  return [
    {
      ...button(ACTION.isThisOne, 'It is this one…', { value, about: aboutOf(order) }),
      confirm: {
        title: plain(QUESTION, 100),
        text: plain(`ScaledMail’s ${named} counts as this order from now on. Nothing is sent.`, 300),
        confirm: plain('Yes, it is this one', 30),
        deny,
      },
    },
    {
      ...button(ACTION.isAnotherOne, 'It is another one…', { value, about: aboutOf(order) }),
      confirm: {
        title: plain('Is it another one?', 100),
        text: plain(`ScaledMail’s ${named} is not asked about again. ${afterwards(order)}`, 300),
        confirm: plain('Yes, another one', 30),
        deny,
      },
    },
  ];
}

function afterwards(order: Order): string {
  if (order.state !== 'approved') return 'This order is looked for again.';
  const charge = chargeOf(order);
  return charge === null
    ? 'This order then goes on by itself. If you are wrong, it is done twice.'
    : `This order then goes on by itself, and charges ${charge}. If you are wrong, that is charged twice.`;
}
