import { namesToBuy } from '../../src/acts/buy_domains/buy-domains.ts';
import { questionOf } from '../../src/orders/decide/settle-resembling.ts';
import { actOf, type Order } from '../../src/orders/order.ts';
import { isCancellable } from '../../src/orders/standing/cancellable.ts';
import { isChangeable } from '../../src/orders/standing/changeable.ts';
import type { UserId } from '../../src/values/ids.ts';
import { amir, aPolicy, bea, rita } from '../support/builders.ts';
import { freePolicy } from '../support/free.ts';
import { HELD_ELSEWHERE } from './change-forms.ts';
import { type Click, type ClickKind, clickOn } from './click.ts';
import type { StoryKind } from './kind.ts';
import { KEPT_DAYS } from './process.ts';
import { WORKSPACE } from './simulated-vendor.ts';
import type { Story } from './story.ts';
import { vendorOrderChanges } from './vendor-changes.ts';

/** Something that happens in a story; tells in words what. */
interface Action {
  readonly weight: number;
  /** The only kind of stories that know it; all do when left out. */
  readonly only?: keyof StoryKind;
  readonly happen: (story: Story) => Promise<string> | string;
}

const PEOPLE: readonly UserId[] = [rita, amir, amir, bea, bea];
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const PASSING_MS = [1_000, 20_000, MINUTE_MS, MINUTE_MS, 20 * MINUTE_MS, 20 * MINUTE_MS, 3 * 60 * MINUTE_MS, DAY_MS];
/** Longer than an approval counts. */
const LONG_MS = 8 * DAY_MS;
/** Most clicks decide; on an order of which nobody knows, they settle. */
const DECIDING: readonly ClickKind[] = [...Array.from({ length: 14 }, () => 'approve' as const), 'decline', 'withdraw'];
const SETTLING: readonly ClickKind[] = [
  'look again',
  'it is there',
  'it is another',
  'send again',
  'send again',
  'send again',
  'give up',
];
/** People mostly tell the truth about an order of theirs; one of somebody else's they know at sight. */
const ANSWERING: readonly ClickKind[] = ['it is this one', 'it is this one', 'it is this one', 'it is not this one'];

function kindsFor(order: Order): readonly ClickKind[] {
  const question = questionOf(order);
  if (question) return question.vendorOrderId.startsWith('rec') ? ANSWERING : ['it is not this one'];
  return order.state === 'outcome_unknown' ? SETTLING : DECIDING;
}

/** Whether somebody is asked something. */
const isOpen = (order: Order): boolean =>
  order.state === 'awaiting_approval' || order.state === 'outcome_unknown' || questionOf(order) !== null;

/** A click of somebody at what they see or saw earlier; null when nobody has seen a card. */
function newClick(story: Story): Click | null {
  const { random, seen } = story;
  if (seen.length === 0) return null;
  const now = seen.slice(-story.references.length);
  const open = now.filter(isOpen);
  const looked = random.chance(0.2) ? seen : open.length > 0 && random.chance(0.8) ? open : now;
  const order = random.pick(looked.length > 0 ? looked : seen);
  const click = clickOn(order, random.pick(kindsFor(order)), random.pick(PEOPLE));
  story.clicks.push(click);
  return click;
}

const inWords = ({ by, kind, reference }: Click): string => `${by} presses “${kind}” on ${reference}`;

const requests: Action = {
  weight: 2,
  happen: async (story) => {
    const by = story.random.pick([rita, amir]);
    await story.request(by);
    return `${by} requests an order`;
  },
};

/** One to three people click at the same moment; each click is delivered once or twice, or only later. */
const clicks: Action = {
  weight: 10,
  happen: async (story) => {
    story.seen.push(...(await story.currentOrders()));
    const made = Array.from({ length: 1 + story.random.below(3) }, () => newClick(story)).flatMap(
      (click) => click ?? [],
    );
    const deliveries = made.flatMap((click) => story.random.pick([[click], [click], [click, click], []]));
    await story.deliver(deliveries);
    return `${made.map(inWords).join(', ')}; ${deliveries.length} deliveries now`;
  },
};

