import { expect, test } from '@jest/globals';
import { NAME_ACCEPTED, REDIRECT_ACCEPTED, writeOutcome } from '../../../../src/scaledmail/once/write-answer.ts';

const judge = (status: number, body: unknown, takenBefore = REDIRECT_ACCEPTED) => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return writeOutcome(takenBefore)({ status, text, isWhole: true }, false, 'the key');
};

test.each([
  [200, {}, 'confirmed'],
  [200, { success: true }, 'confirmed'],
  [200, { success: true, message: 'Filed' }, 'confirmed'],
  [400, { error: 'A redirect update is already in progress' }, 'confirmed'],
  [400, { error: 'The domain already has this redirect' }, 'confirmed'],
  [400, { message: 'the domain ALREADY HAS THIS REDIRECT.' }, 'confirmed'],
  [200, { success: false }, 'unfamiliar'],
  [200, { message: 'Filed' }, 'unfamiliar'],
  [200, { data: {} }, 'unfamiliar'],
  [200, [], 'unfamiliar'],
  [200, 'OK', 'unfamiliar'],
  [302, '', 'unfamiliar'],
  [400, { error: 'A domain update is already in progress' }, 'rejected'],
  [404, { error: 'Not found' }, 'rejected'],
  [429, {}, 'not_sent'],
  [408, '', 'no_answer'],
  [500, { error: 'A redirect update is already in progress' }, 'server_error'],
])('%s %j: %s', (status, body, type) => expect(judge(status, body)).toMatchObject({ type }));

test('each call has words of its own that accept', () => {
  const busy = { error: 'A domain update is already in progress' };
  expect(judge(400, busy, NAME_ACCEPTED)).toMatchObject({ type: 'confirmed' });
  expect(judge(400, { error: 'The domain already has this redirect' }, NAME_ACCEPTED)).toMatchObject({
    type: 'rejected',
  });
});

test('words that accept count where logins were sent, too, though they are not shown then', () => {
  const text = JSON.stringify({ error: 'A domain update is already in progress' });
  const answer = { status: 400, text, isWhole: true };
  expect(writeOutcome(NAME_ACCEPTED)(answer, true, 'the key')).toMatchObject({ type: 'confirmed' });
  expect(JSON.stringify(writeOutcome(REDIRECT_ACCEPTED)(answer, true, 'the key'))).not.toContain('update');
});
