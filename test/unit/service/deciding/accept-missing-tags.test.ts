import { expect, test } from '@jest/globals';
import { acceptMissingTags } from '../../../../src/service/deciding/accept-missing-tags.ts';
import { tagsAcceptedIn } from '../../../../src/service/missing-tags.ts';
import { amir, bea, noon, rita } from '../../../support/builders.ts';
import { inWorld } from '../placing/placing-world.ts';

test('missing tags are accepted once, for good, and the log says by whom', () =>
  inWorld(async (world) => {
    expect(await tagsAcceptedIn(world.deps.settings)).toBeNull();
    expect(await acceptMissingTags(world.deps)(amir, 'Support knows')).toEqual({ ok: true, before: null });
    const accepted = { by: amir, at: noon, reason: 'Support knows' };
    expect(await tagsAcceptedIn(world.deps.settings)).toEqual(accepted);
    world.moveOn(365 * 24 * 60 * 60_000);
    expect(await acceptMissingTags(world.deps)(bea, 'Me too')).toEqual({ ok: true, before: accepted });
    expect(await tagsAcceptedIn(world.deps.settings)).toEqual(accepted);
    expect(world.nudges).toBe(1);
    expect(world.logged).toEqual([
      'warn: An approver accepted that details of orders at ScaledMail lack the field tag',
    ]);
    expect(world.loggedFields).toEqual([{ by: amir, reason: 'Support knows' }]);
  }));

test('somebody who may not decide accepts nothing', () =>
  inWorld(async (world) => {
    const refused = { ok: false, refusal: 'not_an_approver' };
    expect(await acceptMissingTags(world.deps)(rita, 'Hurry')).toEqual(refused);
    expect(await tagsAcceptedIn(world.deps.settings)).toBeNull();
    expect([world.nudges, world.logged]).toEqual([0, []]);
  }));
