import { describe, expect, test } from '@jest/globals';
import { openHoursOf, requestOf, sealedRequest } from '../../../src/acts/act.ts';
import { BuyPrewarmed, prewarmedClaims, prewarmedWorth } from '../../../src/acts/buy_prewarmed/buy-prewarmed.ts';
import { checkPrewarmed, MOST_INBOXES, type PrewarmedInput } from '../../../src/acts/buy_prewarmed/check-prewarmed.ts';
import { hasLikelyPrice, priceStock, type StockItem } from '../../../src/acts/buy_prewarmed/stock.ts';
import { anInbox, aPrewarmed } from '../../support/prewarmed.ts';
import { aCancel, openedLogin } from '../../support/warrants.ts';

const sequencer = { provider: 'Instantly', link: 'https://app.instantly.ai', loginId: 'sealed' };

describe('the call', () => {
  test('names each item by its id and its domain, with the tag', () => {
    expect(requestOf(aPrewarmed({ redirect: 'https://acme.com' }), 'acme-7f3k2q')).toEqual({
      operation: 'buyPreWarmInboxes',
      parameters: {},
      query: { organization_id: 'recNorthwind' },
      body: {
        tag: 'acme-7f3k2q',
        domains: [
          { id: 'recWarm1', domain: 'getgoogle1.com', redirect: 'https://acme.com' },
          { id: 'recWarm2', domain: 'getgoogle2.com', redirect: 'https://acme.com' },
        ],
      },
    });
  });

  test('leaves out what is not there', () => {
    const { body } = requestOf(aPrewarmed({ inboxes: [anInbox()] }), 'acme-7f3k2q');
    expect(body).toEqual({ tag: 'acme-7f3k2q', domains: [{ id: 'recWarm1', domain: 'getgoogle1.com' }] });
  });

  test('has the login of the sending tool, and is hashed and shown without it', () => {
    const act = aPrewarmed({ sequencer });
    const sent = requestOf(act, 'acme-7f3k2q', openedLogin);
    expect(sent.body).toMatchObject({ sequencer: { provider: 'Instantly', password: 'password of sealed' } });
    expect(sealedRequest(act, sent)).toEqual(requestOf(act, 'acme-7f3k2q'));
    expect(JSON.stringify(sealedRequest(act, sent))).not.toContain('password of');
    const without = requestOf(aPrewarmed(), 'acme-7f3k2q');
    expect(sealedRequest(aPrewarmed(), without)).toEqual(without);
  });
});

test('it owns each item and its name', () => {
  expect(prewarmedClaims(aPrewarmed({ inboxes: [anInbox()] }))).toEqual([
    { key: 'stock:recWarm1', mode: 'owns' },
    { key: 'name:getgoogle1.com', mode: 'owns' },
  ]);
});

test('it is worth what is paid once and a month, a line for each provider', () => {
  const inboxes = [...aPrewarmed().inboxes, anInbox({ id: 'recWarm3', monthCents: 801 })];
  expect(prewarmedWorth(inboxes)).toEqual({
    effect: 'spend',
    nowCents: 8_000,
    monthCents: 6_601,
    yearCents: 0,
    lines: [
      { provider: 'google', domains: 2, mailboxes: 4, pricedPer: 'domain', unitCents: 801, monthlyCents: 1_601 },
      { provider: 'outlook', domains: 1, mailboxes: 25, pricedPer: 'domain', unitCents: 5_000, monthlyCents: 5_000 },
    ],
  });
});

test('it waits for a day, and others for a week', () => {
  expect([openHoursOf(aPrewarmed()), openHoursOf(aCancel())]).toEqual([24, 168]);
});

test('an order of nothing is none', () => {
  expect(BuyPrewarmed.safeParse(aPrewarmed({ inboxes: [] })).success).toBe(false);
});

