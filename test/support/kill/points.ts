import type { Act } from '../../../src/acts/act.ts';
import type { Moment } from './gate.ts';
import type { WritePoint } from './stores.ts';
import type { KillPoint, RequestPoint } from './world.ts';

/** How an order may end whose bot was killed: it works or is done, or people are asked to look at the vendor. */
export type End = 'active' | 'outcome_unknown';

/** A point at which the bot is killed, and how the order may end then. */
export interface NamedKillPoint {
  readonly name: string;
  readonly point: KillPoint;
  readonly end: End;
  /** The vendor shows in its list what it did only so long after; at once when absent. */
  readonly shownAfterMs?: number;
}

type ActKind = Act['kind'];

/** A point in the life of an order of a kind. */
export interface KindsKillPoint extends NamedKillPoint {
  readonly kind: ActKind;
}

const slack = (name: string, moment: Moment, path: RegExp, more: Partial<RequestPoint> = {}): NamedKillPoint => ({
  name: `Slack: ${name}, ${moment}`,
  point: { request: { to: 'slack', path, moment, ...more } },
  end: 'active',
});
const vendor = (name: string, moment: Moment, path: RegExp, nth = 1): NamedKillPoint => ({
  name: `vendor: ${name}, ${moment}`,
  point: { request: { to: 'vendor', path, moment, nth } },
  end: 'active',
});
const write = (
  name: string,
  side: WritePoint['side'],
  event: string,
  { writesLater = 0, end = 'active' }: { writesLater?: number; end?: End } = {},
): NamedKillPoint => ({
  name: `store: ${side} ${name}`,
  point: { write: { event, writesLater, side } },
  end,
});

const cancelCall = (moment: Moment, more: Partial<RequestPoint> = {}): KillPoint => ({
  request: { to: 'vendor', method: 'DELETE', path: ORDER_DETAILS, moment, ...more },
});

const PAID_CALL = /\/create-custom-order/;
const STOCK_CALL = /\/buy-pre-warm-inboxes/;
const ORDERS = /\/orders\?/;
const ORDER_DETAILS = /\/orders\/\w+/;
const POST = /\/chat\.postMessage/;
const UPDATE = /\/chat\.update/;
const TO_THREAD = /thread_ts=/;
const TO_RITA = /channel=D0RITA/;

/** Of an order that is paid: from the approver's click to the working order, in the order in which they come. */
const OF_CUSTOM_ORDER: readonly NamedKillPoint[] = [
  slack('who is the approver?', 'arrived', /\/users\.info/),
  write('the approval', 'before', 'approved'),
  write('the approval', 'after', 'approved'),
  slack('the card says approved', 'made', UPDATE),
  vendor('the workspaces', 'arrived', /\/organizations/),
  vendor('the orders before', 'half', ORDERS),
  write('the intent', 'before', 'placing_started'),
  vendor('the paid call', 'arrived', PAID_CALL),
  vendor('the paid call', 'made', PAID_CALL),
  { ...vendor('the paid call, shown late in the list', 'made', PAID_CALL), shownAfterMs: 5 * 60_000 },
  vendor('the paid call', 'half', PAID_CALL),
  vendor('the paid call', 'answered', PAID_CALL),
  write('its answer', 'before', 'vendor_confirmed'),
  write('its answer', 'after', 'vendor_confirmed'),
  slack('the note of the approval', 'made', POST, { body: TO_THREAD }),
  slack('the card says placed', 'made', UPDATE, { nth: 3 }),
  vendor('the new order', 'arrived', ORDER_DETAILS),
  write('the order found', 'after', 'vendor_order_found'),
  slack('the message that it is placed', 'arrived', POST, { body: TO_RITA, fate: 'is lost' }),
  slack('the message that it is placed', 'made', POST, { body: TO_RITA }),
  write('that message is told', 'before', 'vendor_order_found', { writesLater: 1 }),
  slack('the message that all works', 'made', POST, { body: TO_RITA, nth: 2 }),
];

