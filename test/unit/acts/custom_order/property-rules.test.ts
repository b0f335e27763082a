import { describe, expect } from '@jest/globals';
import fc from 'fast-check';
import type { CustomOrder } from '../../../../src/acts/custom_order/custom-order.ts';
import type { OrderField } from '../../../../src/acts/custom_order/problem.ts';
import { customOrderRequest } from '../../../../src/acts/custom_order/request.ts';
import { loginProblems } from '../../../../src/acts/custom_order/rules/accounts.ts';
import { checkOrder } from '../../../../src/acts/custom_order/rules/check-order.ts';
import type { CustomOrderInput } from '../../../../src/acts/custom_order/rules/order-input.ts';
import { vendorTag } from '../../../../src/acts/custom_order/tag.ts';
import { Reference } from '../../../../src/values/ids.ts';
import { requestProblems } from '../../../contract/local-scaledmail/support.ts';
import { property } from '../../../support/property/check.ts';
import { brokenHouseRules } from '../../../support/property/house-rules.ts';
import { slipped } from '../../../support/property/mutations.ts';
import { validOrder } from '../../../support/property/orders.ts';
import { type BrokenRule, brokenPageRules, WireRequest } from '../../../support/property/page-rules.ts';
import { anyText } from '../../../support/property/texts.ts';
import { readName, wireOf } from '../../../support/property/wire.ts';

const reference = Reference.parse('7f3k2q');
const nothingTaken = new Map<string, string>();
const DOMAIN_FIELDS: readonly OrderField[] = ['domains_google', 'domains_outlook', 'domains_smtp'];

/** The fields of the form at which a broken rule of the page may be shown; one of them is enough. */
function fieldsOf({ rule, part }: BrokenRule, { source }: CustomOrderInput): string[] {
  if (rule === 'each domain once') return [...DOMAIN_FIELDS];
  if (rule === 'not more than 200 domains') return ['providers', ...DOMAIN_FIELDS];
  // A login that is not needed is refused as a whole.
  const whole = part.startsWith('hosting') && source === 'scaledmail' ? ['hosting_provider'] : [];
  const mapped: Readonly<Record<string, string>> = {
    organization_id: 'workspace',
    hosting: 'hosting_provider',
    'hosting.password': 'hosting_username',
    'sequencer.password': 'sequencer_username',
    google: 'domains_google',
    outlook: 'domains_outlook',
    smtp: 'domains_smtp',
  };
  return [mapped[part] ?? part.replace('.', '_'), ...whole];
}

const problemFields = (order: CustomOrderInput): string[] => {
  const checked = checkOrder(order, nothingTaken);
  return checked.ok ? [] : checked.problems.map(({ field }) => field);
};

const requestFor = (purchase: CustomOrder) =>
  customOrderRequest(purchase, vendorTag(purchase.label, reference, 1), () => ({
    username: 'ops@example.com',
    password: 'correct horse',
  }));

/** Some text of the order is replaced by whatever people can paste. */
const withWildText: fc.Arbitrary<CustomOrderInput> = fc
  .tuple(
    validOrder,
    fc.constantFrom('label', 'name', 'redirect', 'profilePicture', 'first', 'alias', 'coupon', 'link'),
    anyText,
  )
  .map(([order, place, text]) => {
    if (place === 'label' || place === 'coupon') return { ...order, [place]: text };
    if (place === 'link')
      return { ...order, source: 'other', hosting: { provider: text, loginId: 'login-1', link: text } };
    const lines = order.lines.map((line) => ({
      ...line,
      domains: line.domains.map((domain, index) => {
        if (index > 0) return domain;
        if (place === 'name' || place === 'redirect' || place === 'profilePicture') return { ...domain, [place]: text };
        const { naming } = domain;
        if (naming?.form !== 'aliases')
          return { ...domain, naming: { form: 'names' as const, firstName: text, lastName: text } };
        const aliases = naming.aliases.map((alias, at) =>
          at > 0 ? alias : { ...alias, [place === 'first' ? 'firstName' : 'alias']: text },
        );
        return { ...domain, naming: { ...naming, aliases } };
      }),
    }));
    return { ...order, lines };
  });

