import { expect, test } from '@jest/globals';
import { settleFinding, showFinding } from '../../../../src/service/watching/settle-finding.ts';
import type { About } from '../../../../src/watch/finding.ts';
import { amir, aReference, bea, noon, rita } from '../../../support/builders.ts';
import { aFinding, aHead, aKnownOrder, aSeenOrder } from '../../../support/watch.ts';
import { inWorld, type PlacingWorld } from '../placing/placing-world.ts';
import { needsOf } from '../requesting/cancelling-world.ts';

const nobody = { by: 'nobody' as const, looks: 1, isTold: true };

/** A watch that found something about two orders that nobody explains, and one that an order of ours does. */
async function watchIn(world: PlacingWorld, about: About = { kind: 'unapproved', order: aSeenOrder() }) {
  const needs = { ...needsOf(world), nudge: () => {} };
  const { watch } = needs;
  const ours = aKnownOrder({ id: 'recOurs', explained: { by: 'order', reference: aReference } });
  const orders = [aKnownOrder({ explained: nobody }), aKnownOrder({ id: 'recOrd2', explained: nobody }), ours];
  await watch.write(0, { head: aHead(), orders, findings: [aFinding({ about })] });
  const { key } = aFinding();
  return { watch, key, settle: settleFinding(needs), show: showFinding(needs) };
}

test('who says that this was us is kept, with the reason; the order is explained, and the message drawn anew', () =>
  inWorld(async (world) => {
    const { watch, key, settle, show } = await watchIn(world);
    const settled = { by: amir, reason: 'Trial', at: noon };
    expect(await settle(amir, key, 'Trial')).toMatchObject({ ok: true, finding: { settled } });
    expect(await show(amir, key)).toMatchObject({ ok: true, finding: { settled } });
    const { orders } = await watch.book();
    expect(orders.get('recOrd1')?.explained).toEqual({ by: 'person', person: amir, reason: 'Trial', at: noon });
    expect(orders.get('recOrd2')?.explained).toEqual(nobody);
    expect((await watch.head()).head.tasks).toMatchObject([{ key, kind: 'redraw' }]);
  }));

test('who comes second is told who was first, and changes nothing', () =>
  inWorld(async (world) => {
    const { key, settle } = await watchIn(world);
    const [first, second] = await Promise.all([settle(amir, key, 'Trial'), settle(bea, key, 'Mistake')]);
    expect([first?.ok, second?.ok].toSorted()).toEqual([false, true]);
    expect(await settle(amir, key, 'Again')).toMatchObject({ ok: false, refusal: 'settled' });
  }));

test('of many, those that nobody approved are explained; what an order of ours explains stays that', () =>
  inWorld(async (world) => {
    const found = ['recOrd1', 'recOrd2', 'recOurs'].map((id) => ({
      kind: 'unapproved' as const,
      order: aSeenOrder({ id }),
    }));
    const cancelled = { kind: 'cancelled' as const, order: aSeenOrder({ id: 'recElse' }) };
    const { watch, key, settle } = await watchIn(world, { kind: 'many', found: [...found, cancelled] });
    await settle(amir, key, 'Migration');
    const { orders } = await watch.book();
    expect([...orders.values()].map(({ id, explained }) => [id, explained.by]).toSorted()).toEqual([
      ['recOrd1', 'person'],
      ['recOrd2', 'person'],
      ['recOurs', 'order'],
    ]);
  }));

test('who cannot decide neither sees nor settles it; one that is not kept is said to be that', () =>
  inWorld(async (world) => {
    const { watch, key, settle, show } = await watchIn(world);
    expect(await show(rita, key)).toEqual({ ok: false, refusal: 'not_an_approver' });
    expect(await settle(rita, key, 'Mine')).toEqual({ ok: false, refusal: 'not_an_approver' });
    expect((await watch.finding(key))?.settled).toBeNull();
    expect(await show(amir, 'unapproved recElse')).toEqual({ ok: false, refusal: 'unknown_finding' });
    expect(await settle(amir, 'unapproved recElse', '')).toEqual({ ok: false, refusal: 'unknown_finding' });
  }));

test('what turned out to be an order of ours is settled by nobody: who clicks late hears which order it is', () =>
  inWorld(async (world) => {
    const { watch, key, settle } = await watchIn(world);
    const { head, revision } = await watch.head();
    await watch.write(revision, {
      head,
      findings: [aFinding({ turnedOut: [{ id: 'recOrd1', reference: aReference }] })],
    });
    expect(await settle(amir, key, 'Trial')).toEqual({ ok: false, refusal: 'turned_out', reference: aReference });
    expect((await watch.finding(key))?.settled).toBeNull();
  }));
