import { describe, expect, test } from '@jest/globals';
import { addMilliseconds } from 'date-fns';
import { hasGoneBack, markOf } from '../../../../src/orders/history/card-mark.ts';
import { type HistoryEntry, nextEntry } from '../../../../src/orders/history/history.ts';
import { newestTerms } from '../../../../src/orders/order.ts';
import { amir, anOrder, aSalt, noon } from '../../../support/builders.ts';

const { fingerprint } = newestTerms(anOrder());
const news = { fingerprint, at: noon, salt: aSalt };
const approved = { type: 'approved', by: amir, fingerprint } as const;
const first = nextEntry(null, { ...news, event: { type: 'expired' } });
const second = nextEntry(first, { ...news, event: approved });
const secondLater = nextEntry(first, { ...news, event: approved, at: addMilliseconds(noon, 1) });
const third = nextEntry(second, { ...news, event: { type: 'vendor_cancelled' } });

test('a mark has the number of the entry, 16 digits of its hash, and when the card was drawn', () => {
  expect(markOf(second, noon)).toEqual({ sequence: 2, hash: second.hash.slice(0, 16), drawnAt: noon });
});

describe('a store whose order has the history', () => {
  test.each<{ what: string; entries: HistoryEntry[]; drawnFrom: HistoryEntry; wentBack: boolean }>`
    what                                                  | entries                   | drawnFrom | wentBack
    ${'that the card shows, did not go back'}             | ${[first, second]}        | ${second} | ${false}
    ${'that went on since the card, did not go back'}     | ${[first, second, third]} | ${first}  | ${false}
    ${'that ends before the card, went back'}             | ${[first]}                | ${second} | ${true}
    ${'that is empty, went back'}                         | ${[]}                     | ${first}  | ${true}
    ${'that went on another way, went back'}              | ${[first, secondLater]}   | ${second} | ${true}
    ${'that lacks the very entry of the card, went back'} | ${[first, third]}         | ${second} | ${true}
  `('$what', ({ entries, drawnFrom, wentBack }) => {
    expect(hasGoneBack(entries, markOf(drawnFrom, noon))).toBe(wentBack);
  });
});
