import type { HistoryEntry } from '../../orders/history/history.ts';
import { withoutPeople } from '../../orders/history/history.ts';
import { NOBODY, privatePartsOf } from '../../orders/history/private-parts.ts';
import { isOver } from '../../orders/standing/ends.ts';
import type { UserId } from '../../values/ids.ts';
import { encodeEntry } from '../rows/row.ts';
import { jsonOf } from '../rows/stored-json.ts';
import { keptOrderOf } from './decode-record.ts';
import type { OrderRecord } from './record.ts';

/** What became of a person in an order: nothing was there, it keeps them and why, or it is written anew without them. */
export type ErasedInOrder =
  | { readonly type: 'absent' }
  | { readonly type: 'kept'; readonly why: 'open' | 'first_form' | 'unreadable' }
  | { readonly type: 'erased'; readonly record: OrderRecord };

/**
 * Takes a person out of an order that ended: out of its row, and out of every entry of its history that names them, with all others
 * whom such an entry names; the chain holds. An order that waits, runs, or has something left to do needs its people; the first form
 * covers them as they stand. Pure.
 */
export function eraseInOrder(record: OrderRecord, person: UserId): ErasedInOrder {
  const isNamed = [record.row?.content ?? '', ...record.history].some((text) => text.includes(`"${person}"`));
  if (!isNamed) return { type: 'absent' };
  const { stored, history } = keptOrderOf(record, []);
  const entries = history.flatMap((each) => (each.ok ? [each.entry] : []));
  if (!record.row || !stored || entries.length < history.length) return { type: 'kept', why: 'unreadable' };
  if (!isOver(stored.order) || stored.effects.length > 0 || stored.lease) return { type: 'kept', why: 'open' };
  const named = entries.map((entry) => names(entry, person));
  if (entries.some((entry, index) => named[index] && entry.form === 1)) return { type: 'kept', why: 'first_form' };
  const texts = record.history.map((text, index) => {
    const entry = entries[index];
    return entry && named[index] ? encodeEntry(withoutPeople(entry)).text : text;
  });
  const { row } = record;
  const content = JSON.stringify(erasedIn(jsonOf(row.content), person));
  const requestedBy = row.requestedBy === person ? NOBODY : row.requestedBy;
  return {
    type: 'erased',
    record: { ...record, row: { ...row, version: row.version + 1, content, requestedBy }, history: texts },
  };
}

const names = ({ event }: HistoryEntry, person: UserId): boolean =>
  Object.values(privatePartsOf(event)).some((part) => part.split(' ').includes(person));

/** A JSON value with nobody wherever a person stands, and without the reason that they gave there. */
export function erasedIn(value: unknown, person: UserId): unknown {
  if (value === person) return NOBODY;
  if (Array.isArray(value)) return value.map((part) => erasedIn(part, person));
  if (typeof value !== 'object' || value === null) return value;
  const isTheirs = ('by' in value && value.by === person) || ('person' in value && value.person === person);
  const erased = Object.fromEntries(Object.entries(value).map(([key, part]) => [key, erasedIn(part, person)]));
  return isTheirs && 'reason' in value ? { ...erased, reason: '' } : erased;
}
