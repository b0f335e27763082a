import { describe, expect, test } from '@jest/globals';
import { validateMessage, validateView } from '../../../sandbox/slack/validate/index.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const long = (length: number) => 'x'.repeat(length);
const nameInput = { type: 'input', label: plain('Label'), element: { type: 'plain_text_input' } };
const modal = (blocks: readonly object[], rest: object = {}) => ({
  type: 'modal',
  title: plain('Title'),
  blocks,
  ...rest,
});

describe('views', () => {
  const body = [{ type: 'divider' }];
  test.each([
    { what: 'title', limit: 24, viewOf: (n: number) => modal(body, { title: plain(long(n)) }) },
    { what: 'submit', limit: 24, viewOf: (n: number) => modal(body, { submit: plain(long(n)) }) },
    { what: 'close', limit: 24, viewOf: (n: number) => modal(body, { close: plain(long(n)) }) },
    { what: 'private_metadata', limit: 3000, viewOf: (n: number) => modal(body, { private_metadata: long(n) }) },
    { what: 'callback_id', limit: 255, viewOf: (n: number) => modal(body, { callback_id: long(n) }) },
    { what: 'external_id', limit: 255, viewOf: (n: number) => modal(body, { external_id: long(n) }) },
  ])('$what may be $limit characters, not more', ({ limit, viewOf }) => {
    expect(validateView(viewOf(limit))).toEqual([]);
    expect(validateView(viewOf(limit + 1))).toHaveLength(1);
  });

  test('inputs need a submit button', () => {
    const blocks = [nameInput];
    expect(validateView(modal(blocks, { submit: plain('Send') }))).toEqual([]);
    expect(validateView(modal(blocks))).toHaveLength(1);
  });

  test('a Home view has no title', () => {
    expect(validateView({ type: 'home', blocks: body })).toEqual([]);
    expect(validateView({ type: 'home', blocks: body, title: plain('a') })).toEqual([
      { pointer: '', message: 'invalid additional property: title' },
    ]);
  });

  test('a view is at most 250 KB', () => {
    const blocks = Array.from({ length: 90 }, () => ({ type: 'section', text: plain(long(2900)) }));
    expect(validateView(modal(blocks))).toEqual([{ pointer: '', message: 'must be less than 250 KB' }]);
    expect(validateView(modal(blocks.slice(0, 80)))).toEqual([]);
  });

  test('a view without blocks is refused', () => {
    expect(validateView(modal([]))).toEqual([{ pointer: '/blocks', message: 'no less than 1 items allowed' }]);
  });
});

test('a message needs a text of at most 4,000 characters', () => {
  expect(validateMessage({ text: long(4000), blocks: [{ type: 'divider' }] })).toEqual([]);
  expect(validateMessage({ text: long(4001) })).toHaveLength(1);
  expect(validateMessage({ blocks: [{ type: 'divider' }] })).toEqual([
    { pointer: '', message: 'missing required field: text' },
  ]);
});
