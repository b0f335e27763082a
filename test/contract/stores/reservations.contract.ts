import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Reservations } from '../../../src/service/ports/stores/reservations.ts';

/** Two handles on the same empty lines, each with a connection of its own. */
export interface ReservationsHandles {
  readonly reservations: Reservations;
  readonly second: Reservations;
  /** The callers' clock, in ms since 1970. A store with a clock of its own goes by that. */
  nowMs(): number;
  /** Lets so much time pass for a line, by the clock that counts; a negative number puts that clock back. */
  pass(line: string, milliseconds: number): Promise<void>;
  close(): Promise<void>;
}

/** So long that the time that a test takes is nothing beside it. */
const INTERVAL_MS = 600_000;
const TWO_HOURS_MS = 2 * 60 * 60 * 1_000;

/** What every booking of turns promises (`Reservations`), checked on real stores. */
export function reservationsContract(name: string, open: () => Promise<ReservationsHandles>): void {
  describe(`turns booked on ${name}`, () => {
    let handles: ReservationsHandles;
    beforeEach(async () => {
      handles = await open();
    });
    afterEach(() => handles.close());
    describe('stand in a line', () => bookings(() => handles));
    describe('outlive a clock that was wrong', () => wrongClocks(() => handles));
  });
}

type Handles = () => ReservationsHandles;

/** A wait in intervals, to a tenth. */
const inIntervals = (waitMs: number) => Math.round((10 * waitMs) / INTERVAL_MS) / 10;

/** Waits of so many bookings one after the other, on both handles in turn, in intervals. */
async function waits(handles: Handles, count: number, line: string, burst: number): Promise<number[]> {
  const { reservations, second, nowMs } = handles();
  const found: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const handle = index % 2 ? second : reservations;
    found.push(inIntervals(await handle.reserve(line, INTERVAL_MS, burst, nowMs())));
  }
  return found;
}

function bookings(handles: Handles): void {
  test('a burst goes at once, the rest an interval apart; both handles stand in one line', async () => {
    expect(await waits(handles, 6, 'burst', 3)).toEqual([0, 0, 0, 1, 2, 3]);
  });

  test('a line that rested has its whole burst again, and never more', async () => {
    await waits(handles, 3, 'line', 3);
    await handles().pass('line', 240 * INTERVAL_MS);
    expect(await waits(handles, 4, 'line', 3)).toEqual([0, 0, 0, 1]);
  });

  test('a wait that has partly passed is so much shorter', async () => {
    await waits(handles, 1, 'line', 1);
    await handles().pass('line', 0.4 * INTERVAL_MS);
    expect(await waits(handles, 1, 'line', 1)).toEqual([0.6]);
  });

  test('lines do not wait for one another', async () => {
    await waits(handles, 5, 'one', 1);
    expect(await waits(handles, 1, 'other', 1)).toEqual([0]);
  });

  test('turns booked on both handles at once are all different', async () => {
    const { reservations, second, nowMs } = handles();
    const all = Array.from({ length: 12 }, (_, index) =>
      (index % 2 ? second : reservations).reserve('line', INTERVAL_MS, 1, nowMs()),
    );
    const found = (await Promise.all(all)).map(inIntervals).toSorted((one, other) => one - other);
    expect(found).toEqual(Array.from({ length: 12 }, (_, index) => index));
  });

  test('no time has more turns than the burst and one for each interval', async () => {
    let line = 0;
    const arrivals = fc.array(fc.integer({ min: -20, max: 60 }), { minLength: 2, maxLength: 15 });
    const check = async (tenths: readonly number[], burst: number) => {
      line += 1;
      const turns: number[] = [];
      let now = 0;
      for (const [index, step] of tenths.entries()) {
        now += step / 10;
        await handles().pass(`line ${line}`, (step / 10) * INTERVAL_MS);
        const handle = index % 2 ? handles().second : handles().reservations;
        const waitMs = await handle.reserve(`line ${line}`, INTERVAL_MS, burst, handles().nowMs());
        turns.push(now + waitMs / INTERVAL_MS);
      }
      expect(crowdedTimes(turns, burst)).toEqual([]);
    };
    await fc.assert(fc.asyncProperty(arrivals, fc.integer({ min: 1, max: 4 }), check), { numRuns: 25 });
  });
}

function wrongClocks(handles: Handles): void {
  test('one caller whose clock was two hours ahead makes nobody wait for two hours', async () => {
    const { reservations, second, nowMs } = handles();
    await reservations.reserve('line', 250, 1, nowMs() + TWO_HOURS_MS);
    expect(await second.reserve('line', 250, 1, nowMs())).toBeLessThanOrEqual(250);
  });

  test('a clock of the store that was two hours ahead makes nobody wait for two hours, either', async () => {
    const { reservations, second, nowMs, pass } = handles();
    await reservations.reserve('line', 250, 1, nowMs());
    await pass('line', -TWO_HOURS_MS);
    expect(await second.reserve('line', 250, 1, nowMs())).toBeLessThanOrEqual(250);
    expect(await second.reserve('line', 250, 1, nowMs())).toBeLessThanOrEqual(500);
  });

  test('a line as long as one can be is believed', async () => {
    await waits(handles, 1, 'line', 1);
    await handles().pass('line', -500 * INTERVAL_MS);
    expect(await waits(handles, 2, 'line', 1)).toEqual([501, 502]);
  });
}

/** Times from one turn to a later one, in intervals, that hold more turns than the burst and one for each interval. */
function crowdedTimes(turns: readonly number[], burst: number): [number, number][] {
  const sorted = turns.toSorted((one, other) => one - other);
  return sorted.flatMap((from, first) =>
    sorted
      .slice(first)
      .flatMap((to, further): [number, number][] => (further + 1 > burst + (to - from) + NOTHING ? [[from, to]] : [])),
  );
}

/** The time that a test takes, in intervals. */
const NOTHING = 0.05;
