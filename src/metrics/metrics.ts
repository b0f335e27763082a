import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Meter } from '../service/ports/meter.ts';

/** What is true of the process and its account right now. What could not be read is null: its lines are left out. */
export interface Standing {
  /** How many orders there are of each kind in each state; null: not known. */
  readonly orders: readonly { readonly kind: string; readonly state: string; readonly count: number }[] | null;
  /** For how long the effect has been due that is due the longest, in milliseconds; 0: none is. */
  readonly oldestDueMs: number | null;
  /** Payloads of Slack's that wait for their turn. */
  readonly waitingPayloads: number;
  readonly isReady: boolean;
  /** Whether Slack answered when it was asked last. */
  readonly slackAnswers: boolean;
  /** Whether a card in Slack shows more of an order than the store knows. */
  readonly storeWentBack: boolean;
}

/** What the process counts, and its text for whoever collects it. */
export interface Metrics {
  readonly meter: Meter;
  readonly contentType: string;
  /** All figures in Prometheus’s text format. */
  text(): Promise<string>;
}

/** Seconds. A click is acknowledged within three; a call to ScaledMail may take a minute. */
const ACK_BUCKETS = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3];
const CALL_BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

const seconds = (ms: number): number => ms / 1_000;

/**
 * Counts for one process. `standing` is asked when the figures are collected. Labels are kinds, states, operations and results:
 * none holds a person, a domain or an order.
 */
export function processMetrics(standing: () => Promise<Standing>): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const happened = new Counter({
    name: 'scaledmail_order_events_total',
    help: 'What happened to orders, by the kind of the act, the event, and the state after it.',
    labelNames: ['kind', 'event', 'state'],
    registers,
  });
  const vendorCalls = new Histogram({
    name: 'scaledmail_vendor_call_seconds',
    help: 'How long calls to ScaledMail took, by operation and result.',
    labelNames: ['operation', 'result'],
    buckets: CALL_BUCKETS,
    registers,
  });
  const vendorWaits = new Histogram({
    name: 'scaledmail_vendor_wait_seconds',
    help: 'How long calls to ScaledMail waited for their turn at the rate limit.',
    labelNames: ['operation'],
    buckets: CALL_BUCKETS,
    registers,
  });
  const slackCalls = new Histogram({
    name: 'scaledmail_slack_call_seconds',
    help: 'How long calls to Slack took, by method and result; not_sent: kept back, because Slack asked to be left alone.',
    labelNames: ['method', 'result'],
    buckets: CALL_BUCKETS,
    registers,
  });
  const slackWaits = new Histogram({
    name: 'scaledmail_slack_wait_seconds',
    help: 'For how long Slack wanted to be left alone when it was, or was to be, called.',
    labelNames: ['method'],
    buckets: CALL_BUCKETS,
    registers,
  });
  const acknowledgements = new Histogram({
    name: 'scaledmail_acknowledgement_seconds',
    help: 'How long Slack waited for its acknowledgement: at once, or after work whose answer it needs.',
    labelNames: ['way'],
    buckets: ACK_BUCKETS,
    registers,
  });
  const show = gauges(registry);
  return {
    meter: {
      happened: (kind, event, state) => happened.inc({ kind, event, state }),
      calledVendor: (operation, result, waitedMs, tookMs) => {
        vendorCalls.observe({ operation, result }, seconds(tookMs));
        vendorWaits.observe({ operation }, seconds(waitedMs));
      },
      calledSlack: (method, result, waitMs, tookMs) => {
        slackCalls.observe({ method, result }, seconds(tookMs));
        slackWaits.observe({ method }, seconds(waitMs));
      },
      acknowledged: (way, tookMs) => acknowledgements.observe({ way }, seconds(tookMs)),
    },
    contentType: registry.contentType,
    text: async () => {
      show(await standing());
      return registry.metrics();
    },
  };
}

/** What is true right now: shows what it is told. */
function gauges(registry: Registry): (now: Standing) => void {
  const registers = [registry];
  const orders = new Gauge({
    name: 'scaledmail_orders',
    help: 'Orders by the kind of the act and the state.',
    labelNames: ['kind', 'state'],
    registers,
  });
  const unknown = new Gauge({
    name: 'scaledmail_unknown_outcomes',
    help: 'Orders whose call got no clear answer: nobody knows yet whether ScaledMail took them.',
    registers,
  });
  const oldestDue = new Gauge({
    name: 'scaledmail_oldest_due_seconds',
    help: 'For how long the work has been due that is due the longest.',
    registers,
  });
  const waiting = new Gauge({
    name: 'scaledmail_waiting_payloads',
    help: 'Payloads of Slack that are acknowledged and wait for their turn.',
    registers,
  });
  const slackAnswers = new Gauge({
    name: 'scaledmail_slack_answers',
    help: '1 when Slack answered and accepted the token when it was asked last, else 0.',
    registers,
  });
  const wentBack = new Gauge({
    name: 'scaledmail_store_went_back',
    help: '1 when a card in Slack shows more of an order than the store knows, and nothing is placed; else 0.',
    registers,
  });
  const ready = new Gauge({
    name: 'scaledmail_ready',
    help: '1 when this process can serve, as /readyz says, else 0.',
    registers,
  });
  const storeAnswers = new Gauge({
    name: 'scaledmail_store_answers',
    help: '1 when the store answered what these figures ask of it, within two seconds; else 0, and they are left out.',
    registers,
  });
  return (now) => {
    storeAnswers.set(now.orders !== null && now.oldestDueMs !== null ? 1 : 0);
    ready.set(now.isReady ? 1 : 0);
    slackAnswers.set(now.slackAnswers ? 1 : 0);
    wentBack.set(now.storeWentBack ? 1 : 0);
    waiting.set(now.waitingPayloads);
    oldestDue.remove();
    if (now.oldestDueMs !== null) oldestDue.set(seconds(now.oldestDueMs));
    orders.reset();
    unknown.remove();
    if (now.orders === null) return;
    for (const { kind, state, count } of now.orders) orders.set({ kind, state }, count);
    unknown.set(now.orders.reduce((sum, { state, count }) => (state === 'outcome_unknown' ? sum + count : sum), 0));
  };
}
