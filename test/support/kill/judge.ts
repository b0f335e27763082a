import { z } from 'zod';
import type { Message } from '../../../sandbox/slack/workspace/protocol.ts';
import type { Act, ActOf, Kinds } from '../../../src/acts/act.ts';
import type { BuyAndOrder } from '../../../src/acts/buy_and_order/buy-and-order.ts';
import { type BuyDomains, namesToBuy } from '../../../src/acts/buy_domains/buy-domains.ts';
import type { CancelOrder } from '../../../src/acts/cancel_order/cancel-order.ts';
import type { ChangeRedirect } from '../../../src/acts/change_redirect/change-redirect.ts';
import type { ChangeSender } from '../../../src/acts/change_sender/change-sender.ts';
import type { CreateWorkspace } from '../../../src/acts/create_workspace/create-workspace.ts';
import { domainNames } from '../../../src/acts/custom_order/custom-order.ts';
import type { FillForm } from '../../../src/acts/fill_form/fill-form.ts';
import type { FixedPackage } from '../../../src/acts/fixed_package/fixed-package.ts';
import type { SwapDomain } from '../../../src/acts/swap_domain/swap-domain.ts';
import { firstBrokenEntry } from '../../../src/orders/history/history.ts';
import { actOf, attemptOf, hasAttempt, type Order } from '../../../src/orders/order.ts';
import { atVendor } from '../../../src/orders/standing/at-vendor.ts';
import { stepOf } from '../../../src/orders/standing/steps.ts';
import { surfaceOf } from '../../../src/orders/surface.ts';
import { orderCard } from '../../../views/card/order-card.ts';
import { requesterMessage } from '../../../views/messages/requester-message.ts';
import { aPolicy, approvals } from '../builders.ts';
import { APPROVALS, person, textOf, wordsOf } from '../person.ts';
import type { End } from './points.ts';
import type { KilledStory } from './story.ts';
import type { KillWorld } from './world.ts';

/** From the death of the bot until all is told: the longest look-out before people are asked takes some twenty minutes. */
const LONGEST_WAIT_MS = 60 * 60_000;

type Notices = Readonly<Record<End, readonly (readonly [string, RegExp])[]>>;

/** What people have to be told, each exactly once: whom, and words of it. */
const NOTICES: Readonly<Record<Act['kind'], Notices>> = {
  custom_order: {
    active: [
      ['U0RITA', /is placed/],
      ['U0RITA', /works:/],
    ],
    outcome_unknown: [
      ['U0RITA', /knows yet whether/],
      ['U0AMIR', /is not in ScaledMail’s list/],
      ['U0BEA', /is not in ScaledMail’s list/],
    ],
  },
  buy_prewarmed: {
    active: [
      ['U0RITA', /is placed/],
      ['U0RITA', /works:/],
    ],
    outcome_unknown: [
      ['U0RITA', /knows yet whether/],
      ['U0AMIR', /is not in ScaledMail’s list/],
      ['U0BEA', /is not in ScaledMail’s list/],
    ],
  },
  buy_domains: {
    active: [['U0RITA', /is done: /]],
    outcome_unknown: [
      ['U0RITA', /did not say what became of/],
      ['U0AMIR', /nobody knows what it did/],
      ['U0BEA', /nobody knows what it did/],
    ],
  },
  buy_and_order: {
    active: [
      ['U0RITA', /is placed/],
      ['U0RITA', /works:/],
    ],
    // Of either of its two calls.
    outcome_unknown: [
      ['U0RITA', /did not say what became of|knows yet whether/],
      ['U0AMIR', /nobody knows what it did|is not in ScaledMail’s list/],
      ['U0BEA', /nobody knows what it did|is not in ScaledMail’s list/],
    ],
  },
  cancel_order: {
    active: [['U0RITA', /is done\./]],
    outcome_unknown: [
      ['U0RITA', /did not say what became of/],
      ['U0AMIR', /nobody knows what it did/],
      ['U0BEA', /nobody knows what it did/],
    ],
  },
  swap_domain: {
    active: [['U0RITA', /is done\./]],
    outcome_unknown: [
      ['U0RITA', /did not say what became of/],
      ['U0AMIR', /nobody knows what it did/],
      ['U0BEA', /nobody knows what it did/],
    ],
  },
  change_redirect: {
    active: [['U0RITA', /is done\./]],
    outcome_unknown: [
      ['U0RITA', /did not say what became of/],
      ['U0AMIR', /nobody knows what it did/],
      ['U0BEA', /nobody knows what it did/],
    ],
  },
  change_sender: {
    active: [['U0RITA', /is done\./]],
    outcome_unknown: [
      ['U0RITA', /did not say what became of/],
      ['U0AMIR', /nobody knows what it did/],
      ['U0BEA', /nobody knows what it did/],
    ],
  },
  create_workspace: {
    active: [['U0RITA', /is done\./]],
    outcome_unknown: [
      ['U0RITA', /did not say what became of/],
      ['U0AMIR', /nobody knows what it did/],
      ['U0BEA', /nobody knows what it did/],
    ],
  },
  fixed_package: {
    active: [
      ['U0RITA', /is placed/],
      ['U0RITA', /works:/],
    ],
    outcome_unknown: [
      ['U0RITA', /knows yet whether/],
      ['U0AMIR', /is not in ScaledMail’s list/],
      ['U0BEA', /is not in ScaledMail’s list/],
    ],
  },
  fill_form: {
    active: [['U0BEA', /is done\./]],
    outcome_unknown: [
      ['U0BEA', /did not say what became of/],
      ['U0AMIR', /nobody knows what it did/],
      ['U0BEA', /nobody knows what it did/],
    ],
  },
};

