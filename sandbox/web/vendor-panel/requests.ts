import type { RecordedCharge, RecordedRequest } from '../../scaledmail/http/protocol.ts';

/** Equal reads in a row, such as polling, shown as one line: the newest of them, and how many. */
export interface RequestRow {
  readonly request: RecordedRequest;
  readonly count: number;
}

/** The requests newest first, reads of one operation with one answer folded together. */
export function requestRows(oldestFirst: readonly RecordedRequest[]): RequestRow[] {
  const rows: { request: RecordedRequest; count: number }[] = [];
  for (const request of oldestFirst.toReversed()) {
    const above = rows.at(-1);
    if (above && isSameRead(above.request, request)) above.count += 1;
    else rows.push({ request, count: 1 });
  }
  return rows;
}

/** Number and sum of the charges that went through. */
export function chargeTotal(charges: readonly RecordedCharge[]): { count: number; totalCents: number; failed: number } {
  const made = charges.filter(({ succeeded }) => succeeded);
  return {
    count: made.length,
    totalCents: made.reduce((sum, { amountCents }) => sum + amountCents, 0),
    failed: charges.length - made.length,
  };
}

function isSameRead(one: RecordedRequest, other: RecordedRequest): boolean {
  return (
    one.effect === 'read' &&
    other.effect === 'read' &&
    one.operationId === other.operationId &&
    one.status === other.status &&
    one.fault === other.fault
  );
}
