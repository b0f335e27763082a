import { describe, expect, test } from '@jest/globals';
import type { InputBlock, ModalView } from '@slack/types';
import type { OrderDraft } from '../../../src/acts/custom_order/form/draft.ts';
import { OPTIONS } from '../../../src/acts/custom_order/options.ts';
import type { Problem } from '../../../src/acts/custom_order/problem.ts';
import type { OfferedLogin } from '../../../src/acts/custom_order/saved-login.ts';
import { termsOf } from '../../../src/orders/order.ts';
import { declineView } from '../../../views/form/decline-view.ts';
import type { FormToDraw } from '../../../views/form/inputs.ts';
import { loadingView } from '../../../views/form/loading-view.ts';
import { DraftMetadata, OrderMetadata } from '../../../views/form/metadata.ts';
import { noticeView } from '../../../views/form/notice-view.ts';
import { columnsView } from '../../../views/form/ordering/columns-view.ts';
import { domainsView } from '../../../views/form/ordering/domains-view.ts';
import { hostingView } from '../../../views/form/ordering/hosting-view.ts';
import { mistakesView } from '../../../views/form/ordering/mistakes-view.ts';
import { OPTION_VIEWS } from '../../../views/form/ordering/options/option-views.ts';
import { optionsView } from '../../../views/form/ordering/options/options-view.ts';
import { pricingView } from '../../../views/form/ordering/pricing-view.ts';
import { reviewView } from '../../../views/form/ordering/review-view.ts';
import { sentView } from '../../../views/form/ordering/sent-view.ts';
import { unusedView } from '../../../views/form/ordering/unused-view.ts';
import { whatView } from '../../../views/form/ordering/what-view.ts';
import { FIELD_ACTION } from '../../../views/form-fields.ts';
import { ACTION, MENU, VIEW } from '../../../views/ids.ts';
import {
  aDraft,
  aForm,
  aReviewedDraft,
  channel,
  largestLines,
  manyDomains,
  orderIn,
  policy,
} from '../../support/views/orders.ts';
import { HOSTILE_TEXTS } from '../../support/views/samples.ts';
import { allText, foreignControls, slackProblems } from '../../support/views/text.ts';

const withLogins = (form: FormToDraw, offered: readonly OfferedLogin[] = []) => ({ ...form, offered });

const full = (text: string) =>
  aDraft({
    label: text,
    workspaces: [
      { id: 'rec1', name: text },
      { id: 'rec2', name: 'Second' },
    ],
    providers: ['google', 'outlook', 'smtp'],
    defaultName: text,
    domainText: { google: text.repeat(60), smtp: text },
    defaultRedirect: text,
    unused: { workspaceId: 'rec1', count: 12 },
    hosting: { provider: text, link: text, loginId: 'secret-login-id' },
    coupon: text,
    aliases: { google: { form: 'own' as const, text: `${text}\n`.repeat(400) }, smtp: { form: 'made' as const, text } },
    profilePicture: text,
    sequencer: { provider: text, link: text, workspace: text, tag: text, loginId: 'secret-tool-login' },
  });
const problem: Problem = { code: 'x', field: 'domains_google', line: 3, message: '“<!channel>” is not a domain name.' };
const DOMAIN_FIELDS = ['domains_google', 'domains_outlook', 'domains_smtp'] as const;
const CODES = [
  'domain_is_subdomain',
  'domain_is_url',
  'domain_twice',
  'domain_in_open_order',
  'domain_not_purchased',
  'domain_malformed',
  'name_malformed',
  'redirect_malformed',
  'second_domain',
];

/** Every line of two providers is wrong. */
function wrong(text: string): OrderDraft {
  const mistakes = (['google', 'smtp'] as const).flatMap((provider) =>
    Array.from({ length: 60 }, (_, index) => ({ provider, line: index + 1, name: text, instead: text })),
  );
  return { ...full(text), mistakes };
}
const problems = DOMAIN_FIELDS.flatMap((field) =>
  CODES.flatMap((code) => Array.from({ length: 12 }, (_, index) => ({ ...problem, field, code, line: index + 1 }))),
);