/** The promises of the product, checked on the vendor's books, the store and the messages people see. */
export async function violationsOf(world: KillWorld, story: KilledStory, end: End): Promise<string[]> {
  const act = actOf(story.stored.order);
  const { state } = story.stored.order;
  return [
    ...(state === end ? [] : [`${state} in the end, not ${end}`]),
    ...(await bookViolations(world, story, act)),
    ...storeViolations(story),
    ...toldViolations(world, story, end),
  ];
}

/** What the vendor's books say of each kind; one without its row does not compile. */
const BOOKS: {
  readonly [Kind in keyof Kinds]: (
    world: KillWorld,
    story: KilledStory,
    act: Kinds[Kind],
  ) => Promise<string[]> | string[];
} = {
  custom_order: paidViolations,
  cancel_order: cancelViolations,
  change_redirect: redirectViolations,
  buy_prewarmed: paidViolations,
  fixed_package: packageViolations,
  buy_domains: buyViolations,
  fill_form: fillingViolations,
  swap_domain: swapViolations,
  change_sender: senderViolations,
  create_workspace: workspaceViolations,
  buy_and_order: bothViolations,
};

const bookViolations = <Kind extends keyof Kinds>(world: KillWorld, story: KilledStory, act: ActOf<Kind>) =>
  BOOKS[act.kind](world, story, act);

/** One call for one approval, and it is called done when the vendor's list says so. */
function redirectViolations(world: KillWorld, { stored }: KilledStory, { changes }: ChangeRedirect): string[] {
  const violations: string[] = [];
  const [{ domain, to } = { domain: '', to: '' }] = changes;
  const calls = world.writes.filter(
    ({ path, body }) => path.includes(`/swap-redirect/${domain}`) && body.includes(`"${to}"`),
  ).length;
  if (calls > 1) violations.push(`${calls} calls for a redirect`);
  const redirect = world.vendor
    .state()
    .orders.flatMap(({ domains }) => domains)
    .find(({ name }) => name === domain)?.redirect;
  if ((stored.order.state === 'active') !== (redirect === to))
    violations.push(`${stored.order.state}, and ${domain} leads to ${redirect}`);
  return violations;
}

/** One call for one approval, and it is called done when the mailboxes say so. */
function senderViolations(world: KillWorld, { stored }: KilledStory, { changes, to }: ChangeSender): string[] {
  const violations: string[] = [];
  const [domain = ''] = changes.map((change) => change.domain);
  const calls = world.writes.filter(
    ({ path, body }) => path.includes(`/swap-sender-name/${domain}`) && body.includes(`"${to.lastName}"`),
  ).length;
  if (calls > 1) violations.push(`${calls} calls for a sender`);
  const senders = world.vendor
    .state()
    .orders.flatMap(({ domains }) => domains)
    .find(({ name }) => name === domain)?.mailboxes;
  const isChanged = senders?.every((each) => each.startsWith(`${to.firstName} ${to.lastName} `)) === true;
  if ((stored.order.state === 'active') !== isChanged)
    violations.push(`${stored.order.state}, and ${domain} has ${senders?.join()}`);
  return violations;
}

/** One call for one approval, and one workspace, which it is called done by. */
function workspaceViolations(world: KillWorld, { stored }: KilledStory, { name }: CreateWorkspace): string[] {
  const calls = world.writes.filter(({ body }) => body.includes(`"${name}"`)).length;
  const made = world.vendor.state().workspaces.filter((each) => each.name === name).length;
  const isWrong = calls > 1 || made > 1 || (stored.order.state === 'active') !== (made === 1);
  return isWrong ? [`${stored.order.state}, ${calls} calls, ${made} workspaces`] : [];
}