/** Clicks of earlier are delivered now, in any order, and perhaps not for the first time. */
const lateDeliveries: Action = {
  weight: 2,
  happen: async (story) => {
    if (story.clicks.length === 0) return 'nothing is left to deliver';
    const late = Array.from({ length: 1 + story.random.below(3) }, () => story.random.pick(story.clicks));
    await story.deliver(late);
    return `late: ${late.map(inWords).join(', ')}`;
  },
};

const timePasses: Action = {
  weight: 3,
  happen: async (story) => {
    const ms = story.random.chance(0.06) ? LONG_MS : story.random.pick(PASSING_MS);
    await story.advance(ms);
    return `${ms / 1_000} s pass`;
  },
};

/** Time passes to what is due within an hour, and it is done, a few times: some things take many turns. */
const nextIsDue: Action = {
  weight: 10,
  happen: async (story) => {
    const turns = 1 + story.random.below(6);
    const fromMs = story.nowMs;
    for (let turn = 0; turn < turns; turn += 1) {
      const dueAt = await story.orders.nextClaimableAt();
      const ms = Math.max(0, (dueAt?.getTime() ?? Number.POSITIVE_INFINITY) - story.nowMs);
      if (ms > 60 * MINUTE_MS) break;
      await story.advance(ms);
      await story.work();
    }
    return `${(story.nowMs - fromMs) / 1_000} s pass, and what is due in them is done`;
  },
};

const groupChanges: Action = {
  weight: 1,
  happen: (story) => {
    const members = story.random.pick([[bea], []]);
    story.setApproverGroup(members);
    return `the group of approvers is ${members.join() || 'empty'}`;
  },
};

const priceChanges: Action = {
  weight: 1,
  happen: (story) => {
    const factor = story.random.pick([0.9, 1, 1.1]);
    story.vendor.setPriceFactor(factor);
    return `prices are ${factor} of the usual`;
  },
};

const switched: Action = {
  weight: 1,
  happen: async (story) => {
    const isPaused = story.random.chance(0.25);
    const isAnswered = await story.switchPlacing(isPaused);
    return `${amir} ${isPaused ? 'pauses' : 'resumes'} placing${isAnswered ? '' : ', and gets no answer'}`;
  },
};

const storeChanges: Action = {
  weight: 1,
  happen: (story) => {
    story.isDurable = story.random.chance(0.8);
    return story.isDurable ? 'the store is durable' : 'the store could lose a write';
  },
};

const clockJumps: Action = {
  weight: 1,
  only: 'hasPauses',
  happen: (story) => {
    const offsetMs = story.random.pick([0, -5 * MINUTE_MS, -40_000, 40_000, 5 * MINUTE_MS]);
    story.random.pick(story.processes).clock.set(offsetMs);
    return `the clock of a process is off by ${offsetMs / 1_000} s`;
  },
};

const policyChanges: Action = {
  weight: 2,
  only: 'changesSettings',
  happen: async (story) => {
    const quorum = story.random.pick([1, 1, 2]);
    const users = story.random.pick([[amir], [amir], [amir, bea], []]);
    const isForAll = !story.kind.keepsOldPolicy || story.random.chance(0.5);
    const restarted = isForAll ? story.processes : [story.random.pick(story.processes)];
    const isFreed = story.kind.freesActs && story.random.chance(0.5);
    const policy = isFreed ? freePolicy({ quorum, users }) : aPolicy({ quorum, users });
    await story.policyIs(policy, restarted);
    const which = restarted.length === 1 ? 'a process is' : 'all processes are';
    const free = isFreed ? ', what costs nothing is free' : '';
    return `${which} started with another policy: ${quorum} of ${[...users, 'the group'].join()}${free}`;
  },
};

