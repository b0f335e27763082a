import { expect, test } from '@jest/globals';
import type { VendorName } from '../../../../../src/acts/buy_domains/availability.ts';
import type { Problem } from '../../../../../src/acts/custom_order/problem.ts';
import { VendorUnavailable } from '../../../../../src/service/errors.ts';
import { priceMissing } from '../../../../../src/service/requesting/names/price-missing.ts';
import { handTimers } from '../../../../support/hand-timers.ts';
import { aDraft } from '../../../../support/views/orders.ts';
import { inWorld } from '../../placing/placing-world.ts';

const namesOf = (count: number) => Array.from({ length: count }, (_, index) => `acme${index + 1}.com`);
const draftOf = (names: readonly string[], parts: Partial<ReturnType<typeof aDraft>> = {}) =>
  aDraft({
    workspaceId: 'rec1',
    mistakes: names.map((name, index) => ({ provider: 'google', line: index + 1, name, instead: null })),
    ...parts,
  });
const missing = (count: number): Problem[] =>
  namesOf(count).map((name, index) => ({
    code: 'domain_not_purchased',
    field: 'domains_google',
    line: index + 1,
    message: `${name} is not bought.`,
  }));
const priced = (names: readonly string[]): VendorName[] =>
  names.map((name) => ({ name, status: 'available', price: 15.5, renewPrice: 17, blacklists: 0 }));

/** Prices twice with a vendor that answers so; what was told, and how often it was asked. */
async function looked(
  answer: (names: readonly string[]) => Promise<VendorName[]>,
  {
    count = 2,
    parts = {},
    between = async () => {},
  }: { count?: number; parts?: object; between?: () => Promise<void> } = {},
) {
  const told: { first: object; second: object; calls: number }[] = [];
  await inWorld(async ({ deps }) => {
    let calls = 0;
    const timers = handTimers();
    const searchNames = (_workspace: string, names: readonly string[]) => {
      calls += 1;
      return answer(names);
    };
    const look = () =>
      priceMissing({ ...deps, keyValues: deps.settings, vendor: { ...deps.vendor, searchNames }, after: timers.after })(
        draftOf(namesOf(count), parts),
        missing(count),
      );
    const first = look();
    // Until the vendor was asked, and a little more: then its page waits no longer.
    for (let turns = 0; turns < 20; turns += 1) await new Promise(setImmediate);
    await timers.jump(2_000);
    const shown = Object.fromEntries(await first);
    await between();
    told.push({ first: shown, second: Object.fromEntries(await look()), calls });
  });
  return told[0];
}

const PRICES = { 'acme1.com': 1_550, 'acme2.com': 1_550 };

test('names cost what the vendor says, and it is asked once', async () => {
  expect(await looked(async (names) => priced(names))).toEqual({ first: PRICES, second: PRICES, calls: 1 });
});

test('an answer that comes too late is there for the next look', async () => {
  let answer: () => void = () => {};
  const waits = (names: readonly string[]) =>
    new Promise<VendorName[]>((resolve) => {
      answer = () => resolve(priced(names));
    });
  const between = async () => {
    answer();
    for (let turns = 0; turns < 20; turns += 1) await new Promise(setImmediate);
  };
  expect(await looked(waits, { between })).toEqual({ first: {}, second: PRICES, calls: 1 });
});

const knows = async (names: readonly string[]) => priced(names);
const isDown = (_names: readonly string[]) => Promise.reject<VendorName[]>(new VendorUnavailable('No answer'));

test.each([
  { what: 'the vendor does not answer, and right after that', answer: isDown, options: {}, calls: 1 },
  { what: 'these are more than one call takes', answer: knows, options: { count: 11 }, calls: 0 },
  { what: 'no workspace is chosen', answer: knows, options: { parts: { workspaceId: null } }, calls: 0 },
])('nothing is known when $what', async ({ answer, options, calls }) => {
  expect(await looked(answer, options)).toEqual({ first: {}, second: {}, calls });
});

test('a name that cannot be bought has no price', async () => {
  const answer = async (names: readonly string[]) => priced(names.slice(1));
  expect(await looked(answer)).toMatchObject({ first: { 'acme2.com': 1_550 }, calls: 1 });
});