describe('the rules and the vendor’s page agree', () => {
  property(
    'no valid order is refused, from one domain to 200 with 25 aliases each where the provider gives so many',
    validOrder,
    (order) => {
      expect(brokenPageRules(wireOf(order))).toEqual([]);
      expect(brokenHouseRules(order)).toEqual([]);
      const checked = checkOrder(order, nothingTaken);
      if (!checked.ok) throw new Error(JSON.stringify(checked.problems.slice(0, 3)));
      const names = checked.purchase.lines.map(({ domains }) => domains.map(({ name }) => name));
      expect(names).toEqual(order.lines.map(({ domains }) => domains.map(({ name }) => readName(name))));
    },
    { runs: 300 },
  );

  property(
    'an order with slips passes just when it breaks neither a rule of the page nor one of ours',
    slipped(validOrder, 2),
    (order) => {
      const broken = [...brokenPageRules(wireOf(order)), ...brokenHouseRules(order)];
      expect({ isRefused: !checkOrder(order, nothingTaken).ok }).toEqual({ isRefused: broken.length > 0 });
    },
    { runs: 900 },
  );

  property(
    'a refused order names every field that is wrong, and no other',
    slipped(validOrder, 3),
    (order) => {
      const named = new Set(problemFields(order));
      const page = brokenPageRules(wireOf(order)).map((broken) => fieldsOf(broken, order));
      const house = brokenHouseRules(order).map((field) => [field]);
      for (const fields of [...page, ...house]) expect(fields.filter((field) => named.has(field))).not.toEqual([]);
      const isTwice = new Set(order.lines.map(({ provider }) => provider)).size !== order.lines.length;
      if (!isTwice) expect([...page, ...house].flat()).toEqual(expect.arrayContaining([...named]));
    },
    { runs: 500 },
  );
});

describe('what is sent', () => {
  const sendable = fc.oneof(validOrder, withWildText, slipped(validOrder, 1));

  property(
    'no order that passes breaks the page, whatever was typed',
    sendable,
    (order) => {
      const checked = checkOrder(order, nothingTaken);
      if (!checked.ok) return;
      const { query, body } = requestFor(checked.purchase);
      expect(brokenPageRules(WireRequest.parse({ query, body }))).toEqual([]);
    },
    { runs: 500 },
  );

  property(
    'every valid order fits the contract’s schema',
    validOrder,
    (order) => {
      const checked = checkOrder(order, nothingTaken);
      return checked.ok && requestProblems('createCustomOrder', requestFor(checked.purchase).body) === '';
    },
    { runs: 40 },
  );

  property(
    'a name that stands in another open order is refused, and that order is named',
    fc.tuple(validOrder, fc.nat()),
    ([order, pick]) => {
      const names = order.lines.flatMap(({ domains }) => domains.map(({ name }) => readName(name)));
      const name = names[pick % names.length] ?? '';
      const checked = checkOrder(order, new Map([[name, '8g4m3r']]));
      if (checked.ok) throw new Error('The order passed');
      expect(checked.problems.map(({ code }) => code)).toEqual(['domain_in_open_order']);
      expect(checked.problems[0]?.message).toContain('8g4m3r');
    },
    { runs: 60 },
  );

  property(
    'a login is whole or refused at the part that is missing',
    fc.record({ username: anyText, password: anyText }),
    (login) => {
      const missing = [
        login.username.trim() === '' ? 'hosting_username' : '',
        login.password === '' ? 'hosting_password' : '',
      ];
      expect(loginProblems('hosting', login).map(({ field }) => field)).toEqual(
        missing.filter((field) => field !== ''),
      );
    },
    { runs: 200 },
  );
});
