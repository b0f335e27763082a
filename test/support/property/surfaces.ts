import type { ModalView } from '@slack/types';
import fc from 'fast-check';
import { EMAIL_PROVIDERS, type OrderedDomain, type ProviderLine } from '../../../src/acts/custom_order/custom-order.ts';
import type { OrderDraft } from '../../../src/acts/custom_order/form/draft.ts';
import { PROVIDER_FACTS } from '../../../src/acts/custom_order/provider-facts.ts';
import { type Order, termsOf } from '../../../src/orders/order.ts';
import { section } from '../../../views/blocks.ts';
import { orderCard } from '../../../views/card/order-card.ts';
import { noticeView } from '../../../views/form/notice-view.ts';
import { columnsView } from '../../../views/form/ordering/columns-view.ts';
import { domainsView } from '../../../views/form/ordering/domains-view.ts';
import { hostingView } from '../../../views/form/ordering/hosting-view.ts';
import { mistakesView } from '../../../views/form/ordering/mistakes-view.ts';
import { aliasesView } from '../../../views/form/ordering/options/aliases-view.ts';
import { optionsView } from '../../../views/form/ordering/options/options-view.ts';
import { pricingView } from '../../../views/form/ordering/pricing-view.ts';
import { readingView } from '../../../views/form/ordering/reading-view.ts';
import { reviewView } from '../../../views/form/ordering/review-view.ts';
import { whatView } from '../../../views/form/ordering/what-view.ts';
import { tagsAcceptedMessage } from '../../../views/messages/accept-tags.ts';
import { unknownCommandMessage } from '../../../views/messages/help.ts';
import { pausedMessage } from '../../../views/messages/pause.ts';
import {
  type AnyRefusal,
  aboveLimitMessage,
  refusalMessage,
  takenMessage,
} from '../../../views/words/refusals/refusal.ts';
import { declaredText, lookedText, namedText, notOursText, ruledOutText } from '../../../views/words/settling.ts';
import { mention } from '../../../views/words/text.ts';
import { customOrderOf } from '../builders.ts';
import { aDraft, noon, type OrderParts, policy } from '../views/orders.ts';
import type { Surface } from '../views/surfaces.ts';
import { hostileText } from './texts.ts';

/** Orders and forms full of texts that mean harm, and every surface that shows such texts. */

const picture = { profilePicture: hostileText(150) };
const alias = fc.oneof(
  fc.record({ firstName: hostileText(50), lastName: hostileText(50), alias: hostileText(64) }),
  fc.record({ firstName: hostileText(50), lastName: hostileText(50), alias: hostileText(64), ...picture }),
);
const naming: fc.Arbitrary<OrderedDomain['naming']> = fc.oneof(
  fc.record({ form: fc.constant('names' as const), firstName: hostileText(50), lastName: hostileText(50) }),
  fc.record({ form: fc.constant('aliases' as const), aliases: fc.array(alias, { minLength: 25, maxLength: 25 }) }),
  fc.record({ form: fc.constant('aliases' as const), aliases: fc.array(alias, { maxLength: 25 }) }),
);
const longName = fc.integer({ min: 4, max: 253 }).map((length) => `${'a'.repeat(Math.min(length, 249))}.com`);
const domain: fc.Arbitrary<OrderedDomain> = fc.record({
  name: fc.oneof(longName, hostileText(253)),
  naming,
  redirect: hostileText(3_000),
  ...picture,
});

const filled = <Item>(items: readonly Item[], count: number): Item[] =>
  Array.from({ length: Math.ceil(count / items.length) }, () => items)
    .flat()
    .slice(0, count);

/** A few domains, repeated up to the provider's limit: large orders without generating each domain. */
const line: fc.Arbitrary<ProviderLine> = fc
  .tuple(fc.constantFrom(...EMAIL_PROVIDERS), fc.array(domain, { minLength: 1, maxLength: 3 }), fc.boolean())
  .map(([provider, domains, isFull]) => ({
    provider,
    domains: isFull ? filled(domains, PROVIDER_FACTS[provider].maxDomains) : domains,
  }));

/** 200 domains, each with 25 aliases when `domains` have so many. */
const fullLines = fc
  .array(domain, { minLength: 1, maxLength: 3 })
  .map((domains) =>
    EMAIL_PROVIDERS.map(
      (provider): ProviderLine => ({ provider, domains: filled(domains, PROVIDER_FACTS[provider].maxDomains) }),
    ),
  );

/** What stands in an order, from one domain to 200 with 25 aliases each; every text is hostile. */
export const hostileParts: fc.Arbitrary<OrderParts> = fc.record({
  label: hostileText(60),
  workspaceName: hostileText(300),
  source: fc.constantFrom('scaledmail' as const, 'other' as const),
  lines: fc.oneof(
    fc.uniqueArray(line, { minLength: 1, maxLength: 3, selector: ({ provider }) => provider }),
    fullLines,
  ),
  quorum: fc.constantFrom(1, 2),
  words: hostileText(5_000),
  extras: fc.record({
    coupon: hostileText(100),
    hosting: fc.record({ provider: hostileText(300), loginId: fc.constant('l1') }),
    sequencer: fc.record({ provider: hostileText(300), loginId: fc.constant('l2') }),
  }),
});

const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });

