import { describe } from '@jest/globals';
import { addMilliseconds } from 'date-fns';
import fc from 'fast-check';
import { hasGoneBack, markOf } from '../../../../src/orders/history/card-mark.ts';
import { nextEntry } from '../../../../src/orders/history/history.ts';
import { aSalt, noon } from '../../../support/builders.ts';
import { property } from '../../../support/property/check.ts';
import { life } from '../../../support/property/lives.ts';

describe('whatever happens to an order', () => {
  const lived = fc.tuple(life, fc.nat(), fc.nat()).filter(([{ history }]) => history.length > 0);

  property(
    'no card that was drawn on the way says that its store went back',
    lived,
    ([{ history }]) => history.every((entry) => !hasGoneBack(history, markOf(entry, noon))),
    { runs: 200 },
  );

  property(
    'a store that forgot the entry of a card went back, also when other things happened there since',
    lived,
    ([{ history }, drawn, kept]) => {
      const drawnFrom = drawn % history.length;
      const entries = history.slice(0, kept % (drawnFrom + 1));
      const card = history[drawnFrom];
      if (!card) return false;
      if (!hasGoneBack(entries, markOf(card, noon))) return false;
      for (const { event, at } of history.slice(entries.length)) {
        const next = { event, fingerprint: card.fingerprint, at: addMilliseconds(at, 1), salt: aSalt };
        entries.push(nextEntry(entries.at(-1) ?? null, next));
        if (!hasGoneBack(entries, markOf(card, noon))) return false;
      }
      return true;
    },
    { runs: 200 },
  );
});
