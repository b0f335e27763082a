import { describe, expect, test } from '@jest/globals';
import { loginIdsOf, requestOf, requestsOf, sealedRequest, stepsOf } from '../../../src/acts/act.ts';
import { sealedLogin } from '../../../src/acts/act-request.ts';
import { redirectClaims, redirectRequest, redirectRow } from '../../../src/acts/change_redirect/change-redirect.ts';
import { redirectProblems } from '../../../src/acts/change_redirect/redirect-problems.ts';
import { asRedirect, isSameRedirect } from '../../../src/acts/change_redirect/same-redirect.ts';
import { swapClaims, swapRequest } from '../../../src/acts/swap_domain/swap-domain.ts';
import { aRedirect, aSwap } from '../../support/changes.ts';

const change = (domain: string, to: string, from = 'https://old.com') => ({ domain, from, to });
const two = aRedirect({ changes: [change('a.com', 'https://new.com'), change('b.com', '')] });

describe('the calls of a change of redirects', () => {
  test('are one a domain, and an empty redirect takes it away', () => {
    expect(stepsOf(two)).toBe(2);
    expect(requestsOf(two, null)).toMatchObject([
      { operation: 'updateDomainRedirect', parameters: { domain: 'a.com' }, body: { new_redirect: 'https://new.com' } },
      { operation: 'updateDomainRedirect', parameters: { domain: 'b.com' }, body: { new_redirect: '' } },
    ]);
    expect(requestOf(two, null).query).toEqual({ organization_id: 'recNorthwind' });
  });

  test('are no more than there are domains', () => {
    expect(() => redirectRequest(two, 3)).toThrow('2 redirects have no step 3');
    expect(redirectRow(two, 2)).toEqual({ name: 'b.com', before: 'b.com', orderId: 'recRunning', redirect: '' });
  });

  test('work on each name, and own none', () => {
    expect(redirectClaims(two)).toEqual([
      { key: 'name:a.com', mode: 'works-on' },
      { key: 'name:b.com', mode: 'works-on' },
    ]);
  });
});

test('the call of a swap names where the new name comes from; it owns that, and works on the old one', () => {
  expect(swapRequest(aSwap(), sealedLogin)).toEqual({
    operation: 'updateDomainName',
    parameters: { domain: 'getgoogle1.com' },
    query: { organization_id: 'recNorthwind', provider: 'scaledmail' },
    body: { new_domain: 'umbrella-hq.io' },
  });
  const held = aSwap({ hosting: { provider: 'Namecheap', link: 'https://namecheap.com', loginId: 'l1' } });
  const login = { username: 'acme-ops', password: 'secret' };
  const sent = requestOf(held, null, () => login);
  expect(sent).toMatchObject({
    query: { provider: 'other' },
    body: { new_domain: 'umbrella-hq.io', hosting: { provider: 'Namecheap', link: 'https://namecheap.com', ...login } },
  });
  // What is hashed and shown has the id of the sealed login instead.
  expect(sealedRequest(held, sent)).toEqual(requestOf(held, null));
  expect(JSON.stringify(requestOf(held, null))).not.toContain('secret');
  expect(loginIdsOf(held)).toEqual(['l1']);
  expect(swapClaims(aSwap())).toEqual([
    { key: 'name:getgoogle1.com', mode: 'works-on' },
    { key: 'name:umbrella-hq.io', mode: 'owns' },
  ]);
});

describe('a redirect', () => {
  test.each([
    ['acme.com', 'https://acme.com'],
    [' http://acme.com ', 'http://acme.com'],
    ['', ''],
    ['  ', ''],
  ])('typed as %j is sent as %j', (typed, sent) => expect(asRedirect(typed)).toBe(sent));

  test.each([
    ['acme.com', 'https://ACME.com/', true],
    ['https://acme.com/a', 'https://acme.com/a/', true],
    ['https://acme.com/a', 'https://acme.com/A', false],
    ['http://acme.com', 'https://acme.com', false],
    ['', 'https://acme.com', false],
    ['', ' ', true],
    ['not an address', 'not an address', true],
  ])('%j and %j are the same: %s', (left, right, same) => expect(isSameRedirect(left, right)).toBe(same));

  test.each([
    [[change('a.com', 'https://new.com')], {}],
    [[change('a.com', '')], {}],
    [[change('a.com', 'https://no address')], { redirect: /not a web address/ }],
    [[change('a.com', 'https://www.a.com/x')], { redirect: /leads back to a\.com/ }],
    [[change('a.com', 'https://old.com')], { redirect: /leads there already/ }],
    [[change('a.com', '', '')], { redirect: /nothing to take away/ }],
    [
      [change('a.com', 'https://new.com'), change('b.com', 'https://new.com', 'new.com')],
      { also: /b\.com has that redirect already/ },
    ],
    [[change('a.com', 'https://b.com'), change('b.com', 'https://b.com')], { redirect: /leads back to b\.com/ }],
  ])('%#: what is wrong with it stands at its field', (changes, expected: Record<string, RegExp>) => {
    const problems: Record<string, string> = { ...redirectProblems(changes) };
    expect(Object.keys(problems)).toEqual(Object.keys(expected));
    for (const [field, words] of Object.entries(expected)) expect(problems[field]).toMatch(words);
  });
});
