import { describe, expect, test } from '@jest/globals';
import type { Attempt } from '../../../../../src/orders/attempt.ts';
import type { Order } from '../../../../../src/orders/order.ts';
import { lookForWorkspace } from '../../../../../src/service/placing/looking/look-for-workspace.ts';
import type { TraceReads } from '../../../../../src/service/placing/vendor-lists.ts';
import { noon } from '../../../../support/builders.ts';
import { aNewSpace, anApprovedSpace } from '../../../../support/changes.ts';

const never = async (): Promise<never> => {
  throw new Error('It is not asked');
};
const lookIn = (names: Readonly<Record<string, string>>, order: Order) => {
  const workspaces = async () => Object.entries(names).map(([id, name]) => ({ id, name }));
  const reads: TraceReads = {
    ...{ orders: never, details: never, page: never, domains: never, purchased: never, forms: never },
    ...{ mailboxes: never, workspaces },
  };
  return lookForWorkspace(reads, order);
};

const approved = anApprovedSpace(aNewSpace({ before: ['recOld'] }));
const attempt: Attempt = {
  ...{ number: 1, step: 1, terms: 1, tag: null, startedAt: noon, lookFrom: noon },
  ...{ quotedCents: null, sentHash: 'a'.repeat(64), known: 'unproven', answer: 'no_answer' },
  ...{ vendorOrderId: null, vendorAmountCents: null },
};
const { hold: _, ...rest } = approved;
const sent = (parts: Partial<Attempt> = {}, more: Partial<Pick<Order, 'ruledOut'>> = {}): Order => ({
  ...rest,
  ...more,
  attempts: [{ ...attempt, ...parts }],
  ...{ state: 'outcome_unknown', attempt: 1, reason: 'no_answer', vendorMessage: null, looks: 1 },
});

describe('a new workspace of the name', () => {
  test('is what a call of ours made, which is looked for', async () =>
    expect(await lookIn({ recOld: 'Umbrella', recNew: 'umbrella' }, sent())).toEqual({
      type: 'found',
      event: { type: 'vendor_order_found', vendorOrderId: 'recNew', amountCents: null, attempt: 1 },
    }));

  test('is asked about before the call, once the call was given up, and when there are two', async () => {
    const asked = { type: 'resembling', resembling: { vendorOrderId: 'recNew' } };
    expect(await lookIn({ recNew: 'Umbrella' }, approved)).toMatchObject(asked);
    expect(await lookIn({ recNew: 'Umbrella' }, sent({ known: 'said_absent', givenUpAt: noon }))).toMatchObject(asked);
    expect(await lookIn({ recNew: 'Umbrella', recTwo: 'Umbrella' }, sent())).toMatchObject(asked);
  });

  test('that somebody ruled out is none', async () => {
    const ruledOut = { ruledOut: ['recNew'] };
    expect(await lookIn({ recNew: 'Umbrella' }, { ...approved, ...ruledOut })).toMatchObject({ type: 'absent' });
    expect(await lookIn({ recNew: 'Umbrella', recTwo: 'Umbrella' }, sent({}, ruledOut))).toMatchObject({
      type: 'found',
      event: { vendorOrderId: 'recTwo' },
    });
  });

  test('is none when it was there before, whatever it was called', async () =>
    expect(await lookIn({ recOld: 'Umbrella' }, sent())).toEqual({
      type: 'absent',
      unread: { count: 0, odd: null, silent: null },
    }));
});
