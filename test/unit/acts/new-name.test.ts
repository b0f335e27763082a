import { expect, test } from '@jest/globals';
import { readNewName } from '../../../src/acts/swap_domain/new-name.ts';

const around = { domain: 'old.com', others: ['beside.com'], unused: ['spare.com'] };

test.each([
  ['spare.com', '', { ok: true, name: 'spare.com', isElsewhere: false }],
  ['', ' Spare.com ', { ok: true, name: 'spare.com', isElsewhere: false }],
  ['', 'Held.IO', { ok: true, name: 'held.io', isElsewhere: true }],
  ['', 'bücher.de', { ok: true, name: 'xn--bcher-kva.de', isElsewhere: true }],
  ['spare.com', 'held.io', { ok: false, field: 'elsewhere' }],
  ['', '', { ok: false, field: 'chosen' }],
  ['', 'old.com', { ok: false, field: 'elsewhere', message: 'old.com is its name already.' }],
  ['', 'beside.com', { ok: false, field: 'elsewhere', message: 'beside.com is another domain of the same order.' }],
  ['other.com', '', { ok: false, field: 'chosen', message: expect.stringContaining('is not among the names') }],
  ['', 'mail.held.io', { ok: false, field: 'elsewhere', message: expect.stringContaining('Write held.io.') }],
  ['', 'no name', { ok: false, field: 'elsewhere' }],
])('chosen “%s”, typed “%s”', (chosen, elsewhere, read) => {
  expect(readNewName(around, { chosen, elsewhere })).toMatchObject(read);
});

test('where no name was bought, all is told at the one field', () => {
  expect(readNewName({ ...around, unused: [] }, { chosen: '', elsewhere: '' })).toMatchObject({ field: 'elsewhere' });
});
