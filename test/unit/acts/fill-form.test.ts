import { describe, expect, test } from '@jest/globals';
import {
  Act,
  claimsOf,
  effectOf,
  loginIdsOf,
  requestOf,
  sealedRequest,
  tagOf,
  targetOf,
} from '../../../src/acts/act.ts';
import { askedBy } from '../../../src/acts/asked-by-draft.ts';
import { providersIn } from '../../../src/acts/fill_form/held-form.ts';
import { heldProblems } from '../../../src/acts/fill_form/held-problems.ts';
import { withTextsAtChosen } from '../../../src/acts/fill_form/held-texts.ts';
import { aDomain, aLine, aPurchase, aQuote, aReference } from '../../support/builders.ts';
import { aFilling } from '../../support/filling.ts';
import { aDraft } from '../../support/views/orders.ts';
import { openedLogin } from '../../support/warrants.ts';

const names = ['paid.com', 'paid-too.com'];
const lines = [{ provider: 'google' as const, domains: names.map((name) => aDomain(name)) }];
const act = aFilling({ lines });
const held = { uuid: 'form-1', vendorOrderId: 'recPaid', names, providers: ['google' as const] };

describe('filling in a form', () => {
  test('is one call, with the body of a custom order and without its tag', () => {
    expect(requestOf(act, null)).toEqual({
      operation: 'submitForm',
      parameters: { uuid: 'form-1' },
      query: { provider: 'scaledmail', organization_id: 'recNorthwind' },
      body: {
        providers: {
          google: { domains: names.map((domain) => expect.objectContaining({ domain, first_name: 'Ada' })) },
        },
      },
    });
  });

  test('sends logins in their places, and names them by the ids of their sealed copies elsewhere', () => {
    const hosting = { provider: 'Namecheap', loginId: 'login-1' };
    const elsewhere = aFilling({ lines, source: 'other', hosting });
    const sent = requestOf(elsewhere, null, openedLogin);
    expect(JSON.stringify(sent)).toContain('password of login-1');
    expect(loginIdsOf(elsewhere)).toEqual(['login-1']);
    expect(sealedRequest(elsewhere, sent)).toEqual(requestOf(elsewhere, null));
  });

  test('works on the form and on each of its names, costs nothing, and leaves no tag', () => {
    expect(claimsOf(act)).toEqual([
      { key: 'form:form-1', mode: 'works-on' },
      ...names.map((name) => ({ key: `name:${name}`, mode: 'works-on' })),
    ]);
    expect([effectOf(act), targetOf(act), tagOf(act, aReference, 1)]).toEqual(['write', 'form-1', null]);
    expect(Act.parse(JSON.parse(JSON.stringify(act)))).toEqual(act);
  });

  test('is what a form asks for that is held to one; a coupon is for what is charged', () => {
    const purchase = aPurchase({ lines, coupon: 'WELCOME10' });
    expect(askedBy({ review: { purchase, quote: null }, holds: held })).toEqual({ act, worth: { effect: 'write' } });
    expect(askedBy({ review: { purchase, quote: null } })).toBeNull();
    expect(askedBy({ review: { purchase, quote: aQuote(purchase) } })?.act).toBe(purchase);
    expect(askedBy({ review: null, holds: held })).toBeNull();
  });
});

describe('a form that is held to names', () => {
  const typed = (...all: string[]) => ({
    lines: [
      {
        provider: 'google' as const,
        domains: all.map((name, index) => ({ line: index + 1, name, naming: null })),
      },
    ],
  });

  test('has nothing to fix with exactly these, however they are written', () => {
    expect(heldProblems(typed('Paid-too.com', 'PAID.com'), held)).toEqual([]);
  });

  test('says which name is none of these, at its line, and which are missing', () => {
    const problems = heldProblems(typed('paid.com', 'other.com', 'not a domain'), held);
    expect(problems.map(({ code, field, line }) => [code, field, line])).toEqual([
      ['domain_not_of_form', 'domains_google', 2],
      ['domains_of_form_missing', 'domains_google', null],
    ]);
    expect(problems[1]?.message).toBe('Missing: paid-too.com. ScaledMail takes all of them at once.');
  });

  test('names ten that are missing, and counts the others', () => {
    const many = Array.from({ length: 12 }, (_, index) => `paid${index}.com`);
    const [problem] = heldProblems(typed(), { ...held, names: many });
    expect(problem?.message).toContain('paid9.com and 2 more.');
  });

  test.each([
    ['2 * Custom - Google', ['google']],
    ['Example Google 10 + MS 2', ['google', 'outlook']],
    ['Microsoft + Domains: 3', ['outlook']],
    ['SMTP 10', ['smtp']],
    ['Example + Domains: 2', []],
    ['Forms for items', []],
  ])('knows which mailboxes “%s” has', (description, providers) => {
    expect(providersIn(description)).toEqual(providers);
  });

  test('keeps its names when other mailboxes are chosen for them', () => {
    const draft = aDraft({ providers: ['outlook'], domainText: { google: 'paid.com', outlook: 'paid-too.com' } });
    const moved = withTextsAtChosen({ ...draft, holds: held });
    expect(moved.domainText).toEqual({ outlook: 'paid-too.com\npaid.com' });
    expect(withTextsAtChosen(moved)).toBe(moved);
    expect(withTextsAtChosen(draft)).toBe(draft);
  });
});

test('an order of the same names is another act', () => {
  expect(requestOf(aPurchase({ lines: [aLine('google', 1)] }), 'acme-7f3k2q').operation).toBe('createCustomOrder');
});