/** One call for one approval; the order that it is of has the new name when the vendor has, and owns it. */
async function swapViolations(world: KillWorld, { stored }: KilledStory, act: SwapDomain): Promise<string[]> {
  const violations: string[] = [];
  const calls = world.writes.filter(({ path }) => path.includes(`/swap-domain/${act.from}`)).length;
  if (calls > 1) violations.push(`${calls} calls for another name`);
  const reference = act.of;
  const of = reference === null ? undefined : (await world.readStore((orders) => orders.get(reference)))?.order;
  const isSwapped = world.vendor.state().orders.some(({ domains }) => domains.some(({ name }) => name === act.to));
  const owns = of?.claims.some(({ key }) => key === `name:${act.to}`) === true;
  if ((stored.order.state === 'active') !== isSwapped || owns !== isSwapped)
    violations.push(`${stored.order.state}, at the vendor ${isSwapped}, owned ${owns}`);
  return violations;
}

/** One call for one approval, and the names are bought when the order says so. */
function buyViolations(world: KillWorld, { stored }: KilledStory, act: BuyDomains): string[] {
  const violations: string[] = [];
  const [first = ''] = namesToBuy(act);
  const calls = world.writes.filter(({ path, body }) => path.includes('/buy-domains') && body.includes(`"${first}"`));
  if (calls.length > 1) violations.push(`${calls.length} calls`);
  const isBought = world.vendor.state().registrations.some(({ name }) => name === first);
  if ((stored.order.state === 'active') !== isBought) violations.push(`${stored.order.state}, bought: ${isBought}`);
  return violations;
}

/** One call for each step, the names are bought once the first is done, and their mailboxes are made by the second. */
function bothViolations(world: KillWorld, story: KilledStory, act: BuyAndOrder): string[] {
  const { order } = story.stored;
  const [first = ''] = namesToBuy(act);
  const calls = world.writes.filter(({ path, body }) => path.includes('/buy-domains') && body.includes(`"${first}"`));
  const isBought = world.vendor.state().registrations.some(({ name }) => name === first);
  const violations = calls.length > 1 ? [`${calls.length} calls`] : [];
  if (stepOf(order) > 1 !== isBought) violations.push(`at step ${stepOf(order)}, bought: ${isBought}`);
  return [...violations, ...paidViolations(world, story)];
}

/** One call for one approval, and it is called done when the vendor asks for nothing more. */
function fillingViolations(world: KillWorld, { stored }: KilledStory, { form }: FillForm): string[] {
  const violations: string[] = [];
  const calls = world.writes.filter(({ path }) => path.includes(`/submit-form/${form.uuid}`)).length;
  if (calls > 1) violations.push(`${calls} calls for a form`);
  const paid = world.vendor.state().orders.find(({ id }) => id === form.vendorOrderId);
  const isFilledIn = paid !== undefined && paid.domains.length > 0;
  if ((stored.order.state === 'active') !== isFilledIn)
    violations.push(`${stored.order.state}, and the form is filled in: ${isFilledIn}`);
  return violations;
}

function paidViolations(world: KillWorld, { reference, stored }: KilledStory): string[] {
  const violations: string[] = [];
  const { order } = stored;
  const { charges, orders } = world.vendor.state();
  const calls = world.writes.filter(({ body }) => body.includes(`-${reference}"`)).length;
  const charged = charges.filter(({ tag }) => tag.endsWith(reference)).length;
  const made = orders.filter(({ tag }) => tag.endsWith(reference));
  if (calls > 1) violations.push(`${calls} paid calls`);
  if (charged > 1 || made.length > 1) violations.push(`${charged} charges, ${made.length} orders at the vendor`);
  const { vendorOrderId } = order.state === 'active' ? atVendor(order) : { vendorOrderId: null };
  if (vendorOrderId !== (made[0]?.id ?? null)) violations.push(`${order.state}, and at the vendor ${made[0]?.id}`);
  return violations;
}

/** The same of a package, whose order has no tag: its names tell. */
function packageViolations(world: KillWorld, { stored }: KilledStory, act: FixedPackage): string[] {
  const violations: string[] = [];
  const { order } = stored;
  const [first = ''] = domainNames(act);
  const calls = world.writes.filter(({ body }) => body.includes(`"${first}"`)).length;
  const made = world.vendor.state().orders.filter(({ domains }) => domains.some(({ name }) => name === first));
  if (calls > 1 || made.length > 1) violations.push(`${calls} paid calls, ${made.length} orders at the vendor`);
  const { vendorOrderId } = order.state === 'active' ? atVendor(order) : { vendorOrderId: null };
  if (vendorOrderId !== (made[0]?.id ?? null)) violations.push(`${order.state}, and at the vendor ${made[0]?.id}`);
  return violations;
}

