import { expect, test } from '@jest/globals';
import { workspaceOutcome } from '../../../../src/scaledmail/once/workspace-answer.ts';

const judged = (status: number, body: unknown) => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return workspaceOutcome({ status, text, isWhole: true }, false, 'key').type;
};

test.each([
  [200, {}],
  [200, ''],
  [204, ''],
  [201, { organization: { id: 'rec1', name: 'Acme' } }],
  [200, { success: true, message: 'Done' }],
  [200, { error: null, id: 'rec1' }],
])('%i %j is accepted', (status, body) => expect(judged(status, body)).toBe('confirmed'));

test.each([
  [200, { success: false }, 'unfamiliar'],
  [200, { error: 'No' }, 'unfamiliar'],
  [200, { errors: ['No'] }, 'unfamiliar'],
  [200, [], 'unfamiliar'],
  [200, 'null', 'unfamiliar'],
  [200, '<html><body>Welcome</body></html>', 'unfamiliar'],
  [302, '', 'unfamiliar'],
  [404, { error: 'Not found' }, 'rejected'],
  [400, { error: 'The workspace exists already' }, 'rejected'],
  [408, '', 'no_answer'],
  [429, { message: 'Too many' }, 'not_sent'],
  [500, { error: 'Internal' }, 'server_error'],
])('%i %j is no yes, but %s', (status, body, type) => expect(judged(status, body)).toBe(type));
