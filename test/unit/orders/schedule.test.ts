import { describe, expect, test } from '@jest/globals';
import { addDays, addHours, addSeconds } from 'date-fns';
import * as schedule from '../../../src/orders/schedule.ts';
import { noon } from '../../support/builders.ts';

const secondsFromNoon = (date: Date) => (date.getTime() - noon.getTime()) / 1_000;

describe('times', () => {
  test.each<{ what: string; at: Date; seconds: number }>`
    what                                               | at                                      | seconds
    ${'the call has to start by'}                      | ${schedule.placingMustStartBy(noon)}    | ${20}
    ${'the call is presumed lost'}                     | ${schedule.placingPresumedLostAt(noon)} | ${90}
    ${'hourly looks for an order that ended go until'} | ${schedule.lookHourlyUntil(noon)}       | ${86_400}
    ${'daily looks for what was refused go until'}     | ${schedule.lookDailyUntil(noon)}        | ${604_800}
    ${'the daily look'}                                | ${schedule.nextDailyLookAt(noon)}       | ${57_600}
    ${'news of an answer of an unfamiliar shape'}      | ${schedule.tellOfUnfamiliarAt(noon)}    | ${60}
    ${'the next watch'}                                | ${schedule.nextWatchAt(noon)}           | ${900}
    ${'the next watch of a working order'}             | ${schedule.nextWatchOfActiveAt(noon)}   | ${43_200}
    ${'a hold'}                                        | ${schedule.holdUntil(noon)}             | ${30}
    ${'the reminder'}                                  | ${schedule.remindAt(noon, 168)}         | ${86_400}
    ${'the end'}                                       | ${schedule.expiresAt(noon, 168)}        | ${604_800}
    ${'the reminder of what waits for a day'}          | ${schedule.remindAt(noon, 24)}          | ${21_600}
    ${'the end of what waits for a day'}               | ${schedule.expiresAt(noon, 24)}         | ${86_400}
  `('$what after $seconds s', ({ at, seconds }) => {
    expect(secondsFromNoon(at)).toBe(seconds);
  });

  test('looks come after 5 s, 15 s, 1 min, 5 min, 15 min, then every hour', () => {
    const looks = [0, 1, 2, 3, 4, 5, 6, 100].map((made) => secondsFromNoon(schedule.nextLookAt(made, noon)));
    expect(looks).toEqual([5, 15, 60, 300, 900, 3_600, 3_600, 3_600]);
    expect(schedule.LOOKS_BEFORE_ASKING).toBe(5);
  });

  test('the daily look is the same moment for all of a day, and always ahead', () => {
    const looks = [0, 16, 24, 39].map((hours) => schedule.nextDailyLookAt(addHours(noon, hours - 12)).toISOString());
    expect(looks).toEqual([
      '2026-11-24T04:00:00.000Z',
      '2026-11-24T04:00:00.000Z',
      '2026-11-25T04:00:00.000Z',
      '2026-11-25T04:00:00.000Z',
    ]);
  });

  test('five business days from a Monday end the next Monday', () => {
    expect(schedule.stuckAfter(noon, 'spend')).toEqual(addDays(noon, 7));
    expect(schedule.stuckAfter(noon, 'write')).toEqual(addDays(noon, 7));
  });

  test('what ends may run to the end of its paid month before people are told', () => {
    expect(schedule.stuckAfter(noon, 'cancel')).toEqual(addDays(noon, 35));
  });
});

test('a card is late from its tenth minute on', () => {
  const isLate = (seconds: number) => schedule.isCardLate(noon, addSeconds(noon, seconds));
  expect([599, 600, 601].map(isLate)).toEqual([false, true, true]);
});

describe('a retry', () => {
  test.each<{ failures: number; jitter: number; milliseconds: number }>`
    failures | jitter | milliseconds
    ${0}     | ${0}   | ${750}
    ${0}     | ${0.5} | ${875}
    ${1}     | ${0}   | ${1_500}
    ${3}     | ${0}   | ${6_000}
    ${8}     | ${0}   | ${192_000}
    ${9}     | ${0}   | ${225_000}
    ${5_000} | ${0}   | ${225_000}
    ${5_000} | ${0.8} | ${285_000}
  `('after $failures failures at chance $jitter comes in $milliseconds ms', ({ failures, jitter, milliseconds }) => {
    expect(schedule.retryAt(failures, noon, jitter).getTime() - noon.getTime()).toBe(milliseconds);
  });
});
