import { expect, test } from '@jest/globals';
import { addDays } from 'date-fns';
import { compareNames, type NameComparison } from '../../../src/watch/compare-names.ts';
import { noon } from '../../support/builders.ts';
import { aKnownName, NORTHWIND } from '../../support/watch.ts';

const compare = (renewalCents: number | null, more: Partial<NameComparison> = {}) =>
  compareNames({
    ...{ now: noon, workspace: NORTHWIND, isFirst: false, startedAt: noon, known: new Map() },
    ...{ names: new Set(['getacme.com']), renewals: new Map() },
    rows: [{ name: 'getacme.com', boughtAt: noon, renewsAt: noon, renewalCents }],
    ...more,
  });
const known = (renewalCents: number | null) => ({ known: new Map([['getacme.com', aKnownName({ renewalCents })]]) });
const told = { renewals: new Map([['getacme.com', 1_700]]) };

test('a renewal that is listed dearer than before is found, and is what people know from then on', () => {
  const compared = compare(1_900, known(1_700));
  expect(compared.dearer).toEqual([{ name: 'getacme.com', fromCents: 1_700, toCents: 1_900, renewsAt: noon }]);
  expect(compared.changed).toEqual([aKnownName({ renewalCents: 1_900 })]);
});

test('one that is cheaper is taken in, one that is the same or not said is nothing', () => {
  expect(compare(1_500, known(1_700))).toEqual({
    changed: [aKnownName({ renewalCents: 1_500 })],
    dearer: [],
    bought: [],
  });
  expect(compare(1_700, known(1_700))).toEqual({ changed: [], dearer: [], bought: [] });
  expect(compare(null, known(1_700))).toEqual({ changed: [], dearer: [], bought: [] });
  expect(compare(1_900, known(null)).dearer).toEqual([]);
});

test('of a name that is new, what people were told when they bought it counts; at the first look nothing does', () => {
  expect(compare(1_900, told).dearer).toMatchObject([{ fromCents: 1_700, toCents: 1_900 }]);
  expect(compare(1_700, told).dearer).toEqual([]);
  expect(compare(1_900).dearer).toEqual([]);
  expect(compare(1_900, { ...told, isFirst: true })).toEqual({
    changed: [aKnownName({ renewalCents: 1_900 })],
    dearer: [],
    bought: [],
  });
});

test('a new name that no order of ours bought is found once; not at the first look, and not when it is older than the watch', () => {
  const byNobody = { names: new Set<string>() };
  const compared = compare(1_700, byNobody);
  expect(compared.bought).toEqual([{ name: 'getacme.com', workspace: NORTHWIND, renewalCents: 1_700, boughtAt: noon }]);
  expect(compare(1_700, { ...byNobody, ...known(1_700) }).bought).toEqual([]);
  expect(compare(1_700).bought).toEqual([]);
  expect(compare(1_700, { ...byNobody, isFirst: true }).bought).toEqual([]);
  const rows = [{ name: 'getacme.com', boughtAt: addDays(noon, -2), renewsAt: null, renewalCents: null }];
  expect(compare(null, { ...byNobody, rows }).bought).toEqual([]);
});

test('a name that was listed without a price first is compared with what people were told once it has one', () => {
  expect(compare(1_900, { ...known(null), ...told }).dearer).toMatchObject([{ fromCents: 1_700, toCents: 1_900 }]);
  expect(compare(1_700, { ...known(null), ...told }).dearer).toEqual([]);
  expect(compare(1_900, known(null)).dearer).toEqual([]);
});
