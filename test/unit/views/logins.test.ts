import { expect, test } from '@jest/globals';
import type { ListedLogin, OfferedLogin, SavedLogin } from '../../../src/acts/custom_order/saved-login.ts';
import { customOrderView } from '../../../views/acts/custom_order.ts';
import { loginView } from '../../../views/form/logins/login-view.ts';
import { LOGINS_PER_PAGE, loginsView } from '../../../views/form/logins/logins-view.ts';
import { hostingView } from '../../../views/form/ordering/hosting-view.ts';
import { OPTION_VIEWS } from '../../../views/form/ordering/options/option-views.ts';
import { optionsView } from '../../../views/form/ordering/options/options-view.ts';
import { ACTION } from '../../../views/ids.ts';
import { aForm, amir, noon, purchaseOf, rita } from '../../support/views/orders.ts';
import { HOSTILE_TEXTS } from '../../support/views/samples.ts';
import { allText, plainTexts, sharedTexts, slackProblems } from '../../support/views/text.ts';

const aLogin = (parts: Partial<SavedLogin> = {}): SavedLogin => ({
  id: 'login-1',
  ownerId: rita,
  kind: 'hosting',
  name: 'porkbun-main',
  provider: 'Porkbun',
  link: 'https://porkbun.com',
  isShared: true,
  version: 1,
  savedAt: noon,
  usedAt: null,
  ...parts,
});
const offered = (count: number, text = 'porkbun'): OfferedLogin[] =>
  Array.from({ length: count }, (_, index) => ({
    login: aLogin({ id: `${index}`, ownerId: amir, name: `${index} ${text}`, provider: text, usedAt: noon }),
    owner: index === 0 ? null : text,
  }));
const listed = (count: number, text = 'porkbun'): ListedLogin[] =>
  offered(count, text).map((each, index) => ({ ...each, hasLeft: index % 2 === 1 }));

const TYPED = '*bold* :smile: <@U1> & `x`';

test.each([...HOSTILE_TEXTS, TYPED, 'x'.repeat(400)])(
  'every page with logins takes any words as they are: %j',
  (text) => {
    const form = { ...aForm({ source: 'other' }), offered: offered(3, text) };
    const logins = { hosting: { choice: null, keepAs: text, isShared: true } };
    const views = [
      hostingView(form),
      hostingView({ ...form, draft: { ...form.draft, logins } }, [], ['options']),
      OPTION_VIEWS.sequencer(form, ['review']),
      loginsView(listed(3, text)),
      loginView(aLogin({ name: text, provider: text, link: text })),
      loginView(null),
    ];
    for (const view of views) {
      expect(slackProblems(view)).toEqual([]);
      expect(sharedTexts(view).filter((shared) => /bold|:smile:/.test(shared))).toEqual([]);
    }
  },
);

test('the menu holds what Slack takes, the chosen one too, and says what has no room', () => {
  const choice = `${amir}:5`;
  const draft = { ...aForm({ source: 'other' }).draft, logins: { hosting: { choice, keepAs: '', isShared: false } } };
  const view = hostingView({ draft, fill: 1, offered: offered(120) });
  expect(slackProblems(view)).toEqual([]);
  expect(allText(view)).toContain('21 logins used less have no room here.');
  expect(JSON.stringify(view)).toMatch(/"initial_option":\{[^}]*"text":"5 porkbun · porkbun/);
  expect(allText(view)).toContain('porkbun · used Nov 23');
});

test('a long list comes in pages, and a page that is gone is the first one', () => {
  const page = (offset: number) => loginsView(listed(45), offset);
  expect(allText(page(0))).toContain(`1–${LOGINS_PER_PAGE} of 45`);
  expect(allText(page(40))).toContain('41–45 of 45');
  expect(allText(page(60))).toContain(`1–${LOGINS_PER_PAGE} of 45`);
  for (const offset of [0, 20, 40]) expect(slackProblems(page(offset))).toEqual([]);
  expect(JSON.stringify(page(0))).not.toContain(`"${ACTION.showLogins}"`);
  expect(JSON.stringify(page(40))).not.toContain(`"${ACTION.moreLogins}"`);
});

test('only one’s own login can be changed, and only one of somebody who left be removed', () => {
  const buttons = (row: Partial<ListedLogin>) =>
    JSON.stringify(loginsView([{ login: aLogin(), owner: null, hasLeft: false, ...row }]));
  expect(buttons({})).toContain(ACTION.changeLogin);
  expect(buttons({})).not.toContain(ACTION.removeLogin);
  expect(buttons({ owner: 'Rita' })).not.toMatch(/change_saved_login|remove_saved_login/);
  expect(buttons({ owner: 'Rita', hasLeft: true })).toContain(ACTION.removeLogin);
  expect(buttons({ owner: 'Rita', hasLeft: true })).not.toContain(ACTION.changeLogin);
});

test('an order says whose login it is made with, as it was written', () => {
  const saved = { id: '1', ownerId: rita, name: '*main*', owner: 'Rita Okafor' };
  const purchase = purchaseOf({
    source: 'other',
    extras: {
      hosting: { provider: 'Porkbun', loginId: 'l1', saved },
      sequencer: { provider: 'Instantly', loginId: 'l2', saved: { ...saved, name: 'tool' } },
    },
  });
  const words = JSON.stringify(customOrderView.grey(purchase));
  expect(words).toContain('held elsewhere, at Porkbun, login *main* of Rita Okafor');
  expect(words).toContain('Sending tool: Instantly · login tool of Rita Okafor');
});

test('the options say which logins are chosen, and which are missing', () => {
  const text = (parts: Parameters<typeof aForm>[0]) =>
    plainTexts(optionsView(aForm({ source: 'other', ...parts }), ['domains']))
      .map((each) => each.text)
      .join('\n');
  const chosen = { ...aLogin(), loginId: 'l1' };
  expect(text({})).toContain('Hosting login: None');
  expect(text({ hosting: { provider: 'Namecheap', link: '', loginId: null } })).toContain(
    'Hosting login: Namecheap, its login is missing',
  );
  expect(text({ logins: { hosting: { choice: `${rita}:login-1`, keepAs: '', isShared: false, chosen } } })).toContain(
    'Hosting login: Porkbun (porkbun-main)',
  );
  expect(text({ source: 'scaledmail' })).not.toContain('Hosting login');
});
