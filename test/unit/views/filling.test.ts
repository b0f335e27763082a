import { describe, expect, test } from '@jest/globals';
import type { WaitingForm } from '../../../src/acts/fill_form/waiting-form.ts';
import type { Order } from '../../../src/orders/order.ts';
import { Reference } from '../../../src/values/ids.ts';
import { FormButtonValue } from '../../../views/button-values.ts';
import { orderCard } from '../../../views/card/order-card.ts';
import { domainsView } from '../../../views/form/ordering/domains-view.ts';
import { pricingView } from '../../../views/form/ordering/pricing-view.ts';
import { reviewView } from '../../../views/form/ordering/review-view.ts';
import { whatView } from '../../../views/form/ordering/what-view.ts';
import { formsMessage } from '../../../views/messages/lists/forms.ts';
import { cannotFillText, formTroubleText, isFormTrouble } from '../../../views/words/refusals/form-trouble.ts';
import { statusOf } from '../../../views/words/states/status.ts';
import { aDomain, aPurchase } from '../../support/builders.ts';
import { aFilling, FILLING_WORTH } from '../../support/filling.ts';
import { cancelOrdersInEveryState } from '../../support/views/cancel-orders.ts';
import { aDraft, noon, policy } from '../../support/views/orders.ts';
import { HOSTILE_TEXTS } from '../../support/views/samples.ts';
import { setting, surfacesOf } from '../../support/views/surfaces.ts';
import { allText, foreignControls, slackProblems } from '../../support/views/text.ts';

const names = ['paid.com', 'paid-too.com'];
const lines = [{ provider: 'google' as const, domains: names.map((name) => aDomain(name)) }];
const held = { uuid: 'form-1', vendorOrderId: 'recPaid', names, providers: ['google' as const] };

/** Orders in every state that fill in a form. */
const orders = (label = 'Acme', words?: string): Order[] =>
  cancelOrdersInEveryState(undefined, words).map((order) => ({
    ...order,
    terms: order.terms.map((terms) => ({ ...terms, act: aFilling({ lines, label }), worth: FILLING_WORTH })),
  }));

describe('an order that fills in a form', () => {
  test.each(['Acme', ...HOSTILE_TEXTS.slice(0, 2)])('is drawn on every surface as Slack takes it: %j', (words) => {
    const ofEachState = new Map(orders(words, words).map((order) => [order.state, order]));
    for (const order of ofEachState.values()) {
      for (const [surface, view] of surfacesOf(order)) {
        expect([order.state, surface, slackProblems(view), foreignControls(view)]).toEqual([
          order.state,
          surface,
          [],
          [],
        ]);
      }
    }
  });

  test('says what is filled in, that it is paid, and what approving does', () => {
    const [waiting] = orders();
    const text = waiting ? allText(orderCard(waiting, setting)) : '';
    expect(text).toContain('🟡 Free, paid already · 2 domains need names, Acme');
    expect(text).toContain('asks to fill in the names of *2 domains* that are paid already.');
    expect(text).toContain('Approve this change');
    expect(text).toContain('Fills in the names of 2 domains. Costs nothing: they are paid already.');
    expect(text).toContain('ScaledMail order recPaid');
  });

  test('is done as soon as the form is gone, whoever filled it in', () => {
    const gone = orders().filter(({ state }) => state === 'placed' || state === 'active');
    expect(new Set(gone.map((order) => statusOf(order).words))).toEqual(
      new Set(['Sent, ScaledMail applies it', 'Sent, taking long', 'Done']),
    );
  });
});

