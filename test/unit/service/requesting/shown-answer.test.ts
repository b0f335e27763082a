import { expect, test } from '@jest/globals';
import { addSeconds } from 'date-fns';
import { z } from 'zod';
import { listPackages } from '../../../../src/service/account/packages.ts';
import { oldestOf, shownAnswer } from '../../../../src/service/requesting/shown-answer.ts';
import { listWorkspaces } from '../../../../src/service/requesting/workspaces/list-workspaces.ts';
import { amir, bea, noon } from '../../../support/builders.ts';
import { inWorld } from '../placing/placing-world.ts';
import { needsOf } from './cancelling-world.ts';

test('an answer is shared for a minute, with the moment at which it was asked for', () =>
  inWorld(async (world) => {
    const needs = needsOf(world);
    const began = world.now;
    let answers = 0;
    const ask = () =>
      shownAnswer(needs, { key: 'a', schema: z.int() }, async () => {
        world.now = addSeconds(world.now, 5);
        answers += 1;
        return answers;
      });
    expect(await ask()).toEqual({ answer: 1, readAt: began });
    world.now = addSeconds(world.now, 59);
    expect(await ask()).toEqual({ answer: 1, readAt: began });
    world.now = addSeconds(world.now, 2);
    expect(await ask()).toMatchObject({ answer: 2 });
  }));

test('what is not to be kept, and what fails, is asked for again', () =>
  inWorld(async (world) => {
    const needs = needsOf(world);
    let answers = 0;
    const ask = () =>
      shownAnswer(needs, { key: 'a', schema: z.int(), keeps: (answer) => answer > 2 }, async () => {
        answers += 1;
        if (answers === 1) throw new Error('no answer');
        return answers;
      });
    await expect(ask()).rejects.toThrow('no answer');
    expect((await ask()).answer).toBe(2);
    expect((await ask()).answer).toBe(3);
    expect((await ask()).answer).toBe(3);
  }));

test('of several, the oldest counts', () => {
  expect(oldestOf([{ readAt: addSeconds(noon, 3) }, { readAt: noon }])).toEqual(noon);
  expect(oldestOf([])).toBeNull();
});

test('workspaces and packages are read once for all who ask within a minute, and say when', () =>
  inWorld(async (world) => {
    world.vendor.workspaces = [{ id: 'recNorthwind', name: 'Northwind Outbound' }];
    const needs = needsOf(world);
    const [workspaces, packages] = [listWorkspaces(needs), listPackages(needs)];
    const readAt = world.now;
    expect(await workspaces(amir)).toMatchObject({ ok: true, readAt });
    expect(await packages(amir)).toMatchObject({ ok: true, readAt });
    const asked = world.vendor.reads.length;
    world.now = addSeconds(readAt, 40);
    expect(await workspaces(bea)).toMatchObject({ ok: true, readAt });
    expect(await packages(bea)).toMatchObject({ ok: true, readAt });
    expect(world.vendor.reads).toHaveLength(asked);
  }));
