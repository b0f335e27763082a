import { describe, expect, test } from '@jest/globals';
import { customOrderCall } from '../../../../../src/service/acts/custom_order/request.ts';
import type { PaidCall } from '../../../../../src/service/ports/vendor.ts';
import { aPurchase } from '../../../../support/builders.ts';

const hosting = { provider: 'Namecheap', loginId: 'login-1' };
const sequencer = { provider: 'Smartlead', loginId: 'login-2' };
const one = { username: 'ops', password: 'first' };
const other = { username: 'mail', password: 'second' };

describe('the call of a custom order', () => {
  test.each<[string, Parameters<typeof aPurchase>[0], Pick<PaidCall, 'hostingLogin' | 'sequencerLogin'>]>([
    ['has no login when it needs none', {}, { hostingLogin: null, sequencerLogin: null }],
    ['has the login of the hosting', { hosting }, { hostingLogin: one, sequencerLogin: null }],
    ['has the login of the sequencer', { sequencer }, { hostingLogin: null, sequencerLogin: other }],
    ['has each login at its own place', { hosting, sequencer }, { hostingLogin: one, sequencerLogin: other }],
  ])('%s', (_title, accounts, expected) => {
    const purchase = aPurchase(accounts);
    const logins = new Map([
      ['login-2', other],
      ['login-1', one],
    ]);
    const call = customOrderCall(purchase, { tag: 'acme-7f3k2q', logins, timeoutMs: 60_000 });
    expect(call).toEqual({ purchase, tag: 'acme-7f3k2q', timeoutMs: 60_000, ...expected });
  });
});
