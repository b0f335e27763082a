import { describe, expect, test } from '@jest/globals';
import { addMinutes } from 'date-fns';
import { VendorUnavailable } from '../../../../src/service/errors.ts';
import type { PendingForm } from '../../../../src/service/ports/vendor.ts';
import { draftsIn } from '../../../../src/service/requesting/form/drafts.ts';
import { formTrouble } from '../../../../src/service/requesting/pending-forms/form-trouble.ts';
import { startFilling } from '../../../../src/service/requesting/pending-forms/start-filling.ts';
import { formsForHome, listForms } from '../../../../src/service/requesting/pending-forms/waiting-forms.ts';
import { insertOnce } from '../../../../src/service/requesting/sending/insert-once.ts';
import { amir, bea, rita } from '../../../support/builders.ts';
import { aFilling, aPendingForm, FILLING_WORTH } from '../../../support/filling.ts';
import { inWorld, type PlacingWorld } from '../placing/placing-world.ts';
import { needsOf } from './cancelling-world.ts';

const WORKSPACE = { id: 'recNorthwind', name: 'Northwind Outbound' };
const NAMES = aPendingForm().names;

function formsIn(world: PlacingWorld, ...forms: readonly PendingForm[]) {
  world.vendor.workspaces = [WORKSPACE];
  world.vendor.forms.push(...forms);
  const needs = { ...needsOf(world), requesters: null, drafts: draftsIn(world.deps.settings) };
  return {
    needs,
    list: listForms(needs),
    start: startFilling(needs),
    onHome: () => formsForHome(needs),
    ask: () => insertOnce(needs, { formId: 'form', by: bea, act: aFilling(), worth: FILLING_WORTH }),
  };
}
const which = { workspaceId: WORKSPACE.id, uuid: 'form-1' };

describe('forms that wait', () => {
  test('are listed for who can decide, each with what it is held to', () =>
    inWorld(async (world) => {
      const { list } = formsIn(world, aPendingForm(), aPendingForm({ uuid: 'form-2', names: [], count: null }));
      expect(await list(amir)).toMatchObject({
        ...{ ok: true, isAll: true },
        forms: [
          { workspace: WORKSPACE, count: NAMES.length, held: { names: NAMES, providers: ['google'] } },
          { form: { uuid: 'form-2' }, count: null, held: null },
        ],
      });
      expect(await list(rita)).toEqual({ ok: true, forms: [], readAt: world.now, isAll: false });
    }));

  test('are listed as they were a minute ago at most, with the time; whoever fills one in has them read anew', () =>
    inWorld(async (world) => {
      const { list, onHome, start } = formsIn(world, aPendingForm());
      const readAt = world.now;
      expect(await list(amir)).toMatchObject({ readAt });
      const asked = world.vendor.reads.length;
      world.vendor.forms.length = 0;
      world.now = addMinutes(readAt, 0.5);
      expect(await list(bea)).toMatchObject({ forms: [{ form: { uuid: 'form-1' } }], readAt });
      expect(await onHome()).toHaveLength(1);
      expect(world.vendor.reads).toHaveLength(asked);
      expect(await start(amir, which)).toEqual({ ok: false, refusal: 'form_gone' });
      world.now = addMinutes(readAt, 2);
      expect(await list(amir)).toMatchObject({ forms: [], readAt: world.now });
    }));

  test('that Home could not read a moment ago are asked for by whoever wants the list', () =>
    inWorld(async (world) => {
      const { list, onHome } = formsIn(world, aPendingForm());
      world.vendor.failure = new VendorUnavailable('no answer');
      expect(await onHome()).toEqual([]);
      await expect(list(amir)).rejects.toThrow('no answer');
      world.vendor.failure = null;
      expect(await list(amir)).toMatchObject({ forms: [{ form: { uuid: 'form-1' } }] });
    }));

  test('are those of every workspace that there was a minute ago', () =>
    inWorld(async (world) => {
      const { list } = formsIn(world, aPendingForm());
      expect(await list(amir)).toMatchObject({ forms: [{ workspace: WORKSPACE }] });
      const made = { id: 'recMade', name: 'Made meanwhile' };
      world.vendor.workspaces = [WORKSPACE, made];
      world.now = addMinutes(world.now, 2);
      expect(await list(amir)).toMatchObject({ forms: [{ workspace: WORKSPACE }, { workspace: made }] });
    }));

  test('are left to the vendor’s pages when their numbers or some of their names are not known', () =>
    inWorld(async (world) => {
      const { list } = formsIn(world, aPendingForm({ uuid: null }), aPendingForm({ uuid: 'form-3', count: 9 }));
      expect(await list(amir)).toMatchObject({ forms: [{ form: { uuid: 'form-3' }, count: 9, held: null }] });
    }));

  test('stand on Home while nobody fills them in, as they were a minute ago', () =>
    inWorld(async (world) => {
      const { onHome, ask } = formsIn(world, aPendingForm());
      expect(await onHome()).toHaveLength(1);
      const asked = world.vendor.reads.length;
      expect(await onHome()).toHaveLength(1);
      expect(world.vendor.reads).toHaveLength(asked);
      await ask();
      expect(await onHome()).toEqual([]);
    }));

  test('keep nobody from Home when they cannot be read, and are asked for again a minute later', () =>
    inWorld(async (world) => {
      const { onHome } = formsIn(world, aPendingForm());
      world.vendor.failure = new VendorUnavailable('no answer');
      expect(await onHome()).toEqual([]);
      world.vendor.failure = null;
      expect(await onHome()).toEqual([]);
      world.now = addMinutes(world.now, 2);
      expect(await onHome()).toHaveLength(1);
    }));
});

