import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { vendorTag } from '../../../src/acts/custom_order/tag.ts';
import {
  fingerprintByForm,
  fingerprintOf,
  firstFormFingerprint,
  shortFingerprint,
} from '../../../src/orders/approval/fingerprint.ts';
import type { Terms } from '../../../src/orders/approval/terms.ts';
import type { OrderEvent } from '../../../src/orders/event.ts';
import {
  firstBrokenEntry,
  HistoryEntry,
  type HistoryHead,
  nextEntry,
  withoutPeople,
} from '../../../src/orders/history/history.ts';
import { privatePartsOf } from '../../../src/orders/history/private-parts.ts';
import { termsOf } from '../../../src/orders/order.ts';
import { canonicalJson } from '../../../src/values/canonical-json.ts';
import { Reference, UserId } from '../../../src/values/ids.ts';
import {
  aLine,
  amir,
  anOrder,
  aPolicy,
  aPurchase,
  aQuote,
  aReference,
  aSalt,
  asked,
  aWorth,
  bea,
  noon,
  rita,
} from '../../support/builders.ts';

describe('the tag', () => {
  test.each<{ label: string; attempt: number; tag: string }>`
    label                         | attempt | tag
    ${'Acme'}                     | ${1}    | ${'acme-7f3k2q'}
    ${'Acme Growth, Spring 2027'} | ${1}    | ${'acme-growth-s-7f3k2q'}
    ${'Zürich Café'}              | ${1}    | ${'zurich-cafe-7f3k2q'}
    ${'日本'}                     | ${1}    | ${'7f3k2q'}
    ${'Acme'}                     | ${2}    | ${'acme-7f3k2q.2'}
    ${'A long label that is cut'} | ${12}   | ${'a-long-lab-7f3k2q.12'}
  `('of "$label", attempt $attempt, is $tag', ({ label, attempt, tag }) => {
    expect(vendorTag(label, aReference, attempt)).toBe(tag);
  });

  test('has at most 20 plain characters and ends in the reference, whatever the label', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 80 }),
        fc.integer({ min: 1, max: 999 }),
        (label, attempt) => {
          const tag = vendorTag(label, aReference, attempt);
          expect(tag).toMatch(attempt === 1 ? /^([a-z0-9][a-z0-9-]*-)?7f3k2q$/ : /^([a-z0-9][a-z0-9-]*-)?7f3k2q\.\d+$/);
          expect(tag.length).toBeLessThanOrEqual(20);
        },
      ),
    );
  });
});

