import type { HistoryEntry } from '../../../src/orders/history/history.ts';
import { LOOKS_BEFORE_ASKING } from '../../../src/orders/schedule.ts';
import type { StoredOrder } from '../../../src/service/ports/stores/order-store.ts';
import { claimableAtMs } from '../../../src/storage/rows/row.ts';
import { Reference } from '../../../src/values/ids.ts';
import { domainMenuValue } from '../../../views/button-values.ts';
import { buttonsOf, cardFor, person, referenceOf } from '../person.ts';
import type { NamedKillPoint } from './points.ts';
import { type KillWorld, namesOfPackage } from './world.ts';

/** What an order came to, whose bot was killed on the way. */
export interface KilledStory {
  readonly reference: Reference;
  readonly stored: StoredOrder;
  readonly history: readonly HistoryEntry[];
  /** Time of the bot's clock from its death until nothing was left to do but watch or look again. */
  readonly waitedMs: number;
}

const APPROVE = 'approve_order';
/** More steps than any order has: one that is still not done waits for something that never comes. */
const MAX_STEPS = 40;

/**
 * What Rita asks for: a new order on a name, a name to buy, a workspace, the first item of the stock, or the end of the order of this
 * reference. Or Bea: that a form be filled in.
 */
export type Asked =
  | { readonly name: string }
  | { readonly buys: string }
  | { readonly opens: string }
  /** Another redirect, name or sender for the domain of that order. */
  | { readonly changes: Reference; readonly to: ChangedTo }
  /** A name to buy, and mailboxes on it. */
  | { readonly buysAndOrders: string }
  | { readonly packaged: number }
  | typeof FROM_STOCK
  | typeof A_FORM
  | Reference;
/** What a domain gets. */
type ChangedTo = { readonly redirect: string } | { readonly name: string } | { readonly sender: string };
const FROM_STOCK = 'an item of the stock';
export const A_FORM = Symbol('a form that waits');

/**
 * Lives an order with the bot killed at a point: Rita asks, Amir approves, the bot dies and is started
 * again; Amir clicks once more when the card still asks him to, and time passes until the order is done. Throws when the
 * point is never reached.
 */
export async function storyWithKill(world: KillWorld, named: NamedKillPoint, asked: Asked): Promise<KilledStory> {
  const { point, shownAfterMs = 0 } = named;
  world.vendor.settings({
    orderVisibleAfterMs: shownAfterMs,
    cancelListedAfterMs: shownAfterMs,
    namesListedAfterMs: shownAfterMs,
    changesAppliedAfterMs: shownAfterMs,
    formListedAfterMs: shownAfterMs,
    workspacesListedAfterMs: shownAfterMs,
  });
  const amir = person(world, 'U0AMIR');
  const reference = await request(world, asked);
  world.arm(point);
  await amir.press(cardFor(amir), APPROVE);
  await passTime(world, reference, () => world.causeOfDeath() !== null);
  if (world.causeOfDeath() !== 'SIGKILL') throw new Error(`The bot ended by itself: ${world.log()}`);

  const diedAt = world.now();
  await world.restartBot();
  await world.settle();
  const card = cardFor(amir);
  if (buttonsOf(card).includes(APPROVE)) await amir.press(card, APPROVE);
  const stored = await passTime(world, reference, (each) => isDone(each, world.now()));
  const history = await world.readStore((orders) => orders.history(reference));
  return { reference, stored, history, waitedMs: world.now().getTime() - diedAt.getTime() };
}

