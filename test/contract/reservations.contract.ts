import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Reservations } from '../../src/storage/rate-limiter.ts';

/** Two handles on the same empty lines, each with a connection of its own. */
export interface ReservationsHandles {
  readonly reservations: Reservations;
  readonly second: Reservations;
  close(): Promise<void>;
}

const NOON_MS = Date.parse('2026-11-23T12:00:00.000Z');
const INTERVAL_MS = 250;

/** What every booking of turns promises (`Reservations`), checked on real stores. */
export function reservationsContract(name: string, open: () => Promise<ReservationsHandles>): void {
  describe(`turns booked on ${name}`, () => {
    let handles: ReservationsHandles;
    beforeEach(async () => {
      handles = await open();
    });
    afterEach(() => handles.close());
    bookings(() => handles);
  });
}

function bookings(handles: () => ReservationsHandles): void {
  /** Waits of so many bookings one after the other, on both handles in turn. */
  const waits = async (count: number, line: string, burst: number, nowMs = NOON_MS) => {
    const { reservations, second } = handles();
    const found: number[] = [];
    for (let index = 0; index < count; index += 1) {
      const handle = index % 2 ? second : reservations;
      found.push(await handle.reserve(line, INTERVAL_MS, burst, nowMs));
    }
    return found;
  };

  test('a burst goes at once, the rest an interval apart; both handles stand in one line', async () => {
    expect(await waits(6, 'burst', 3)).toEqual([0, 0, 0, 250, 500, 750]);
  });

  test('a line that rested has its whole burst again, and never more', async () => {
    await waits(3, 'line', 3);
    expect(await waits(4, 'line', 3, NOON_MS + 60_000)).toEqual([0, 0, 0, 250]);
  });

  test('a wait that has partly passed is so much shorter', async () => {
    await waits(1, 'line', 1);
    expect(await waits(1, 'line', 1, NOON_MS + 100)).toEqual([150]);
  });

  test('lines do not wait for one another', async () => {
    await waits(5, 'one', 1);
    expect(await waits(1, 'other', 1)).toEqual([0]);
  });

  test('turns booked on both handles at once are all different', async () => {
    const { reservations, second } = handles();
    const all = Array.from({ length: 12 }, (_, index) =>
      (index % 2 ? second : reservations).reserve('line', INTERVAL_MS, 1, NOON_MS),
    );
    const found = (await Promise.all(all)).toSorted((one, other) => one - other);
    expect(found).toEqual(Array.from({ length: 12 }, (_, index) => index * INTERVAL_MS));
  });

  test('no time has more turns than the burst and one for each interval', async () => {
    let line = 0;
    const arrivals = fc.array(fc.integer({ min: -500, max: 1_500 }), { minLength: 2, maxLength: 15 });
    const check = async (steps: readonly number[], burst: number) => {
      line += 1;
      const turns: number[] = [];
      let nowMs = NOON_MS;
      for (const [index, stepMs] of steps.entries()) {
        nowMs += stepMs;
        const handle = index % 2 ? handles().second : handles().reservations;
        turns.push(nowMs + (await handle.reserve(`line ${line}`, INTERVAL_MS, burst, nowMs)));
      }
      expect(crowdedTimes(turns, INTERVAL_MS, burst)).toEqual([]);
    };
    await fc.assert(fc.asyncProperty(arrivals, fc.integer({ min: 1, max: 4 }), check), { numRuns: 25 });
  });
}

/** Times from one turn to a later one, in ms, that hold more turns than the burst and one for each interval. */
function crowdedTimes(turns: readonly number[], intervalMs: number, burst: number): [number, number][] {
  const sorted = turns.toSorted((one, other) => one - other);
  return sorted.flatMap((from, first) =>
    sorted
      .slice(first)
      .flatMap((to, further): [number, number][] =>
        further + 1 > burst + (to - from) / intervalMs ? [[from, to]] : [],
      ),
  );
}