/** A file that is not read, and a sheet that has no place: which of them depends on the name. */
const hasFile = (name: string, text: string): Partial<OrderDraft> =>
  name.length % 2 === 0
    ? { upload: { fileId: 'F1', name } }
    : { sheet: { name, text, from: 'form', leftOut: { notUsed: [name], secrets: [], files: [name] } } };

/** A form in the making: what Slack can send back, and workspaces as the vendor may name them. */
export const hostileDraft: fc.Arbitrary<OrderDraft> = fc
  .record({
    label: hostileText(60),
    workspaces: fc.uniqueArray(fc.record({ id: fc.stringMatching(/^rec[A-Za-z0-9]{1,20}$/), name: hostileText(300) }), {
      selector: ({ id }) => id,
      maxLength: 120,
    }),
    source: fc.constantFrom('scaledmail' as const, 'other' as const),
    providers: fc.subarray([...EMAIL_PROVIDERS]),
    defaultName: hostileText(150),
    text: maybe(
      fc.oneof(
        hostileText(3_000),
        hostileText(60).map((text) => `${text}\n`.repeat(500)),
      ),
    ),
    defaultRedirect: hostileText(300),
    fileName: maybe(hostileText(300)),
    aliasForm: fc.constantFrom('made' as const, 'senders' as const, 'own' as const),
    hosting: fc.option(fc.record({ provider: hostileText(300), link: hostileText(3_000), loginId: fc.constant('l1') })),
  })
  .map(({ text, workspaces, aliasForm, fileName: name, ...draft }) =>
    aDraft({
      ...draft,
      ...(name === undefined ? {} : hasFile(name, text ?? '')),
      workspaces,
      workspaceId: workspaces[0]?.id ?? null,
      domainText: text === undefined ? {} : { google: text, smtp: text },
      aliases: { google: { form: aliasForm, text: text ?? '' }, smtp: { form: aliasForm, text: '' } },
    }),
  );

const REFUSALS = [
  'own_order',
  'not_the_requester',
  'terms_have_moved',
  'approved_by_you_already',
  'already_approved',
  'already_declined',
  'already_withdrawn',
  'already_expired',
  'too_late_to_withdraw',
  'not_expired_yet',
  'not_awaiting_placement',
  'still_looking',
  'does_not_apply',
  'unknown_person',
  'other_team',
  'deactivated',
  'guest',
  'bot',
  'not_an_approver',
  'unknown_order',
  'not_visible',
  'changed_meanwhile',
  'not_reviewed',
] as const satisfies readonly AnyRefusal[];

/** Every page of the form with its problems, by name. */
export function formPagesOf(draft: OrderDraft, problems: Parameters<typeof whatView>[1] = []): [string, ModalView][] {
  const form = { draft, fill: 1 };
  return [
    ['what', whatView(form, problems)],
    ['domains', domainsView(form, problems)],
    ['columns', columnsView(form)],
    ['mistakes', mistakesView(form, problems)],
    ['reading', readingView(draft)],
    ['hosting', hostingView({ ...form, offered: [] }, problems)],
    ['options', optionsView(form, ['domains'])],
    ['aliases', aliasesView(form, ['domains', 'options'], problems)],
    ['pricing', pricingView(draft)],
    ['review', reviewView(draft, policy)],
  ];
}

/** Every sentence that answers a click or a command about an order, as a message and in a modal; `words` were typed. */
export function answersOf(order: Order, words: string): [string, Surface][] {
  const { reference } = order.facts;
  const taken = new Map(
    customOrderOf(order).lines.flatMap(({ domains }) => domains.map(({ name }) => [name, reference] as const)),
  );
  const sentences: [string, string][] = [
    ...REFUSALS.map((refusal): [string, string] => [refusal, refusalMessage(refusal, order, policy)]),
    ['taken', takenMessage(taken)],
    ['above a limit', aboveLimitMessage({ cents: 150_000, limitCents: 100_000, limit: 'LIMIT_PER_ORDER' })],
    ['looked', lookedText(order, noon)],
    ['declared', declaredText(order, termsOf(order).fingerprint)],
    ['declared, of another attempt', declaredText(order, '')],
    ['named', namedText(order, words)],
    ['another one', ruledOutText(order)],
    ['no such order', notOursText({ refusal: 'no_such_vendor_order' }, words)],
    ['other order', notOursText({ refusal: 'other_order', tag: words }, words)],
  ];
  return [
    ...sentences.map(([name, text]): [string, Surface] => [`${name} in a message`, { text, blocks: [section(text)] }]),
    ...sentences.map(([name, text]): [string, Surface] => [`${name} in a modal`, noticeView('Order', text)]),
    ['paused', pausedMessage(words, null, [order, order])],
    [
      'paused again',
      pausedMessage('x', { by: order.facts.requestedBy, at: order.facts.requestedAt, reason: words }, []),
    ],
    ['paused after a start', pausedMessage('x', { by: null, at: order.facts.requestedAt, reason: words }, [])],
    [
      'a card while paused',
      orderCard(order, {
        policy,
        isFirst: true,
        named: mention,
        pause: { by: null, at: order.facts.requestedAt, reason: words },
      }),
    ],
    ['accepted that tags are missing', tagsAcceptedMessage(words, null)],
    [
      'accepted again',
      tagsAcceptedMessage('x', { by: order.facts.requestedBy, at: order.facts.requestedAt, reason: words }),
    ],
    ['unknown command', unknownCommandMessage(words, 'status')],
  ];
}
