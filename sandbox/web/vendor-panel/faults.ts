import type { ArmedFault, FaultKind } from '../../scaledmail/http/protocol.ts';

/** The calls that change something at the vendor, and that the panel can make fail. */
export const ACTS = { order: 'createCustomOrder', cancel: 'cancelOrder' } as const;
/** One of them. */
export type Act = keyof typeof ACTS;

const SLOW_CALLS = [
  'searchDomains',
  'calculatePackage',
  'getOrders',
  'getOrderDetails',
  ACTS.order,
  ACTS.cancel,
] as const;
/** The one list that may be slow while all else is quick: how far domains are. */
const SLOW_LIST = 'getDomains';
/** Longer than the ten seconds that the bot waits for a read in the background. */
const SLOW_LIST_MS = 12_000;
/** Still within the three seconds that a person's read waits. */
const SLOW_MS = 2_000;
const CUT_AFTER_MS = 3_000;
/** As good as for ever, in a world where faults are spent by the calls they hit. */
const LASTING = 1_000;

interface Choice {
  readonly kind: FaultKind | null;
  readonly text: string;
}

/** What the next call of each act may do, in the words of the panel. */
export const ACT_FAULTS: Readonly<Record<Act, readonly Choice[]>> = {
  order: [
    { kind: null, text: 'Works' },
    { kind: 'act_then_time_out', text: 'Charges, then never answers' },
    { kind: 'act_then_500', text: 'Charges, then answers 500' },
    { kind: 'act_then_revoke_key', text: 'Charges, then revokes the key' },
    { kind: 'never_answers', text: 'Makes nothing, never answers' },
    { kind: 'charge_fails_after_creation', text: 'Creates, but cannot charge' },
    { kind: 'refuse_before_creation', text: 'Refuses' },
  ],
  cancel: [
    { kind: null, text: 'Cancels' },
    { kind: 'act_then_time_out', text: 'Cancels, then never answers' },
    { kind: 'act_then_500', text: 'Cancels, then answers 500' },
    { kind: 'act_then_drop', text: 'Cancels, then cuts the line' },
    { kind: 'refuse_before_creation', text: 'Refuses to cancel' },
  ],
};

/** What the panel has switched on; null lets an act work. */
export interface Switched extends Readonly<Record<Act, FaultKind | null>> {
  readonly slow: boolean;
  readonly slowList: boolean;
}

/** The switches that stand for the armed faults. */
export function switchedBy(faults: readonly ArmedFault[]): Switched {
  const next = (act: Act) =>
    faults.find(({ operationId, kind }) => operationId === ACTS[act] && kind !== 'slow')?.kind ?? null;
  const slow = faults.filter(({ kind }) => kind === 'slow').map(({ operationId }) => operationId);
  return {
    order: next('order'),
    cancel: next('cancel'),
    slow: slow.some((operationId) => operationId !== SLOW_LIST),
    slowList: slow.includes(SLOW_LIST),
  };
}

/** The faults to arm for what the panel shows. Those of acts come first: they are spent first. */
export function faultsFor({ order, cancel, slow, slowList }: Switched): ArmedFault[] {
  const slowFaults = slow ? SLOW_CALLS : [];
  return [
    ...faultOf('order', order),
    ...faultOf('cancel', cancel),
    ...slowFaults.map((operationId) => slowFault(operationId, SLOW_MS)),
    ...(slowList ? [slowFault(SLOW_LIST, SLOW_LIST_MS)] : []),
  ];
}

const slowFault = (operationId: string, delayMs: number): ArmedFault => ({
  operationId,
  kind: 'slow',
  times: LASTING,
  delayMs,
});

function faultOf(act: Act, kind: FaultKind | null): ArmedFault[] {
  const cut = kind === 'act_then_time_out' || kind === 'never_answers' ? { delayMs: CUT_AFTER_MS } : {};
  return kind === null ? [] : [{ operationId: ACTS[act], kind, times: 1, ...cut }];
}
