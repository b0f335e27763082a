import { parseInline, readableCode } from './inline.ts';
import type { BlockNode } from './nodes.ts';

const FENCE = '```';
const QUOTE = /^(?:&gt;|>) ?/;
const QUOTE_REST = /^(?:&gt;|>){3} ?/;

/** `verbatim` as in Slack's text objects: true leaves bare URLs and site names alone. */
export interface MrkdwnOptions {
  readonly verbatim: boolean;
}

/**
 * Reads Slack's mrkdwn into nodes to draw. Pure and total: hostile or broken text gives plain text, never an error and
 * never markup. Covers fences, quotes, styles, code, links, mentions, dates and known emoji.
 */
export function parseMrkdwn(text: string, options: MrkdwnOptions): BlockNode[] {
  const blocks: BlockNode[] = [];
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf(FENCE, at);
    const close = open === -1 ? -1 : text.indexOf(FENCE, open + FENCE.length);
    const inside = text.slice(open + FENCE.length, close);
    if (close === -1 || inside.trim() === '') {
      blocks.push(...parseLines(text.slice(at), options));
      return blocks;
    }
    blocks.push(...parseLines(text.slice(at, open).replace(/\n$/, ''), options));
    blocks.push({ type: 'preformatted', text: readableCode(inside.replace(/^\n|\n$/g, '')) });
    at = close + FENCE.length;
    if (text.charAt(at) === '\n') at += 1;
  }
  return blocks;
}

function parseLines(text: string, { verbatim }: MrkdwnOptions): BlockNode[] {
  if (text === '') return [];
  const lines = text.split('\n');
  const groups: { type: 'paragraph' | 'quote'; lines: string[] }[] = [];
  for (const [index, line] of lines.entries()) {
    if (QUOTE_REST.test(line)) {
      groups.push({ type: 'quote', lines: [line.replace(QUOTE_REST, ''), ...lines.slice(index + 1)] });
      break;
    }
    const type = QUOTE.test(line) ? 'quote' : 'paragraph';
    const shown = type === 'quote' ? line.replace(QUOTE, '') : line;
    const last = groups.at(-1);
    if (last?.type === type) last.lines.push(shown);
    else groups.push({ type, lines: [shown] });
  }
  return groups.map((group) => ({ type: group.type, children: parseInline(group.lines.join('\n'), verbatim) }));
}
