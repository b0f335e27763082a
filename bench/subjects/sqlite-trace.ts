import Database from 'libsql';

/** One statement that went to the embedded store. */
export interface TracedStatement {
  readonly atMs: number;
  /** Such as `write orders (placing)`, `begin`, `commit`. */
  readonly name: string;
}

/** Every statement since the process started, when this module was imported before the store was opened. */
export const traced: TracedStatement[] = [];

const VERBS: Readonly<Record<string, string>> = { SELECT: 'read', INSERT: 'write', UPDATE: 'write', DELETE: 'delete' };

/** Names a statement by what it does to which table, and by the key or the state that it is about. */
function nameOf(sql: string, parameters: readonly unknown[]): string {
  const [word = ''] = sql.trim().split(/\s+/);
  const verb = VERBS[word.toUpperCase()];
  if (verb === undefined) return sql.trim().toLowerCase();
  const table = /(?:FROM|INTO|UPDATE)\s+(\w+)/i.exec(sql)?.[1] ?? '';
  const about = parameters.flatMap((each) => {
    const text = typeof each === 'string' ? each : '';
    if (table === 'key_values') return /^[a-z-]+/.exec(text)?.[0] ?? [];
    if (table === 'reservations') return text === '' ? [] : [text];
    return /^(awaiting_approval|approved|placing|placed|active)$/.test(text) ? [text] : [];
  });
  return `${verb} ${table}${about[0] === undefined ? '' : ` (${about[0]})`}`;
}

const note = (sql: string, parameters: readonly unknown[]) =>
  traced.push({ atMs: performance.timeOrigin + performance.now(), name: nameOf(sql, parameters) });

const { prepare, exec } = Database.prototype;
const NOTED = new Set<string | symbol>(['run', 'get', 'all']);

/** A statement whose runs are written down. */
function tracedStatement<Statement extends object>(statement: Statement, sql: string): Statement {
  return new Proxy(statement, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...parameters: unknown[]): unknown => {
        if (NOTED.has(name)) note(sql, parameters);
        return Reflect.apply(member, target, parameters);
      };
    },
  });
}

Object.defineProperties(Database.prototype, {
  exec: {
    value: function tracedExec(this: Database.Database, sql: string) {
      const result = exec.call(this, sql);
      note(sql, []);
      return result;
    },
  },
  prepare: {
    value: function tracedPrepare(this: Database.Database, sql: string) {
      return tracedStatement(prepare.call(this, sql), sql);
    },
  },
});
