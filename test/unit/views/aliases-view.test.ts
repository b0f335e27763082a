import { expect, test } from '@jest/globals';
import { EMAIL_PROVIDERS, type EmailProvider } from '../../../src/acts/custom_order/custom-order.ts';
import { BOXES, boxesOf } from '../../../src/acts/custom_order/form/boxes.ts';
import type { AliasForm, OrderDraft } from '../../../src/acts/custom_order/form/draft.ts';
import { aliasesView } from '../../../views/form/ordering/options/aliases-view.ts';
import { aDraft } from '../../support/views/orders.ts';
import { allText, slackProblems } from '../../support/views/text.ts';

const DOMAINS = Array.from({ length: 30 }, (_, index) => `outreach${index}-northwind.com`);
const LINES = DOMAINS.map((name) => `${name}, ${'wilhelmina.van-der-meer, '.repeat(25)}`).join('\n');

const form = (chosen: Partial<Record<EmailProvider, AliasForm>>, text = ''): OrderDraft => {
  const aliases: OrderDraft['aliases'] = {};
  for (const provider of EMAIL_PROVIDERS) {
    const each = chosen[provider];
    if (each) aliases[provider] = { form: each, text };
  }
  return aDraft({
    label: 'Acme',
    providers: [...EMAIL_PROVIDERS],
    defaultName: 'Ada Park; Ben Ito',
    domainText: { google: DOMAINS.join('\n'), outlook: DOMAINS.join('\n'), smtp: DOMAINS.join('\n') },
    aliases,
  });
};
const draw = (draft: OrderDraft) => aliasesView({ draft, fill: 1 }, ['domains', 'options']);
const idsOf = (draft: OrderDraft) => draw(draft).blocks.map(({ block_id: id = '' }) => id.replace(/\.\d+$/, ''));

test.each<[string, OrderDraft]>([
  ['everything made by ScaledMail', form({})],
  ['everything from senders', form({ google: 'senders', outlook: 'senders', smtp: 'senders' }, LINES)],
  ['all boxes full, of three providers', form({ google: 'own', outlook: 'own', smtp: 'own' }, LINES)],
  ['lines that no boxes hold', form({ outlook: 'own' }, `${LINES}\n${LINES}`)],
])('Slack takes the page with %s', (_what, draft) => {
  expect(slackProblems(draw(draft))).toEqual([]);
  expect(JSON.stringify(draw(draft)).length).toBeLessThan(250_000);
});

test('only what belongs to the choice is drawn', () => {
  const ids = idsOf(form({ google: 'senders', outlook: 'senders', smtp: 'own' }));
  expect(ids).toContain('default_name');
  expect(ids.filter((id) => id.startsWith('alias_patterns_'))).toEqual([
    'alias_patterns_google_1',
    'alias_patterns_outlook_1',
    'alias_patterns_outlook_2',
    'alias_patterns_outlook_3',
  ]);
  expect(ids.filter((id) => /^aliases_/.test(id))).toEqual(['aliases_smtp_1']);
  expect(idsOf(form({}))).not.toContain('default_name');
});

test('lines fill as many boxes as they need, and nothing of them is lost where these do not suffice', () => {
  const boxes = boxesOf(LINES) ?? [];
  expect(boxes.length).toBeGreaterThan(4);
  expect(boxes.length).toBeLessThanOrEqual(BOXES.length);
  expect(
    idsOf(form({ outlook: 'own' }, LINES)).filter((id) => id.startsWith('aliases_')).length,
  ).toBeGreaterThanOrEqual(boxes.length);
  const tooMany = form({ outlook: 'own' }, `${LINES}\n${LINES}`);
  expect(idsOf(tooMany).filter((id) => id.startsWith('aliases_'))).toEqual([]);
  expect(allText(draw(tooMany))).toContain('do not fit the boxes here. They are kept and ordered as they are');
});

test('lines that somebody typed are not replaced without asking', () => {
  const asks = (text: string) => JSON.stringify(draw(form({ smtp: 'senders' }, text))).includes('Replace your lines?');
  expect([asks(''), asks('a.com, jane')]).toEqual([false, true]);
});

test('where the app may read no files, there is a line instead of a field for one', () => {
  const draft = form({ smtp: 'own' });
  expect(idsOf(draft)).toContain('alias_file_smtp');
  expect(idsOf({ ...draft, hasNoFiles: true })).not.toContain('alias_file_smtp');
  expect(allText(draw({ ...draft, hasNoFiles: true }))).toContain(
    'Sheets can be uploaded here once this app is installed',
  );
});
