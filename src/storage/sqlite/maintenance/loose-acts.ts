import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { actHashesIn } from '../../rows/stored-acts.ts';
import type { GroupCommit } from '../database/group-commit.ts';
import type { SqliteDatabase } from '../database/open-database.ts';

const Texts = z.array(z.object({ text: z.string() }));
const References = z.array(z.object({ reference: z.string() }));
const Loose = z.array(z.object({ hash: z.string(), reference: z.string() }));

/** Orders that are looked at before others get their turn: a millisecond. */
const ORDERS_A_TURN = 20;
/** Acts that are taken away in one write. */
const ACTS_A_WRITE = 200;

export interface SqliteLooseActs {
  /** Within the transaction that takes an order away, before it: its acts may be of no more use. */
  loosen(reference: string): void;
  /** Makes ready for the first order that leaves: acts that earlier versions left count as loose. */
  begin(): void;
  /** Takes away loose acts that no order names. What is named again meanwhile stays. */
  sweep(): Promise<void>;
}

/** Finds the acts that no order names any more. They are few to many orders, so this is done once for all that left together. */
export function sqliteLooseActs(database: SqliteDatabase, inSynced: GroupCommit): SqliteLooseActs {
  const of = 'IN (SELECT value FROM json_each(?1))';
  const texts = database.prepare(
    `SELECT content AS text FROM orders WHERE reference ${of}
     UNION ALL SELECT effects FROM work WHERE reference ${of} AND effects IS NOT NULL
     UNION ALL SELECT entry FROM history WHERE reference ${of}`,
  );
  const next = database.prepare(
    `SELECT reference FROM orders WHERE reference > ?1 UNION SELECT reference FROM history WHERE reference > ?1
     ORDER BY reference LIMIT ${ORDERS_A_TURN}`,
  );
  const all = database.prepare("SELECT hash, reference FROM loose_acts WHERE hash <> ''");
  const put = database.prepare('INSERT OR REPLACE INTO loose_acts (hash, reference) VALUES (?, ?)');
  const putOfBefore = database.prepare(
    `INSERT OR IGNORE INTO loose_acts SELECT hash, '' FROM acts
     WHERE EXISTS (SELECT 1 FROM stubs) AND NOT EXISTS (SELECT 1 FROM loose_acts WHERE hash = '')`,
  );
  const isNamed = database.prepare('DELETE FROM loose_acts WHERE hash = ?');
  const isLoose = database.prepare('DELETE FROM loose_acts WHERE hash = ? AND reference = ?');
  const forget = database.prepare('DELETE FROM acts WHERE hash = ?');

  const namedBy = (references: readonly string[]): string[] =>
    actHashesIn(Texts.parse(texts.all(JSON.stringify(references))).map(({ text }) => text));

  /** Takes from `loose` what orders name. */
  const passOver = async (loose: ReadonlyMap<string, string>): Promise<void> => {
    let after = '';
    for (;;) {
      const references = References.parse(next.all(after)).map(({ reference }) => reference);
      const named = () => namedBy(references).filter((hash) => loose.has(hash));
      // Read once more within the write: who names it may have left.
      if (named().length > 0) await inSynced(() => named().map((hash) => isNamed.run(hash)));
      after = references.at(-1) ?? '';
      if (references.length < ORDERS_A_TURN) return;
      await setImmediate();
    }
  };

  return {
    loosen: (reference) => {
      for (const hash of namedBy([reference])) put.run(hash, reference);
    },
    begin: () => {
      putOfBefore.run();
      put.run('', '');
    },
    sweep: async () => {
      const loose = new Map(Loose.parse(all.all()).map(({ hash, reference }) => [hash, reference]));
      if (loose.size === 0) return;
      await passOver(loose);
      const left = [...loose];
      for (let at = 0; at < left.length; at += ACTS_A_WRITE)
        await inSynced(() => {
          // One that another order left meanwhile may be named by an order that was looked at before: the next time.
          for (const [hash, reference] of left.slice(at, at + ACTS_A_WRITE))
            if (isLoose.run(hash, reference).changes === 1) forget.run(hash);
        });
    },
  };
}
