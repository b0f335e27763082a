import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  counted,
  escapeText,
  inline,
  link,
  listed,
  localTime,
  mrkdwn,
  plain,
  safeUrl,
  truncate,
} from '../../../views/words/text.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 200 });

describe('escaping', () => {
  test('turns the three signs of Slack into entities and leaves the rest', () => {
    expect(escapeText('<!channel> & *bold* “é” 🚀')).toBe('&lt;!channel&gt; &amp; *bold* “é” 🚀');
  });

  test('leaves no sign that could start a mention, whatever is typed', () => {
    fc.assert(fc.property(anyText, (text) => !/[<>]|&(?!amp;|lt;|gt;)/.test(escapeText(text))));
  });
});

describe('cutting', () => {
  test.each<{ text: string; max: number; cut: string }>`
    text                | max  | cut
    ${'acme'}           | ${4} | ${'acme'}
    ${'acme.com'}       | ${5} | ${'acme…'}
    ${'🚀🚀🚀'}         | ${2} | ${'🚀…'}
    ${'a&amp;b'}        | ${4} | ${'a…'}
    ${'a&amp;bcd'}      | ${7} | ${'a&amp;…'}
    ${'by <@URITA> ok'} | ${8} | ${'by …'}
  `('$text at $max is $cut', ({ text, max, cut }) => expect(truncate(text, max)).toBe(cut));

  test('never gives more than was allowed, and never half an entity', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 60 }), (text, max) => {
        const cut = truncate(escapeText(text), max);
        return Array.from(cut).length <= max && !/&(?!amp;|lt;|gt;)/.test(cut);
      }),
    );
  });
});

describe('text from people inside a line', () => {
  test('stays on one line and is never empty', () => {
    expect(inline(' Acme\n\n> $0.00 ')).toBe('Acme &gt; $0.00');
    expect(inline(' \n ')).toBe('—');
  });

  test('cannot turn the amount around: overrides go, and right-to-left text is isolated', () => {
    expect(inline('a\u202egro.live')).toBe('agro.live');
    expect(inline('שלום')).toBe('\u2068שלום\u2069');
  });
});

test('text objects are never empty, and mrkdwn links nothing by itself', () => {
  expect(plain('')).toEqual({ type: 'plain_text', text: '—', emoji: false });
  expect(mrkdwn('')).toEqual({ type: 'mrkdwn', text: '—', verbatim: true });
});

test('a moment is drawn in the zone of each reader, and in UTC where that fails', () => {
  const at = new Date('2026-11-23T12:00:00.000Z');
  expect(localTime(at)).toBe('<!date^1795435200^{date_short_pretty} at {time}|2026-11-23 12:00 UTC>');
});

test.each<{ address: string; label: string; text: string }>`
  address                           | label        | text
  ${'https://acme.com/a?b=1&c=2|d'} | ${'a|b <c>'} | ${'<https://acme.com/a?b=1&amp;c=2%7Cd|a/b &lt;c&gt;>'}
  ${'javascript:alert(1)'}          | ${'click'}   | ${'click'}
  ${'not an address'}               | ${'click'}   | ${'click'}
`('a link to $address is $text', ({ address, label, text }) => expect(link(address, label)).toBe(text));

test('an address for a button is not escaped', () => {
  expect(safeUrl('https://acme.com/?a=1&b=2')).toBe('https://acme.com/?a=1&b=2');
  expect(safeUrl('data:text/html,x')).toBeNull();
});

test('things are listed as people say them', () => {
  expect([listed([]), listed(['a']), listed(['a', 'b']), listed(['a', 'b', 'c'], 'or')]).toEqual([
    '',
    'a',
    'a and b',
    'a, b or c',
  ]);
});

test.each([
  [1, '1 mailbox'],
  [999, '999 mailboxes'],
  [2_000, '2,000 mailboxes'],
])('%d mailboxes are counted as money is written', (count, text) => {
  expect(counted(count, 'mailbox', 'mailboxes')).toBe(text);
});
