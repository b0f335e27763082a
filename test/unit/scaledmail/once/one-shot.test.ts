import { expect, test } from '@jest/globals';
import { classOf } from '../../../../src/scaledmail/once/answer.ts';
import { codeOf } from '../../../../src/scaledmail/once/one-shot.ts';

test.each<[unknown, string]>([
  [Object.assign(new Error('to 10.0.0.1 with key 7'), { code: 'ECONNREFUSED' }), 'ECONNREFUSED'],
  [new DOMException('No whole answer in time', 'TimeoutError'), 'TimeoutError'],
  [new TypeError('Invalid URL of key 7'), 'TypeError'],
  [Object.assign(new TypeError('Odd'), { code: 7 }), 'TypeError'],
  [{ name: 7 }, 'unknown'],
  [{}, 'unknown'],
  [null, 'unknown'],
  [undefined, 'unknown'],
  ['the text of an error with key 7', 'unknown'],
])('%p is called %s: a code, never its text', (error, code) => {
  expect(codeOf(error)).toBe(code);
});

test.each([
  [0, 'redirect'],
  [199, 'redirect'],
  [200, 'success'],
  [299, 'success'],
  [300, 'redirect'],
  [399, 'redirect'],
  [400, 'refused'],
  [408, 'gave_up'],
  [429, 'too_many'],
  [498, 'refused'],
  [499, 'gave_up'],
  [500, 'failed'],
])('the status %i is of the class %s', (status, name) => {
  expect(classOf(status)).toBe(name);
});
