import { describe, expect, test } from '@jest/globals';
import { momentFrom } from '../../../src/scaledmail/moment.ts';

const moment = '2026-11-23T12:00:00.000Z';

describe('a moment as the vendor writes it', () => {
  test.each<[unknown, string]>([
    ['2026-11-23T12:00:00.000Z', moment],
    ['2026-11-23T12:00:00Z', moment],
    ['2026-11-23t12:00:00z', moment],
    ['2026-11-23T12:00Z', moment],
    ['2026-11-23T14:00:00+02:00', moment],
    ['2026-11-23T14:00:00+0200', moment],
    ['2026-11-23T07:00:00-05', moment],
    ['2026-11-23T12:00:00.123456Z', '2026-11-23T12:00:00.123Z'],
    ['2026-11-23T12:00:00', moment],
    ['2026-11-23T12:00', moment],
    ['2026-11-23 12:00:00', moment],
    ['2026-11-23 12:00:00.000+00', moment],
    ['2026-11-23 12:00:00 +0000', moment],
    [' 2026-11-23T12:00:00Z ', moment],
    ['2026-11-23', '2026-11-23T00:00:00.000Z'],
    [1_795_435_200, moment],
    [1_795_435_200.5, '2026-11-23T12:00:00.500Z'],
    [1_795_435_200_000, moment],
  ])('%j', (written, read) => {
    expect(momentFrom(written)?.toISOString()).toBe(read);
  });

  test.each([
    [null],
    [undefined],
    [''],
    ['yesterday'],
    ['23.11.2026'],
    ['11/23/2026 12:00'],
    ['2026-11-23T12:00:00 CET'],
    ['2026-13-01T00:00:00Z'],
    ['2026-11-23T25:00:00Z'],
    ['2026-11-23T12'],
    [`2026-11-23T12:00:00Z${' '.repeat(50_000)}x`],
    [0],
    [-1],
    [20_261_123],
    [1e300],
    [true],
    [{ seconds: 1_795_435_200 }],
    [['2026-11-23']],
  ])('is not read from %j', (written) => {
    expect(momentFrom(written)).toBeNull();
  });

  test.each([['0001-01-01T00:00:00Z'], ['1970-01-01T00:00:00Z'], ['0000-00-00'], ['1999-12-31T23:59:59Z']])(
    '%s stands for none: nothing that old was ordered',
    (written) => {
      expect(momentFrom(written)).toBeNull();
    },
  );
});
