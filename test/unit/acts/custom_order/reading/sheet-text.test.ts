import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readSheet } from '../../../../../src/acts/custom_order/reading/read-sheet.ts';
import { FORM_COLUMNS } from '../../../../../src/acts/custom_order/reading/reading.ts';
import { domainText } from '../../../../../src/acts/custom_order/reading/sheet-text.ts';
import { aDomain } from '../../../../support/builders.ts';
import { property } from '../../../../support/property/check.ts';

const named = (name: string, firstName: string, lastName: string, redirect?: string) =>
  aDomain(name, { naming: { form: 'names', firstName, lastName }, ...(redirect === undefined ? {} : { redirect }) });

test('domains are written as people type them', () => {
  expect(
    domainText([
      named('acme.com', 'Ada', 'Park', 'https://acme.io/a'),
      named('acme.net', 'Anna Maria', 'Lopez'),
      named('acme.org', 'Lotte', 'van der Meer'),
      named('acme.info', 'Anna', 'Lopez Garcia'),
    ]),
  ).toBe(
    'acme.com, Ada Park, https://acme.io/a\nacme.net, Anna Maria Lopez\nacme.org, Lotte van der Meer\nacme.info, Anna, Lopez Garcia',
  );
});

test('the sender that all share is left out, and a redirect keeps its place', () => {
  const domains = [
    named('acme.com', 'Ada', 'Park', 'acme.io'),
    named('acme.net', 'Ada', 'Park'),
    named('acme.org', 'Ada', 'Park', 'https://acme.io'),
  ];
  expect(domainText(domains, 'Ada Park')).toBe('acme.com, , acme.io\nacme.net\nacme.org, https://acme.io');
});

test('what could be read in two ways stands under a heading', () => {
  expect(domainText([named('acme.com', 'Ada', 'Park, PhD'), named('acme.net', 'Ada 2', 'Park', 'x.io')])).toBe(
    'Domain,First name,Last name,Redirect\nacme.com,Ada,"Park, PhD",\nacme.net,Ada 2,Park,x.io',
  );
});

const word = fc.stringMatching(/^[A-Za-z0-9é'",;.-]{0,8}[A-Za-zé]$/);
const domain = fc.record({
  name: fc.stringMatching(/^[a-z]{1,9}\d\.com$/),
  first: fc.array(word, { minLength: 1, maxLength: 2 }).map((words) => words.join(' ')),
  last: word,
  redirect: fc.option(fc.constantFrom('https://acme.com/a?b=1,2;3', 'acme.io'), { nil: undefined }),
});

property(
  'what is written is read as the same again',
  fc.array(domain, { minLength: 1, maxLength: 5 }),
  (domains) => {
    const text = domainText(domains.map(({ name, first, last, redirect }) => named(name, first, last, redirect)));
    expect(
      readSheet(text, FORM_COLUMNS).rows.map(({ domain, naming, redirect }) => ({ domain, naming, redirect })),
    ).toEqual(
      domains.map(({ name, first, last, redirect = null }) => ({
        domain: name,
        naming: { form: 'names', firstName: first, lastName: last },
        redirect,
      })),
    );
  },
  { runs: 300 },
);
