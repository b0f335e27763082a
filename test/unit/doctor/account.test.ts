import { describe, expect, test } from '@jest/globals';
import { judgeOrderDates, judgeOrderTags, judgeVendorClock, judgeWords } from '../../../src/doctor/check-account.ts';
import type { AccountSurvey } from '../../../src/scaledmail/account-survey.ts';

const survey = (change: Partial<AccountSurvey> = {}): AccountSurvey => ({
  orders: 4,
  undated: 0,
  opened: 3,
  untagged: 0,
  unknown: [],
  ...change,
});
/** What a line is to whoever reads the report. */
const kindOf = ({ ok, fix }: { readonly ok: boolean; readonly fix: string | null }) =>
  ok ? (fix === null ? 'ok' : 'warning') : fix === null ? 'not checked' : 'problem';

describe('dates of orders', () => {
  test.each<[Partial<AccountSurvey>, string, string]>([
    [{}, 'ok', 'each of 4 orders carries created_at'],
    [{ orders: 1 }, 'ok', 'each of 1 order carries created_at'],
    [{ orders: 0 }, 'warning', 'no orders yet, so no answer shows whether orders carry created_at'],
    [{ undated: 1 }, 'warning', '1 of 4 orders without a created_at that can be read'],
    [{ orders: 200, undated: 200 }, 'warning', '200 of 200 orders without a created_at that can be read'],
    [{ orders: 300, undated: 201 }, 'problem', '201 of 300 orders without a created_at that can be read'],
  ])('of %j: %s', (change, kind, detail) => {
    const line = judgeOrderDates(survey(change));
    expect([kindOf(line), line.detail]).toEqual([kind, detail]);
  });
});

describe('tags of orders', () => {
  test.each<[Partial<AccountSurvey>, string, string]>([
    [{}, 'ok', 'the details of orders carry it (3 opened)'],
    [{ orders: 0, opened: 0 }, 'warning', 'no orders yet, so no answer shows whether orders carry their tag'],
    [{ untagged: 3 }, 'problem', '3 of 3 orders opened without the field tag'],
    [{ opened: 1, untagged: 1 }, 'problem', '1 of 1 order opened without the field tag'],
  ])('of %j: %s', (change, kind, detail) => {
    const line = judgeOrderTags(survey(change));
    expect([kindOf(line), line.detail]).toEqual([kind, detail]);
  });

  test('that are lacking say what to do before the first dollar', () => {
    expect(judgeOrderTags(survey({ untagged: 3 })).fix).toMatch(/support.*\/scaledmail pause/);
  });
});

describe('fields and words', () => {
  test('that are all known are well, also while there are no orders', () => {
    expect(judgeWords(survey())).toMatchObject({
      ok: true,
      fix: null,
      detail: 'every field and every status is known',
    });
    expect(judgeWords(survey({ orders: 0 }))).toMatchObject({
      ok: true,
      fix: null,
      detail: 'no unknown field or status so far',
    });
  });

  test('that are not are named with their place, and are a warning', () => {
    const line = judgeWords(
      survey({
        unknown: [
          { kind: 'field', place: 'order rows', name: 'coupon' },
          { kind: 'status', place: 'order details', name: 'Past Due' },
        ],
      }),
    );
    expect(kindOf(line)).toBe('warning');
    expect(line.detail).toBe('unknown: field coupon in order rows, status “Past Due” in order details');
  });
});

describe('the clock of ScaledMail', () => {
  const HOUR_MS = 3_600_000;
  test.each<[number | null, string, string]>([
    [null, 'not checked', 'not checked: needs an answer of ScaledMail that is dated'],
    [0, 'ok', 'like ours, to about 1 s'],
    [-60_000, 'ok', 'like ours, to about 60 s'],
    [60_001, 'warning', '1 minute ahead of ours'],
    [-600_000, 'warning', '10 minutes behind ours'],
    [3 * HOUR_MS, 'warning', '3 hours ahead of ours'],
    [24 * HOUR_MS, 'warning', '24 hours ahead of ours'],
    [-25 * HOUR_MS, 'problem', '25 hours behind ours: an order made there could be taken for an old one'],
  ])('%j ms ahead is %s', (offsetMs, kind, detail) => {
    const line = judgeVendorClock(offsetMs);
    expect([kindOf(line), line.detail]).toEqual([kind, detail]);
  });
});
