import { expect, test } from '@jest/globals';
import type { OrderDraft } from '../../../../../src/acts/custom_order/form/draft.ts';
import { VendorUnavailable } from '../../../../../src/service/errors.ts';
import { type ReadForm, readForm } from '../../../../../src/service/requesting/filling/check-draft.ts';
import { type Drafts, draftsIn } from '../../../../../src/service/requesting/form/drafts.ts';
import { type Priced, priceDraft } from '../../../../../src/service/requesting/sending/price-draft.ts';
import { aForm } from '../../../../support/views/orders.ts';
import { inWorld, type PlacingWorld } from '../../placing/placing-world.ts';

interface Pricing {
  readonly world: PlacingWorld;
  readonly drafts: Drafts;
  readonly read: ReadForm;
  readonly price: (read: ReadForm) => Promise<Priced>;
  /** Questions to the vendor for unused names, each answered by its function. */
  readonly asked: (() => void)[];
}

const NAME = 'getnorthwind.com';
const typed: Partial<OrderDraft> = {
  label: 'Acme',
  defaultName: 'Ada Park',
  workspaceId: 'rec1',
  domainText: { google: NAME },
};

/** A form that is kept, and a vendor that answers when the test says so. */
const pricing = (parts: Partial<OrderDraft>, live: (pricing: Pricing) => Promise<void>) =>
  inWorld(async (world) => {
    const drafts = draftsIn(world.deps.settings);
    const form = aForm({ ...typed, ...parts });
    await drafts.begin(form);
    const asked: (() => void)[] = [];
    const unusedPurchasedDomains = () =>
      new Promise<string[]>((resolve) => {
        asked.push(() => resolve([NAME, 'other.com']));
      });
    const vendor = { ...world.deps.vendor, unusedPurchasedDomains };
    const price = priceDraft({ ...world.deps, keyValues: world.deps.settings, vendor, drafts });
    await live({ world, drafts, read: readForm(form), price, asked });
  });

/** Lets everything go on that waits for nobody. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
const answerAll = async (asked: (() => void)[]) => {
  await settle();
  for (const answer of asked.splice(0)) answer();
};

test('a form is priced once at a time, however often that is asked for', () =>
  pricing({}, async ({ read, price, asked }) => {
    const both = [price(read), price({ ...read })];
    await settle();
    expect(asked).toHaveLength(1);
    await answerAll(asked);
    const [first, second] = await Promise.all(both);
    expect(first).toMatchObject({ ok: true, draft: { review: { quote: { totalCents: expect.any(Number) } } } });
    expect(second).toBe(first);
    const third = price(read);
    await settle();
    expect(asked).toHaveLength(1);
    await answerAll(asked);
    expect(await third).toEqual(first);
  }));

test.each<{ what: string; parts: Partial<OrderDraft> }>([
  { what: 'a price', parts: {} },
  { what: 'a mistake', parts: { domainText: { google: 'not-there.com' } } },
])('$what that comes after the form was changed is not kept: what was typed since counts', ({ parts }) =>
  pricing(parts, async ({ drafts, read, price, asked }) => {
    const late = price(read);
    await settle();
    const changed = { draft: { ...read.draft, label: 'Umbrella' }, fill: read.fill };
    await drafts.begin(changed);
    await answerAll(asked);
    expect(await late).toEqual({ ok: false, refusal: 'changed_meanwhile' });
    expect(await drafts.load(read.draft.id)).toEqual(changed);
  }),
);

const lines = { domainText: { google: `${NAME}\nmail.acme.com\nnot-there.com` } };

test('what ScaledMail does not have is told together with what is misspelt, and kept as the mistakes of the form', () =>
  pricing(lines, async ({ drafts, read, price, asked }) => {
    const priced = price(read);
    await answerAll(asked);
    const checked = await priced;
    const codes = 'problems' in checked ? checked.problems.map(({ line, code }) => [line, code]) : [];
    expect(codes).toEqual([
      [2, 'domain_is_subdomain'],
      [3, 'domain_not_purchased'],
    ]);
    const mistakes = [
      { provider: 'google', line: 2, name: 'mail.acme.com', instead: 'acme.com' },
      { provider: 'google', line: 3, name: 'not-there.com', instead: null },
    ];
    expect(await drafts.load(read.draft.id)).toMatchObject({ draft: { mistakes } });
  }));

test('what is misspelt is told also when ScaledMail does not answer, and a price then is not', () =>
  pricing(lines, async ({ world, drafts, read }) => {
    const unusedPurchasedDomains = () => Promise.reject(new VendorUnavailable('No answer'));
    const price = priceDraft({
      ...world.deps,
      keyValues: world.deps.settings,
      vendor: { ...world.deps.vendor, unusedPurchasedDomains },
      drafts,
    });
    expect(await price(read)).toMatchObject({ problems: [{ line: 2, code: 'domain_is_subdomain' }] });
    const clear = { draft: { ...read.draft, domainText: { google: NAME } }, fill: read.fill };
    await drafts.begin(clear);
    await expect(price(readForm(clear))).rejects.toThrow(VendorUnavailable);
  }));

test('a form that was reviewed before is priced anew, and a page that Slack delivers twice is the same form', () =>
  pricing({}, async ({ drafts, read, price, asked }) => {
    const first = price(read);
    await answerAll(asked);
    const reviewed = await first;
    if (!reviewed.ok) throw new Error('There is a price');
    const again = price({ ...read, draft: reviewed.draft });
    await answerAll(asked);
    expect(await again).toMatchObject({ ok: true });
    const late = price(read);
    await settle();
    await drafts.begin({ ...read, fill: read.fill + 1 });
    const twice = price({ ...read, fill: read.fill + 1 });
    await answerAll(asked);
    expect(await late).toMatchObject({ ok: true });
    expect(await twice).toBe(await late);
    expect(await drafts.load(read.draft.id)).toMatchObject({ fill: read.fill + 1, draft: { label: 'Acme' } });
  }));