describe('prices of the stock', () => {
  const item = (parts: Partial<StockItem> = {}): StockItem => ({
    id: 'recWarm1',
    name: 'getgoogle1.com',
    provider: 'google',
    months: 2,
    mailboxes: 2,
    oncePrice: 20,
    monthPrice: 8,
    ...parts,
  });
  const outlook = item({ id: 'recWarm2', provider: 'outlook', mailboxes: 25, oncePrice: 30, monthPrice: 50 });

  test.each<{ what: string; factor: number }>`
    what         | factor
    ${'dollars'} | ${1}
    ${'cents'}   | ${100}
  `('in $what come to the same', ({ factor }) => {
    const items = [item(), outlook].map((each) => ({
      ...each,
      oncePrice: each.oncePrice * factor,
      monthPrice: each.monthPrice * factor,
    }));
    expect(priceStock(items)).toEqual({
      ok: true,
      inboxes: [
        anInbox(),
        { ...anInbox({ id: 'recWarm2' }), provider: 'outlook', mailboxes: 25, nowCents: 3_000, monthCents: 5_000 },
      ],
    });
  });

  test('of no unit that is known are refused, and offered to nobody', () => {
    const odd = item({ monthPrice: 100_000 });
    expect(priceStock([item(), odd])).toEqual({ ok: false, refusal: 'price_unit_unclear' });
    expect([hasLikelyPrice(item()), hasLikelyPrice(odd), hasLikelyPrice(item({ monthPrice: 0 }))]).toEqual([
      true,
      false,
      false,
    ]);
  });

  test('of two units are refused', () => {
    expect(priceStock([item(), item({ id: 'recWarm2', monthPrice: 800 })])).toEqual({
      ok: false,
      refusal: 'price_units_disagree',
    });
  });

  test('beyond what whole cents hold are refused', () => {
    expect(priceStock([item({ oncePrice: 1e20 })])).toEqual({ ok: false, refusal: 'price_unit_unclear' });
  });

  test('are there once for an item that stands there twice, and for none', () => {
    expect(priceStock([item(), item({ oncePrice: 99 })])).toEqual({ ok: true, inboxes: [anInbox()] });
    expect(priceStock([])).toEqual({ ok: true, inboxes: [] });
  });

  test.each([
    [null, null],
    [0, 0],
    [3, 12],
  ])('of an item of %s months say %s weeks', (months, weeks) => {
    expect(priceStock([item({ months })])).toMatchObject({ inboxes: [{ weeks }] });
  });
});

describe('what is chosen and typed', () => {
  const input = (parts: Partial<PrewarmedInput> = {}): PrewarmedInput => ({
    inboxes: [anInbox()],
    redirect: '',
    label: ' Acme ',
    workspace: aPrewarmed().workspace,
    ...parts,
  });

  test('becomes the order, trimmed, with a redirect when there is one', () => {
    expect(checkPrewarmed(input())).toEqual({ ok: true, act: aPrewarmed({ inboxes: [anInbox()] }) });
    expect(checkPrewarmed(input({ redirect: ' <https://acme.com|acme> ' }))).toMatchObject({
      act: { redirect: 'https://acme.com' },
    });
  });

  test.each<{ what: string; wrong: Partial<PrewarmedInput>; field: string; says: RegExp }>`
    what                   | wrong                                                   | field          | says
    ${'nothing chosen'}    | ${{ inboxes: [] }}                                      | ${'inboxes'}   | ${/at least one/}
    ${'too many'}          | ${{ inboxes: Array(MOST_INBOXES + 1).fill(anInbox()) }} | ${'inboxes'}   | ${/at most 50; 51 are chosen/}
    ${'no address'}        | ${{ redirect: 'nowhere' }}                              | ${'redirect'}  | ${/^The redirect “nowhere” is not/}
    ${'a redirect to one'} | ${{ redirect: 'https://www.getgoogle1.com/a' }}         | ${'redirect'}  | ${/getgoogle1\.com, which is chosen/}
    ${'no label'}          | ${{ label: ' ' }}                                       | ${'label'}     | ${/whom the order is for/}
    ${'a long label'}      | ${{ label: 'x'.repeat(61) }}                            | ${'label'}     | ${/61 characters/}
    ${'no workspace'}      | ${{ workspace: null }}                                  | ${'workspace'} | ${/Choose a workspace/}
  `('with $what is told at $field', ({ wrong, field, says }) => {
    const checked = checkPrewarmed(input(wrong));
    expect(checked).toEqual({ ok: false, problems: [{ field, message: expect.stringMatching(says) }] });
  });

  test('has all of its mistakes told at once', () => {
    const checked = checkPrewarmed(input({ inboxes: [], redirect: 'nowhere', label: '', workspace: null }));
    expect(checked).toMatchObject({
      problems: [{ field: 'inboxes' }, { field: 'redirect' }, { field: 'label' }, { field: 'workspace' }],
    });
  });
});
