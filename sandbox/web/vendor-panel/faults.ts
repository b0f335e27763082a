import type { ArmedFault, FaultKind } from '../../scaledmail/http/protocol.ts';

const ORDER_CALL = 'createCustomOrder';
const SLOW_CALLS = ['searchDomains', 'calculatePackage', 'getOrders', 'getOrderDetails', ORDER_CALL] as const;
/** Still within the three seconds that a person's read waits. */
const SLOW_MS = 2_000;
const CUT_AFTER_MS = 3_000;
/** As good as for ever, in a world where faults are spent by the calls they hit. */
const LASTING = 1_000;

/** What the next order call may do, in the words of the panel. */
export const ORDER_FAULTS: readonly { readonly kind: FaultKind | null; readonly text: string }[] = [
  { kind: null, text: 'Works' },
  { kind: 'create_then_time_out', text: 'Charges, then never answers' },
  { kind: 'create_then_500', text: 'Charges, then answers 500' },
  { kind: 'charge_fails_after_creation', text: 'Creates, but cannot charge' },
  { kind: 'refuse_before_creation', text: 'Refuses' },
];

/** How the next order call will misbehave; null when it will not. */
export function nextOrderFault(faults: readonly ArmedFault[]): FaultKind | null {
  return faults.find(({ operationId, kind }) => operationId === ORDER_CALL && kind !== 'slow')?.kind ?? null;
}

/** Whether calls are answered late. */
export function isSlow(faults: readonly ArmedFault[]): boolean {
  return faults.some(({ kind }) => kind === 'slow');
}

/** The faults to arm for what the panel shows. The order fault comes first: it is spent first. */
export function faultsFor(order: FaultKind | null, slow: boolean): ArmedFault[] {
  const cut = order === 'create_then_time_out' ? { delayMs: CUT_AFTER_MS } : {};
  const orderFaults = order === null ? [] : [{ operationId: ORDER_CALL, kind: order, times: 1, ...cut }];
  const slowFaults = slow ? SLOW_CALLS : [];
  return [
    ...orderFaults,
    ...slowFaults.map((operationId) => ({ operationId, kind: 'slow' as const, times: LASTING, delayMs: SLOW_MS })),
  ];
}
