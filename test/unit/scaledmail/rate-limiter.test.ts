import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { type RateLimiter, rateLimiter } from '../../../src/scaledmail/rate-limiter.ts';
import type { Reservations } from '../../../src/service/ports/stores/reservations.ts';
import type { Urgency } from '../../../src/service/ports/vendor.ts';
import { nextTurn } from '../../../src/storage/next-turn.ts';
import { noon } from '../../support/builders.ts';

/** The most turns that stand within so many milliseconds of one another. */
function mostWithin(windowMs: number, turns: readonly number[]): number {
  return Math.max(0, ...turns.map((from) => turns.filter((turn) => turn >= from && turn < from + windowMs).length));
}

describe('the next turn', () => {
  test.each<{ booked: number | null; burst: number; now: number; wait: number; bookedThen: number }>`
    booked    | burst | now    | wait      | bookedThen
    ${null}   | ${1}  | ${0}   | ${0}      | ${100}
    ${null}   | ${3}  | ${0}   | ${0}      | ${-100}
    ${100}    | ${1}  | ${0}   | ${100}    | ${200}
    ${100}    | ${1}  | ${40}  | ${60}     | ${200}
    ${100}    | ${1}  | ${500} | ${0}      | ${600}
    ${100}    | ${3}  | ${500} | ${0}      | ${400}
    ${400}    | ${3}  | ${500} | ${0}      | ${500}
    ${600}    | ${3}  | ${500} | ${100}    | ${700}
    ${60_000} | ${1}  | ${0}   | ${60_000} | ${60_100}
    ${60_001} | ${1}  | ${0}   | ${0}      | ${100}
    ${60_001} | ${3}  | ${0}   | ${0}      | ${100}
  `('after $booked, with a burst of $burst, at $now comes in $wait ms', ({ booked, burst, now, wait, bookedThen }) => {
    expect(nextTurn(booked, 100, burst, now)).toEqual({ waitMs: wait, bookedUntilMs: bookedThen });
  });

  test('keeps every window to the burst and one turn an interval, even when clocks differ', () => {
    const steps = fc.array(fc.integer({ min: -300, max: 700 }), { minLength: 1, maxLength: 40 });
    const check = (arrivals: readonly number[], burst: number, intervalMs: number, windowMs: number) => {
      let booked: number | null = null;
      let nowMs = noon.getTime();
      const turns: number[] = [];
      for (const stepMs of arrivals) {
        nowMs += stepMs;
        const turn = nextTurn(booked, intervalMs, burst, nowMs);
        booked = turn.bookedUntilMs;
        turns.push(nowMs + turn.waitMs);
      }
      expect(mostWithin(windowMs, turns)).toBeLessThanOrEqual(burst + windowMs / intervalMs);
    };
    const count = (max: number) => fc.integer({ min: 1, max });
    // Clocks that differ by more than a line can be long are not believed.
    const intervals = fc.integer({ min: 25, max: 500 });
    fc.assert(fc.property(steps, count(5), intervals, count(3_000), check));
  });
});

/** Lines in memory. */
function memoryReservations(): Reservations {
  const booked = new Map<string, number>();
  return {
    reserve: async (name, intervalMs, burst, nowMs) => {
      const { bookedUntilMs, waitMs } = nextTurn(booked.get(name) ?? null, intervalMs, burst, nowMs);
      booked.set(name, bookedUntilMs);
      return waitMs;
    },
  };
}

describe('the rate limiter', () => {
  let limiter: RateLimiter;
  beforeEach(() => {
    jest.useFakeTimers({ now: noon });
    limiter = rateLimiter({
      reservations: memoryReservations(),
      clock: { now: () => new Date() },
      sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  const sinceNoon = () => Date.now() - noon.getTime();
  /** Lets so many callers wait from now on; their turns, in ms after noon, come in as time passes. */
  const queue = (count: number, urgency: Urgency, kind: 'ordinary' | 'critical' = 'ordinary'): number[] => {
    const turns: number[] = [];
    const wait = async () => {
      await limiter.waitTurn(kind, urgency);
      turns.push(sinceNoon());
    };
    for (let index = 0; index < count; index += 1) void wait();
    return turns;
  };

  test('lets four calls a second through, evenly', async () => {
    const turns = queue(6, 'person');
    await jest.advanceTimersByTimeAsync(10_000);
    expect(turns).toEqual([0, 250, 500, 750, 1_000, 1_250]);
  });

  test('background work takes two turns in a row, and leaves every other one to people after that', async () => {
    const background = queue(100, 'background');
    await jest.advanceTimersByTimeAsync(1_100);
    expect(background).toEqual([0, 250, 500, 1_000]);
    const person = queue(1, 'person');
    await jest.advanceTimersByTimeAsync(250);
    expect(person).toEqual([1_250]);
  });

  test('a person never waits for more than one call of a long background queue', async () => {
    queue(200, 'background');
    const waits: number[] = [];
    for (let round = 0; round < 20; round += 1) {
      const from = sinceNoon();
      const turns = queue(1, 'person');
      await jest.advanceTimersByTimeAsync(570);
      waits.push((turns[0] ?? Number.POSITIVE_INFINITY) - from);
    }
    expect(Math.max(...waits)).toBeLessThanOrEqual(500);
  });

  test('an order that is being placed waits for one call at most, however many wait before it', async () => {
    const people = queue(180, 'person');
    await jest.advanceTimersByTimeAsync(1_000);
    const from = sinceNoon();
    const placing = queue(3, 'placing');
    await jest.advanceTimersByTimeAsync(1_000);
    expect(placing.map((turn) => turn - from)).toEqual([250, 500, 750]);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(people).toHaveLength(180);
    expect(mostWithin(1_000, [...people, ...placing])).toBeLessThanOrEqual(5);
  });

  test('a turn that cannot be booked fails for one caller, and the next one is served', async () => {
    let fails = true;
    const booked = memoryReservations();
    const odd = rateLimiter({
      reservations: {
        reserve: async (...asked) => {
          if (fails) throw new Error('The store is away');
          return booked.reserve(...asked);
        },
      },
      clock: { now: () => new Date() },
      sleep: async () => {},
    });
    const first = odd.waitTurn('ordinary', 'person');
    await expect(first).rejects.toThrow('The store is away');
    fails = false;
    await expect(odd.waitTurn('ordinary', 'placing')).resolves.toBeUndefined();
  });

  test('three critical calls go at once, a fourth of a second apart, then one every five seconds', async () => {
    const turns = queue(5, 'person', 'critical');
    await jest.advanceTimersByTimeAsync(60_000);
    expect(turns).toEqual([0, 250, 500, 5_000, 10_000]);
  });

  test('stays below five calls a second and sixteen critical ones a minute, whoever calls', async () => {
    const critical = queue(40, 'person', 'critical');
    const others = [queue(60, 'background'), queue(20, 'person')];
    await jest.advanceTimersByTimeAsync(30_000);
    others.push(queue(20, 'person'));
    await jest.advanceTimersByTimeAsync(300_000);
    expect(critical).toHaveLength(40);
    expect(others.map((turns) => turns.length)).toEqual([60, 20, 20]);
    expect(mostWithin(1_000, [...critical, ...others.flat()])).toBeLessThanOrEqual(5);
    expect(mostWithin(60_000, critical)).toBeLessThanOrEqual(15);
  });
});
