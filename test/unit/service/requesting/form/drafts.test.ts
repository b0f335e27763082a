import { expect, test } from '@jest/globals';
import { draftsIn, MOST_LISTED } from '../../../../../src/service/requesting/form/drafts.ts';
import { deleteDraft } from '../../../../../src/service/requesting/sending/unfinished-drafts.ts';
import { draftsMessage } from '../../../../../views/messages/lists/drafts.ts';
import { aDraft, aForm, amir, rita } from '../../../../support/views/orders.ts';
import { allText, foreignControls, slackProblems } from '../../../../support/views/text.ts';
import { inWorld } from '../../placing/placing-world.ts';

const idsOf = (forms: readonly { draft: { id: string } }[]) => forms.map(({ draft }) => draft.id);

test('the forms that somebody typed into are listed, the last one first; a form that is only open is not', () =>
  inWorld(async ({ deps }) => {
    const drafts = draftsIn(deps.settings);
    for (const id of ['one', 'two', 'three']) await drafts.begin(aForm({ id, label: 'Acme' }));
    await drafts.begin(aForm({ id: 'open' }));
    await drafts.begin(aForm({ id: 'one', label: 'Acme' }, 2));
    await drafts.begin(aForm({ id: 'another', label: 'Acme', ownerId: amir }));
    expect(idsOf(await drafts.begun(rita))).toEqual(['one', 'three', 'two']);
    expect(idsOf(await drafts.begun(amir))).toEqual(['another']);
    for (let count = 0; count < MOST_LISTED; count += 1) await drafts.begin(aForm({ id: `d${count}`, label: 'Acme' }));
    expect(await drafts.begun(rita)).toHaveLength(MOST_LISTED);
    expect(await drafts.load('two')).not.toBeNull();
  }));

test('a page of the form that was saved before, too, is one write, and its reading does not come after it', () =>
  inWorld(async ({ deps }) => {
    const steps: string[] = [];
    const noted = async <Answer>(step: string, work: Promise<Answer>): Promise<Answer> => {
      steps.push(step);
      const answer = await work;
      steps.push(`${step} is done`);
      return answer;
    };
    const drafts = draftsIn({
      ...deps.settings,
      get: (key) => noted(`get ${key}`, deps.settings.get(key)),
      replace: (key, expected, value, ttlMs) =>
        noted(`replace ${key}`, deps.settings.replace(key, expected, value, ttlMs)),
      set: (key, value, ttlMs) => noted(`set ${key}`, deps.settings.set(key, value, ttlMs)),
    });
    await drafts.begin(aForm({ id: 'one', label: 'Acme' }));
    const known = await drafts.newest('one');
    steps.length = 0;
    if (known) await drafts.replace(known, aForm({ id: 'one', label: 'Acme, spring' }));
    const writes = /^(?:set|replace) \S+$/;
    expect(steps.filter((step) => writes.test(step))).toEqual(['replace draft:one']);
    expect(steps.slice(0, 2).toSorted()).toEqual(['get drafts-of:URITA', 'replace draft:one']);
  }));

test('only its owner deletes a form, and it is nowhere then', () =>
  inWorld(async ({ deps }) => {
    const drafts = draftsIn(deps.settings);
    await drafts.begin(aForm({ label: 'Acme' }));
    await deleteDraft({ drafts })({ draftId: 'draft-1', by: amir });
    expect(await drafts.begun(rita)).toHaveLength(1);
    await deleteDraft({ drafts })({ draftId: 'draft-1', by: rita });
    expect([await drafts.begun(rita), await drafts.load('draft-1')]).toEqual([[], null]);
    await deleteDraft({ drafts })({ draftId: null, by: rita });
  }));

test('orders that are sent push nothing out that was not: it is listed again when they are gone', () =>
  inWorld(async ({ deps }) => {
    const drafts = draftsIn(deps.settings);
    const begin = async (id: string) => {
      const form = aForm({ id, label: id });
      await drafts.begin(form);
      return form;
    };
    for (let number = 1; number <= 10; number += 1) await begin(`kept-${number}`);
    const labels = async () => (await drafts.begun(rita)).map(({ draft }) => draft.label);
    const before = await labels();
    expect(before).toHaveLength(10);
    for (let number = 1; number <= 5; number += 1) {
      const sent = await begin(`sent-${number}`);
      expect(await labels()).toHaveLength(10);
      await drafts.remove(sent);
    }
    expect(await labels()).toEqual(before);
  }));

test('the list marks nothing up, and says when there may be more', () => {
  const hostile = aDraft({ label: '*x* <!channel> '.repeat(20), domainText: { google: 'a.com\nb.com' } });
  const unread = aDraft({
    domainText: { google: 'A\tB\tC\tD\nAda\tacme.com\tb.com\tPark\nZoë\tacme.io\tb.com\tNeil' },
  });
  expect(allText(draftsMessage([unread], 10))).toContain('3 lines, not read yet · begun');
  const few = draftsMessage([hostile, aDraft()], 10);
  expect([slackProblems(few), foreignControls(few)]).toEqual([[], []]);
  expect(allText(few)).toContain('2 domains · begun');
  expect(allText(few)).toContain('an order without a label');
  expect(allText(few)).not.toContain('newest are listed');
  const many = draftsMessage(
    Array.from({ length: 10 }, () => hostile),
    10,
  );
  expect(slackProblems(many)).toEqual([]);
  expect(allText(many)).toContain('Only the 10 newest are listed.');
});

test('a form of before, with names from a picker, is opened with them among its domains', () =>
  inWorld(async ({ deps }) => {
    const { domainText: _, ...draft } = aDraft({ id: 'before', label: 'Acme' });
    const kept = {
      ...draft,
      fill: 3,
      domainText: { google: 'a.com, Ada Park' },
      pickedNames: { google: ['b.com', 'a.com'], smtp: ['c.com'] },
      aliases: { google: { isOwn: true, text: 'a.com, jane' }, smtp: { isOwn: false, text: '' } },
      mistakes: [{ provider: 'google', line: null, name: 'b.com', instead: null }],
    };
    await deps.settings.set('draft:before', JSON.stringify(kept), 1_000);
    const form = await draftsIn(deps.settings).load('before');
    expect(form?.draft.domainText).toEqual({ google: 'a.com, Ada Park\nb.com', smtp: 'c.com' });
    expect(form?.draft.mistakes).toBeUndefined();
    expect(form?.draft.aliases).toMatchObject({ google: { form: 'own', text: 'a.com, jane' }, smtp: { form: 'made' } });
  }));