describe('a form that is begun', () => {
  test('is held to its names, with the mailboxes that the vendor names', () =>
    inWorld(async (world) => {
      const { start } = formsIn(world, aPendingForm({ description: 'MS 2' }));
      const started = await start(amir, which);
      expect(started).toMatchObject({
        ok: true,
        draft: {
          label: NAMES[0],
          workspaceId: WORKSPACE.id,
          providers: ['outlook'],
          domainText: { outlook: NAMES.join('\n') },
          holds: { uuid: 'form-1', vendorOrderId: 'recPaid', names: NAMES, providers: ['outlook'] },
        },
      });
    }));

  test('asks which mailboxes it is for, and for the registrar’s login, when nobody says otherwise', () =>
    inWorld(async (world) => {
      const { start } = formsIn(world, aPendingForm({ description: '' }));
      expect(await start(amir, which)).toMatchObject({
        draft: { source: 'other', providers: ['google'], holds: { providers: [] } },
      });
    }));

  test('is of names bought through ScaledMail when all of them are', () =>
    inWorld(async (world) => {
      const { needs } = formsIn(world, aPendingForm());
      const bought = async () => [...NAMES, 'other.com'];
      const start = startFilling({ ...needs, vendor: { ...needs.vendor, purchasedDomains: bought } });
      expect(await start(amir, which)).toMatchObject({ draft: { source: 'scaledmail' } });
    }));

  test.each<[string, readonly PendingForm[], string]>([
    ['is gone', [aPendingForm({ uuid: 'form-2' })], 'form_gone'],
    ['names no domains', [aPendingForm({ names: [] })], 'form_unnamed'],
  ])('is refused when it %s', (_what, forms, refusal) =>
    inWorld(async (world) => {
      expect(await formsIn(world, ...forms).start(amir, which)).toEqual({ ok: false, refusal });
    }),
  );

  test('is refused to who cannot decide, and while an order fills it in', () =>
    inWorld(async (world) => {
      const { start, ask } = formsIn(world, aPendingForm());
      expect(await start(rita, which)).toEqual({ ok: false, refusal: 'not_an_approver' });
      const asked = await ask();
      const by = asked.ok ? asked.order.facts.reference : '';
      expect(await start(amir, which)).toEqual({ ok: false, refusal: 'claimed', by });
    }));
});

test('a form is filled in only while it waits for the same names', () =>
  inWorld(async (world) => {
    const { needs } = formsIn(world, aPendingForm());
    const held = { uuid: 'form-1', names: [...NAMES] };
    const trouble = (parts: Partial<typeof held>) => formTrouble(needs.vendor, WORKSPACE.id, { ...held, ...parts });
    expect(await trouble({ names: NAMES.toReversed() })).toBeNull();
    expect(await trouble({ names: ['other.com'] })).toBe('form_changed');
    expect(await trouble({ uuid: 'form-2' })).toBe('form_gone');
    world.vendor.forms.push(aPendingForm({ uuid: null }));
    expect(await trouble({ uuid: 'form-2' })).toBe('form_unclear');
  }));
