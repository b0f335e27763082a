import type { MessagePort } from 'node:worker_threads';
import type { Log } from '../../../service/ports/log.ts';
import type { Stores } from '../../stores.ts';
import type { Answer, Call, Said, Served, Turn } from './messages.ts';
import { sentError } from './sent-errors.ts';
import { sendOrders } from './sent-orders.ts';

/** A log whose lines are written by the main thread. */
export function logThrough(say: (said: Said) => void): Log {
  const at =
    (level: keyof Log): Log[keyof Log] =>
    ({ error, ...fields }, message) =>
      say({ type: 'log', level, fields, error: error === undefined ? null : sentError(error), message });
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

/**
 * Serves stores to the main thread. The calls of a turn are made in their order, without anything in between, so that their
 * writes share a commit; those that are settled by the end of the turn are answered together. `setTime` is told the time of
 * each turn. The port is closed after the stores, so that the thread can end.
 */
export function serveStores(port: MessagePort, stores: Stores, setTime: (nowMs: number) => void): void {
  const { orders, keyValues, shortLived, reservations, watch, archive } = stores;
  const { origin, prepare, ping } = stores;
  const close = async () => {
    await stores.close();
    setImmediate(() => setImmediate(() => port.close()));
  };
  const served: Served = {
    orders: sendOrders(orders),
    ...{ keyValues, shortLived, reservations, watch, archive },
    store: { origin, prepare, ping, close },
  };
  const say = (said: Said) => port.postMessage(said);
  let answers: Answer[] = [];
  let turns = 0;
  const sayAnswers = () => {
    if (answers.length === 0 && turns === 0) return;
    const settled = { answers, turnsOver: turns };
    answers = [];
    turns = 0;
    say({ type: 'answers', ...settled });
  };
  const answer = (settled: Answer) => {
    answers.push(settled);
    // Of a write that had to wait; what belongs to the turn is said at its end.
    if (turns === 0 && answers.length === 1) setImmediate(sayAnswers);
  };
  const make = ({ id, port: name, method, given }: Call) => {
    call(served[name], method, given).then(
      (value) => answer({ id, ok: true, value }),
      (error: unknown) => answer({ id, ok: false, error: sentError(error) }),
    );
  };
  port.on('message', ({ nowMs, calls }: Turn) => {
    setTime(nowMs);
    turns += 1;
    for (const each of calls) make(each);
    setImmediate(sayAnswers);
  });
}

/** Calls a method by its name; `askedStores` knows no others than there are. */
async function call(port: object, name: string, given: readonly unknown[]): Promise<unknown> {
  const method: unknown = Reflect.get(port, name);
  if (typeof method !== 'function') throw new TypeError(`The thread of the embedded store has no ${name}`);
  return Reflect.apply(method, port, given);
}
