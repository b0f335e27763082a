import { expect, test } from '@jest/globals';
import { storeWentBackText } from '../../../views/messages/store-went-back.ts';
import { HOLD_WORDS } from '../../../views/words/states/hold-words.ts';
import { aReference } from '../../support/builders.ts';

test('approvers are told what happened, what it means, and what to do', () => {
  const text = storeWentBackText(aReference);
  expect(text).toContain('`7f3k2q`');
  expect(text).toContain('*nothing is placed now*');
  expect(text).toContain('`/scaledmail resume`');
});

test.each(['spend', 'cancel', 'write'] as const)(
  'the card of a %s says until when it waits, and whether it goes on by itself',
  (effect) => {
    expect(HOLD_WORDS[effect].store_went_back).toContain('`/scaledmail resume`');
    expect(HOLD_WORDS[effect].store_unproven).toMatch(/twenty minutes.*It goes on by itself\.$/);
  },
);
