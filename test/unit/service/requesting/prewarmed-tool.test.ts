import { expect, test } from '@jest/globals';
import type { Login, LoginVault } from '../../../../src/service/ports/login-vault.ts';
import type { TypedTool } from '../../../../src/service/requesting/form/typed-fields.ts';
import {
  dropPrewarmedTool,
  fillPrewarmedTool,
  keepPrewarmedTool,
} from '../../../../src/service/requesting/prewarmed/prewarmed-tool.ts';
import { prewarmedToken, requestPrewarmed } from '../../../../src/service/requesting/prewarmed/request-prewarmed.ts';
import { fillPrewarmed, reviewPrewarmed } from '../../../../src/service/requesting/prewarmed/review-prewarmed.ts';
import { startPrewarmed } from '../../../../src/service/requesting/prewarmed/start-prewarmed.ts';
import { amir, rita } from '../../../support/builders.ts';
import { inWorld, type PlacingWorld } from '../placing/placing-world.ts';
import { needsOf } from './cancelling-world.ts';

const FIELDS = { ticked: ['recWarm'], redirect: null, label: 'Acme', workspaceId: null };
const LOGIN = { username: 'ops@acme.com', password: 'tool-hunter2' };
const NOTHING = { username: '', password: '' };
const typed = (keepAs = '', choice: string | null = null): TypedTool => ({
  sequencer: { provider: 'Instantly', link: 'https://app.instantly.ai', workspace: '', tag: '' },
  logins: { sequencer: { choice, keepAs, isShared: false } },
});

function toolIn(world: PlacingWorld) {
  const sealed: Login[] = [];
  const vault: LoginVault = {
    seal: async (login) => `sealed-${sealed.push(login)}`,
    open: async (id) => sealed[Number(id.replace('sealed-', '')) - 1] ?? null,
    erase: async () => {},
  };
  const needs = { ...needsOf(world), vault };
  return {
    start: startPrewarmed(needs),
    fill: fillPrewarmed(needs),
    fillTool: fillPrewarmedTool(needs),
    keepTool: keepPrewarmedTool(needs),
    dropTool: dropPrewarmedTool(needs),
    review: reviewPrewarmed(needs),
    request: requestPrewarmed(needs),
    savedLogins: needs.savedLogins,
    vault,
  };
}
type Tool = ReturnType<typeof toolIn>;

/** A picker of Rita's with one item ticked. */
const ticked = (live: (tool: Tool, of: { formId: string; by: typeof rita }) => Promise<void>) =>
  inWorld(async (world) => {
    const prices = { provider: 'google', months: 2, mailboxes: 2, oncePrice: 20, monthPrice: 8 } as const;
    world.vendor.stock = [{ id: 'recWarm', name: 'warm.com', ...prices }];
    const tool = toolIn(world);
    const page = await tool.start(rita);
    if (!page.ok) throw new Error(page.refusal);
    const of = { formId: page.form.id, by: rita };
    await tool.fill(of, FIELDS);
    await live(tool, of);
  });

async function reviewed({ review }: Tool, of: Parameters<Tool['review']>[0]) {
  const seen = await review(of);
  if (!seen.ok) throw new Error(seen.refusal);
  return seen.review;
}

test('a login that is typed is sealed, and kept when its page is sent again without it', () =>
  ticked(async (tool, of) => {
    expect(await tool.fillTool(of, typed(), NOTHING)).toMatchObject({
      ok: false,
      problems: [{ code: 'username_missing' }, { code: 'password_missing' }],
    });
    await tool.fillTool(of, typed(), LOGIN);
    const { act } = await reviewed(tool, of);
    expect(await tool.vault.open(act.sequencer?.loginId ?? '')).toEqual(LOGIN);
    expect(await tool.fillTool(of, typed(), NOTHING)).toMatchObject({ ok: true });
    expect((await reviewed(tool, of)).act).toEqual(act);
  }));

test('a saved login that was removed since the review stops the order', () =>
  ticked(async (tool, of) => {
    await tool.fillTool(of, typed('tool'), LOGIN);
    const review = await reviewed(tool, of);
    expect(review.act.sequencer?.saved).toMatchObject({ name: 'tool', ownerId: rita });
    for (const login of await tool.savedLogins.all()) await tool.savedLogins.remove(login);
    expect(await tool.request(of, prewarmedToken(review))).toMatchObject({
      refusal: 'login_trouble',
      problems: [{ field: 'sequencer_saved' }],
    });
    expect(await tool.review(of)).toMatchObject({ because: { why: 'tool' }, form: { chosen: ['recWarm'] } });
  }));

test('what is asked for with a form that was sent before has a login of its own', () =>
  ticked(async (tool, of) => {
    await tool.fillTool(of, typed(), LOGIN);
    const first = await reviewed(tool, of);
    expect(await tool.request(of, prewarmedToken(first))).toMatchObject({ ok: true });
    const filled = await tool.fill(of, { ...FIELDS, label: 'Another' });
    const loginId = filled?.form.sequencer?.loginId ?? '';
    expect(loginId).not.toBe(first.act.sequencer?.loginId);
    expect(await tool.vault.open(loginId)).toEqual(LOGIN);
  }));

test('what is typed is kept when its page is left, is left out when that is asked for, and is its person’s alone', () =>
  ticked(async (tool, of) => {
    expect(await tool.keepTool(of, typed())).toMatchObject({ sequencer: { provider: 'Instantly', loginId: null } });
    expect(await tool.review(of)).toMatchObject({ because: { why: 'tool', problems: [{ code: 'username_missing' }] } });
    const theirs = { ...of, by: amir };
    expect(await tool.fillTool(theirs, typed(), LOGIN)).toBeNull();
    expect(await tool.keepTool(theirs, typed())).toBeNull();
    expect(await tool.dropTool(theirs)).toBeNull();
    expect(await tool.dropTool(of)).toMatchObject({ sequencer: null });
    expect((await reviewed(tool, of)).act).not.toHaveProperty('sequencer');
  }));