describe('the fingerprint', () => {
  const act = aPurchase();
  const terms = { number: 1, act, tag: 'acme-7f3k2q', worth: aWorth(aQuote(act)) };
  const original = fingerprintOf(aReference, terms);

  test('does not depend on when the price was asked', () => {
    expect(fingerprintOf(aReference, { ...terms, worth: aWorth(aQuote(act, new Date(0))) })).toBe(original);
  });

  test.each([
    ['another price', { ...terms, worth: aWorth({ ...aQuote(act), totalCents: 1 }) }],
    ['other terms that say the same', { ...terms, number: 2 }],
    ['another tag', { ...terms, tag: 'acme-7f3k2q.2' }],
    ['another domain', { ...terms, act: aPurchase({ lines: [aLine('google', 3)] }) }],
    ['another workspace', { ...terms, act: aPurchase({ workspace: { id: 'recOther', name: 'Other' } }) }],
  ])('changes with %s', (_what, other) => {
    expect(fingerprintOf(aReference, other)).not.toBe(original);
  });

  test('changes with another order', () => {
    expect(fingerprintOf(Reference.parse('8f3k2q'), terms)).not.toBe(original);
  });

  test('is that of its order’s terms, whatever the policy', () => {
    expect(termsOf(anOrder({ policy: aPolicy({ users: [bea], quorum: 2 }) })).fingerprint).toBe(original);
    expect(termsOf(anOrder()).fingerprint).toBe(original);
  });

  test('of terms of the first form is the one by which people approved them', () => {
    const firstForm = { attempt: 1, quote: aQuote(act), policy: aPolicy(), purchase: act };
    const { lines, totalCents } = firstForm.quote;
    const named = { reference: aReference, purchase: act, tag: 'acme-7f3k2q', quote: { lines, totalCents } };
    const digest = (content: unknown) => createHash('sha256').update(canonicalJson(content)).digest('hex');
    const said = termsOf(anOrder());
    const of = (more: object, saying: Partial<Terms> = {}) =>
      fingerprintByForm(aReference, { ...said, ...saying, firstForm: { ...firstForm, ...more } });
    expect(of({})).toBe(digest({ ...named, policy: aPolicy() }));
    const renamed = { act: { ...act, workspace: { ...act.workspace, name: 'New' } } };
    expect(of({ workspaceName: 'New' }, renamed)).toBe(digest({ ...named, policy: aPolicy(), workspaceName: 'New' }));
    expect(of({ policy: aPolicy({ quorum: 2 }) })).not.toBe(of({}));
    expect(fingerprintByForm(aReference, said)).toBe(original);
  });

  test.each<[string, Partial<Terms>, object]>([
    ['act', { act: aPurchase({ coupon: 'HALF' }) }, {}],
    ['workspace', { act: aPurchase({ workspace: { id: 'recNorthwind', name: 'New' } }) }, {}],
    ['workspace, as it was called before', {}, { workspaceName: 'New' }],
    ['worth', { worth: { effect: 'write' } }, {}],
    ['tag', { tag: 'acme-7f3k2q.2' }, {}],
  ])('of terms of the first form is lost when they say another %s than was agreed to', (_what, saying, more) => {
    const firstForm = { attempt: 1, quote: aQuote(act), policy: aPolicy(), purchase: act, ...more };
    const agreed = firstFormFingerprint(aReference, firstForm);
    expect(fingerprintByForm(aReference, { ...termsOf(anOrder()), ...saying, firstForm })).not.toBe(agreed);
  });

  test('is shown by its first eight characters', () => {
    expect(shortFingerprint(original)).toBe(original.slice(0, 8));
  });
});

