import { z } from 'zod';
import type { Message } from '../../../sandbox/slack/workspace/protocol.ts';
import { firstBrokenEntry } from '../../../src/orders/history.ts';
import { orderCard } from '../../../views/card/order-card.ts';
import { requesterMessage } from '../../../views/messages/requester-message.ts';
import { APPROVALS, person, textOf } from '../person.ts';
import type { End } from './points.ts';
import type { KilledStory } from './story.ts';
import type { KillWorld } from './world.ts';

/** From the death of the bot until all is told: the longest look-out before people are asked takes some twenty minutes. */
const LONGEST_WAIT_MS = 60 * 60_000;

/** What people have to be told, each exactly once: whom, and words of it. */
const NOTICES: Readonly<Record<End, readonly (readonly [string, RegExp])[]>> = {
  active: [
    ['U0RITA', /is placed/],
    ['U0RITA', /works:/],
  ],
  outcome_unknown: [
    ['U0RITA', /do not know yet/],
    ['U0AMIR', /is not in ScaledMail’s list/],
    ['U0BEA', /is not in ScaledMail’s list/],
  ],
};

/** The promises of the product, checked on the vendor's books, the store and the messages people see. */
export function violationsOf(world: KillWorld, story: KilledStory, end: End): string[] {
  return [...paidViolations(world, story, end), ...storeViolations(story), ...toldViolations(world, story, end)];
}

function paidViolations(world: KillWorld, { reference, stored }: KilledStory, end: End): string[] {
  const violations: string[] = [];
  const { order } = stored;
  const { charges, orders } = world.vendor.state();
  const calls = world.paidCalls.filter((body) => body.includes(`-${reference}"`)).length;
  const charged = charges.filter(({ tag }) => tag.endsWith(reference)).length;
  const made = orders.filter(({ tag }) => tag.endsWith(reference));
  if (calls > 1) violations.push(`${calls} paid calls`);
  if (charged > 1 || made.length > 1) violations.push(`${charged} charges, ${made.length} orders at the vendor`);
  if (order.state !== end) violations.push(`${order.state} in the end, not ${end}`);
  const vendorOrderId = order.state === 'active' ? order.vendorOrderId : null;
  if (vendorOrderId !== (made[0]?.id ?? null)) violations.push(`${order.state}, and at the vendor ${made[0]?.id}`);
  return violations;
}

function storeViolations({ history, waitedMs }: KilledStory): string[] {
  const violations: string[] = [];
  const broken = firstBrokenEntry(history);
  if (broken !== null) violations.push(`the history breaks at ${broken}`);
  const starts = history.filter(({ event }) => event.type === 'placing_started').length;
  if (starts !== 1) violations.push(`${starts} intents to pay`);
  if (waitedMs > LONGEST_WAIT_MS) violations.push(`done only after ${waitedMs / 60_000} minutes`);
  return violations;
}

function toldViolations(world: KillWorld, { reference, stored }: KilledStory, end: End): string[] {
  const violations: string[] = [];
  const { order } = stored;
  const channel = person(world, 'U0AMIR').messages(APPROVALS);
  const card = channel.find(({ ts }) => ts === order.messages.card?.ts);
  const cards = channel.filter((message) => message.threadTs === null && isAbout(message, reference));
  if (cards.length !== 1 || cards[0] !== card) violations.push(`${cards.length} cards`);
  if (textOf(card?.blocks) !== textOf(orderCard(order).blocks)) violations.push('the card does not say the truth');
  const thread = channel.filter(({ threadTs }) => threadTs !== null && threadTs === card?.ts);
  violations.push(...repeated(thread).map((text) => `noted twice: ${text}`));

  const drawn = person(world, 'U0RITA')
    .directMessages()
    .find(({ ts }) => ts === order.messages.requester?.ts);
  const truth = textOf(requesterMessage(order, 'https://link.example').blocks);
  if (textOf(drawn?.blocks) !== truth) violations.push('the message of the requester does not say the truth');
  violations.push(...noticeViolations(world, reference, end));
  violations.push(...marksPostedTwice(world, reference).map((mark) => `posted twice: ${mark}`));
  return violations;
}

function noticeViolations(world: KillWorld, reference: string, end: End): string[] {
  const toldTo = (id: string) =>
    person(world, id)
      .directMessages()
      .filter((message) => isAbout(message, reference));
  const wrong = NOTICES[end].flatMap(([id, words]) => {
    const count = toldTo(id).filter(({ text }) => words.test(text)).length;
    return count === 1 ? [] : [`${id} was told ${words} ${count} times`];
  });
  const twice = ['U0RITA', 'U0AMIR', 'U0BEA'].flatMap((id) =>
    repeated(toldTo(id)).map((text) => `${id} was told twice: ${text}`),
  );
  return [...wrong, ...twice];
}

const isAbout = (message: Message, reference: string): boolean => textOf(message.blocks).includes(reference);

/** Texts that stand in more than one of the messages. */
function repeated(messages: readonly Message[]): string[] {
  const texts = messages.map(({ text }) => text);
  return texts.filter((text, index) => texts.indexOf(text) !== index);
}

const Posted = z.object({
  channel: z.string(),
  metadata: z
    .string()
    .transform((json): unknown => JSON.parse(json))
    .pipe(z.object({ event_payload: z.object({ effect_id: z.string() }) })),
});

/** Marks of the order with which more than one message went out to the same place. */
function marksPostedTwice(world: KillWorld, reference: string): string[] {
  const marks = world.slack
    .apiCalls()
    .filter(({ method, ok }) => ok && method === 'chat.postMessage')
    .map((call) => Posted.parse(call.arguments))
    .map(({ channel, metadata }) => `${metadata.event_payload.effect_id} to ${channel}`)
    .filter((mark) => mark.startsWith(`${reference}.`));
  return marks.filter((mark, index) => marks.indexOf(mark) !== index);
}
