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
}

/** The switches that stand for the armed faults. */
export function switchedBy(faults: readonly ArmedFault[]): Switched {
  const next = (act: Act) =>
    faults.find(({ operationId, kind }) => operationId === ACTS[act] && kind !== 'slow')?.kind ?? null;
  return { order: next('order'), cancel: next('cancel'), slow: faults.some(({ kind }) => kind === 'slow') };
}

/** The faults to arm for what the panel shows. Those of acts come first: they are spent first. */
export function faultsFor({ order, cancel, slow }: Switched): ArmedFault[] {
  const slowFaults = slow ? SLOW_CALLS : [];
  return [
    ...faultOf('order', order),
    ...faultOf('cancel', cancel),
    ...slowFaults.map((operationId) => ({ operationId, kind: 'slow' as const, times: LASTING, delayMs: SLOW_MS })),
  ];
}

function faultOf(act: Act, kind: FaultKind | null): ArmedFault[] {
  const cut = kind === 'act_then_time_out' ? { delayMs: CUT_AFTER_MS } : {};
  return kind === null ? [] : [{ operationId: ACTS[act], kind, times: 1, ...cut }];
}