describe('the history', () => {
  const { fingerprint } = termsOf(anOrder());
  const entryAfter = (head: HistoryHead | null, event: OrderEvent, salt = aSalt) =>
    nextEntry(head, { event, fingerprint, at: noon, salt });
  const first = entryAfter(null, { type: 'expired' });
  const second = entryAfter(first, { type: 'vendor_cancelled' });
  const third = entryAfter(second, { type: 'vendor_order_absent' });

  test('holds from the first entry to the last', () => {
    expect(firstBrokenEntry([first, second, third])).toBeNull();
    expect([first, second, third].map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
  });

  test.each<{ what: string; entries: HistoryEntry[]; broken: number }>`
    what                        | entries                                           | broken
    ${'a changed entry'}        | ${[first, { ...second, at: new Date(0) }, third]} | ${2}
    ${'a lost entry'}           | ${[first, third]}                                 | ${2}
    ${'a lost beginning'}       | ${[second, third]}                                | ${1}
    ${'entries in other order'} | ${[second, first, third]}                         | ${1}
  `('shows $what', ({ entries, broken }) => {
    expect(firstBrokenEntry(entries)).toBe(broken);
  });
});

describe('names and words of people in the history', () => {
  const { fingerprint } = termsOf(anOrder());
  const resembling = { vendorOrderId: 'recOther', tag: null, amountCents: 1, createdAt: noon, names: ['a.com'] };
  const endedBy = { reference: Reference.parse('8f3k2q'), requestedBy: rita, approvedBy: [amir, bea] };
  const events: OrderEvent[] = [
    { type: 'requested', by: rita, fingerprint, totalCents: 1_400 },
    { type: 'approved', by: amir, fingerprint, asked: asked(), entitled: [bea] },
    { type: 'approved', by: amir, fingerprint },
    { type: 'approvals_insufficient', reason: 'approver_not_entitled', asked: asked(), without: [amir] },
    { type: 'asked_anew', asked: asked() },
    { type: 'declined', by: amir, reason: 'Ada is too dear' },
    { type: 'withdrawn', by: rita, reason: 'Ada left' },
    { type: 'resembling_found', resembling },
    { type: 'ruled_out', by: amir, vendorOrderId: 'recOther' },
    { type: 'declared_absent', by: amir, fingerprint, again: {} },
    { type: 'vendor_order_found', vendorOrderId: 'rec1', amountCents: null, namedBy: amir },
    { type: 'vendor_order_found', vendorOrderId: 'rec1', amountCents: null },
    { type: 'second_order_found', attempt: 1, vendorOrderId: 'rec1', amountCents: null, namedBy: amir },
    { type: 'vendor_cancelled', by: endedBy },
  ];
  const chain: HistoryEntry[] = [];
  for (const [index, event] of events.entries()) {
    chain.push(nextEntry(chain.at(-1) ?? null, { event, fingerprint, at: noon, salt: `salt ${index}` }));
  }
  const erased = chain.map(withoutPeople);
  const ended = erased[13]?.event.type === 'vendor_cancelled' ? erased[13].event.by : undefined;
  const at = (sequence: number, change: object): HistoryEntry[] =>
    erased.map((entry) => (entry.sequence === sequence ? { ...entry, ...change } : entry));

  test('are gone once they are erased, and the chain holds', () => {
    expect(firstBrokenEntry(chain)).toBeNull();
    expect(firstBrokenEntry(erased)).toBeNull();
    expect(erased.map(({ hash }) => hash)).toEqual(chain.map(({ hash }) => hash));
    const text = JSON.stringify(erased);
    for (const word of [rita, amir, bea, 'Ada', 'salt 1']) expect(text).not.toContain(word);
    expect(erased.map(withoutPeople)).toEqual(erased);
    expect(HistoryEntry.array().parse(JSON.parse(text))).toEqual(erased);
  });

  test('are nobody’s where a vendor order was named by nobody', () => {
    const found = { type: 'vendor_order_found', vendorOrderId: 'rec1', amountCents: null, namedBy: undefined } as const;
    expect(privatePartsOf(found)).toStrictEqual({});
  });

  test('can be erased in some entries, while the others keep theirs', () => {
    const some = chain.map((entry, index) => (index % 2 === 0 ? withoutPeople(entry) : entry));
    expect(firstBrokenEntry(some)).toBeNull();
  });

  test('everything else stays: what happened, when, and on which terms', () => {
    expect(erased.map(({ event }) => event.type)).toEqual(events.map(({ type }) => type));
    expect(erased[7]?.event).toEqual({ type: 'resembling_found', resembling });
    expect(erased[13]?.event).toMatchObject({ type: 'vendor_cancelled', by: { reference: '8f3k2q', approvedBy: [] } });
  });

  test.each<{ what: string; sequence: number; change: object }>`
    what                               | sequence | change
    ${'the moment'}                    | ${6}     | ${{ at: new Date(0) }}
    ${'the terms'}                     | ${6}     | ${{ fingerprint: '0'.repeat(64) }}
    ${'the amount'}                    | ${1}     | ${{ event: { ...erased[0]?.event, totalCents: 1 } }}
    ${'what was asked for'}            | ${2}     | ${{ event: { ...erased[1]?.event, asked: asked(aPolicy({ quorum: 2 })) } }}
    ${'what happened'}                 | ${6}     | ${{ event: erased[6]?.event }}
    ${'the vendor order of a “no”'}    | ${9}     | ${{ event: { ...erased[8]?.event, vendorOrderId: 'recMine' } }}
    ${'who ended it at the vendor'}    | ${14}    | ${{ event: { type: 'vendor_cancelled' } }}
    ${'which order ended it'}          | ${14}    | ${{ event: { type: 'vendor_cancelled', by: { ...ended, reference: '9f3k2q' } } }}
    ${'who approved its end'}          | ${14}    | ${{ event: { type: 'vendor_cancelled', by: { ...ended, approvedBy: [bea] } } }}
    ${'the hash of who it was'}        | ${6}     | ${{ erased: { by: '0'.repeat(64), reason: '0'.repeat(64) } }}
    ${'that there was a name'}         | ${6}     | ${{ erased: {} }}
    ${'somebody in the erased place'}  | ${6}     | ${{ event: { type: 'declined', by: bea, reason: '' } }}
    ${'words in the erased place'}     | ${6}     | ${{ event: { ...erased[5]?.event, reason: 'Bea said so' } }}
    ${'who counted, where nobody did'} | ${3}     | ${{ event: { ...erased[2]?.event, entitled: [] } }}
    ${'that somebody counted'}         | ${2}     | ${{ event: { ...erased[1]?.event, entitled: undefined } }}
    ${'who did not count any more'}    | ${4}     | ${{ event: { ...erased[3]?.event, without: [bea] } }}
  `('an erased entry that changes $what breaks the chain', ({ sequence, change }) => {
    expect(firstBrokenEntry(at(sequence, change))).toBe(sequence);
  });

  test.each([...events.keys()])(
    'a name or word that is exchanged before it is erased breaks the chain: entry %i',
    (index) => {
      const somebody = UserId.parse('U0CARL');
      const entry = chain[index];
      if (entry?.form !== 2) throw new Error('No such entry');
      const { event } = entry;
      const exchanged: OrderEvent[] = [
        ...('by' in event && event.type !== 'vendor_cancelled' ? [{ ...event, by: somebody }] : []),
        ...(event.type === 'vendor_cancelled' ? [{ ...event, by: { ...endedBy, approvedBy: [somebody] } }] : []),
        ...('namedBy' in event && event.namedBy ? [{ ...event, namedBy: somebody }] : []),
        ...('entitled' in event && event.entitled ? [{ ...event, entitled: [] }] : []),
        ...('without' in event ? [{ ...event, without: [amir, somebody] }] : []),
        ...(event.type === 'declined' || event.type === 'withdrawn' ? [{ ...event, reason: '' }] : []),
      ];
      for (const other of exchanged) {
        expect(firstBrokenEntry(chain.with(index, { ...entry, event: other }))).toBe(index + 1);
        // Nor can it be hidden by erasing afterwards.
        expect(firstBrokenEntry(chain.with(index, withoutPeople({ ...entry, event: other })))).toBe(index + 1);
      }
      expect(firstBrokenEntry(chain.with(index, { ...entry, salt: 'another' }))).toBe(
        exchanged.length > 0 ? index + 1 : null,
      );
    },
  );

  test('an entry of the first form holds by what was written then, and keeps its people', () => {
    const original = { sequence: 1, at: noon.toISOString(), event: { type: 'expired' }, fingerprint, previousHash: '' };
    const hash = createHash('sha256').update(canonicalJson(original)).digest('hex');
    const entry: HistoryEntry = {
      form: 1,
      sequence: 1,
      at: noon,
      event: { type: 'expired' },
      fingerprint,
      previousHash: '',
      hash,
      original,
    };
    const next = nextEntry(entry, { event: { type: 'vendor_cancelled' }, fingerprint, at: noon, salt: 'salt' });
    expect(firstBrokenEntry([entry, next])).toBeNull();
    expect(withoutPeople(entry)).toBe(entry);
    for (const read of [{ at: new Date(0) }, { fingerprint: 'f'.repeat(64) }]) {
      expect(firstBrokenEntry([HistoryEntry.parse({ ...entry, ...read }), next])).toBe(1);
    }
    const odd = { ...original, at: 'noon' };
    const named = createHash('sha256').update(canonicalJson(odd)).digest('hex');
    expect(firstBrokenEntry([{ ...entry, original: odd, hash: named }])).toBe(1);
    const happened = { ...entry, original: { ...original, event: { type: 'vendor_cancelled' } } };
    expect(firstBrokenEntry([happened, next])).toBe(1);
    const changed = { ...entry, original: { ...original, at: new Date(0).toISOString() } };
    expect(firstBrokenEntry([changed, next])).toBe(1);
  });
});
