import { z } from 'zod';
import type { EmailProvider, ProviderLine } from '../../src/acts/custom_order/custom-order.ts';
import { draftInput } from '../../src/acts/custom_order/form/draft-input.ts';
import { PROVIDER_FACTS } from '../../src/acts/custom_order/provider-facts.ts';
import { type ProviderCalculation, quoteOrder } from '../../src/acts/custom_order/quote.ts';
import { checkOrder } from '../../src/acts/custom_order/rules/check-order.ts';
import type { CustomOrderInput, LineInput } from '../../src/acts/custom_order/rules/order-input.ts';
import { actOf } from '../../src/orders/order.ts';
import { decodeOrder, encodeOrder } from '../../src/storage/rows/row.ts';
import { actMemory, hashOfAct, textOfAct } from '../../src/storage/rows/stored-acts.ts';
import { aReviewedDraft, orderIn, policy, quoteFor } from '../../test/support/views/orders.ts';
import { orderCard } from '../../views/card/order-card.ts';
import { domainsView } from '../../views/form/ordering/domains-view.ts';
import { reviewView } from '../../views/form/ordering/review-view.ts';
import { mention } from '../../views/words/text.ts';
import { answerAsks } from './answering.ts';

/** The largest order that the vendor takes, with every mailbox listed: 200 domains, 1,230 aliases. */
const LARGEST: readonly [EmailProvider, number][] = [
  ['google', 100],
  ['outlook', 30],
  ['smtp', 70],
];
const lines: ProviderLine[] = LARGEST.map(([provider, count]) => ({
  provider,
  domains: Array.from({ length: count }, (_, index) => ({
    name: `get${provider}${index}.com`,
    naming: {
      form: 'aliases',
      aliases: Array.from({ length: PROVIDER_FACTS[provider].mailboxesPerDomain }, (_each, place) => ({
        firstName: 'Ada',
        lastName: 'Park',
        alias: `ada.park${place}`,
      })),
    },
    redirect: 'https://acme.com',
  })),
}));
const calculations = lines.map(({ provider, domains }): ProviderCalculation => {
  const { mailboxesPerDomain, anchorDollarsPerMailbox } = PROVIDER_FACTS[provider];
  const requiredMailboxes = domains.length * mailboxesPerDomain;
  return {
    provider,
    requiredDomains: domains.length,
    requiredMailboxes,
    totalPrice: requiredMailboxes * anchorDollarsPerMailbox,
  };
});
const LABEL = 'Acme spring';
const input: CustomOrderInput = {
  label: LABEL,
  workspace: { id: 'rec1', name: 'Acme Outbound' },
  source: 'scaledmail',
  lines: lines.map(
    ({ provider, domains }): LineInput => ({
      provider,
      domains: domains.map(({ name, naming, redirect = '' }, index) => ({ line: index + 1, name, naming, redirect })),
    }),
  ),
};
const order = orderIn('awaiting_approval', { lines });
const typed = Object.fromEntries(
  lines.map(({ provider, domains }) => [
    provider,
    domains.map(({ name }) => `${name}, Ada Park, https://acme.com`).join('\n'),
  ]),
);
const draft = { ...aReviewedDraft({ lines }), label: LABEL, domainText: typed };
const now = new Date();
const memory = actMemory();
const [actHash, actText] = [hashOfAct(actOf(order)), textOfAct(actOf(order))];
memory.read(actHash, actText);
const head = { sequence: 1, hash: 'a'.repeat(64) };

function mustBe(isRight: boolean): void {
  if (!isRight) throw new Error('The work came out wrong');
}

const WORK: Readonly<Record<string, () => void>> = {
  'validate and quote': () => {
    mustBe(checkOrder(input, new Map()).ok);
    mustBe(quoteOrder(lines, calculations, now).ok);
  },
  'read the pasted lines and validate': () => mustBe(checkOrder(draftInput(draft), new Map()).ok),
  'draw the card': () =>
    mustBe(orderCard(order, { pause: null, policy, isFirst: false, named: mention }).blocks.length > 0),
  'draw the form’s pages': () => {
    mustBe(domainsView({ draft, fill: 1 }).blocks.length > 0);
    mustBe(reviewView(draft, policy).blocks.length > 0);
  },
  'write and read its row': () => {
    const row = encodeOrder({ version: 1, order: { ...order }, effects: [], head, lease: null });
    mustBe(decodeOrder(row, memory.get).order.state === order.state);
  },
  'name and write its act': () => {
    const act = { ...actOf(order) };
    mustBe(hashOfAct(act) === actHash && textOfAct(act) === actText);
  },
  'read its act': () => mustBe(actMemory().read(actHash, actText).kind === actOf(order).kind),
};
mustBe(quoteFor(lines).totalCents > 0);

const WARM_RUNS = 50;

/** Milliseconds of CPU that one run takes, as a mean over at least `forMs`. */
function cpuMsOf(given: unknown): number {
  const { name, forMs } = z.object({ name: z.string(), forMs: z.number() }).parse(given);
  const work = WORK[name];
  if (!work) throw new Error(`There is no work called ${name}`);
  for (let run = 0; run < WARM_RUNS; run += 1) work();
  const before = process.cpuUsage();
  const startedMs = performance.now();
  let runs = 0;
  for (; performance.now() - startedMs < forMs; runs += 1) work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000 / runs;
}

answerAsks({ names: () => Object.keys(WORK), cpu: cpuMsOf });
