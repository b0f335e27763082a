import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fairTurns } from '../../../../src/service/placing/fair-turns.ts';
import { noon } from '../../../support/builders.ts';

const MINUTE_MS = 60_000;

/** The rule as it is told, counted anew at each question: what `fairTurns` has to come to. */
function asTold(most: number) {
  let minute = Number.NaN;
  let before: ReadonlySet<string> = new Set();
  let taken = new Map<string, number>();
  let waiting = new Map<string, number>();
  return (who: string, now: number): boolean => {
    if (now !== minute) {
      before = new Set(now === minute + 1 ? taken.keys() : []);
      waiting = new Map([...waiting].filter(([each]) => before.has(each)));
      taken = new Map();
      minute = now;
    }
    const own = taken.get(who) ?? 0;
    taken.set(who, own);
    const askers = new Set([...before, ...taken.keys()]).size;
    const used = [...taken.values()].reduce((sum, count) => sum + count, 0);
    const since = waiting.get(who) ?? now;
    const ahead = [...waiting.values()].filter((each) => each < since).length;
    const isGiven = used + ahead < most && own < Math.max(1, Math.floor(most / (askers + 1)));
    if (isGiven) {
      taken.set(who, own + 1);
      waiting.delete(who);
    } else if (own === 0) waiting.set(who, since);
    return isGiven;
  };
}

const question = fc.record({
  who: fc.integer({ min: 0, max: 12 }),
  minutes: fc.constantFrom(0, 0, 0, 0, 0, 1, 1, 2, -1),
});

test('turns are given as the rule says, whoever asks when', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 6 }), fc.array(question, { maxLength: 120 }), (most, questions) => {
      let minute = Math.floor(noon.getTime() / MINUTE_MS);
      const mayTake = fairTurns({ now: () => new Date(minute * MINUTE_MS) }, most);
      const told = asTold(most);
      for (const { who, minutes } of questions) {
        minute += minutes;
        expect(mayTake(`order${who}`)).toBe(told(`order${who}`, minute));
      }
    }),
  );
});

test('a question costs the same however many ask: those of twenty thousand orders take no minute', () => {
  let minute = 0;
  const mayTake = fairTurns({ now: () => new Date(minute * MINUTE_MS) }, 40);
  const before = process.cpuUsage();
  for (; minute < 3; minute += 1) for (let order = 0; order < 20_000; order += 1) mayTake(`order${order}`);
  // Counted anew at each question this takes minutes.
  expect(process.cpuUsage(before).user).toBeLessThan(5_000_000);
});
