import { describe, expect, test } from '@jest/globals';
import { OrderDraft } from '../../../../../src/acts/custom_order/form/draft.ts';
import { draftInput } from '../../../../../src/acts/custom_order/form/draft-input.ts';
import { notesOf } from '../../../../../src/acts/custom_order/form/draft-notes.ts';
import { noon, rita, team } from '../../../../support/builders.ts';

const workspace = { id: 'recNorthwind', name: 'Northwind Outbound' };
const names = { form: 'names', firstName: 'Ada', lastName: 'Park' };

const aDraft = (overrides: Partial<OrderDraft> = {}): OrderDraft => ({
  id: 'draft-1',
  teamId: team,
  ownerId: rita,
  startedAt: noon,
  workspaces: [{ id: 'recOther', name: 'Other' }, workspace],
  unitPrices: [{ provider: 'google', perDomainCents: 700 }],
  label: 'Acme',
  workspaceId: 'recNorthwind',
  source: 'scaledmail',
  providers: ['google'],
  defaultName: 'Ada Park',
  domainText: { google: 'typed.com' },
  hosting: null,
  review: null,
  ...overrides,
});
const hosting = { provider: 'Porkbun', link: ' https://porkbun.com ', loginId: 'login-1' };

describe('a form stands for', () => {
  test('the order that was typed into it', () => {
    expect(draftInput(aDraft())).toEqual({
      label: 'Acme',
      workspace,
      source: 'scaledmail',
      senders: [names],
      lines: [{ provider: 'google', domains: [{ line: 1, name: 'typed.com', naming: null }] }],
    });
  });

  test('no workspace when none is chosen, or one that is gone', () => {
    expect(draftInput(aDraft({ workspaceId: null })).workspace).toBeNull();
    expect(draftInput(aDraft({ workspaceId: 'recGone' })).workspace).toBeNull();
  });

  test('the lines of each provider that has some', () => {
    const draft = aDraft({
      providers: ['google', 'smtp', 'outlook'],
      domainText: { google: 'a.com\nb.com', smtp: ' ' },
    });
    expect(draftInput(draft).lines).toEqual([
      {
        provider: 'google',
        domains: [
          { line: 1, name: 'a.com', naming: null },
          { line: 2, name: 'b.com', naming: null },
        ],
      },
    ]);
    expect(notesOf(draft).empty).toEqual(['smtp', 'outlook']);
  });

  test('every provider when none has any', () => {
    const draft = aDraft({ providers: ['google', 'smtp'], domainText: {} });
    expect(draftInput(draft).lines.map(({ provider }) => provider)).toEqual(['google', 'smtp']);
    expect(notesOf(draft).empty).toEqual([]);
  });

  test('the redirect of lines without one', () => {
    expect(draftInput(aDraft({ defaultRedirect: ' acme.com ' })).defaultRedirect).toBe('acme.com');
    expect(draftInput(aDraft({ defaultRedirect: ' ' }))).not.toHaveProperty('defaultRedirect');
    expect(draftInput(aDraft({ defaultRedirect: '<https://acme\u200b.com|acme>' })).defaultRedirect).toBe(
      'https://acme.com',
    );
  });

  test('what was cleaned', () => {
    const draft = aDraft({ domainText: { google: 'https://Typed.com/\nbücher.de' } });
    expect(notesOf(draft).cleaned).toEqual([
      { what: 'address', count: 1 },
      { what: 'capitals', count: 1 },
    ]);
  });

  test('several senders, who take turns at the lines without one, and who had none', () => {
    const draft = aDraft({
      defaultName: 'Ada Park; Ben Ito\n\nCy Lo',
      domainText: { google: 'a.com\nb.com, Dee Poe\nc.com' },
    });
    const [ada, ben, cy] = draftInput(draft).senders ?? [];
    expect([ada, ben, cy]).toMatchObject([{ firstName: 'Ada' }, { firstName: 'Ben' }, { firstName: 'Cy' }]);
    expect(notesOf(draft).inTurn).toEqual({ senders: [ada, ben], notNeeded: [cy] });
    expect(notesOf({ ...draft, domainText: { google: 'b.com, Dee Poe' } }).inTurn).toBeNull();
  });

  test('what could not be read, with its line', () => {
    const [line] = draftInput(aDraft({ domainText: { google: 'a.com, b.com\nc.com' } })).lines;
    expect(line).toMatchObject({ domains: [{ line: 2, name: 'c.com' }], unread: [{ line: 1, code: 'second_domain' }] });
  });

  test('the login only where the domains are held elsewhere', () => {
    expect(draftInput(aDraft({ source: 'other', hosting })).hosting).toEqual({
      provider: 'Porkbun',
      link: 'https://porkbun.com',
      loginId: 'login-1',
    });
    expect(draftInput(aDraft({ hosting }))).not.toHaveProperty('hosting');
    expect(draftInput(aDraft({ source: 'other' }))).not.toHaveProperty('hosting');
  });

  test('links of logins without what nobody sees, which would turn them round on the card', () => {
    const link = ' https://porkbun.com/\u202emoc.elpmaxe\u200b ';
    const tool = { provider: 'Instantly', link, workspace: '', tag: '', loginId: 'login-2' };
    const read = draftInput(aDraft({ source: 'other', hosting: { ...hosting, link }, sequencer: tool }));
    expect(read.hosting?.link).toBe('https://porkbun.com/moc.elpmaxe');
    expect(read.sequencer?.link).toBe('https://porkbun.com/moc.elpmaxe');
  });

  test('a login without link or sealed copy', () => {
    const bare = draftInput(aDraft({ source: 'other', hosting: { ...hosting, link: '  ', loginId: null } }));
    expect(bare.hosting).toEqual({ provider: 'Porkbun', loginId: '' });
  });
});

test('a stored form is read as it was written, and no other row is', () => {
  const draft = aDraft({ hosting });
  expect(OrderDraft.parse(JSON.parse(JSON.stringify(draft)))).toEqual(draft);
  const left = { ...draft, leftOut: { google: { notUsed: ['Bought'], secrets: [] } } };
  expect(OrderDraft.parse(JSON.parse(JSON.stringify(left)))).toEqual(left);
  expect(OrderDraft.safeParse({ ...draft, id: '' }).success).toBe(false);
  expect(OrderDraft.safeParse({ ...draft, hosting: {} }).success).toBe(false);
  expect(OrderDraft.safeParse({ ...draft, unitPrices: [{}] }).success).toBe(false);
  expect(OrderDraft.safeParse({ ...draft, review: {} }).success).toBe(false);
});
