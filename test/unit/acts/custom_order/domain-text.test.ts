import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseDomainLines } from '../../../../src/acts/custom_order/rules/domain-lines.ts';
import { domainText } from '../../../../src/acts/custom_order/rules/domain-text.ts';
import { aDomain } from '../../../support/builders.ts';
import { property } from '../../../support/property/check.ts';

const named = (name: string, firstName: string, lastName: string, redirect?: string) =>
  aDomain(name, { naming: { form: 'names', firstName, lastName }, ...(redirect === undefined ? {} : { redirect }) });

test('domains are written as people type them', () => {
  expect(
    domainText([
      named('acme.com', 'Ada', 'Park', 'https://acme.io/a'),
      named('acme.net', 'Anna Maria', 'Lopez'),
      named('acme.org', 'Ada', 'Park, PhD'),
    ]),
  ).toBe('acme.com, Ada Park, https://acme.io/a\nacme.net, Anna Maria Lopez\nacme.org\tAda Park, PhD');
});

const word = fc.stringMatching(/^[A-Za-zé'",;.-]{0,8}[A-Za-zé]$/);
const domain = fc.record({
  name: fc.stringMatching(/^[a-z]{1,10}\.com$/),
  first: fc.array(word, { minLength: 1, maxLength: 2 }).map((words) => words.join(' ')),
  last: word,
  redirect: fc.option(fc.constantFrom('https://acme.com/a?b=1,2;3', 'acme.io'), { nil: undefined }),
});

property(
  'what is written is read as the same again',
  fc.array(domain, { minLength: 1, maxLength: 5 }),
  (domains) => {
    const text = domainText(domains.map(({ name, first, last, redirect }) => named(name, first, last, redirect)));
    expect(parseDomainLines(text)).toEqual(
      domains.map(({ name, first, last, redirect }, index) => ({
        line: index + 1,
        name,
        naming: { form: 'names', firstName: first, lastName: last },
        ...(redirect === undefined ? {} : { redirect }),
      })),
    );
  },
  { runs: 300 },
);
