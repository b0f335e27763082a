import { Redis } from 'ioredis';
import Database from 'libsql';
import { z } from 'zod';
import { REPLACE, REPLACE_WITH_INTENT } from '../../../src/storage/redis/scripts.ts';

/**
 * A write of an order: the one that appends `event` to the history, or the one `writesLater` after it (effects that are
 * done and leases given back append nothing; claims do not count). `before`: nothing of it is in the store; `after`: it is durable, and the
 * bot has not learnt of it.
 */
export interface WritePoint {
  readonly event: string;
  readonly writesLater: number;
  readonly side: 'before' | 'after';
}

/** The channel on which the thread of the embedded store is told of a write point. */
export const ARMING = 'kill-at-write';

const Entry = z.object({ event: z.object({ type: z.string() }) });

/**
 * Wraps the drivers of both stores of this process, so that `die` is called at an armed write: in SQLite around the COMMIT,
 * in Redis around the script. Answers how to arm a write.
 */
export function armStores(die: () => void): (point: WritePoint) => void {
  let armed: WritePoint | null = null;
  /** Writes still to come until the armed one; null until its event was seen. */
  let left: number | null = null;
  const isHere = (event: string | null): boolean => {
    if (!armed) return false;
    if (event === armed.event) left = armed.writesLater;
    else if (left !== null) left -= 1;
    return left === 0;
  };
  const around = <Result>(event: string | null, write: () => Result): Result => {
    const side = isHere(event) ? armed?.side : null;
    if (side === 'before') die();
    const written = write();
    if (side !== 'after') return written;
    if (!(written instanceof Promise)) die();
    else void written.then(die, () => {});
    return written;
  };
  wrapSqlite(around);
  wrapRedis(around);
  return (point) => {
    armed = point;
    left = null;
  };
}

type Around = <Result>(event: string | null, write: () => Result) => Result;

/** Within a transaction, the statements tell what its COMMIT writes. */
function wrapSqlite(around: Around): void {
  let changesOrder = false;
  let event: string | null = null;
  wrap(Database.prototype, 'prepare', (prepare, [sql, ...rest]) => {
    const statement: unknown = prepare([sql, ...rest]);
    const isUpdate = /^UPDATE work\s+SET version = \?/.test(String(sql));
    const isEntry = String(sql).startsWith('INSERT INTO history');
    if (typeof statement !== 'object' || statement === null || !(isUpdate || isEntry)) return statement;
    wrap(statement, 'run', (run, parameters) => {
      changesOrder ||= isUpdate;
      if (isEntry) event = eventIn(parameters);
      return run(parameters);
    });
    return statement;
  });
  wrap(Database.prototype, 'exec', (exec, [sql]) => {
    if (sql !== 'COMMIT' || !changesOrder) {
      if (sql === 'BEGIN IMMEDIATE') [changesOrder, event] = [false, null];
      return exec([sql]);
    }
    changesOrder = false;
    return around(event, () => exec([sql]));
  });
}

function wrapRedis(around: Around): void {
  wrap(Redis.prototype, 'eval', (evaluate, parameters) =>
    parameters[0] === REPLACE || parameters[0] === REPLACE_WITH_INTENT
      ? around(eventIn(parameters), () => evaluate(parameters))
      : evaluate(parameters),
  );
}

/** The type of the event whose history entry is among the parameters of a write. */
function eventIn(parameters: readonly unknown[]): string | null {
  for (const parameter of parameters) {
    if (typeof parameter !== 'string' || !parameter.startsWith('{')) continue;
    const entry = Entry.safeParse(JSON.parse(parameter));
    if (entry.success) return entry.data.event.type;
  }
  return null;
}

type Call = (parameters: readonly unknown[]) => unknown;

/** Puts `around` in the place of a method. */
function wrap(target: object, name: string, around: (method: Call, parameters: readonly unknown[]) => unknown): void {
  const method: unknown = Reflect.get(target, name);
  if (typeof method !== 'function') throw new TypeError(`There is no method ${name}`);
  Object.defineProperty(target, name, {
    configurable: true,
    writable: true,
    value(this: unknown, ...parameters: unknown[]): unknown {
      return around((given) => Reflect.apply(method, this, given), parameters);
    },
  });
}
