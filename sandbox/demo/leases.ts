import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { z } from 'zod';
import type { AppDeath } from '../slack/workspace/protocol.ts';

const Rows = z.array(z.object({ reference: z.string(), untilMs: z.int() }));

/** The orders that a bot which died at a moment was working on, by its store: it alone has that file, and nobody gave them back. */
export function ordersInWork(dataDir: string, atMs: number): AppDeath['orders'] {
  const file = join(dataDir, 'scaledmail.db');
  if (!existsSync(file)) return [];
  const database = new Database(file, { timeout: 1_000 });
  try {
    database.exec('PRAGMA query_only = ON');
    const inWork = database.prepare(
      'SELECT reference, lease_until_ms AS untilMs FROM work WHERE lease_until_ms > ? ORDER BY lease_until_ms, reference',
    );
    return Rows.parse(inWork.all(atMs));
  } finally {
    database.close();
  }
}
