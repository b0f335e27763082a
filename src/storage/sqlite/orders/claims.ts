import { z } from 'zod';
import type { Claim } from '../../../acts/claim.ts';
import { Reference } from '../../../values/ids.ts';
import type { SqliteDatabase } from '../database/open-database.ts';

const Rows = z.array(z.object({ key: z.string(), reference: Reference }));

/** Claims as SQLite takes them: an array of objects with `key` and `mode`. */
const GIVEN = "SELECT value ->> 'key' AS key, value ->> 'mode' AS mode FROM json_each(?)";

/** Claims of open orders. Of one key and mode there is one: the owner and who works on it do not exclude each other. */
export interface SqliteClaims {
  /** Which of the claims others have, by their keys, with their orders. */
  taken(claims: readonly Claim[]): ReadonlyMap<string, Reference>;
  /** Gives an order those of the claims that are free. */
  take(reference: Reference, claims: readonly Claim[]): void;
  /** The order lets go of those of the claims that it has. */
  free(reference: Reference, claims: readonly Claim[]): void;
}

export function sqliteClaims(database: SqliteDatabase): SqliteClaims {
  const taken = database.prepare(`SELECT key, reference FROM claims JOIN (${GIVEN}) USING (key, mode)`);
  const take = database.prepare(
    `INSERT OR IGNORE INTO claims (key, mode, reference) SELECT key, mode, ? FROM (${GIVEN})`,
  );
  const free = database.prepare(
    `DELETE FROM claims WHERE reference = ? AND (key, mode) IN (SELECT key, mode FROM (${GIVEN}))`,
  );
  return {
    taken: (claims) => {
      if (claims.length === 0) return new Map();
      const rows = Rows.parse(taken.all(JSON.stringify(claims)));
      return new Map(rows.map(({ key, reference }) => [key, reference]));
    },
    take: (reference, claims) => {
      if (claims.length > 0) take.run(reference, JSON.stringify(claims));
    },
    free: (reference, claims) => {
      if (claims.length > 0) free.run(reference, JSON.stringify(claims));
    },
  };
}
