import type { KeyValueStore } from '../../../service/ports/stores/key-value-store.ts';
import type { OrderArchive } from '../../../service/ports/stores/order-archive.ts';
import type { OrderStore } from '../../../service/ports/stores/order-store.ts';
import type { Reservations } from '../../../service/ports/stores/reservations.ts';
import type { WatchStore } from '../../../service/ports/stores/watch-store.ts';
import type { Stores } from '../../stores.ts';
import type { Line, Rank } from './line.ts';
import type { Served } from './messages.ts';
import { receiveOrders, type SentOrders } from './sent-orders.ts';

type Given<Method> = Method extends (...given: infer Parameters) => unknown ? Parameters : never;
type ResultOf<Method> = Method extends (...given: never[]) => Promise<infer Result> ? Result : never;

/** Asks for one method of a port. What comes back has its type, because `Served` is what the thread serves. */
const asking =
  <Port extends keyof Served>(line: Line, rank: Rank, port: Port) =>
  <Name extends keyof Served[Port] & string>(method: Name) =>
  (...given: Given<Served[Port][Name]> & readonly unknown[]): Promise<ResultOf<Served[Port][Name]>> =>
    line.call(rank, { port, method, given });

/** All ports of the thread. One method that is missing here does not compile. */
export function askedStores(line: Line): Omit<Stores, 'close'> & { closeFiles(): Promise<void> } {
  const store = asking(line, 'form', 'store');
  return {
    orders: askedOrders(line, 'form'),
    ordersInTurn: { person: askedOrders(line, 'person'), background: askedOrders(line, 'background') },
    keyValues: askedKeyValues(line, 'form', 'keyValues'),
    shortLived: askedKeyValues(line, 'form', 'shortLived'),
    shortLivedInBackground: askedKeyValues(line, 'background', 'shortLived'),
    reservations: { reserve: asking(line, 'form', 'reservations')('reserve') } satisfies Reservations,
    watch: askedWatch(line),
    archive: askedArchive(line),
    origin: store('origin'),
    prepare: store('prepare'),
    ping: store('ping'),
    // After all that was asked for before: a rank of its own would close the files before what waits is written.
    closeFiles: asking(line, 'background', 'store')('close'),
  };
}

function askedOrders(line: Line, rank: Rank): OrderStore {
  const of = asking(line, rank, 'orders');
  const orders: SentOrders = {
    get: of('get'),
    insert: of('insert'),
    replace: of('replace'),
    replaceWithIntent: of('replaceWithIntent'),
    claimDue: of('claimDue'),
    list: of('list'),
    select: of('select'),
    counts: of('counts'),
    history: of('history'),
    claimed: of('claimed'),
    nextClaimableAt: of('nextClaimableAt'),
    stamps: of('stamps'),
    some: of('some'),
    durabilityProblem: of('durabilityProblem'),
  };
  return receiveOrders(orders);
}

function askedKeyValues(line: Line, rank: Rank, port: 'keyValues' | 'shortLived'): KeyValueStore {
  const of = asking(line, rank, port);
  return {
    get: of('get'),
    set: of('set'),
    setIfAbsent: of('setIfAbsent'),
    replace: of('replace'),
    delete: of('delete'),
    keys: of('keys'),
  };
}

function askedWatch(line: Line): WatchStore {
  const of = asking(line, 'background', 'watch');
  return {
    head: of('head'),
    book: of('book'),
    finding: of('finding'),
    ends: of('ends'),
    openFindings: of('openFindings'),
    write: of('write'),
  };
}

function askedArchive(line: Line): OrderArchive {
  const of = asking(line, 'background', 'archive');
  return {
    over: of('over'),
    write: of('write'),
    purge: of('purge'),
    kept: of('kept'),
    stub: of('stub'),
    stubs: of('stubs'),
  };
}