/** A sheet of many columns, none of which is headed as domains. */
const unclear = (text: string) =>
  [
    ['Name', ...Array.from({ length: 45 }, (_, index) => `${text} ${index}`)],
    ['Ada Park', ...Array.from({ length: 45 }, () => text)],
  ]
    .map((cells) => cells.map((cell) => cell.replace(/[\s"]+/g, ' ')).join('\t'))
    .join('\n');

const drawn = (text: string): [string, ModalView][] => [
  ['what', whatView({ draft: full(text), fill: 1 }, problems)],
  ['domains', domainsView({ draft: full(text), fill: 1 }, problems)],
  ['unused', unusedView({ draft: full(text), fill: 1 }, 'google')],
  ['domains held elsewhere', domainsView({ draft: { ...full(text), source: 'other' }, fill: 1 }, problems)],
  [
    'columns',
    columnsView({ draft: { ...full(text), domainText: { google: unclear(text), smtp: unclear(text) } }, fill: 1 }),
  ],
  ['mistakes', mistakesView({ draft: wrong(text), fill: 1 }, problems)],
  ['hosting', hostingView(withLogins({ draft: { ...full(text), source: 'other' }, fill: 1 }), problems)],
  ['pricing', pricingView(full(text))],
  ['options', optionsView({ draft: full(text), fill: 1 }, ['review'])],
  ...OPTIONS.map((option): [string, ModalView] => [
    option,
    OPTION_VIEWS[option](withLogins({ draft: full(text), fill: 1 }), ['domains', 'options'], problems),
  ]),
  ['review', reviewView(aReviewedDraft({ label: text, workspaceName: text, lines: largestLines }), policy)],
  [
    'review of a sheet',
    reviewView({ ...aReviewedDraft(), leftOut: { google: { notUsed: [text, text], secrets: [text] } } }, policy),
  ],
  ['sent', sentView(orderIn('awaiting_approval'), channel)],
  [
    'notice',
    noticeView('A title that is much too long for Slack', 'Sorry.', { retry: true, back: true, draftId: 'd' }),
  ],
  ['loading', loadingView('A title that is much too long for Slack')],
];

test.each([...HOSTILE_TEXTS, 'Acme'].map((text) => [text]))('Slack takes every page with %j in every field', (text) => {
  for (const [name, view] of drawn(text)) {
    expect([name, slackProblems(view)]).toEqual([name, []]);
    expect([name, foreignControls(view)]).toEqual([name, []]);
  }
});

const inputsOf = (view: ModalView): InputBlock[] =>
  view.blocks.flatMap((block) => (block.type === 'input' && 'element' in block ? [block] : []));

test('typing begins in the first field of a page, and in one alone', () => {
  for (const [name, view] of [...drawn('Acme'), ['decline', declineView(orderIn('awaiting_approval'))] as const]) {
    const focused = inputsOf(view).map(({ element }) => 'focus_on_load' in element && element.focus_on_load === true);
    expect([name, focused]).toEqual([name, focused.map((_, index) => index === 0)]);
  }
});

test('every input carries its field and the fill in its block id, and one action id but for the picker', () => {
  const form = aForm({ providers: ['google', 'smtp'] }, 4);
  const inputs = [...inputsOf(domainsView(form)), ...inputsOf(unusedView(form, 'smtp'))];
  expect(inputs.map(({ block_id: id, element }) => [id, 'action_id' in element ? element.action_id : ''])).toEqual([
    ['domains_google.4', FIELD_ACTION],
    ['domains_smtp.4', FIELD_ACTION],
    ['default_name.4', FIELD_ACTION],
    ['default_redirect.4', FIELD_ACTION],
    ['file.4', FIELD_ACTION],
    ['file_for.4', FIELD_ACTION],
    ['picked_smtp.4', MENU.pickNames],
  ]);
});

test('a box says how many of how many domains stand in it, those with mistakes too', () => {
  const [google, smtp] = inputsOf(
    domainsView(aForm({ providers: ['google', 'smtp'], domainText: { google: 'a.com\nmail.b.com\n\nc.com' } })),
  );
  expect(google?.label.text).toBe('Google · 3 of 100 domains');
  expect(smtp?.label.text).toBe('SMTP · 0 of 70 domains');
});

describe('unused names can be added', () => {
  const words = (parts: Partial<OrderDraft>) =>
    JSON.stringify(domainsView(aForm(parts))).match(/Add from [^"]*/g) ?? [];

  test.each<[string, Partial<OrderDraft>, string[]]>([
    ['to one provider, with their number', { unused: { workspaceId: 'rec1', count: 12 } }, ['Add from 12 unused…']],
    [
      'to each of several',
      { providers: ['google', 'smtp'] },
      ['Add from unused for Google…', 'Add from unused for SMTP…'],
    ],
    ['without the number of another workspace', { unused: { workspaceId: 'rec9', count: 12 } }, ['Add from unused…']],
    ['only where they are bought through ScaledMail', { source: 'other' }, []],
  ])('%s', (_what, parts, expected) => {
    expect(words({ workspaceId: 'rec1', ...parts })).toEqual(expected);
  });
});

test('what was typed is there again', () => {
  const form = aForm({ defaultName: 'Ada Park', defaultRedirect: 'acme.com', domainText: { google: 'a.com\nb.com' } });
  const text = JSON.stringify(domainsView(form));
  expect(text).toContain('"initial_value":"Ada Park"');
  expect(text).toContain('"initial_value":"acme.com"');
  expect(text).toContain('"initial_value":"a.com\\nb.com"');
});

describe('boxes for domains', () => {
  const long = Array.from(
    { length: 100 },
    (_, index) => `outreach${index}-northwind.com, Ada Park, https://acme.com/a`,
  );
  const boxesIn = (view: ModalView) =>
    inputsOf(view).flatMap(({ block_id: id, element }) =>
      id?.startsWith('domains_') && 'initial_value' in element ? [element.initial_value ?? ''] : [],
    );

  test('hold all of a long text, at ends of lines', () => {
    const view = domainsView(aForm({ domainText: { google: long.join('\n') } }));
    expect(boxesIn(view).length).toBeGreaterThan(1);
    expect(boxesIn(view).join('\n')).toBe(long.join('\n'));
    expect(allText(view)).toContain('Another box');
  });

  test('say it when they cannot, and then hold nothing that could be sent in its place', () => {
    const view = domainsView(aForm({ domainText: { google: `${'a'.repeat(3_001)}\nb.com` } }));
    expect(boxesIn(view)).toEqual([]);
    expect(inputsOf(view).some(({ block_id: id }) => id?.startsWith('domains_'))).toBe(false);
    expect(allText(view)).toContain('Google: these 3007 characters do not fit the boxes here.');
  });

  test('of lines to correct have room for no more than their boxes', () => {
    const full = Array.from({ length: 4 }, () => 'a'.repeat(2_999)).join('\n');
    const mistakes = [{ provider: 'google' as const, line: 5, name: 'localhost', instead: null }];
    const view = mistakesView(
      { draft: aDraft({ domainText: { google: `${full}\nlocalhost` }, mistakes }), fill: 1 },
      [],
    );
    expect(inputsOf(view).map(({ element }) => 'max_length' in element && element.max_length)).toEqual([9]);
  });

  test('say it when a field cannot hold all it is filled in with', () => {
    expect(allText(whatView(aForm({ label: 'x'.repeat(75) })))).toContain('These are 75 characters, and 60 fit');
  });
});

describe('the first page', () => {
  test('offers workspaces only when there are several', () => {
    const several = aForm({ workspaces: ['a', 'b'].map((id) => ({ id, name: id })), workspaceId: null });
    expect(inputsOf(whatView(several)).map(({ block_id: id }) => id)).toContain('workspace.1');
    expect(inputsOf(whatView(aForm())).map(({ block_id: id }) => id)).not.toContain('workspace.1');
  });

  test('says what a domain costs, or when that will be known', () => {
    const text = allText(whatView(aForm()));
    expect(text).toContain('Google · 2 a domain, $7.00');
    expect(text).toContain('Outlook · 25 a domain');
  });

  test('cannot go on without a workspace, and says who fixes it', () => {
    const view = whatView(aForm({ workspaces: [] }));
    expect(view.submit).toBeUndefined();
    expect(allText(view)).toContain('SCALEDMAIL_API_KEY');
  });
});

test.each`
  view                                                   | step
  ${whatView(aForm())}                                   | ${'*What* › Domains › Review · step 1 of 3'}
  ${domainsView(aForm({ source: 'other' }))}             | ${'What › *Domains* › Hosting › Review · step 2 of 4'}
  ${hostingView(withLogins(aForm({ source: 'other' })))} | ${'What › Domains › *Hosting* › Review · step 3 of 4'}
  ${reviewView(aReviewedDraft(), policy)}                | ${'What › Domains › *Review* · step 3 of 3'}
`('a page says where it stands: $step', ({ view, step }) => expect(allText(view)).toContain(step));

test('typing goes on in a box that was added', () => {
  const draft = aDraft({ providers: ['google', 'smtp'], boxes: { google: 2 } });
  const focused = inputsOf(domainsView({ draft, fill: 1 }, [], 'google')).filter(
    ({ element }) => 'focus_on_load' in element && element.focus_on_load === true,
  );
  expect(focused.map(({ block_id: id }) => id)).toEqual(['domains_google_2.1']);
});

describe('the page that asks about columns', () => {
  const draft = aDraft({
    domainText: { google: 'Domain\tOwner\tWebsite\na.com\tAda Park\t\nb.com\tBen Ito\tacme.com' },
  });

  test('has a choice for each with what is likely and its cells, and says what becomes of the first row', () => {
    const view = columnsView({ draft, fill: 2 });
    const text = allText(view);
    const parts = ['Google: 2 rows. 2 columns need your word.', 'Owner', 'Ada Park · Ben Ito', 'Website', 'acme.com'];
    expect([...parts, 'Row 1 becomes: a.com · Ada Park, no redirect'].filter((part) => !text.includes(part))).toEqual(
      [],
    );
    expect(inputsOf(view).map(({ block_id: id }) => id)).toEqual(['column_google_1.2', 'column_google_2.2']);
    const chosen = inputsOf(view).map(
      ({ element }) => 'initial_option' in element && element.initial_option?.text.text,
    );
    expect(chosen).toEqual(['First and last name', 'Redirect']);
    expect(view.submit?.text).toBe('Use this');
  });

  test('a choice shows what becomes of the first row by it, and takes nothing from whoever chooses', () => {
    const sheet = aDraft({ domainText: { google: 'Domain\tOwner\tWebsite\na.com\tAda Park\tacme.com/a' } });
    const first = columnsView({ draft: sheet, fill: 2 });
    expect(allText(first)).toContain('Row 1 becomes: a.com · Ada Park → acme.com/a');
    expect(inputsOf(first).map(({ dispatch_action: tells }) => tells)).toEqual([true, true]);
    const again = columnsView(
      { draft: sheet, fill: 2 },
      {
        google: new Map([
          [1, 'none'],
          [2, 'redirect'],
        ]),
      },
    );
    expect(allText(again)).toContain('Row 1 becomes: a.com · no sender → acme.com/a');
    expect(JSON.stringify(first.blocks)).toContain('focus_on_load');
    expect(JSON.stringify(again.blocks)).not.toContain('focus_on_load');
  });

  test('columns like passwords are named, with the file in which they still stand', () => {
    const leftOut = { notUsed: [], secrets: ['Password'], files: ['leads.csv'] };
    const view = columnsView({ draft: { ...draft, leftOut: { google: leftOut } }, fill: 2 });
    expect(allText(view)).toContain('Like passwords, not used, not kept: Password');
    expect(allText(view)).toContain('Delete leads.csv in Slack too');
  });
});

test('buttons of the same words are told apart by ear, on each page', () => {
  for (const [name, view] of drawn('Acme')) {
    const heard = JSON.stringify(view.blocks).match(/"type":"button".*?(?="type":"button"|$)/g) ?? [];
    const words = heard.map(
      (each) => /"accessibility_label":"(.*?)"/.exec(each)?.[1] ?? /"text":"(.*?)"/.exec(each)?.[1],
    );
    expect([name, words]).toEqual([name, [...new Set(words)]]);
  }
});

describe('the page of mistakes', () => {
  const mistakes = [
    { provider: 'google' as const, line: 2, name: 'mail.b.com', instead: 'b.com' },
    { provider: 'google' as const, line: 3, name: 'localhost', instead: null },
  ];
  const draft = aDraft({ domainText: { google: 'a.com\nmail.b.com\nlocalhost' }, mistakes });
  const subDomain: Problem = { code: 'domain_is_subdomain', field: 'domains_google', line: 2, message: 'It is one.' };
  const noDomain: Problem = { code: 'domain_malformed', field: 'domains_google', line: 3, message: 'It is none.' };

  test('offers to buy names that nobody has bought yet, but not for a form whose domains are fixed', () => {
    const mistake = { provider: 'google' as const, line: 1, name: 'a.com', instead: null };
    const missing = { ...subDomain, code: 'domain_not_purchased', line: 1 };
    const form = { ...draft, mistakes: [mistake, { ...mistake, line: 2, name: 'bücher.com' }] };
    expect(allText(mistakesView({ draft: form, fill: 1 }, [missing, { ...missing, line: 2 }]))).toContain(
      'Buy 1 of 2…',
    );
    const prices = new Map([['a.com', 1_550]]);
    const priced = allText(mistakesView({ draft: form, fill: 1 }, [missing, { ...missing, line: 2 }], { prices }));
    expect(priced).toContain('Buy 1 of 2 for $15.50…');
    expect(priced).toContain('1: a.com · $15.50 the first year');
    const holds = { uuid: 'form-1', vendorOrderId: 'recPaid', names: ['b.com'], providers: ['google' as const] };
    const fixed = allText(mistakesView({ draft: { ...form, holds }, fill: 1 }, [missing]));
    expect(fixed).not.toContain('Buy 1');
    expect(fixed).toContain('Leave out');
  });

  test('says how many, what a press does, and what is wrong with each, sort by sort', () => {
    const text = allText(mistakesView({ draft, fill: 1 }, [noDomain, subDomain]));
    const parts = [
      '2 of 3 lines cannot be ordered yet. The other one is kept.',
      'Fix 1 line',
      'Leave out all 2',
      'Google: correct these 2 lines',
      '*Sub-domain* · 1 line',
      '2: mail.b.com → b.com',
      '*Not a domain* · 1 line',
      '3: It is none.',
    ];
    expect(parts.map((part) => text.indexOf(part))).toEqual(
      parts.map((part) => text.indexOf(part)).toSorted((a, b) => a - b),
    );
    expect(parts.filter((part) => !text.includes(part))).toEqual([]);
  });

  test('counts nothing where there is a single line', () => {
    const one = aDraft({
      domainText: { google: 'localhost' },
      mistakes: [{ provider: 'google', line: 1, name: 'localhost', instead: null }],
    });
    const text = allText(mistakesView({ draft: one, fill: 1 }, [{ ...noDomain, line: 1 }]));
    expect(text).toContain('This line cannot be ordered yet.');
    expect(text).not.toContain('1 of 1');
  });

  test('fixes titles and email addresses of all lines at once', () => {
    const form = aDraft({
      domainText: { google: 'a.com, Dr. Ada Park\nada@b.com\nlocalhost, Mr. Ben Ito' },
      mistakes: [
        { provider: 'google', line: 2, name: 'ada@b.com', instead: 'b.com' },
        ...(['Dr. Ada Park', 'Mr. Ben Ito'] as const).map((whole, index) => {
          const [title = '', first = '', lastName = ''] = whole.split(' ');
          const to = { firstName: first, lastName };
          const sender = { from: { firstName: `${title} ${first}`, lastName }, to };
          return { provider: 'google' as const, line: 1 + 2 * index, name: 'a.com', instead: null, sender };
        }),
      ],
    });
    const title: Problem = { ...noDomain, code: 'name_malformed', line: 1 };
    const email: Problem = { ...noDomain, code: 'domain_is_email', line: 2 };
    const text = allText(mistakesView({ draft: form, fill: 1 }, [email, title, { ...title, line: 3 }, title]));
    const parts = [
      'Fix 3 lines',
      '*Email address* · 1 line',
      'Use the domain',
      '2: ada@b.com → b.com',
      '*Sender* · 2 lines',
      'Use the name alone',
      '1: a.com: Dr. Ada Park → Ada Park',
      '3: a.com: Mr. Ben Ito → Ben Ito',
    ];
    expect(parts.filter((part) => !text.includes(part))).toEqual([]);
    // Both names of a sender have one row.
    expect(text.split('Dr. Ada Park →')).toHaveLength(2);
    const picture: Problem = { ...title, code: 'picture_malformed', message: 'a.com: the picture is no link.' };
    const both = allText(mistakesView({ draft: form, fill: 1 }, [title, picture]));
    expect(both).toContain('1: a.com: Dr. Ada Park → Ada Park');
    expect(both).toContain('1: a.com: the picture is no link.');
  });

  test('offers no Fix where nobody knows how, and names the provider where there are several', () => {
    const one = { ...draft, providers: ['google' as const, 'smtp' as const], mistakes: mistakes.slice(1) };
    const text = allText(mistakesView({ draft: one, fill: 1 }, [noDomain]));
    expect(text).not.toContain('Fix');
    expect(text).toContain('Leave it out');
    expect(text).toContain('Google 3: It is none.');
  });

  test('counts a line once that has two mistakes of a sort', () => {
    const title: Problem = { ...noDomain, code: 'name_malformed' };
    expect(allText(mistakesView({ draft, fill: 1 }, [title, title]))).toContain('*Sender* · 1 line"');
  });

  test('cuts a sort at ten rows, and counts the rest', () => {
    const many = Array.from({ length: 14 }, (_, index) => ({ ...noDomain, line: index + 1 }));
    expect(allText(mistakesView({ draft, fill: 1 }, many))).toContain('10: It is none.\nand 4 more');
  });
});

describe('the review says how it was read', () => {
  const greyOf = (parts: Partial<OrderDraft>): string[] =>
    reviewView({ ...aReviewedDraft(), ...parts }, policy).blocks.flatMap((block) =>
      block.type === 'context' && 'elements' in block
        ? block.elements.flatMap((element) => ('text' in element ? [element.text] : []))
        : [],
    );

  test('lines whose domain stands later, and names with the last name first', () => {
    const google = 'Ada Park, getacme.com\nBen Ito, tryacme.com\n"Park, Zoë", c.com';
    expect(greyOf({ domainText: { google } })).toContain(
      'Read from what you pasted: 3 lines in which the domain is not the first cell · 1 name read with the last name first',
    );
  });

  test('what was cleaned, what was not used, and what was not kept', () => {
    const parts: Partial<OrderDraft> = {
      domainText: { google: 'https://getacme.com\nhttps://tryacme.com/\n1. c.com\nA.com', smtp: 'https://d.com' },
      providers: ['google', 'smtp'],
      leftOut: { google: { notUsed: ['Bought', 'Status'], secrets: ['Password'] } },
    };
    expect(greyOf(parts)).toEqual(
      expect.arrayContaining([
        'Read from what you pasted: 3 web addresses taken as domains · 1 list mark left out · 1 line with capitals, read in small letters',
        '· Not used: Bought, Status',
        '· Like passwords, not used, not kept: Password',
      ]),
    );
  });

  test('of many columns how many more, and of a provider that is not chosen any more nothing', () => {
    const notUsed = ['*Bought*', 'Status', '<!channel>', 'x'.repeat(200), 'Price', 'TLD'];
    const text = greyOf({
      leftOut: { google: { notUsed, secrets: [] }, smtp: { notUsed: ['Zone'], secrets: [] } },
    }).join('\n');
    expect(text).toContain(`Not used: *Bought*, Status, <!channel>, ${'x'.repeat(23)}… and 2 more`);
    expect(text).not.toContain('Zone');
  });

  test('nothing when it was read as it stood', () => {
    expect(greyOf({ domainText: { google: 'getacme.com, Ada Park\ntryacme.com' } }).join()).not.toMatch(
      /Read from|Not used/,
    );
  });
});

test('the page of the sending tool never draws its login, only that it is kept', () => {
  const sequencer = { provider: 'Instantly', link: '', workspace: 'acme', tag: '{{ID}}', loginId: 'secret-tool-login' };
  const text = allText(OPTION_VIEWS.sequencer(withLogins(aForm({ sequencer })), ['review']));
  expect(text).toContain('Kept, not shown');
  expect(text).toContain('{{ID}}');
  expect(text).not.toContain('secret-tool-login');
});

describe('the hosting page', () => {
  test('never draws the login, only that one is saved', () => {
    const form = aForm({ source: 'other', hosting: { provider: 'Namecheap', link: '', loginId: 'secret-login-id' } });
    const text = allText(hostingView(withLogins(form)));
    expect(text).toContain('Kept, not shown. Leave empty to keep it.');
    expect(text).not.toContain('secret-login-id');
    expect(inputsOf(hostingView(withLogins(form))).filter(({ optional }) => !optional)).toHaveLength(2);
  });

  test('needs user name and password when none is saved', () => {
    const needed = inputsOf(hostingView(withLogins(aForm({ source: 'other' })))).filter(({ optional }) => !optional);
    expect(needed.map(({ block_id: id }) => id)).toEqual([
      'hosting_provider.1',
      'hosting_username.1',
      'hosting_password.1',
      'hosting_sharing.1',
    ]);
  });
});

describe('the review', () => {
  test('shows price, what it is, who is asked, and sends only on its button', () => {
    const view = reviewView(aReviewedDraft({ lines: [manyDomains('google', 12)] }), policy);
    const text = allText(view);
    expect(text).toContain('*Google · $84.00* · 12 domains, 24 mailboxes at $3.50');
    expect(text).toContain('12 domains with 24 mailboxes · before tax · charged only after approval');
    expect(text.split('before tax')).toHaveLength(2);
    expect(text).toContain('Asked: <!subteam^SBUYERS> or <@UAMIR>, 1 approval');
    expect(text).toContain('bought through ScaledMail');
    expect(text).toContain('All 12: Ada Park');
    expect(view.submit?.text).toBe('Send for approval');
    expect(text).toContain(ACTION.back);
  });

  test('says “before coupon” of an order with one, and only then', () => {
    const text = allText(reviewView(aReviewedDraft({ extras: { coupon: 'WELCOME10' } }), policy));
    expect(text).toContain('before tax and coupon');
    expect(text).toContain('Change coupon…');
    expect(allText(reviewView(aReviewedDraft(), policy))).toContain('Add coupon…');
  });

  test('marks a unit price that was rounded', () => {
    const draft = aReviewedDraft();
    const [line] = draft.review?.quote?.lines ?? [];
    if (line) line.monthlyCents += 1;
    expect(allText(reviewView(draft, policy))).toContain('mailboxes at ≈ $3.50');
  });

  test('cannot be sent without a price', () => {
    expect(reviewView(aDraft(), policy).submit).toBeUndefined();
  });
});

test('metadata is read back by its schema', () => {
  const order = orderIn('awaiting_approval');
  expect(OrderMetadata.parse(JSON.parse(declineView(order).private_metadata ?? ''))).toEqual({
    reference: order.facts.reference,
    fingerprint: termsOf(order).fingerprint,
  });
  expect(DraftMetadata.parse(JSON.parse(pricingView(aDraft()).private_metadata ?? ''))).toEqual({ draftId: 'draft-1' });
});

test('a notice keeps the form behind it, with the buttons to go on', () => {
  const view = noticeView('No price yet', 'ScaledMail is not answering.', {
    retry: true,
    back: true,
    draftId: 'draft-1',
  });
  const text = allText(view);
  expect(view.callback_id).toBe(VIEW.notice);
  expect(
    [ACTION.retryPricing, ACTION.back, 'Everything you typed is kept.'].map((part) => text.includes(part)),
  ).toEqual([true, true, true]);
});
