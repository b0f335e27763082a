import { describe, expect, test } from '@jest/globals';
import type { Worth } from '../../../src/acts/worth.ts';
import {
  amountText,
  beforeText,
  chargedText,
  chargeText,
  onceAndMonthly,
  worthText,
} from '../../../views/words/price-text.ts';

const spend = (nowCents: number, monthCents: number, yearCents = 0): Worth => ({
  effect: 'spend',
  nowCents,
  monthCents,
  yearCents,
  lines: [],
});

describe('what an act is worth', () => {
  test.each<{ worth: Worth; amount: string | null; charges: string }>`
    worth                                                           | amount                                                | charges
    ${spend(0, 14_900)}                                             | ${'$149.00 / month'}                                  | ${'$149.00 a month'}
    ${spend(1_200, 0)}                                              | ${'$12.00 now'}                                       | ${'$12.00 now'}
    ${spend(1_200, 14_900)}                                         | ${'$12.00 now + $149.00 / month'}                     | ${'$12.00 now and $149.00 a month'}
    ${spend(1_200, 14_900, 1_300)}                                  | ${'$12.00 now + $149.00 / month, then $13.00 a year'} | ${'$12.00 now and $149.00 a month, then $13.00 a year'}
    ${spend(3_100, 0, 3_400)}                                       | ${'$31.00 now, then $34.00 a year'}                   | ${'$31.00 now, then $34.00 a year'}
    ${spend(0, 0)}                                                  | ${'$0.00 / month'}                                    | ${'$0.00 a month'}
    ${{ effect: 'cancel', endsMonthCents: 12_100, endsDomains: 9 }} | ${'saves $121.00 / month'}                            | ${'nothing'}
    ${{ effect: 'cancel', endsMonthCents: null, endsDomains: 9 }}   | ${null}                                               | ${'nothing'}
    ${{ effect: 'write' }}                                          | ${null}                                               | ${'nothing'}
  `('is said as $amount, and charges $charges', ({ worth, amount, charges }) => {
    expect(amountText(worth)).toBe(amount);
    expect(chargeText(worth)).toBe(charges);
  });

  test.each<{ totalCents: number; nowCents: number | undefined; text: string }>`
    totalCents | nowCents     | text
    ${14_900}  | ${undefined} | ${'$149.00 / month'}
    ${16_100}  | ${1_200}     | ${'$12.00 now + $149.00 / month'}
    ${1_200}   | ${1_200}     | ${'$12.00 now'}
  `('was charged: $text', ({ totalCents, nowCents, text }) => expect(chargedText(totalCents, nowCents)).toBe(text));

  test('of one thing among others', () => {
    expect(onceAndMonthly({ nowCents: 4_000, monthCents: 5_000 })).toBe('$40.00 now, $50.00 / month');
  });

  test.each<{ worth: Worth; says: string }>`
    worth                                                           | says
    ${spend(0, 14_900)}                                             | ${'*Total $149.00 / month* · before tax'}
    ${spend(1_200, 14_900)}                                         | ${'*Total $12.00 now + $149.00 / month* · before tax'}
    ${{ effect: 'cancel', endsMonthCents: 12_100, endsDomains: 1 }} | ${'*Ends 1 domain, saves $121.00 / month*'}
    ${{ effect: 'cancel', endsMonthCents: null, endsDomains: 9 }}   | ${'*Ends 9 domains.* ScaledMail does not say what they cost.'}
    ${{ effect: 'write' }}                                          | ${'Costs nothing.'}
  `('stands on a card as $says', ({ worth, says }) => expect(worthText(worth, beforeText({}))).toBe(says));
});
