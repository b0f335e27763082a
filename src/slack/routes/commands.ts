import { SUBCOMMANDS, type Subcommand } from '../../../views/ids.ts';
import { acceptReasonMissing, tagsAcceptedMessage } from '../../../views/messages/accept-tags.ts';
import { helpMessage, unknownCommandMessage } from '../../../views/messages/help.ts';
import { auditMessage } from '../../../views/messages/history/audit.ts';
import { nothingAfter, withNotUnderstood } from '../../../views/messages/not-understood.ts';
import { archivedMessage } from '../../../views/messages/one-order/archived.ts';
import { orderStatusMessage } from '../../../views/messages/one-order/order-status.ts';
import { refusalMessage } from '../../../views/words/refusals/refusal.ts';
import type { Reference } from '../../values/ids.ts';
import { nearestName } from '../../values/nearest-name.ts';
import { typedReference, typedVendorId } from '../receive/typed-reference.ts';
import { exportOrders } from './account/export.ts';
import { fleet } from './account/fleet.ts';
import { packages } from './account/owned-names.ts';
import { spend } from './account/spend.ts';
import { vendorOrderStatus } from './account/vendor-order.ts';
import { workspaces } from './account/workspaces.ts';
import { domains } from './buying.ts';
import { cancelByReference, cancelFromList } from './changing/cancelling.ts';
import { orders } from './lists/pages.ts';
import { pause, resume } from './lists/pausing.ts';
import { logins } from './logins.ts';
import { mailboxesByReference } from './one-order/mailboxes.ts';
import { drafts } from './ordering/starting/drafts.ts';
import { forms } from './ordering/starting/filling.ts';
import { orderAgainByReference, startOrder, startTypedOrder } from './ordering/starting/start-order.ts';
import { plan } from './planning/plan.ts';
import { prewarmed } from './prewarmed.ts';
import type { CommandCall, CommandRoute } from './route.ts';
import type { RouteContext } from './route-context.ts';

/** More slips than this, and we would be guessing. */
const MAX_SLIPS = 2;

const order: CommandRoute = (context, { userId, triggerId, rest }) =>
  rest.trim() === ''
    ? startOrder(context, userId, triggerId)
    : startTypedOrder(context, userId, { triggerId, line: rest });

/** A command that only shows something takes no more words: it answers, and says what it did not understand. */
const showing =
  (route: CommandRoute): CommandRoute =>
  (context, call) => {
    const rest = call.rest.trim();
    return route(
      context,
      rest === '' ? call : { ...call, answer: (message) => call.answer(withNotUnderstood(message, rest)) },
    );
  };

/** A command that does something, and takes no more words, does nothing when there are some: they may mean something else. */
const alone =
  (subcommand: Subcommand, route: CommandRoute): CommandRoute =>
  async (context, call) => {
    const rest = call.rest.trim();
    await (rest === '' ? route(context, call) : call.answer(nothingAfter(subcommand, rest)));
  };

/** The reference that was typed after a subcommand; null when there is none, which the person is told. */
async function referenceIn({ rest, answer }: CommandCall, subcommand: Subcommand): Promise<Reference | null> {
  const typed = rest.trim();
  const reference = typedReference(typed);
  if (reference !== null) return reference;
  const example = `Which order? For example \`/scaledmail ${subcommand} 7f3k2q\`.`;
  await answer(typed === '' ? example : refusalMessage('unknown_order', null));
  return null;
}

const again: CommandRoute = async (context, call) => {
  const reference = await referenceIn(call, 'again');
  if (reference !== null) await orderAgainByReference(context, call, reference);
};

const status: CommandRoute = async (context, call) => {
  const vendorOrderId = typedReference(call.rest) === null ? typedVendorId(call.rest) : null;
  if (vendorOrderId !== null) return vendorOrderStatus(context, call, vendorOrderId, ownStatus);
  const reference = await referenceIn(call, 'status');
  if (reference !== null) await ownStatus(context, call, reference);
};

const ownStatus = async (context: RouteContext, { userId, answer }: CommandCall, reference: Reference) => {
  const found = await context.useCases.showOrder(userId, reference);
  if (!found.ok) return archivedStatus(context, { userId, answer }, reference, found.refusal);
  const cardLink = await context.cardLink(found.order);
  const usual = await context.useCases.usualSetUp(found.order);
  const { policy } = context.useCases;
  await answer(orderStatusMessage(found.order, found.history, { policy, cardLink, usual }));
};

/** An order that is not there may have been archived. */
const archivedStatus = async (
  { useCases }: RouteContext,
  { userId, answer }: Pick<CommandCall, 'userId' | 'answer'>,
  reference: Reference,
  refusal: Parameters<typeof refusalMessage>[0],
) => {
  const archived = refusal === 'unknown_order' ? await useCases.showArchived(userId, reference) : null;
  await answer(archived?.ok ? archivedMessage(archived.stub) : refusalMessage(refusal, null));
};

