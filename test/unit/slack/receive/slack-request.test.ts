import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { signatureOf } from '../../../../sandbox/slack/http/signed-post.ts';
import { readSlackRequest } from '../../../../src/slack/receive/slack-request.ts';
import { property } from '../../../support/property/check.ts';

const SECRET = 'a-signing-secret';
const FORM = 'application/x-www-form-urlencoded';

/** Reads a body that Slack signed just now. */
function read(body: string, contentType = FORM) {
  const timestamp = Math.floor(Date.now() / 1_000);
  const headers = {
    'content-type': contentType,
    'x-slack-request-timestamp': String(timestamp),
    'x-slack-signature': signatureOf(SECRET, timestamp, body),
  };
  return readSlackRequest(headers, Buffer.from(body), SECRET);
}
const formOf = (payload: unknown) => new URLSearchParams({ payload: JSON.stringify(payload) }).toString();

describe('a request', () => {
  const starts = ['', 'payload=', 'payload=%7B%22type%22%3A%22block_actions%22', 'token=t&command=%2F', 'ssl_check=1&'];
  property(
    'of any bytes is read or turned away, never thrown at',
    fc.record({
      start: fc.constantFrom(...starts),
      rest: fc.string({ unit: 'binary-ascii' }),
      contentType: fc.constantFrom(FORM, 'application/json', ''),
    }),
    ({ start, rest, contentType }) => {
      const request = read(start + rest, contentType);
      if (request.type === 'payload') request.read();
    },
    { runs: 500 },
  );

  const words = fc.constantFrom(
    'block_actions',
    'view_submission',
    'block_suggestion',
    '"type":"block_actions"',
    '&command=/',
  );
  property(
    'that waits for our answer is never answered with nothing, whatever was typed into it',
    fc.record({ type: fc.constantFrom('view_submission', 'block_suggestion'), first: words, typed: words }),
    ({ type, first, typed }) => {
      const request = read(formOf({ type, token: first, user: { id: typed }, view: { [typed]: { type: first } } }));
      expect(request).toMatchObject({ type: 'payload', isAnsweredWithNothing: false });
    },
    { runs: 50 },
  );

  test.each<{ what: string; body: string }>`
    what                                  | body
    ${'a click as Slack writes it'}       | ${formOf({ type: 'block_actions', actions: [] })}
    ${'a click whose type comes later'}   | ${formOf({ actions: [], type: 'block_actions' })}
    ${'a command as Slack writes it'}     | ${'token=t&command=%2Fscaledmail&text=help'}
    ${'a command whose name comes first'} | ${'command=%2Fscaledmail&text=help'}
    ${'a shortcut'}                       | ${formOf({ type: 'shortcut' })}
    ${'a form that was closed'}           | ${formOf({ type: 'view_closed' })}
  `('$what is answered with nothing, and read afterwards', ({ body }) => {
    const request = read(body);
    expect(request).toMatchObject({ type: 'payload', isAnsweredWithNothing: true });
    if (request.type === 'payload') expect(request.read()).not.toBeNull();
  });

  test('that is a click up to its last byte, but no JSON, is known to be unreadable only when it is read', () => {
    const request = read(formOf({ type: 'block_actions', actions: [] }).slice(0, -3));
    expect(request).toMatchObject({ type: 'payload', isAnsweredWithNothing: true });
    if (request.type === 'payload') expect(request.read()).toBeNull();
  });
});
