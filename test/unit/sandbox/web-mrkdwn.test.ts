import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formatSlackDate } from '../../../sandbox/web/mrkdwn/dates.ts';
import type { BlockNode, InlineNode } from '../../../sandbox/web/mrkdwn/nodes.ts';
import { parseMrkdwn } from '../../../sandbox/web/mrkdwn/parse.ts';
import { parsePlain } from '../../../sandbox/web/mrkdwn/plain.ts';

/** Writes nodes as short tags, so that a test shows its expectation in one line. */
const write = (nodes: readonly InlineNode[]): string => nodes.map(writeNode).join('');

function writeNode(node: InlineNode): string {
  switch (node.type) {
    case 'text':
      return node.text;
    case 'break':
      return '⏎';
    case 'code':
      return `[code ${node.text}]`;
    case 'emoji':
      return `[emoji ${node.name}]`;
    case 'link':
      return `[link ${node.url} ${node.label}]`;
    case 'broadcast':
      return `[broadcast ${node.range}]`;
    case 'date':
      return `[date ${node.timestamp} ${node.format} ${node.url ?? '-'} ${node.fallback}]`;
    case 'user':
    case 'channel':
    case 'usergroup':
      return `[${node.type} ${node.id}${node.label === null ? '' : ` ${node.label}`}]`;
    default:
      return `[${node.type} ${write(node.children)}]`;
  }
}

const writeBlock = (block: BlockNode): string =>
  block.type === 'preformatted' ? `{pre ${block.text}}` : `{${block.type} ${write(block.children)}}`;
const parsed = (text: string, verbatim = true) => parseMrkdwn(text, { verbatim }).map(writeBlock).join('');
const paragraph = (text: string) => `{paragraph ${text}}`;

describe('the mrkdwn of a message', () => {
  test.each([
    ['*bold* _italic_ ~strike~ `code`', '[bold bold] [italic italic] [strike strike] [code code]'],
    ['*bold _both_*', '[bold bold [italic both]]'],
    ['*bold\nnot*', '*bold⏎not*'],
    ['*open', '*open'],
    ['2*3*4 and snake_case_name', '2*3*4 and snake_case_name'],
    ['* not bold *', '* not bold *'],
    ['**', '**'],
    ['`*literal* &lt;b&gt;`', '[code *literal* <b>]'],
    ['`open', '`open'],
    ['a &amp;lt; b &lt;c&gt;', 'a &lt; b <c>'],
    [':white_check_mark: :no_such_emoji: 10:30:00', '[emoji white_check_mark] :no_such_emoji: 10:30:00'],
  ])('%j is drawn as %j', (text, expected) => {
    expect(parsed(text)).toBe(paragraph(expected));
  });

  test.each([
    ['<@U0RITA>', '[user U0RITA]'],
    ['<@U0RITA|rita>', '[user U0RITA rita]'],
    ['<#C0OPS|ops>', '[channel C0OPS ops]'],
    ['<!subteam^S0APPROVERS|@approvers>', '[usergroup S0APPROVERS @approvers]'],
    ['<!here>', '[broadcast here]'],
    ['<https://a.example/?x=1&amp;y=2|a &lt;label&gt;>', '[link https://a.example/?x=1&y=2 a <label>]'],
    ['<mailto:a@b.example>', '[link mailto:a@b.example a@b.example]'],
    ['*<https://a.example/*|link>*', '[bold [link https://a.example/* link]]'],
    ['<!date^170^{date} at {time}|then>', '[date 170 {date} at {time} - then]'],
    ['<!date^170^{date}^https://a.example|then>', '[date 170 {date} https://a.example then]'],
  ])('the control sequence %j is drawn as %j', (text, expected) => {
    expect(parsed(text)).toBe(paragraph(expected));
  });

  test.each([
    '<javascript:alert(1)|click>',
    '<data:text/html,x|click>',
    '<script>',
    '<!date^soon^{date}|then>',
    '<@U0RITA',
    '<>',
  ])('the hostile or broken sequence %j stays text', (text) => {
    expect(parsed(text)).toBe(paragraph(text));
  });

  test('fences keep their inside as it is, with links shown by their label', () => {
    expect(parsed('see ```\n*a* &lt;b&gt; <https://a.example|a>\n```\nafter')).toBe(
      '{paragraph see }{pre *a* <b> a}{paragraph after}',
    );
  });

  test('a fence that does not close stays text', () => {
    expect(parsed('```open')).toBe(paragraph('```open'));
  });

  test('quoted lines that follow each other are one quote, three marks quote all that follows', () => {
    expect(parsed('a\n&gt; b\n> *c*\nd\n&gt;&gt;&gt; e\nf')).toBe(
      '{paragraph a}{quote b⏎[bold c]}{paragraph d}{quote e⏎f}',
    );
  });

  test('bare addresses become links only where the text is not verbatim', () => {
    const text = 'see https://a.example/x, acme-reach.com and rita@acme.com.';
    expect(parsed(text, true)).toBe(paragraph(text));
    expect(parsed(text, false)).toBe(
      paragraph(
        'see [link https://a.example/x https://a.example/x], [link http://acme-reach.com acme-reach.com] and rita@acme.com.',
      ),
    );
  });

  test('any text gives nodes, and none of its links leads elsewhere than to the web, mail or telephone', () => {
    const piece = fc.constantFrom(
      '*',
      '_',
      '~',
      '`',
      '```',
      '<',
      '>',
      '|',
      '!',
      '@',
      '&gt;',
      '&',
      ':',
      '\n',
      ' ',
      'a',
      'javascript:',
      'https://x.y',
      '!date^1^',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.boolean(), (pieces, verbatim) => {
        const links = parsed(pieces.join(''), verbatim).match(/\[link [^ \]]*/g) ?? [];
        for (const link of links) expect(link).toMatch(/^\[link (?:https?:\/\/|mailto:|tel:)/);
      }),
    );
  });
});

test('plain text knows lines and emoji, and nothing else', () => {
  expect(write(parsePlain('*a* &lt; <@U1>\n:tada:', true))).toBe('*a* &lt; <@U1>⏎[emoji tada]');
  expect(write(parsePlain(':tada:', false))).toBe(':tada:');
});

describe('a date in a message', () => {
  const nowMs = Date.UTC(2026, 10, 23, 12);
  const at = (format: string, seconds = nowMs / 1000) => formatSlackDate(seconds, format, { nowMs, timeZone: 'UTC' });

  test.each([
    ['{date_num} {time}', '2026-11-23 12:00 PM'],
    ['{date}', 'November 23rd, 2026'],
    ['{date_short_pretty} at {time}', 'today at 12:00 PM'],
    ['{date_long}', 'Monday, November 23rd, 2026'],
    ['{day_divider_pretty}', 'Today'],
    ['{ago}', 'just now'],
  ])('the format %j gives %j', (format, expected) => {
    expect(at(format)).toBe(expected);
  });

  test('three hours from now is told as such', () => {
    expect(at('{ago}', nowMs / 1000 + 3 * 3600)).toBe('in 3 hours');
  });

  test('an unknown token or an impossible time gives way to the fallback', () => {
    expect(at('{century}')).toBeNull();
    expect(at('{date}', 1e15)).toBeNull();
  });
});