/** The same, where nobody can know what became of the call. */
const OF_UNKNOWN_CUSTOM_ORDER: readonly NamedKillPoint[] = [
  write('the intent', 'after', 'placing_started', { end: 'outcome_unknown' }),
  {
    name: 'vendor: the paid call, lost on its way',
    point: { request: { to: 'vendor', path: PAID_CALL, moment: 'arrived', fate: 'is lost' } },
    end: 'outcome_unknown',
  },
];

/**
 * Of an order that ends another one: only what differs from a paid call. Its status says what became of the call; one that
 * never arrived leaves the other order active.
 */
const OF_CANCEL_ORDER: readonly NamedKillPoint[] = [
  write('the intent', 'before', 'placing_started'),
  { name: 'vendor: the cancel call, arrived', point: cancelCall('arrived'), end: 'active' },
  { name: 'vendor: the cancel call, made', point: cancelCall('made'), end: 'active' },
  {
    name: 'vendor: the cancel call, shown late in the list',
    point: cancelCall('made'),
    end: 'active',
    shownAfterMs: 5 * 60_000,
  },
  { name: 'vendor: the cancel call, half', point: cancelCall('half'), end: 'active' },
  write('its answer', 'before', 'vendor_confirmed'),
  write('its answer', 'after', 'vendor_confirmed'),
  write('the end of the other order', 'after', 'vendor_cancelled'),
  write('the intent', 'after', 'placing_started', { end: 'outcome_unknown' }),
  {
    name: 'vendor: the cancel call, lost on its way',
    point: cancelCall('arrived', { fate: 'is lost' }),
    end: 'outcome_unknown',
  },
];

/** Of an order of the stock: only what differs from another paid call. */
const OF_PREWARMED: readonly NamedKillPoint[] = [
  vendor('the stock before', 'arrived', /\/pre-warm-inboxes/),
  write('the intent', 'before', 'placing_started'),
  vendor('the paid call', 'arrived', STOCK_CALL),
  vendor('the paid call', 'made', STOCK_CALL),
  { ...vendor('the paid call, shown late in the list', 'made', STOCK_CALL), shownAfterMs: 5 * 60_000 },
  vendor('the paid call', 'half', STOCK_CALL),
  write('its answer', 'before', 'vendor_confirmed'),
  write('its answer', 'after', 'vendor_confirmed'),
];

/** The same, where nobody can know what became of the call. */
const OF_UNKNOWN_PREWARMED: readonly NamedKillPoint[] = [
  write('the intent', 'after', 'placing_started', { end: 'outcome_unknown' }),
  {
    name: 'vendor: the paid call, lost on its way',
    point: { request: { to: 'vendor', path: STOCK_CALL, moment: 'arrived', fate: 'is lost' } },
    end: 'outcome_unknown',
  },
];

const BUY_CALL = /\/buy-domains/;
const BOUGHT = /\/purchased-domains/;

/**
 * Of names that are bought: only what differs from a paid order. The list of bought names says what became of the call; one that
 * never arrived leaves them free.
 */
const OF_BUY_DOMAINS: readonly NamedKillPoint[] = [
  vendor('what is bought before', 'half', BOUGHT),
  vendor('the search before', 'half', /\/search-domains/),
  write('the intent', 'before', 'placing_started'),
  vendor('the call', 'arrived', BUY_CALL),
  vendor('the call', 'made', BUY_CALL),
  { ...vendor('the call, shown late in the list', 'made', BUY_CALL), shownAfterMs: 5 * 60_000 },
  vendor('the call', 'half', BUY_CALL),
  write('its answer', 'before', 'vendor_confirmed'),
  write('its answer', 'after', 'vendor_confirmed'),
  write('the names found', 'before', 'vendor_order_found'),
  write('the names found', 'after', 'vendor_order_found'),
  write('the intent', 'after', 'placing_started', { end: 'outcome_unknown' }),
  {
    name: 'vendor: the call, lost on its way',
    point: { request: { to: 'vendor', path: BUY_CALL, moment: 'arrived', fate: 'is lost' } },
    end: 'outcome_unknown',
  },
];

