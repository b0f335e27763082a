import { describe, expect, test } from '@jest/globals';
import type { MailboxesSeen } from '../../../../src/service/acts/act-at-vendor.ts';
import { appraiseChangeSender } from '../../../../src/service/acts/change_sender/appraise.ts';
import { changeSenderProgress } from '../../../../src/service/acts/change_sender/progress.ts';
import { mailboxesSeen } from '../../../../src/service/acts/change_sender/sender-rows.ts';
import type { VendorMailbox } from '../../../../src/service/ports/vendor.ts';
import { noon } from '../../../support/builders.ts';
import { aSenderChange, newAddresses } from '../../../support/changes.ts';
import { placingVendor } from '../placing/placing-vendor.ts';

const row = (name: string) => ({ id: name, name, status: 'Active', orderId: 'recRunning', totalMailboxes: 2 });
const box = (email: string, name = 'Ada Park', status = 'Active'): VendorMailbox => {
  const [firstName = '', lastName = ''] = name.split(' ');
  return { email, status, sender: { firstName, lastName } };
};
const asBefore = (domain: string) => [box(`ada@${domain}`), box(`Park@${domain}`)];

test('an address that is not said is made of its first part, and one that is empty is none', () =>
  expect(
    mailboxesSeen('a.com', [
      { email: null, alias: 'Ada', status: 'Active' },
      { email: '', status: 'Active', sender: { firstName: 'Ada', lastName: 'Park' } },
    ]),
  ).toEqual([
    { address: 'ada@a.com', sender: null },
    { address: null, sender: 'Ada Park' },
  ]));

describe('right before the call, a change of a sender', () => {
  const appraise = async (list: VendorMailbox[] | null, act = aSenderChange(), step = 1) => {
    const { vendor, domains } = placingVendor({ clock: { now: () => noon }, monotonicMs: () => 0 });
    domains.push(row('getgoogle1.com'), row('getgoogle2.com'));
    return appraiseChangeSender({ vendor: { ...vendor, mailboxes: async () => list } }, act, 'placing', step);
  };
  const free = { ok: true, worth: { effect: 'write' } };
  const unclear = { ok: false, refusal: 'price_missing' };

  test('is as people saw it while the senders are, and other addresses matter where they are deleted', async () => {
    expect(await appraise(asBefore('getgoogle1.com'))).toEqual(free);
    expect(await appraise([...asBefore('getgoogle1.com'), box('third@getgoogle1.com')])).toEqual(free);
    expect(await appraise(asBefore('getgoogle2.com'), newAddresses, 2)).toEqual(free);
    expect(await appraise([box('ada@getgoogle1.com')], newAddresses)).toMatchObject({
      act: { changes: [{ domain: 'getgoogle1.com', addresses: ['ada@getgoogle1.com'] }, { domain: 'getgoogle2.com' }] },
    });
  });

  test('is another one when somebody else sends by now, but not when it is done already', async () => {
    expect(await appraise([box('ada@getgoogle1.com', 'Ben Lee')])).toMatchObject({
      act: { changes: [{ from: ['Ben Lee'] }] },
    });
    expect(await appraise([box('ada@getgoogle1.com', 'Zoë Neil')])).toEqual(free);
  });

  test('is not clear while the list does not tell, or the domain is gone', async () => {
    for (const list of [null, [], [{ email: 'a@getgoogle1.com', status: 'Active' }]]) {
      expect(await appraise(list)).toEqual(unclear);
    }
    const gone = aSenderChange({ changes: [{ domain: 'gone.com', from: ['Ada Park'], addresses: [] }] });
    expect(await appraise(asBefore('gone.com'), gone)).toEqual(unclear);
  });
});

describe('how far a change of senders is', () => {
  const known = { ready: new Set<string>(), unread: new Set<string>(), step: 2 };
  const progress = (seen: (name: string) => MailboxesSeen, parts: Partial<typeof known> = {}) =>
    changeSenderProgress(
      { domains: async () => row, mailboxes: async ({ name }) => seen(name), soFar: async () => {} },
      newAddresses,
      { ...known, ...parts },
    );
  const made = (name: string, status = 'Active') => [
    box(`zoe@${name}`, 'Zoë Neil', status),
    box(`neil@${name}`, 'Zoë Neil', status),
  ];

  test('a step that others follow is done once it was taken', async () =>
    expect(await progress(() => null, { step: 1 })).toMatchObject({ isDone: true }));

  test('all is done when every domain has it, and its new mailboxes work', async () => {
    expect(await progress((name) => made(name))).toMatchObject({ isDone: true, unread: [] });
    expect(await progress((name) => made(name, 'In Progress'))).toMatchObject({ ready: [], isDone: false, unread: [] });
    expect(await progress((name) => (name === 'getgoogle1.com' ? made(name) : asBefore(name)))).toMatchObject({
      ready: ['getgoogle1.com'],
      isDone: false,
    });
  });

  test('what was seen to have it is not read again, and what was not read is unread', async () => {
    const ready = new Set(['getgoogle1.com']);
    const only = (name: string) => {
      if (name === 'getgoogle1.com') throw new Error('It is read again');
      return made(name);
    };
    expect(await progress(only, { ready })).toMatchObject({ isDone: true });
    expect(await progress(() => null)).toMatchObject({ unread: ['getgoogle1.com', 'getgoogle2.com'], isToGoOn: false });
    expect(await progress(() => 'not_its_turn')).toMatchObject({ isToGoOn: true });
    const failedUntil = new Date(noon.getTime() + 60_000);
    expect(await progress(() => ({ failedUntil, isNews: true }))).toMatchObject({ readAgainAt: failedUntil });
  });
});
