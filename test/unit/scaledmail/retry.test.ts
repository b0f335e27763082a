import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  delayFrom,
  delayFromHeader,
  isRetryableStatus,
  MAX_TRIES,
  retryDelayMs,
} from '../../../src/scaledmail/retry.ts';
import { noon } from '../../support/builders.ts';

const nowMs = noon.getTime();
const nowSeconds = nowMs / 1_000;

describe('what the vendor asks for', () => {
  test.each<{ what: string; retryAfter: number; delayMs: number }>`
    what                          | retryAfter        | delayMs
    ${'a moment in seconds'}      | ${nowSeconds + 5} | ${5_000}
    ${'a moment in milliseconds'} | ${nowMs + 5_000}  | ${5_000}
    ${'a delay in seconds'}       | ${5}              | ${5_000}
    ${'a part of a second'}       | ${0.25}           | ${250}
    ${'nothing'}                  | ${0}              | ${0}
    ${'a moment that has passed'} | ${nowSeconds - 5} | ${0}
    ${'a passed millisecond'}     | ${nowMs - 1}      | ${0}
    ${'a delay below zero'}       | ${-5}             | ${0}
    ${'the longest delay'}        | ${1_000_000_000}  | ${1_000_000_000_000}
    ${'the first moment'}         | ${1_000_000_001}  | ${0}
  `('$what: $retryAfter is a delay of $delayMs ms', ({ retryAfter, delayMs }) => {
    expect(delayFrom(retryAfter, noon)).toBe(delayMs);
  });

  test.each<{ header: string; delayMs: number | null }>`
    header                             | delayMs
    ${'5'}                             | ${5_000}
    ${'0'}                             | ${0}
    ${String(nowSeconds + 5)}          | ${5_000}
    ${'Mon, 23 Nov 2026 12:00:07 GMT'} | ${7_000}
    ${'Mon, 23 Nov 2026 11:59:00 GMT'} | ${0}
    ${'Mon, 23 Nov 1998 11:59:00 GMT'} | ${0}
    ${''}                              | ${null}
    ${'soon'}                          | ${null}
    ${'GMT'}                           | ${null}
    ${'-5'}                            | ${null}
    ${'1.5'}                           | ${null}
  `('the header "$header" is a delay of $delayMs ms', ({ header, delayMs }) => {
    expect(delayFromHeader(header, noon)).toBe(delayMs);
  });
});

describe('the delay before the next try', () => {
  test.each<{ failures: number; asked: number | null; urgency: 'person' | 'background'; jitter: number; ms: unknown }>`
    failures | asked        | urgency         | jitter   | ms
    ${1}     | ${null}      | ${'person'}     | ${0}     | ${200}
    ${1}     | ${null}      | ${'person'}     | ${0.999} | ${400}
    ${2}     | ${null}      | ${'person'}     | ${0}     | ${400}
    ${3}     | ${null}      | ${'person'}     | ${0}     | ${800}
    ${4}     | ${null}      | ${'person'}     | ${0}     | ${1_500}
    ${4}     | ${null}      | ${'background'} | ${0}     | ${1_600}
    ${20}    | ${null}      | ${'background'} | ${0}     | ${60_000}
    ${1}     | ${0}         | ${'person'}     | ${0.5}   | ${0}
    ${1}     | ${3_000}     | ${'person'}     | ${0.5}   | ${3_000}
    ${1}     | ${3_001}     | ${'person'}     | ${0.5}   | ${null}
    ${1}     | ${3_001}     | ${'background'} | ${0.5}   | ${3_001}
    ${1}     | ${3_600_000} | ${'background'} | ${0.5}   | ${120_000}
  `(
    'after $failures failures, asked for $asked ms, for $urgency, jitter $jitter: $ms ms',
    ({ failures, asked, urgency, jitter, ms }) => {
      expect(retryDelayMs(failures, asked, urgency, jitter)).toBe(ms);
    },
  );

  const asked = fc.option(fc.double({ min: 0, max: 1e9, noNaN: true }), { nil: null });
  const jitter = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

  test('a person never waits longer than six seconds for all tries, and never longer than asked', () => {
    fc.assert(
      fc.property(asked, jitter, (askedMs, random) => {
        const failures = Array.from({ length: MAX_TRIES.person - 1 }, (_, index) => index + 1);
        const delays = failures.map((failure) => retryDelayMs(failure, askedMs, 'person', random) ?? 0);
        expect(delays.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(6_000);
        if (askedMs !== null) expect(Math.max(...delays)).toBeLessThanOrEqual(askedMs);
      }),
    );
  });

  test('background work always waits, between nothing and two minutes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), asked, jitter, (failures, askedMs, random) => {
        const delayMs = retryDelayMs(failures, askedMs, 'background', random) ?? Number.NaN;
        expect(delayMs).toBeGreaterThanOrEqual(0);
        expect(delayMs).toBeLessThanOrEqual(120_000);
      }),
    );
  });
});

test.each([429, 500, 502, 503, 504, 599])('a read is tried again after %d', (status) => {
  expect(isRetryableStatus(status)).toBe(true);
});

test.each([200, 204, 304, 400, 401, 403, 404, 408, 422, 499])('a read is not tried again after %d', (status) => {
  expect(isRetryableStatus(status)).toBe(false);
});
