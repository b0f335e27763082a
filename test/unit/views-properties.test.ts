import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { PROVIDER_FACTS } from '../../src/orders/provider-facts.ts';
import { EMAIL_PROVIDERS, type OrderedDomain, type ProviderLine } from '../../src/orders/purchase.ts';
import { domainListCsv } from '../../views/domain-list-csv.ts';
import { type OrderParts, ordersInEveryState } from '../support/view-orders.ts';
import { HOSTILE_TEXTS } from '../support/view-samples.ts';
import { surfacesOf } from '../support/view-surfaces.ts';
import { foreignControls, slackProblems } from '../support/view-text.ts';

const text = (maxLength: number) =>
  fc.oneof(
    fc.constantFrom(...HOSTILE_TEXTS).map((each) => Array.from(each).slice(0, maxLength).join('')),
    fc.string({ unit: 'binary', minLength: 1, maxLength }),
    fc.string({ unit: fc.constantFrom('<', '>', '&', '!', '@', '*', '|', '🚀', 'ש', '\n'), minLength: 1, maxLength }),
  );

const alias = fc.record({ firstName: text(50), lastName: text(50), alias: text(64) });
const naming: fc.Arbitrary<OrderedDomain['naming']> = fc.oneof(
  fc.record({ form: fc.constant('names' as const), firstName: text(50), lastName: text(50) }),
  fc.record({ form: fc.constant('aliases' as const), aliases: fc.array(alias, { maxLength: 25 }) }),
);
const longName = fc.integer({ min: 4, max: 253 }).map((length) => `${'a'.repeat(Math.min(length, 249))}.com`);
const domain: fc.Arbitrary<OrderedDomain> = fc.record({ name: longName, naming, redirect: text(3000) });

/** A line of a few domains, repeated up to the provider's limit: large orders without generating each domain. */
const line: fc.Arbitrary<ProviderLine> = fc
  .tuple(fc.constantFrom(...EMAIL_PROVIDERS), fc.array(domain, { minLength: 1, maxLength: 3 }), fc.boolean())
  .map(([provider, domains, isFull]) => ({
    provider,
    domains: isFull ? filled(domains, PROVIDER_FACTS[provider].maxDomains) : domains,
  }));
const filled = <Item>(items: readonly Item[], count: number): Item[] =>
  Array.from({ length: Math.ceil(count / items.length) }, () => items)
    .flat()
    .slice(0, count);

const parts: fc.Arbitrary<OrderParts> = fc.record({
  label: text(60),
  workspaceName: text(300),
  source: fc.constantFrom('scaledmail' as const, 'other' as const),
  lines: fc.uniqueArray(line, { minLength: 1, maxLength: 3, selector: ({ provider }) => provider }),
  quorum: fc.constantFrom(1, 2),
  words: text(5_000),
  extras: fc.record({
    coupon: text(100),
    hosting: fc.record({ provider: text(300), loginId: fc.constant('l1') }),
    sequencer: fc.record({ provider: text(300), loginId: fc.constant('l2') }),
  }),
});

test('no order, whatever people and the vendor wrote, breaks a limit of Slack or mentions anybody else', () => {
  fc.assert(
    fc.property(parts, fc.nat(), (given, pick) => {
      const orders = ordersInEveryState(given);
      const order = orders[pick % orders.length];
      for (const [name, surface] of order ? surfacesOf(order, given.words) : []) {
        expect([name, slackProblems(surface), foreignControls(surface)]).toEqual([name, [], []]);
      }
    }),
    { numRuns: 60 },
  );
});

test('no cell of the CSV starts a formula', () => {
  fc.assert(
    fc.property(parts, (given) => {
      const [order] = ordersInEveryState(given);
      return order === undefined || !/(?:^|\n|,|")[=+@]/.test(domainListCsv(order).replace(/"(?:[^"]|"")*"/g, '"x"'));
    }),
    { numRuns: 30 },
  );
});
