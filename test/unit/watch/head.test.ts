import { expect, test } from '@jest/globals';
import { addDays, addHours, addMinutes, addSeconds } from 'date-fns';
import {
  dueTasks,
  isLookDue,
  NEW_HEAD,
  unreadSince,
  withBegun,
  withDone,
  withFailed,
  withTask,
} from '../../../src/watch/head.ts';
import { noon } from '../../support/builders.ts';
import { aHead } from '../../support/watch.ts';

const dueOf = (head: typeof NEW_HEAD, at: Date) => dueTasks(head, at).map(({ key, kind }) => `${kind} ${key}`);

test('a look is due at first, then every 15 minutes, and not for ever held up by a clock that was set back', () => {
  expect(isLookDue(NEW_HEAD, noon)).toBe(true);
  expect(isLookDue(aHead(), addMinutes(noon, 14))).toBe(false);
  expect(isLookDue(aHead(), addMinutes(noon, 15))).toBe(true);
  expect(isLookDue(aHead(), addMinutes(noon, -10))).toBe(false);
  expect(isLookDue(aHead(), addDays(noon, -1))).toBe(true);
});

test('what is begun is nobody else’s for five minutes; what failed comes again after longer each time; what is done is gone', () => {
  const head = withTask(withTask(aHead(), 'one', 'post', noon), 'two', 'redraw', noon);
  expect(dueOf(head, noon)).toEqual(['post one', 'redraw two']);
  const [task] = dueTasks(head, noon);
  if (!task) throw new Error('Nothing is due');
  const begun = withBegun(head, task, noon);
  expect(dueOf(begun, addSeconds(noon, 299))).toEqual(['redraw two']);
  expect(dueOf(begun, addMinutes(noon, 5))).toEqual(['post one', 'redraw two']);
  const failed = withFailed(begun, task, noon);
  expect(dueOf(failed, addSeconds(noon, 4))).toEqual(['redraw two']);
  expect(dueOf(failed, addSeconds(noon, 5))).toEqual(['post one', 'redraw two']);
  const asked = withFailed(begun, task, noon, 30_000);
  expect(asked.tasks.map(({ dueAt }) => dueAt.getTime() - noon.getTime())).toEqual([30_000, 0]);
  const often = withFailed(head, { ...task, tries: 40 }, noon);
  expect(dueOf(often, addMinutes(noon, 14))).toEqual(['redraw two']);
  expect(dueOf(often, addMinutes(noon, 15))).toEqual(['post one', 'redraw two']);
  expect(dueOf(withDone(begun, task), addHours(noon, 1))).toEqual(['redraw two']);
});

test('what a clock put off that was set back since is due at once; nothing is put off for more than an hour', () => {
  const head = withTask(aHead(), 'one', 'post', noon);
  expect(dueOf(head, addMinutes(noon, -30))).toEqual([]);
  expect(dueOf(head, addMinutes(noon, -61))).toEqual(['post one']);
  const [task] = head.tasks;
  if (!task) throw new Error('Nothing is due');
  const asked = withFailed(head, task, noon, 24 * 60 * 60_000);
  expect(dueOf(asked, addMinutes(noon, 59))).toEqual([]);
  expect(dueOf(asked, addMinutes(noon, 60))).toEqual(['post one']);
});

test('a task that is there already begins anew, and is there once', () => {
  const later = addMinutes(noon, 3);
  const head = withTask(withTask(aHead(), 'one', 'redraw', noon), 'one', 'redraw', later);
  expect(head.tasks).toEqual([{ key: 'one', kind: 'redraw', dueAt: later, tries: 0 }]);
});

test('an account that was not read for a day is told since when', () => {
  expect(unreadSince(NEW_HEAD, noon)).toBeNull();
  expect(unreadSince(aHead(), addMinutes(noon, 24 * 60 - 1))).toBeNull();
  expect(unreadSince(aHead(), addDays(noon, 1))).toEqual(noon);
});
