import { expect, test } from '@jest/globals';
import { addMilliseconds } from 'date-fns';
import { homesToDraw, homeWatch, type WatchedHome } from '../../../../src/service/reading/home-watch.ts';
import { openSqliteStores } from '../../../../src/storage/open-stores.ts';
import { UserId } from '../../../../src/values/ids.ts';
import { silentLog } from '../../../contract/stores/two-handles.ts';
import { amir, bea, noon, rita } from '../../../support/builders.ts';

const SECOND_MS = 1_000;
const at = (seconds: number) => addMilliseconds(noon, seconds * SECOND_MS);
const home = (parts: Partial<WatchedHome> = {}): WatchedHome => ({
  place: null,
  openedAt: noon,
  drawnAt: noon,
  change: 'old',
  menusUsedAt: null,
  ...parts,
});

test.each([
  ['shows something old', home(), 10, true],
  ['was drawn nine seconds ago', home(), 9, false],
  ['shows what is there', home({ change: 'new' }), 10, false],
  ['was opened an hour ago', home({ drawnAt: noon }), 3_600, false],
  ['was opened almost an hour ago', home(), 3_599, true],
])('a Home that %s is drawn again or not', (_what, each, seconds, isDrawn) => {
  expect(homesToDraw(new Map([[amir, each]]), 'new', at(seconds))).toEqual(isDrawn ? [amir] : []);
});

test('ten are drawn in ten seconds, those first that were drawn the longest ago', () => {
  const person = (number: number) => UserId.parse(`U${100 + number}`);
  const homes = new Map(Array.from({ length: 30 }, (_, number) => [person(number), home({ drawnAt: at(-number) })]));
  const first = homesToDraw(homes, 'new', at(20));
  expect(first).toEqual(Array.from({ length: 10 }, (_, number) => person(29 - number)));
  for (const by of first) homes.set(by, home({ drawnAt: at(20), change: 'new' }));
  expect(homesToDraw(homes, 'new', at(25))).toEqual([]);
  expect(homesToDraw(homes, 'new', at(30))).toHaveLength(10);
});

test('of several processes, the one that answered the newest opening draws, also what another one changed', async () => {
  let now = noon;
  const clock = { now: () => now };
  const { shortLived, close } = openSqliteStores(null, clock);
  let ids = 0;
  const process = () => homeWatch({ keyValues: shortLived, clock, newId: () => String(++ids), log: silentLog });
  const [one, other] = [process(), process()];
  await one.opened(amir, null);
  await one.opened(bea, { list: 'mine', offset: 10 });
  await other.opened(amir, { list: 'running', offset: 0 });
  other.changed();
  await other.marked();
  now = at(10);
  expect(await one.takeDue()).toEqual([{ by: bea, place: { list: 'mine', offset: 10 } }]);
  expect(await other.takeDue()).toEqual([{ by: amir, place: { list: 'running', offset: 0 } }]);
  expect(one.placeOf(amir)).toBeUndefined();
  now = at(20);
  expect([await one.takeDue(), await other.takeDue()]).toEqual([[], []]);
  other.failed(amir);
  expect(await other.takeDue()).toEqual([{ by: amir, place: { list: 'running', offset: 0 } }]);
  other.failed(rita);
  expect(other.placeOf(rita)).toBeUndefined();
  await close();
});

test('a page that is turned while old Homes are looked for is not taken back', async () => {
  let now = noon;
  const clock = { now: () => now };
  const { shortLived, close } = openSqliteStores(null, clock);
  let whileLooking = async () => {};
  const get = async (key: string) => {
    const value = await shortLived.get(key);
    if (key.startsWith('home-opened:')) await whileLooking();
    return value;
  };
  const homes = homeWatch({ keyValues: { ...shortLived, get }, clock, newId: () => 'id', log: silentLog });
  await homes.opened(amir, null);
  homes.failed(amir);
  now = at(10);
  whileLooking = () => homes.opened(amir, { list: 'running', offset: 0 });
  expect(await homes.takeDue()).toEqual([]);
  expect(homes.placeOf(amir)).toEqual({ list: 'running', offset: 0 });
  await close();
});

test('a page that is turned while the Homes of others are looked for is not taken back', async () => {
  let now = noon;
  const clock = { now: () => now };
  const { shortLived, close } = openSqliteStores(null, clock);
  let looks = 0;
  let whileLooking = async () => {};
  const get = async (key: string) => {
    const value = await shortLived.get(key);
    if (key.startsWith('home-opened:')) {
      looks += 1;
      if (looks === 2) await whileLooking();
    }
    return value;
  };
  const homes = homeWatch({ keyValues: { ...shortLived, get }, clock, newId: () => 'id', log: silentLog });
  await homes.opened(amir, null);
  await homes.opened(bea, null);
  homes.failed(amir);
  homes.failed(bea);
  now = at(10);
  whileLooking = () => homes.opened(amir, { list: 'running', offset: 0 });
  expect(await homes.takeDue()).toEqual([{ by: bea, place: null }]);
  expect(homes.placeOf(amir)).toEqual({ list: 'running', offset: 0 });
  await close();
});
