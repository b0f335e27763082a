import { expect, test } from '@jest/globals';
import { createLog } from '../../src/log.ts';
import { StoreUnavailable } from '../../src/service/errors.ts';
import { boltLogger } from '../../src/slack/receive/bolt-logger.ts';

/** What one line of the log holds. */
function logged(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const lines: string[] = [];
  createLog('info', { write: (line) => void lines.push(line) }).info(fields, 'Something');
  expect(lines).toHaveLength(1);
  return JSON.parse(lines[0] ?? '');
}

test('a secret never reaches the log, however deep it stands', () => {
  const hosting = { provider: 'Porkbun', password: 'hunter2' };
  const line = logged({ token: 'xoxb-1', a: { b: [{ c: { d: { hosting } } }] }, at: new Date(0) });
  expect(line).toMatchObject({
    token: '•••',
    a: { b: [{ c: { d: { hosting: { provider: 'Porkbun', password: '•••' } } } }] },
    at: '1970-01-01T00:00:00.000Z',
    msg: 'Something',
  });
});

test('an error keeps its type, message, code, stack and causes, and no request', () => {
  const cause = Object.assign(new TypeError('refused'), {
    code: 'ECONNREFUSED',
    request: { authorization: 'Bearer x' },
  });
  const line = logged({ error: new Error('Slack is away', { cause }) });
  expect(line.error).toEqual({
    type: 'Error',
    message: 'Slack is away',
    stack: expect.any(String),
    cause: { type: 'TypeError', message: 'refused', code: 'ECONNREFUSED', stack: expect.any(String) },
  });
});

test('an error of ours is told by its class', () => {
  expect(logged({ error: new StoreUnavailable('insert failed') }).error).toMatchObject({ type: 'StoreUnavailable' });
});

test('what Slack’s library says of an error keeps its name and its place', () => {
  const lines: string[] = [];
  const log = createLog('info', { write: (line) => void lines.push(line) });
  boltLogger(log).error('A payload could not be handled', new RangeError('too long'));
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    msg: 'A payload could not be handled too long',
    error: { type: 'RangeError', stack: expect.stringContaining('log.test') },
  });
});

test('a call to Slack that lacks a scope names it, and those that there are', () => {
  const answer = { ok: false, error: 'missing_scope', needed: 'usergroups:read', provided: 'commands' };
  const cause = Object.assign(new Error('An API error occurred: missing_scope'), { data: answer });
  const line = logged({ error: new Error('usergroups.users.list failed', { cause }) });
  expect(line.error).toMatchObject({ cause: { needed: 'usergroups:read', provided: 'commands' } });
});

test('what leads back to itself is cut', () => {
  const fields: Record<string, unknown> = { name: 'loop' };
  fields.self = fields;
  expect(JSON.stringify(logged(fields))).toContain('…');
});