const workspaceChanges: Action = {
  weight: 1,
  only: 'changesSettings',
  happen: (story) => {
    const name = story.random.pick([WORKSPACE, WORKSPACE, 'Northwind Renamed', null]);
    story.workspaceIs(name);
    return name === null ? 'the workspace is gone' : `the workspace is called ${name}`;
  },
};

const loginsAreLost: Action = {
  weight: 1,
  only: 'changesSettings',
  happen: (story) => {
    if (!story.random.chance(0.3)) return 'the vault is as it was';
    story.vault.lose();
    return 'the logins are lost';
  },
};

const changesAtVendor: Action = { weight: 1, only: 'endsOrders', happen: vendorOrderChanges };

/**
 * Somebody asks to end an order that runs, as they see it, or one of the vendor's list. The form is sent at once, twice at the
 * same moment, or only later; one of before may be sent now.
 */
const asksToEnd: Action = {
  weight: 3,
  only: 'endsOrders',
  happen: async (story) => {
    const { random } = story;
    const running = (await story.currentOrders()).filter(isCancellable);
    const late = story.endForms.length > 0 && random.chance(0.2) ? random.pick(story.endForms) : null;
    if (late) {
      await story.sendEndForms([late]);
      return `${late.by} sends form ${late.formId}, perhaps not for the first time`;
    }
    const isOurs = running.length > 0 && random.chance(0.8);
    const order = isOurs ? random.pick(running) : null;
    const by = random.pick(PEOPLE);
    const what = `${by} asks to end ${order?.facts.reference ?? 'something of the vendor’s list'}`;
    const form = await story.openEndForm({ by, order });
    if (!form) return `${what}, and cannot`;
    const sent = random.pick([[form], [form], [form], [form, form], []]);
    await story.sendEndForms(sent);
    return `${what}: form ${form.formId}, sent ${sent.length} times now`;
  },
};

/** Others buy from the stock, too. */
const stockIsSold: Action = {
  weight: 1,
  only: 'buysStock',
  happen: ({ vendor }) => {
    const name = vendor.sellStock();
    return name === null ? 'nothing is in stock' : `somebody else buys ${name}`;
  },
};

/** Somebody asks to fill in a form that waits, or fills it in at the vendor itself. Sometimes somebody pays for another. */
const asksToFill: Action = {
  weight: 4,
  only: 'fillsForms',
  happen: async (story) => {
    const { random, vendor } = story;
    if (vendor.forms.length === 0 || (vendor.forms.length < 3 && random.chance(0.2))) {
      vendor.formElsewhere();
      return 'somebody pays for domains at the vendor';
    }
    const form = random.pick(vendor.forms);
    if (random.chance(0.1)) {
      vendor.fillByHand(form);
      return `somebody fills in ${form.uuid} at the vendor`;
    }
    const by = random.pick(PEOPLE);
    await story.requestFilling(by, form);
    return `${by} asks to fill in ${form.uuid}`;
  },
};

/** Somebody buys a name that one of the orders wants: at the vendor by hand, or elsewhere. */
const namesAreTaken: Action = {
  weight: 1,
  only: 'buysNames',
  happen: async (story) => {
    const { random, vendor } = story;
    const wanted = (await story.currentOrders()).flatMap((order) =>
      order.state === 'awaiting_approval' || order.state === 'approved' ? boughtBy(order) : [],
    );
    if (wanted.length === 0 || random.chance(0.5)) return 'all names are as they were';
    const isOurs = random.chance(0.5);
    const names = random.chance(0.3) ? wanted : [random.pick(wanted)];
    for (const name of names) vendor.buyByHand(name, isOurs);
    return `${names.join(', ')} ${isOurs ? 'bought by hand' : 'taken by others'}`;
  },
};

