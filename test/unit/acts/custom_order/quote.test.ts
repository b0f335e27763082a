import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { EMAIL_PROVIDERS } from '../../../../src/acts/custom_order/custom-order.ts';
import {
  dailyVolumeFor,
  detectPriceUnit,
  type ProviderCalculation,
  quoteOrder,
} from '../../../../src/acts/custom_order/quote.ts';
import { formatCents } from '../../../../src/values/money.ts';
import { aLine, noon } from '../../../support/builders.ts';

const google = (domains: number, totalPrice = domains * 7): ProviderCalculation => ({
  provider: 'google',
  requiredDomains: domains,
  requiredMailboxes: domains * 2,
  totalPrice,
});
const outlook = (domains: number, totalPrice = domains * 50): ProviderCalculation => ({
  provider: 'outlook',
  requiredDomains: domains,
  requiredMailboxes: domains * 25,
  totalPrice,
});
const smtp = (domains: number, totalPrice = domains * 3.75): ProviderCalculation => ({
  provider: 'smtp',
  requiredDomains: domains,
  requiredMailboxes: domains * 4,
  totalPrice,
});

test('seven Google and two Outlook domains cost $149.00, as in the vendor notes', () => {
  const result = quoteOrder([aLine('google', 7), aLine('outlook', 2)], [google(7), outlook(2)], noon);
  expect(result).toEqual({
    ok: true,
    quote: {
      pricedAt: noon,
      totalCents: 14_900,
      lines: [
        { provider: 'google', domains: 7, mailboxes: 14, pricedPer: 'mailbox', unitCents: 350, monthlyCents: 4_900 },
        { provider: 'outlook', domains: 2, mailboxes: 50, pricedPer: 'domain', unitCents: 5_000, monthlyCents: 10_000 },
      ],
    },
  });
});

test('asks for the volume that needs just so many domains', () => {
  expect([dailyVolumeFor('google', 7), dailyVolumeFor('outlook', 2), dailyVolumeFor('smtp', 10)]).toEqual([
    350, 500, 400,
  ]);
});

test.each<{ calculation: ProviderCalculation; unit: string | null }>`
  calculation                | unit
  ${google(7)}               | ${'dollars'}
  ${google(7, 4_900)}        | ${'cents'}
  ${smtp(10, 37.5)}          | ${'dollars'}
  ${smtp(10, 3_750)}         | ${'cents'}
  ${google(7, 14 * 3.5 * 4)} | ${'dollars'}
  ${google(7, 14 * 3.5 * 5)} | ${null}
  ${google(7, 0)}            | ${null}
  ${google(7, 1_000_000)}    | ${null}
`(
  '$calculation.totalPrice for $calculation.requiredMailboxes $calculation.provider mailboxes is in $unit',
  ({ calculation, unit }) => {
    expect(detectPriceUnit(calculation)).toBe(unit);
  },
);

test.each<{ why: string; calculations: ProviderCalculation[]; refusal: string }>`
  why                       | calculations                       | refusal
  ${'one price is missing'} | ${[google(2)]}                     | ${'price_missing'}
  ${'a price is absurd'}    | ${[google(2), outlook(2, 9e9)]}    | ${'price_unit_unclear'}
  ${'units differ'}         | ${[google(2), outlook(2, 10_000)]} | ${'price_units_disagree'}
`('no price is shown when $why', ({ calculations, refusal }) => {
  expect(quoteOrder([aLine('google', 2), aLine('outlook', 2)], calculations, noon)).toEqual({ ok: false, refusal });
});

test.each<{ what: string; requiredMailboxes: number; totalPrice: number }>`
  what                        | requiredMailboxes | totalPrice
  ${'a price of one domain'}  | ${1e14}           | ${2e14}
  ${'the price of all of it'} | ${2e13}           | ${4e13}
`('no price is shown when $what is beyond what an integer holds', ({ requiredMailboxes, totalPrice }) => {
  const calculation = { provider: 'outlook', requiredDomains: 1, requiredMailboxes, totalPrice } as const;
  expect(detectPriceUnit(calculation)).toBe('dollars');
  expect(quoteOrder([aLine('outlook', 3)], [calculation], noon)).toEqual({ ok: false, refusal: 'price_unit_unclear' });
});

test('no price is shown when only the sum is beyond what an integer holds', () => {
  const calculations = (['outlook', 'smtp'] as const).map((provider) => {
    const anchor = { outlook: 2, smtp: 0.9375 }[provider];
    return { provider, requiredDomains: 1, requiredMailboxes: 8e13 / anchor, totalPrice: 8e13 };
  });
  const lines = [aLine('outlook', 1), aLine('smtp', 1)];
  for (const [index, line] of lines.entries()) {
    expect(quoteOrder([line], calculations.slice(index), noon)).toMatchObject({ ok: true });
  }
  expect(quoteOrder(lines, calculations, noon)).toEqual({ ok: false, refusal: 'price_unit_unclear' });
});

test('the ratios hold when the vendor sizes differently than we do', () => {
  const result = quoteOrder([aLine('google', 3)], [google(4)], noon);
  expect(result).toMatchObject({ ok: true, quote: { totalCents: 2_100 } });
});

test('the lines sum to the total, in dollars as in cents', () => {
  const prices = { google: 3.5 * 2, outlook: 50, smtp: 3.75 };
  const mailboxes = { google: 2, outlook: 25, smtp: 4 };
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.constantFrom(...EMAIL_PROVIDERS), { minLength: 1 }),
      fc.integer({ min: 1, max: 100 }),
      fc.constantFrom(1, 100),
      fc.double({ min: 0.5, max: 2, noNaN: true }),
      (providers, count, unit, change) => {
        const calculations = providers.map((provider) => ({
          provider,
          requiredDomains: count,
          requiredMailboxes: count * mailboxes[provider],
          totalPrice: count * prices[provider] * unit * change,
        }));
        const result = quoteOrder(
          providers.map((provider) => aLine(provider, count)),
          calculations,
          noon,
        );
        if (!result.ok) throw new Error(result.refusal);
        const sum = result.quote.lines.reduce((total, line) => total + line.monthlyCents, 0);
        expect(result.quote.totalCents).toBe(sum);
        expect(Number.isInteger(sum)).toBe(true);
      },
    ),
  );
});

test.each<{ cents: number; text: string }>`
  cents        | text
  ${14_900}    | ${'$149.00'}
  ${5}         | ${'$0.05'}
  ${1_234_567} | ${'$12,345.67'}
`('$cents cents are written $text', ({ cents, text }) => {
  expect(formatCents(cents)).toBe(text);
});