/** One call for one approval, and the ended order says the truth: also of who did it, which only an answer of ours proves. */
async function cancelViolations(world: KillWorld, story: KilledStory, act: CancelOrder): Promise<string[]> {
  const violations: string[] = [];
  const { order } = story.stored;
  const calls = world.writes.filter(
    ({ method, path }) => method === 'DELETE' && path.includes(`/orders/${act.vendorOrderId}`),
  ).length;
  if (calls > 1) violations.push(`${calls} cancel calls`);
  const { ends } = act;
  const ended = ends && (await world.readStore((orders) => orders.get(ends)))?.order;
  if (!ended) return [...violations, 'the order that it ends is lost'];
  const isCancelled = world.vendor.state().orders.find(({ id }) => id === act.vendorOrderId)?.status === 'Cancelled';
  const states = `${order.state}, the order that it ends ${ended.state}, cancelled at the vendor: ${isCancelled}`;
  if ((order.state === 'active') !== isCancelled || (ended.state === 'cancelled') !== isCancelled)
    violations.push(states);
  const isAnswered = hasAttempt(order) && attemptOf(order).answer === 'confirmed';
  const by = ended.state === 'cancelled' ? ended.cancelledBy?.reference : undefined;
  if (by !== (isAnswered ? story.reference : undefined)) violations.push(`${states}, by ${by}`);
  if (textOf(cardOf(world, ended)?.blocks) !== cardText(ended))
    violations.push('the card of the order that it ends does not say the truth');
  return violations;
}

function storeViolations({ stored, history, waitedMs }: KilledStory): string[] {
  const violations: string[] = [];
  const broken = firstBrokenEntry(history);
  if (broken !== null) violations.push(`the history breaks at ${broken}`);
  const starts = history.filter(({ event }) => event.type === 'placing_started').length;
  if (starts !== stepOf(stored.order)) violations.push(`${starts} intents to pay`);
  if (waitedMs > LONGEST_WAIT_MS) violations.push(`done only after ${waitedMs / 60_000} minutes`);
  return violations;
}

function toldViolations(world: KillWorld, { reference, stored }: KilledStory, end: End): string[] {
  const violations: string[] = [];
  const { order } = stored;
  const channel = person(world, 'U0AMIR').messages(APPROVALS);
  const card = cardOf(world, order);
  const cards = channel.filter((message) => message.threadTs === null && isCardOf(message, reference));
  if (cards.length !== 1 || cards[0]?.ts !== card?.ts) violations.push(`${cards.length} cards`);
  if (textOf(card?.blocks) !== cardText(order)) violations.push('the card does not say the truth');
  const thread = channel.filter(({ threadTs }) => threadTs !== null && threadTs === card?.ts);
  violations.push(...repeated(thread).map((text) => `noted twice: ${text}`));

  const drawn = person(world, order.facts.requestedBy)
    .directMessages()
    .find(({ ts }) => ts === surfaceOf(order, 'requester')?.ts);
  const truth = textOf(
    requesterMessage(order, { cardLink: 'https://link.example', policy: aPolicy(), channelId: approvals, named })
      .blocks,
  );
  if (textOf(drawn?.blocks) !== truth) violations.push('the message of the requester does not say the truth');
  violations.push(...noticeViolations(world, order, NOTICES[actOf(order).kind][end]));
  violations.push(...marksPostedTwice(world, reference).map((mark) => `posted twice: ${mark}`));
  return violations;
}

/** People as the local Slack names them. */
const NAMES: Readonly<Record<string, string>> = {
  U0RITA: 'Rita Okafor',
  U0AMIR: 'Amir Haddad',
  U0BEA: 'Bea Lindqvist',
};
const named = (userId: string): string => NAMES[userId] ?? userId;

const cardOf = (world: KillWorld, order: Order): Message | undefined =>
  person(world, 'U0AMIR')
    .messages(APPROVALS)
    .find(({ ts }) => ts === surfaceOf(order, 'card')?.ts);

const cardText = (order: Order): string =>
  textOf(orderCard(order, { pause: null, policy: aPolicy(), isFirst: false, named }).blocks);

/** The card of another order may name this one, but its buttons do not. */
const isCardOf = (message: Message, reference: string): boolean =>
  JSON.stringify(message.blocks).includes(`"value":"${reference}:`);

/** The message that is drawn anew says how the order stands, and is judged by itself. */
function noticeViolations(world: KillWorld, order: Order, notices: Notices[End]): string[] {
  const live = surfaceOf(order, 'requester')?.ts;
  const toldTo = (id: string) =>
    person(world, id)
      .directMessages()
      .filter((message) => message.ts !== live && isAbout(message, order.facts.reference));
  const wrong = notices.flatMap(([id, words]) => {
    const count = toldTo(id).filter((message) => words.test(wordsOf(message))).length;
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
  const texts = messages.map(wordsOf);
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
