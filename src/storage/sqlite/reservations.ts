import { z } from 'zod';
import type { Reservations } from '../../service/ports/stores/reservations.ts';
import { nextTurn } from '../next-turn.ts';
import { groupCommit } from './database/group-commit.ts';
import type { SqliteDatabase } from './database/open-database.ts';

const Booked = z.object({ next_free_ms: z.int() }).optional();

/** Turns booked in SQLite, for all processes of this machine. */
export function sqliteReservations(database: SqliteDatabase): Reservations {
  const read = database.prepare('SELECT next_free_ms FROM reservations WHERE name = ?');
  const write = database.prepare(
    `INSERT INTO reservations (name, next_free_ms) VALUES (?, ?)
     ON CONFLICT (name) DO UPDATE SET next_free_ms = excluded.next_free_ms`,
  );
  const together = groupCommit(database);
  return {
    reserve: (name, intervalMs, burst, nowMs) =>
      together(() => {
        const booked = Booked.parse(read.get(name))?.next_free_ms ?? null;
        const { bookedUntilMs, waitMs } = nextTurn(booked, intervalMs, burst, nowMs);
        write.run(name, bookedUntilMs);
        return waitMs;
      }),
  };
}