const mailboxes: CommandRoute = async (context, call) => {
  const reference = await referenceIn(call, 'mailboxes');
  if (reference !== null) await mailboxesByReference(context, call, reference);
};

const audit: CommandRoute = async (context, call) => {
  const { userId, answer } = call;
  const reference = await referenceIn(call, 'audit');
  if (reference === null) return;
  const found = await context.useCases.auditOrder(userId, reference);
  if (!found.ok) return answer(refusalMessage(found.refusal, null));
  if (found.brokenEntry !== null) context.log.error({ reference, entry: found.brokenEntry }, 'A history is broken');
  await answer(auditMessage(found.order, found.history, found.brokenEntry));
};

const cancel: CommandRoute = async (context, call) => {
  if (call.rest.trim() === '') return cancelFromList(context, call);
  const reference = await referenceIn(call, 'cancel');
  if (reference !== null) await cancelByReference(context, call, reference);
};

const acceptTags: CommandRoute = async (context, { userId, rest, answer }) => {
  const reason = rest.trim();
  if (reason === '') return answer(acceptReasonMissing());
  const accepted = await context.useCases.acceptMissingTags(userId, reason);
  await answer(
    accepted.ok
      ? tagsAcceptedMessage(reason, accepted.before)
      : refusalMessage(accepted.refusal, null, context.useCases.policy),
  );
};

const help: CommandRoute = async (context, { userId, answer }) => {
  const viewer = await context.useCases.viewerOf(userId);
  const { useCases, channelId } = context;
  await answer(helpMessage({ mayDecide: viewer.ok && viewer.scope === 'all', policy: useCases.policy, channelId }));
};

/** Help is the same beside one of its words; what is none is said to be not understood. */
const helpAfter: CommandRoute = (context, call) =>
  (COMMAND_ROUTES.has(call.rest.trim().toLowerCase()) ? help : showing(help))(context, call);

/** Everything that can be typed after `/scaledmail`. */
export const COMMAND_ROUTES: ReadonlyMap<string, CommandRoute> = new Map(
  Object.entries({
    order,
    again,
    plan,
    drafts: showing(drafts),
    logins: alone('logins', logins),
    orders: showing(orders),
    status,
    mailboxes,
    forms: showing(forms),
    workspaces: showing(workspaces),
    audit,
    cancel,
    prewarmed: alone('prewarmed', prewarmed),
    domains,
    pause,
    resume: alone('resume', resume),
    'accept-tags': acceptTags,
    fleet,
    spend,
    packages: showing(packages),
    export: alone('export', exportOrders),
    help: helpAfter,
  } satisfies Record<Subcommand, CommandRoute>),
);

/** Chooses the route by the first word; a word that is none is answered with the one that was probably meant. */
export async function routeCommand(
  context: RouteContext,
  text: string,
  call: Omit<CommandCall, 'rest'>,
): Promise<void> {
  const [word = '', ...rest] = text.trim().split(/\s+/);
  const name = word === '' ? 'help' : word.toLowerCase();
  const route = COMMAND_ROUTES.get(name);
  if (route) return route(context, { ...call, rest: rest.join(' ') });
  const reference = typedReference(rest.join(' '));
  await call.answer(unknownCommandMessage(word, probablyMeant(name, reference !== null), reference));
}

/** Words that people have for it. */
const MEANT: ReadonlyMap<string, Subcommand> = new Map([
  ['workspace', 'workspaces'],
  ['organizations', 'workspaces'],
  ['buy', 'domains'],
  ['names', 'domains'],
  ['domain', 'domains'],
  ['approve', 'orders'],
  ['decline', 'orders'],
  ['withdraw', 'orders'],
  ['edit', 'orders'],
  ['undo', 'orders'],
  ['redirect', 'orders'],
  ['swap', 'orders'],
  ['sender', 'orders'],
  ['details', 'orders'],
  ['cost', 'spend'],
  ['costs', 'spend'],
  ['billing', 'spend'],
  ['price', 'plan'],
  ['prices', 'plan'],
  ['volume', 'plan'],
  ['calculate', 'plan'],
  ['reorder', 'again'],
  ['repeat', 'again'],
]);

/**
 * The subcommand that another word means, or the one with the fewest slips, when they are few enough; of two, that of its length.
 * Who names one order means that one, and decides where it is shown.
 */
export function probablyMeant(typed: string, isOfOneOrder = false): Subcommand | null {
  const meant = MEANT.get(typed);
  if (meant) return isOfOneOrder && meant === 'orders' ? 'status' : meant;
  return nearestName(typed, SUBCOMMANDS, () => MAX_SLIPS);
}
