import { describe, expect, test } from '@jest/globals';
import { EMAIL_PROVIDERS } from '../../../src/acts/custom_order/custom-order.ts';
import { domainsView } from '../../../views/form/ordering/domains-view.ts';
import { hostingView } from '../../../views/form/ordering/hosting-view.ts';
import { aliasesView } from '../../../views/form/ordering/options/aliases-view.ts';
import { couponView } from '../../../views/form/ordering/options/coupon-view.ts';
import { pictureView } from '../../../views/form/ordering/options/picture-view.ts';
import { sequencerView } from '../../../views/form/ordering/options/sequencer-view.ts';
import { whatView } from '../../../views/form/ordering/what-view.ts';
import type { FilledForm } from '../../support/fill-form.ts';
import { pageParameters } from '../../support/page-examples.ts';
import { receivedFrom } from '../../support/servers/received-from.ts';
import { type ReceivedRequest, useScriptedServer } from '../../support/servers/scripted-server.ts';
import { aForm } from '../../support/views/orders.ts';

const server = useScriptedServer();

/** A form in which every field holds something that no other one does. */
const FULL = {
  what: { label: 'Acme', workspace: ['recB'], source: ['other'], providers: ['google', 'outlook', 'smtp'] },
  domains: {
    domains_google: 'getacme.com, Rosa Lind',
    domains_outlook: 'tryacme.com',
    domains_smtp: 'useacme.com',
    default_name: 'Noor Haddad',
    default_redirect: 'https://acme.com/common',
  },
  aliases: {
    alias_form_google: ['own'],
    aliases_google_1: 'getacme.com, rosa (Mira Okafor), https://acme.com/mira.png, rosa.lind',
    alias_form_outlook: ['made'],
    alias_form_smtp: ['senders'],
    alias_patterns_smtp_1: ['jane', 'jane.doe', 'j.doe', 'doe'],
  },
  picture: { profile_picture: 'https://acme.com/all.png' },
  coupon: { coupon: 'FALL10' },
  sequencer: {
    sequencer_provider: 'Instantly',
    sequencer_username: 'tool user',
    sequencer_password: 'tool password',
    sequencer_link: 'https://app.instantly.ai',
    sequencer_workspace: 'tool workspace',
    sequencer_tag: '{{ID}}',
  },
  hosting: {
    hosting_provider: 'Porkbun',
    hosting_username: 'host user',
    hosting_password: 'host password',
    hosting_link: 'https://porkbun.com',
  },
} as const satisfies FilledForm;

type Page = keyof typeof FULL;
type FieldOf = { [Name in Page]: [page: Name, field: keyof (typeof FULL)[Name]] }[Page];

interface Way {
  /** The field that it is filled in with. */
  readonly by: FieldOf;
  /** Where it stands in what is received, with what was filled in. */
  readonly sent: object;
}
const google = (domain: object) => ({ body: { providers: { google: { domains: [domain] } } } });
const inSequencer = (sent: object) => ({ body: { sequencer: sent } });
const inHosting = (sent: object) => ({ body: { hosting: sent } });

/** How each parameter of the vendor's page is filled in by hand. */
const WAYS: Readonly<Record<string, Way>> = {
  'query.provider': { by: ['what', 'source'], sent: { query: { provider: 'other' } } },
  'query.coupon': { by: ['coupon', 'coupon'], sent: { query: { coupon: 'FALL10' } } },
  'query.organization_id': { by: ['what', 'workspace'], sent: { query: { organization_id: 'recB' } } },
  tag: { by: ['what', 'label'], sent: { body: { tag: 'acme-7f3k2q' } } },
  'providers.google': { by: ['domains', 'domains_google'], sent: google({}) },
  'providers.outlook': {
    by: ['domains', 'domains_outlook'],
    sent: { body: { providers: { outlook: { domains: [{ domain: 'tryacme.com' }] } } } },
  },
  'providers.smtp': {
    by: ['domains', 'domains_smtp'],
    sent: { body: { providers: { smtp: { domains: [{ domain: 'useacme.com' }] } } } },
  },
  'domain.domain': { by: ['domains', 'domains_google'], sent: google({ domain: 'getacme.com' }) },
  'domain.redirect': { by: ['domains', 'default_redirect'], sent: google({ redirect: 'https://acme.com/common' }) },
  'domain.profile_picture': {
    by: ['picture', 'profile_picture'],
    sent: google({ profile_picture: 'https://acme.com/all.png' }),
  },
  'domain.first_name': {
    by: ['domains', 'default_name'],
    sent: { body: { providers: { outlook: { domains: [{ first_name: 'Noor' }] } } } },
  },
  'domain.last_name': {
    by: ['domains', 'default_name'],
    sent: { body: { providers: { outlook: { domains: [{ last_name: 'Haddad' }] } } } },
  },
  'alias.first_name': { by: ['aliases', 'aliases_google_1'], sent: google({ aliases: [{ first_name: 'Mira' }, {}] }) },
  'alias.last_name': { by: ['aliases', 'aliases_google_1'], sent: google({ aliases: [{ last_name: 'Okafor' }, {}] }) },
  'alias.alias': {
    by: ['aliases', 'aliases_google_1'],
    sent: google({ aliases: [{ alias: 'rosa' }, { alias: 'rosa.lind' }] }),
  },
  'alias.profile_picture': {
    by: ['aliases', 'aliases_google_1'],
    sent: google({ aliases: [{ profile_picture: 'https://acme.com/mira.png' }, {}] }),
  },
  'sequencer.provider': { by: ['sequencer', 'sequencer_provider'], sent: inSequencer({ provider: 'Instantly' }) },
  'sequencer.username': { by: ['sequencer', 'sequencer_username'], sent: inSequencer({ username: 'tool user' }) },
  'sequencer.password': { by: ['sequencer', 'sequencer_password'], sent: inSequencer({ password: 'tool password' }) },
  'sequencer.link': { by: ['sequencer', 'sequencer_link'], sent: inSequencer({ link: 'https://app.instantly.ai' }) },
  'sequencer.workspace': {
    by: ['sequencer', 'sequencer_workspace'],
    sent: inSequencer({ workspace: 'tool workspace' }),
  },
  'sequencer.tag': { by: ['sequencer', 'sequencer_tag'], sent: inSequencer({ tag: '{{ID}}' }) },
  'hosting.provider': { by: ['hosting', 'hosting_provider'], sent: inHosting({ provider: 'Porkbun' }) },
  'hosting.username': { by: ['hosting', 'hosting_username'], sent: inHosting({ username: 'host user' }) },
  'hosting.password': { by: ['hosting', 'hosting_password'], sent: inHosting({ password: 'host password' }) },
  'hosting.link': { by: ['hosting', 'hosting_link'], sent: inHosting({ link: 'https://porkbun.com' }) },
};

