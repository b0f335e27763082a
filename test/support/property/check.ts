import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { timesAsMany } from './exploring.ts';

/**
 * A test that a predicate holds for `runs` generated values: it throws, or answers false, where it does not. The number of
 * cases stands in the test's name, from where the closing reporter sums it up, and is checked against what was really run.
 * On failure fast-check prints seed, path and the smallest value that it found.
 */
export function property<Value>(
  name: string,
  arbitrary: fc.Arbitrary<Value>,
  holds: (value: Value) => unknown,
  { runs: usual }: { readonly runs: number },
): void {
  const runs = usual * timesAsMany;
  test(`${name} (${runs} cases)`, () => {
    let ran = 0;
    const counted = (value: Value): boolean => {
      ran += 1;
      return holds(value) !== false;
    };
    fc.assert(fc.property(arbitrary, counted), { numRuns: runs });
    expect(ran).toBe(runs);
  });
}