describe('the form that is held to paid domains', () => {
  const draft = { ...aDraft({ providers: ['google'], domainText: { google: names.join('\n') } }), holds: held };

  test('says what it is for, and offers nothing that changes which domains these are', () => {
    const text = allText(domainsView({ draft, fill: 1 }));
    expect(text).toContain('*Free, paid already* · 2 domains need names');
    expect(text).not.toContain('unused');
    const what = JSON.stringify(whatView({ draft, fill: 1 }));
    for (const field of ['workspace.', 'source.', 'providers.']) expect(what).not.toContain(`"${field}`);
    expect(JSON.stringify(whatView({ draft: { ...draft, holds: { ...held, providers: [] } }, fill: 1 }))).toContain(
      '"providers.',
    );
    expect(allText(pricingView(draft))).toContain('whether this form still waits');
  });

  test('ends with *Fill in*, without a coupon', () => {
    const view = reviewView({ ...draft, review: { purchase: aPurchase({ lines }), quote: null } }, policy);
    expect(view.submit?.text).toBe('Fill in');
    expect(view.title.text).toBe('Names for paid domains');
    const text = allText(view);
    expect(text).toContain('Free, paid already · 2 domains need names');
    expect(text).toContain('2 domains · costs nothing, paid already · sent only after approval');
    expect(text).not.toContain('oupon');
  });
});

describe('the list of paid domains', () => {
  const form = { uuid: 'form-1', vendorOrderId: 'recPaid' };
  const waits: WaitingForm = { workspace: { id: 'rec1', name: 'Northwind' }, count: 2, held, form };

  const all = (forms: readonly WaitingForm[]) => ({ forms, readAt: noon, isAll: true });

  test('has each form with what opens it', () => {
    const { blocks } = formsMessage(all([waits]));
    expect(allText(blocks)).toContain('2 paid domains wait for names');
    expect(allText(blocks)).toContain('paid.com, paid-too.com · Northwind');
    const value = /"value":"((?:[^"\\]|\\.)*)"/.exec(JSON.stringify(blocks))?.[1] ?? '';
    expect(FormButtonValue.parse(JSON.parse(`"${value}"`))).toEqual({ workspaceId: 'rec1', uuid: 'form-1' });
  });

  test('says who fills one in, and which cannot be filled in here', () => {
    const isIn = Reference.parse('m4x8tp');
    const texts = [
      { ...waits, isIn },
      { ...waits, held: null, count: null },
    ].map((each) => allText(formsMessage(all([each])).blocks));
    expect(texts[0]).toContain('order `m4x8tp` fills them in');
    expect(texts[1]).toContain('Paid domains wait for names');
    expect(texts[1]).toContain('ScaledMail does not say which');
    for (const text of texts) expect(text).not.toContain('Fill in…');
  });

  test('fits Slack, however many there are and whatever they are called', () => {
    const many = Array.from({ length: 40 }, () => ({ ...waits, workspace: { id: 'rec1', name: '*<!here>* `x`' } }));
    expect(slackProblems(formsMessage(all(many)))).toEqual([]);
    expect(allText(formsMessage(all(many)).blocks)).toContain('and 20 more');
  });

  test('that is empty denies nothing that its reader may not see', () => {
    expect(formsMessage(all([])).text).toBe('No paid domain waits for names.');
    const { text, blocks } = formsMessage({ ...all([]), isAll: false });
    expect(text).toBe('No paid domain of an order that you asked for waits for names.');
    expect(allText(blocks)).not.toContain('No paid domain waits');
    expect(allText(formsMessage({ ...all([waits]), isAll: false }).blocks)).toContain(' · only what you asked for');
  });

  test('every reason why a form cannot be filled in is a sentence', () => {
    for (const trouble of ['form_gone', 'form_changed', 'form_unclear'] as const) {
      expect(isFormTrouble(trouble)).toBe(true);
      expect(formTroubleText(trouble)).toMatch(/Nothing was sent.*\.$/);
    }
    expect(isFormTrouble('price_missing')).toBe(false);
    const by = Reference.parse('m4x8tp');
    const refusals = [
      cannotFillText({ refusal: 'claimed', by }),
      cannotFillText({ refusal: 'form_unnamed' }),
      cannotFillText({ refusal: 'form_gone' }),
      cannotFillText({ refusal: 'not_an_approver' }),
    ];
    expect(new Set(refusals).size).toBe(4);
  });
});