/**
 * Of names that are bought and ordered on: only what differs. Between its two calls the bot may die at any moment, and makes
 * neither of them again.
 */
const OF_BUY_AND_ORDER: readonly NamedKillPoint[] = [
  vendor('the first call', 'made', BUY_CALL),
  { ...vendor('the first call, shown late in the list', 'made', BUY_CALL), shownAfterMs: 5 * 60_000 },
  write('the names found', 'before', 'vendor_order_found'),
  write('the names found', 'after', 'vendor_order_found'),
  write('the end of the first step', 'before', 'progress_seen'),
  write('the end of the first step', 'after', 'progress_seen'),
  vendor('the second call', 'arrived', PAID_CALL),
  vendor('the second call', 'made', PAID_CALL),
  { ...vendor('the second call, shown late in the list', 'made', PAID_CALL), shownAfterMs: 5 * 60_000 },
  vendor('the second call', 'answered', PAID_CALL),
  {
    name: 'vendor: the first call, lost on its way',
    point: { request: { to: 'vendor', path: BUY_CALL, moment: 'arrived', fate: 'is lost' } },
    end: 'outcome_unknown',
  },
  {
    name: 'vendor: the second call, lost on its way',
    point: { request: { to: 'vendor', path: PAID_CALL, moment: 'arrived', fate: 'is lost' } },
    end: 'outcome_unknown',
  },
];

const PACKAGE_CALL = /\/create-order\//;

/** Of a package: only what differs. Its order has no tag, so that its names alone say what became of the call. */
const OF_PACKAGE: readonly NamedKillPoint[] = [
  vendor('the packages before', 'arrived', /\/packages/),
  write('the intent', 'before', 'placing_started'),
  vendor('the paid call', 'arrived', PACKAGE_CALL),
  vendor('the paid call', 'made', PACKAGE_CALL),
  { ...vendor('the paid call, shown late in the list', 'made', PACKAGE_CALL), shownAfterMs: 5 * 60_000 },
  write('its answer', 'before', 'vendor_confirmed'),
  write('its answer', 'after', 'vendor_confirmed'),
  write('the order found', 'after', 'vendor_order_found'),
  write('the intent', 'after', 'placing_started', { end: 'outcome_unknown' }),
  {
    name: 'vendor: the paid call, lost on its way',
    point: { request: { to: 'vendor', path: PACKAGE_CALL, moment: 'arrived', fate: 'is lost' } },
    end: 'outcome_unknown',
  },
];

const FORM_CALL = /\/submit-form\//;

/** Of an order that fills in a form: only what differs. That the form is gone says what became of the call. */
const OF_FILL_FORM: readonly NamedKillPoint[] = [
  write('the intent', 'before', 'placing_started'),
  vendor('the call for the form', 'arrived', FORM_CALL),
  vendor('the call for the form', 'made', FORM_CALL),
  { ...vendor('the call for the form, shown late in the list', 'made', FORM_CALL), shownAfterMs: 5 * 60_000 },
  vendor('the call for the form', 'half', FORM_CALL),
  write('its answer', 'before', 'vendor_confirmed'),
  write('its answer', 'after', 'vendor_confirmed'),
  write('the intent', 'after', 'placing_started', { end: 'outcome_unknown' }),
  {
    name: 'vendor: the call for the form, lost on its way',
    point: { request: { to: 'vendor', path: FORM_CALL, moment: 'arrived', fate: 'is lost' } },
    end: 'outcome_unknown',
  },
];

const DOMAINS = /\/domains\?/;

/**
 * Of an order that changes a domain, by its call: only what differs. The row of the domain says what became of the call; the
 * order that has the domain hears of it.
 */