/** The same where mailboxes are ordered on them. */
const namesOfBothAreTaken: Action = { ...namesAreTaken, only: 'buysBoth' };

const boughtBy = (order: Order): readonly string[] => {
  const act = actOf(order);
  return act.kind === 'buy_domains' || act.kind === 'buy_and_order' ? namesToBuy(act) : [];
};

const REDIRECTS = ['https://one.example', 'https://two.example', ''] as const;
/** How far a sender becomes which other one: what can be told apart, and who it is at first. */
const SENDERS = ['name_only Zoë Neil', 'name_only Ben Lee', 'name_and_alias Zoë Neil', 'name_only Ada Park'];

const changesDomainsAtVendor: Action = {
  weight: 1,
  only: 'changesDomains',
  happen: ({ vendor, random }) => {
    const standing = vendor.made.filter(({ end }) => end === null);
    if (standing.length === 0) return 'nothing stands at the vendor';
    const order = random.pick(standing);
    const name = order.names[0] ?? '';
    if (random.chance(0.3)) {
      const sender = random.pick(SENDERS);
      vendor.changeByHand(order, { name, redirect: null, newName: null, sender });
      return `somebody makes the sender of ${name} “${sender}” at the vendor`;
    }
    const redirect = random.pick(REDIRECTS);
    vendor.changeByHand(order, { name, redirect, newName: null, sender: null });
    return `somebody leads ${name} to “${redirect}” at the vendor`;
  },
};

/** Somebody makes a workspace by hand, of a name that an order asks for, or of another one. */
const opensWorkspaces: Action = {
  weight: 1,
  only: 'makesWorkspaces',
  happen: async (story) => {
    const wanted = (await story.currentOrders()).flatMap((order) => {
      const act = actOf(order);
      return act.kind === 'create_workspace' ? [act.name] : [];
    });
    const name = wanted.length > 0 && story.random.chance(0.5) ? story.random.pick(wanted) : 'Space by hand';
    story.vendor.openByHand(name);
    return `somebody makes the workspace “${name}” at the vendor`;
  },
};

/** The vendor is faster than two days: only domains that work can be changed, and few stories last that long. */
const domainsWorkSoon: Action = {
  weight: 4,
  only: 'changesDomains',
  happen: async (story) => {
    const { made } = story.vendor;
    for (const order of made) order.readyFrom = Math.min(order.readyFrom, story.nowMs);
    return `${made.length} orders are set up at the vendor`;
  },
};

/** Somebody asks for another redirect, name or sender of a domain of an order, as they see it. The form is sent as those for an end. */
const asksToChange: Action = {
  weight: 8,
  only: 'changesDomains',
  happen: async (story) => {
    const { random } = story;
    const late = story.changeForms.length > 0 && random.chance(0.2) ? random.pick(story.changeForms) : null;
    if (late) {
      await story.sendChangeForms([late]);
      return `${late.by} sends form ${late.formId}, perhaps not for the first time`;
    }
    const running = (await story.currentOrders()).filter(isChangeable);
    if (running.length === 0) return 'no order has domains to change';
    // Mostly one whose domains work, by who asked for it; now and then one where it cannot be asked for.
    const working = running.filter(({ state }) => state === 'active');
    const order = random.pick(working.length > 0 && random.chance(0.9) ? working : running);
    const by = random.chance(0.7) ? order.facts.requestedBy : random.pick(PEOPLE);
    const what = random.pick(['redirect', 'sender', 'swap', 'sender', 'redirect', 'redirect'] as const);
    const [redirect, sender] = [random.pick(REDIRECTS), random.pick(SENDERS)];
    const elsewhere = what === 'swap' && random.chance(0.4) ? random.pick(HELD_ELSEWHERE) : null;
    const told = `${by} asks for a ${what} of ${order.facts.reference}${elsewhere === null ? '' : `, for ${elsewhere}`}`;
    const form = await story.openChangeForm({ by, order, what, redirect, sender, elsewhere });
    if (!form) return `${told}, and cannot`;
    const sent = random.pick([[form], [form], [form], [form, form], []]);
    await story.sendChangeForms(sent);
    return `${told}: form ${form.formId}, sent ${sent.length} times now`;
  },
};

