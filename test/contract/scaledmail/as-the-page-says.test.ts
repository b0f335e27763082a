import { describe, expect, test } from '@jest/globals';
import { ALIAS_PATTERNS } from '../../../src/acts/custom_order/aliases/patterns.ts';
import { type DomainSource, EMAIL_PROVIDERS, type EmailProvider } from '../../../src/acts/custom_order/custom-order.ts';
import type { FilledForm, PageFields } from '../../support/fill-form.ts';
import { PAGE_EXAMPLES } from '../../support/page-examples.ts';
import { receivedFrom } from '../../support/servers/received-from.ts';
import { useScriptedServer } from '../../support/servers/scripted-server.ts';

const server = useScriptedServer();

const { request, sequencer, hosting } = PAGE_EXAMPLES;
const [john, jane] = request.providers.google.domains;
const [example] = PAGE_EXAMPLES.aliases;
const picture = PAGE_EXAMPLES.profile_picture;
/** What the page gives no example of. */
const REDIRECT = 'https://northwind.example/start';
const COMMON_REDIRECT = 'https://northwind.example';
const COMMON_PICTURE = 'https://link2.com';
const COUPON = 'FALL10';

const ALIASES = { google: 2, outlook: 25, smtp: 4 } as const;
const NAMINGS = ['names', 'own aliases', 'aliases made from senders'] as const;
type NamingForm = (typeof NAMINGS)[number];
const SOURCES: readonly DomainSource[] = ['scaledmail', 'other'];
type Filled = 'everything' | 'nothing optional' | 'nothing but spaces';
const FILLED: readonly Filled[] = ['everything', 'nothing optional', 'nothing but spaces'];

interface Case {
  readonly naming: NamingForm;
  readonly provider: EmailProvider;
  readonly source: DomainSource;
  readonly filled: Filled;
}
const CASES: readonly Case[] = NAMINGS.flatMap((naming) =>
  EMAIL_PROVIDERS.flatMap((provider) =>
    SOURCES.flatMap((source) => FILLED.map((filled) => ({ naming, provider, source, filled }))),
  ),
);

const whole = ({ first_name, last_name }: typeof john | typeof jane | typeof example) => `${first_name} ${last_name}`;

/** The aliases of John and of Jane: that of the page first, with its picture, and as many more as the provider takes. */
function ownAliases(provider: EmailProvider) {
  const others = Array.from({ length: ALIASES[provider] - 1 }, (_, index) => `john.doe${index + 2}`);
  return {
    ofJohn: [example.alias, ...others],
    ofJane: Array.from({ length: ALIASES[provider] }, (_, index) => `j.smith${index + 1}`),
  };
}

function domainFields({ naming, provider, filled }: Case): PageFields {
  const isFull = filled === 'everything';
  const rows = [
    [john.domain, john.first_name, john.last_name, isFull ? REDIRECT : '', isFull ? picture : ''],
    [jane.domain, jane.first_name, jane.last_name, '', ''],
  ];
  const sheet = ['Domain,First name,Last name,Redirect,Picture', ...rows.map((cells) => cells.join(','))].join('\n');
  return {
    [`domains_${provider}`]: naming === 'names' ? sheet : sheet.replaceAll(`${jane.first_name},${jane.last_name}`, ','),
    default_name: whole(jane),
    default_redirect: optional(filled, COMMON_REDIRECT),
  };
}

const optional = (filled: Filled, text: string): string =>
  filled === 'everything' ? text : filled === 'nothing but spaces' ? '  ' : '';

function aliasFields({ naming, provider, filled }: Case): PageFields {
  if (naming === 'names') return { [`alias_form_${provider}`]: ['made'] };
  if (naming === 'aliases made from senders') return { [`alias_form_${provider}`]: ['senders'] };
  const { ofJohn, ofJane } = ownAliases(provider);
  const [first, ...others] = ofJohn;
  const own = filled === 'everything' ? [first, picture, ...others] : ofJohn;
  return {
    [`alias_form_${provider}`]: ['own'],
    [`aliases_${provider}_1`]: [`${john.domain}, ${own.join(', ')}`, `${jane.domain}, ${ofJane.join(', ')}`].join('\n'),
  };
}

function formOf(each: Case): FilledForm {
  const { provider, source, filled } = each;
  const isFull = filled === 'everything';
  return {
    what: { label: request.tag, source: [source], providers: [provider] },
    domains: domainFields(each),
    aliases: aliasFields(each),
    picture: { profile_picture: optional(filled, COMMON_PICTURE) },
    coupon: { coupon: optional(filled, COUPON) },
    ...(isFull
      ? {
          sequencer: {
            sequencer_provider: sequencer.provider,
            sequencer_username: sequencer.username,
            sequencer_password: sequencer.password,
            sequencer_link: sequencer.link,
            sequencer_workspace: sequencer.workspace,
            sequencer_tag: sequencer.tag,
          },
        }
      : {}),
    ...(source === 'other'
      ? {
          hosting: {
            hosting_provider: hosting.provider,
            hosting_username: hosting.username,
            hosting_password: hosting.password,
            hosting_link: optional(filled, hosting.link),
          },
        }
      : {}),
  };
}

/** The page's body for a case: its examples, with as many aliases as the provider takes. */
function bodyOf({ naming, provider, source, filled }: Case) {
  const isFull = filled === 'everything';
  const { domain: ofJohn, ...johnsName } = john;
  const { domain: ofJane, ...janesName } = jane;
  const named = (name: typeof johnsName, own: readonly string[], made: (pattern: string) => string) => {
    if (naming === 'names') return name;
    const aliases = naming === 'own aliases' ? own : ALIAS_PATTERNS.slice(0, ALIASES[provider]).map(made);
    return { aliases: aliases.map((alias) => ({ ...name, alias })) };
  };
  const own = ownAliases(provider);
  const johns = named(johnsName, own.ofJohn, (pattern) => pattern.replace('jane', 'john'));
  const janes = named(janesName, own.ofJane, (pattern) =>
    pattern.replace(/doe|d/, (part) => (part === 'doe' ? 'smith' : 's')),
  );
  const withPicture = (form: typeof johns) =>
    naming === 'own aliases' && 'aliases' in form && isFull ? { aliases: [example, ...form.aliases.slice(1)] } : form;
  const { link, ...hostingLogin } = hosting;
  return {
    providers: {
      [provider]: {
        domains: [
          {
            domain: ofJohn,
            ...(isFull ? { redirect: REDIRECT, profile_picture: picture } : {}),
            ...withPicture(johns),
          },
          {
            domain: ofJane,
            ...(isFull ? { redirect: COMMON_REDIRECT, profile_picture: COMMON_PICTURE } : {}),
            ...janes,
          },
        ],
      },
    },
    ...(source === 'other' ? { hosting: { ...hostingLogin, ...(isFull ? { link } : {}) } } : {}),
    ...(isFull ? { sequencer } : {}),
  };
}

describe.each(CASES)('$naming, $provider, $source, with $filled filled in', (each) => {
  test('the body that is sent is that of the page, and nothing that was not filled in', async () => {
    const received = await receivedFrom(server, formOf(each));
    // The tag is made of what was typed, and of the order's own reference.
    expect(received?.body).toStrictEqual({ tag: 'google-only-7f3k2q', ...bodyOf(each) });
    const coupon = each.filled === 'everything' ? { coupon: COUPON } : {};
    expect(received?.query).toStrictEqual({ provider: each.source, organization_id: 'rec1', ...coupon });
  });
});