const ofChange = (path: RegExp): readonly NamedKillPoint[] => [
  vendor('the domains before', 'half', DOMAINS),
  write('the intent', 'before', 'placing_started'),
  vendor('the call for the change', 'arrived', path),
  vendor('the call for the change', 'made', path),
  { ...vendor('the call for the change, applied later', 'made', path), shownAfterMs: 5 * 60_000 },
  vendor('the call for the change', 'half', path),
  write('its answer', 'before', 'vendor_confirmed'),
  write('its answer', 'after', 'vendor_confirmed'),
  write('the news for the order of the domain', 'before', 'domains_changed'),
  write('the news for the order of the domain', 'after', 'domains_changed'),
  write('the intent', 'after', 'placing_started', { end: 'outcome_unknown' }),
  {
    name: 'vendor: the call for the change, lost on its way',
    point: { request: { to: 'vendor', path, moment: 'arrived', fate: 'is lost' } },
    end: 'outcome_unknown',
  },
];

const SENDER_CALL = /\/swap-sender-name\//;

/** Of an order that changes a sender: the mailboxes of the domain say what became of the call. */
const OF_SENDER: readonly NamedKillPoint[] = [
  vendor('the mailboxes before', 'half', /\/mailboxes\//),
  ...ofChange(SENDER_CALL).slice(1),
];

const WORKSPACE_CALL = { method: 'POST', path: /\/organizations/ } as const;
const workspaceCall = (moment: Moment, more: Partial<RequestPoint> = {}): KillPoint => ({
  request: { to: 'vendor', ...WORKSPACE_CALL, moment, ...more },
});

/** Of an order that makes a workspace: the list of workspaces says what became of the call. */
const OF_WORKSPACE: readonly NamedKillPoint[] = [
  vendor('the workspaces before', 'half', /\/organizations/, 2),
  write('the intent', 'before', 'placing_started'),
  { name: 'vendor: the call for a workspace, arrived', point: workspaceCall('arrived'), end: 'active' },
  { name: 'vendor: the call for a workspace, made', point: workspaceCall('made'), end: 'active' },
  {
    name: 'vendor: the call for a workspace, made and listed late',
    point: workspaceCall('made'),
    end: 'active',
    shownAfterMs: 5 * 60_000,
  },
  { name: 'vendor: the call for a workspace, half', point: workspaceCall('half'), end: 'active' },
  write('its answer', 'before', 'vendor_confirmed'),
  write('its answer', 'after', 'vendor_confirmed'),
  write('the intent', 'after', 'placing_started', { end: 'outcome_unknown' }),
  {
    name: 'vendor: the call for a workspace, lost on its way',
    point: workspaceCall('arrived', { fate: 'is lost' }),
    end: 'outcome_unknown',
  },
];

const of = (kind: ActKind, points: readonly NamedKillPoint[]): readonly KindsKillPoint[] =>
  points.map((point) => ({ ...point, kind, name: `${kind}, ${point.name}` }));

/**
 * Points of all kinds. What is cancelled are the orders that were paid before and work; the orders that end unknown come last:
 * they are looked for every hour from then on.
 */
export const KILL_POINTS: readonly KindsKillPoint[] = [
  ...of('custom_order', OF_CUSTOM_ORDER),
  ...of('cancel_order', OF_CANCEL_ORDER),
  ...of('buy_prewarmed', OF_PREWARMED),
  ...of('buy_domains', OF_BUY_DOMAINS),
  ...of('custom_order', OF_UNKNOWN_CUSTOM_ORDER),
  ...of('buy_prewarmed', OF_UNKNOWN_PREWARMED),
  ...of('fill_form', OF_FILL_FORM),
  ...of('change_redirect', ofChange(/\/swap-redirect\//)),
  ...of('swap_domain', ofChange(/\/swap-domain\//)),
  ...of('fixed_package', OF_PACKAGE),
  ...of('change_sender', OF_SENDER),
  ...of('buy_and_order', OF_BUY_AND_ORDER),
  // Last: once there are several workspaces, the order form asks which one.
  ...of('create_workspace', OF_WORKSPACE),
];