/** Rita sends an order of one Google domain, of a name or an item of the stock, or one that ends another order; Bea one that fills in a form. */
async function request(world: KillWorld, asked: Asked): Promise<Reference> {
  const rita = person(world, 'U0RITA');
  if (asked === FROM_STOCK) {
    await rita.type('/scaledmail prewarmed');
    const id = /"value":"(recWarm\w+)"/.exec(JSON.stringify(rita.modal()?.view.blocks))?.[1] ?? '';
    await rita.submit({ prewarmed_inboxes: { choices: [id] }, label: 'Acme' });
    await rita.submit();
  } else if (asked === A_FORM) {
    const bea = person(world, 'U0BEA');
    await bea.openHome();
    await bea.pressOnHome('home_mine');
    await bea.pressOnHome('fill_pending_form');
    await bea.submit({ default_name: 'Ada Park' });
    await bea.submit();
  } else if (typeof asked === 'string') {
    await rita.type(`/scaledmail cancel ${asked}`);
    await rita.submit({ reason: 'Campaign is over.' });
  } else if ('changes' in asked) {
    await rita.type(`/scaledmail status ${asked.changes}`);
    const said = rita.messages('C0GENERAL').findLast((each) => buttonsOf(each).includes('show_order_details'));
    if (!said) throw new Error('No answer with details');
    await rita.press(said, 'show_order_details');
    const { to } = asked;
    const what = 'name' in to ? 'swap' : 'sender' in to ? 'sender' : 'redirect';
    await rita.chooseInModal('change_domain', domainMenuValue(what, asked.changes, 0));
    const isMenu = JSON.stringify(rita.modal()?.view.blocks).includes('static_select');
    const typed =
      'name' in to
        ? { new_name: isMenu ? { select: to.name } : to.name }
        : 'sender' in to
          ? { new_sender: to.sender }
          : { new_redirect: to.redirect };
    const errors = await rita.submit(typed);
    if (Object.keys(errors).length > 0) throw new Error(JSON.stringify(errors));
  } else if ('opens' in asked) {
    await rita.type('/scaledmail workspaces');
    const listed = rita.messages('C0GENERAL').findLast((each) => buttonsOf(each).includes('new_workspace'));
    if (!listed) throw new Error('No answer with the workspaces');
    await rita.press(listed, 'new_workspace');
    await rita.submit({ workspace_name: asked.opens });
  } else if ('buys' in asked) {
    await rita.type(`/scaledmail domains ${asked.buys}`);
    await rita.submit({ buy_names: { choices: [asked.buys] }, buy_label: 'Acme' });
    await rita.submit();
  } else if ('buysAndOrders' in asked) {
    await rita.type('/scaledmail order');
    await rita.submit({ label: 'Acme', source: { choice: 'new' }, providers: { choices: ['google'] } });
    await rita.submit({ default_name: 'Ada Park', domains_google: asked.buysAndOrders });
    await rita.submit();
  } else if ('packaged' in asked) {
    await rita.type('/scaledmail order');
    await rita.submit({ label: 'Acme', source: { choice: 'package' } });
    await rita.submit({ package_offer: { select: 'price_Outlook3' }, package_quantity: '1' });
    await rita.submit({ default_name: 'Ada Park', domains_outlook: namesOfPackage(asked.packaged).join('\n') });
    await rita.submit();
  } else {
    await rita.type('/scaledmail order');
    await rita.submit({ label: 'Acme', providers: { choices: ['google'] } });
    await rita.submit({ default_name: 'Ada Park', domains_google: asked.name });
    await rita.submit();
  }
  return Reference.parse(referenceOf(cardFor(person(world, 'U0AMIR'))));
}

/** Moves the clock to each moment at which the order has something to do, until `isThere`. */
async function passTime(
  world: KillWorld,
  reference: Reference,
  isThere: (stored: StoredOrder) => boolean,
): Promise<StoredOrder> {
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const stored = await world.readStore((orders) => orders.get(reference));
    if (!stored) throw new Error(`The order ${reference} is lost`);
    if (isThere(stored)) return stored;
    const nextMs = claimableAtMs(stored.effects, stored.lease);
    if (nextMs === null) throw new Error(`The order ${reference} is ${stored.order.state}, and has nothing left to do`);
    await world.advance(Math.max(0, nextMs - world.now().getTime()));
  }
  throw new Error(`The order ${reference} got nowhere, or nothing killed its bot`);
}

/** Whether nothing is left but watching a working order, or looking again for one that people were asked about; or nothing. */
function isDone({ order, effects, lease }: StoredOrder, now: Date): boolean {
  const isSettled =
    order.state === 'active' || (order.state === 'outcome_unknown' && order.looks >= LOOKS_BEFORE_ASKING);
  return lease === null && (effects.length === 0 || (isSettled && effects.every(({ dueAt }) => dueAt > now)));
}
