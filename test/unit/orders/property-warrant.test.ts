import { describe, expect } from '@jest/globals';
import fc from 'fast-check';
import type { Facts } from '../../../src/orders/warrant/facts.ts';
import { issueWarrant } from '../../../src/orders/warrant/warrant.ts';
import { property } from '../../support/property/check.ts';
import type { Spoilt } from '../../support/warrant-lines/of-any.ts';
import { SUBJECTS, type Subject } from '../../support/warrant-lines/subjects.ts';
import { goodFacts } from '../../support/warrants.ts';

/** Parts that say one thing together: who approved, of how many, and who of them still can. */
const OF_APPROVALS = ['approvals', 'requirement', 'entitled'];

const partsOf = ({ order = {}, facts = {} }: Spoilt): string[] =>
  [...Object.keys(order), ...Object.keys(facts)].map((part) => (OF_APPROVALS.includes(part) ? 'approvals' : part));
const clash = (left: Spoilt, right: Spoilt): boolean => partsOf(left).some((part) => partsOf(right).includes(part));

/** An order of any kind, and any of the ways to fail together, in any order; of those that spoil the same thing the first one does. */
const spoiltTogether = fc.constantFrom(...Object.values<Subject>(SUBJECTS)).chain(({ approved, spoilt }) =>
  fc.shuffledSubarray([...spoilt], { maxLength: 8 }).map((some) => ({
    approved,
    spoilt: some.filter((each, index) => some.slice(0, index).every((earlier) => !clash(earlier, each))),
  })),
);

const answerTo = ({ approved, spoilt }: Subject) => {
  let order = approved;
  let facts: Partial<Facts> = {};
  for (const each of spoilt) {
    order = { ...order, ...each.order };
    facts = { ...facts, ...each.facts };
  }
  return issueWarrant(order, goodFacts(approved, facts));
};

describe('there is no warrant unless every line holds', () => {
  property(
    'whatever fails together, and the first line that fails is the one that is said',
    spoiltTogether,
    (subject) => {
      const answer = answerTo(subject);
      if (subject.spoilt.length === 0) return expect(answer.ok).toBe(true);
      const first = Math.min(...subject.spoilt.map(({ line }) => line));
      return expect(answer).toMatchObject({ ok: false, line: expect.stringMatching(new RegExp(`^${first}\\. `)) });
    },
    { runs: 2_000 },
  );
});