const TWO_WORKSPACES = {
  workspaces: [
    { id: 'recA', name: 'Acme' },
    { id: 'recB', name: 'Acme Outbound' },
  ],
  workspaceId: 'recA',
};

/** The fields that a page draws, by their block ids. */
const drawnOn = ({ blocks }: { readonly blocks: readonly object[] }): string[] =>
  blocks.flatMap((block) => ('block_id' in block ? [String(block.block_id).replace(/\.\d+$/, '')] : []));

function fieldsOf(page: Page): string[] {
  const parts = {
    ...TWO_WORKSPACES,
    source: 'other' as const,
    providers: [...EMAIL_PROVIDERS],
    hosting: { provider: '', link: '', loginId: null },
    aliases: {
      google: { form: 'own' as const, text: '' },
      outlook: { form: 'made' as const, text: '' },
      smtp: { form: 'senders' as const, text: '' },
    },
  };
  const form = aForm(parts);
  switch (page) {
    case 'what':
      return drawnOn(whatView(form));
    case 'domains':
      return drawnOn(domainsView(form));
    case 'aliases':
      return drawnOn(aliasesView(form, ['domains']));
    case 'picture':
      return drawnOn(pictureView(form, ['domains']));
    case 'coupon':
      return drawnOn(couponView(form, ['domains']));
    case 'sequencer':
      return drawnOn(sequencerView({ ...form, offered: [] }, ['domains']));
    case 'hosting':
      return drawnOn(hostingView({ ...form, offered: [] }));
  }
}

test('the page names 26 parameters, and for each of them it is known how it is filled in', () => {
  expect(pageParameters()).toHaveLength(26);
  expect(Object.keys(WAYS).toSorted()).toEqual(pageParameters().toSorted());
});

describe.each(Object.entries(WAYS))('%s', (_, { by: [page, field], sent }) => {
  test(`is filled in on a page that has the field for it: ${field}`, () => {
    expect(fieldsOf(page)).toContain(field);
  });

  test(`is received as it was filled in there: ${field}`, async () => {
    const received: ReceivedRequest = await receivedFrom(server, FULL, TWO_WORKSPACES);
    expect(received).toMatchObject(sent);
  });
});

/** The pages of options, and what of the request they make. */
const LEFT_OUT: readonly [page: Exclude<Page, 'what' | 'domains' | 'hosting'>, missing: string][] = [
  ['picture', 'https://acme.com/all.png'],
  ['coupon', 'coupon'],
  ['sequencer', 'sequencer'],
  ['aliases', 'aliases'],
];

test.each(LEFT_OUT)('without the page %s nothing of it is received: %s', async (page, missing) => {
  const { [page]: _left, ...others } = FULL;
  const { query, body } = await receivedFrom(server, others, TWO_WORKSPACES);
  expect(JSON.stringify({ query, body })).not.toContain(missing);
});

test('a login that was typed before the domains turned out to be bought through ScaledMail is not sent', async () => {
  const { hosting: _, ...others } = FULL;
  const received = await receivedFrom(
    server,
    { ...others, what: { ...FULL.what, source: ['scaledmail'] } },
    {
      ...TWO_WORKSPACES,
      source: 'other',
      hosting: { provider: 'Porkbun', link: 'https://porkbun.com', loginId: 'login-of-before' },
    },
  );
  expect(received.body).not.toHaveProperty('hosting');
  expect(received.query).toMatchObject({ provider: 'scaledmail' });
});
