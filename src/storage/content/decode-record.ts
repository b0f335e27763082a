import type { Claim } from '../../acts/claim.ts';
import type { StoredOrder } from '../../service/ports/stores/order-store.ts';
import type { KeptOrder } from '../order-reader.ts';
import { keptEntryIn, keptOrderIn } from '../rows/readable-row.ts';
import { requestedOf } from '../rows/row.ts';
import { type ActOf, actMemory } from '../rows/stored-acts.ts';
import type { OrderRecord } from './record.ts';

function actsIn({ acts }: OrderRecord): ActOf {
  const memory = actMemory();
  return (hash) => {
    const text = acts[hash];
    return memory.get(hash) ?? (text === undefined ? undefined : memory.read(hash, text));
  };
}

/** The order of a record; null when it cannot be read, or is not there. */
export function orderIn(record: OrderRecord): StoredOrder | null {
  return record.row && keptOrderIn(record.row, actsIn(record), record.reference).stored;
}

/** A record as the audit looks at it; `held` are the claims that are held for it. */
export function keptOrderOf(record: OrderRecord, held: readonly Claim[]): KeptOrder {
  const { reference, row } = record;
  const actOf = actsIn(record);
  const { stored, problem } = row ? keptOrderIn(row, actOf, reference) : { stored: null, problem: null };
  const reading = { actOf, requested: requestedOf(stored) };
  const own = new Set(stored?.order.claims.map(nameOf));
  return {
    reference,
    stored,
    problem,
    history: record.history.map((text) => keptEntryIn(text, reading)),
    heldClaims: stored ? held.filter((claim) => own.has(nameOf(claim))) : held,
    claimableAt: row && row.claimableAtMs !== null ? new Date(row.claimableAtMs) : null,
    isListed: row !== null && (!stored || isAtItsPlace(row, stored)),
  };
}

const nameOf = ({ key, mode }: Claim): string => `${mode} ${key}`;

const isAtItsPlace = (row: NonNullable<OrderRecord['row']>, { order }: StoredOrder): boolean =>
  row.requestedBy === order.facts.requestedBy &&
  row.requestedAtMs === order.facts.requestedAt.getTime() &&
  (row.state === null || row.state === order.state);