const works: Action = {
  weight: 6,
  happen: async (story) => {
    const processes = story.random.chance(0.5) ? story.processes : [story.random.pick(story.processes)];
    await story.work(processes);
    return `${processes.length === 1 ? 'one process works' : 'both processes work'}`;
  },
};

const copyIsMade: Action = {
  weight: 2,
  only: 'goesBack',
  happen: async (story) => {
    await story.copyStore();
    return 'a copy of the store is made';
  },
};

const storeGoesBack: Action = {
  weight: 2,
  only: 'goesBack',
  happen: async (story) => {
    switch (await story.putStoreBack()) {
      case 'restore':
        return 'all processes die, an earlier copy of the store is put back, and they start again';
      case 'failover':
        return 'a replica of the store that is behind takes over';
      case null:
        return 'there is no copy of the store to put back';
    }
  },
};

const archives: Action = {
  weight: 3,
  only: 'archives',
  happen: async (story) => {
    if (story.random.chance(0.5)) await story.advance((KEPT_DAYS + 1) * 24 * 60 * MINUTE_MS);
    const processes = story.random.chance(0.3) ? story.processes : [story.random.pick(story.processes)];
    await story.archive(processes);
    return `${processes.length === 1 ? 'a process archives' : 'both processes archive'} what ended days ago`;
  },
};

/** An admin archives the channel of the cards, or brings it back; deletes a message, or it can be edited no more. */
const cardsAreLost: Action = {
  weight: 3,
  only: 'losesCards',
  happen: ({ random, slack }) => {
    if (slack.isArchived || random.chance(0.3)) {
      slack.isArchived = !slack.isArchived;
      return `the channel of the cards is ${slack.isArchived ? 'archived' : 'there again'}`;
    }
    const drawn = slack.messages.filter(({ kind, loss }) => (kind === 'card' || kind === 'requested') && !loss);
    if (drawn.length === 0) return 'there is no message to lose';
    const message = random.pick(drawn);
    message.loss = random.pick(['message_not_found', 'edit_window_closed']);
    return `the ${message.kind} of ${message.reference} is lost: ${message.loss}`;
  },
};

const ACTIONS: readonly Action[] = [
  requests,
  clicks,
  lateDeliveries,
  timePasses,
  nextIsDue,
  groupChanges,
  priceChanges,
  switched,
  storeChanges,
  policyChanges,
  workspaceChanges,
  loginsAreLost,
  clockJumps,
  copyIsMade,
  storeGoesBack,
  works,
  asksToEnd,
  changesAtVendor,
  cardsAreLost,
  archives,
  asksToChange,
  changesDomainsAtVendor,
  opensWorkspaces,
  domainsWorkSoon,
  stockIsSold,
  asksToFill,
  namesAreTaken,
  namesOfBothAreTaken,
];

/** Every action of a kind of stories, as often as it weighs. */
function drawn(kind: StoryKind): readonly Action[] {
  const known = ACTIONS.filter(({ only }) => only === undefined || kind[only]);
  return known.flatMap((action) => Array.from({ length: action.weight }, () => action));
}

/**
 * One step of a story: those who died start again, and one thing happens. Answers what, in words. Before there is an order,
 * little else can happen.
 */
export async function nextStep(story: Story): Promise<string> {
  story.restartTheDead();
  const isEmpty = story.requested.length === 0 && story.random.chance(0.5);
  const action = isEmpty ? requests : story.random.pick(drawn(story.kind));
  const told = await action.happen(story);
  const meanwhile = story.asides.splice(0).map((aside) => `; meanwhile ${aside}`);
  return [told, ...meanwhile].join('');
}
