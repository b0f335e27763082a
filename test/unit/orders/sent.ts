import type { Attempt } from '../../../src/orders/attempt.ts';
import type { Intent } from '../../../src/orders/event.ts';
import { noon } from '../../support/builders.ts';

/** What is recorded before a call of the order of the tests; its tag follows from its number. */
export function anIntent(overrides: Partial<Intent> = {}): Intent {
  const { number = 1 } = overrides;
  const tag = number === 1 ? 'acme-7f3k2q' : `acme-7f3k2q.${number}`;
  const priced = { quotedCents: 1_400, sentHash: null };
  return { number, step: 1, tag, startedAt: noon, lookFrom: noon, ...priced, ...overrides };
}

/** An attempt whose call was made under terms of its own number, and of which nothing is known. */
export function anAttempt(overrides: Partial<Attempt> = {}): Attempt {
  const { number = 1 } = overrides;
  const unknown = { known: 'unproven', answer: null, vendorOrderId: null, vendorAmountCents: null } as const;
  return { ...anIntent({ number }), terms: number, ...unknown, ...overrides };
}
