import { decodeEntities, parseControl } from './control.ts';
import { emojiFor } from './emoji.ts';
import type { InlineNode } from './nodes.ts';

const STYLES = { '*': 'bold', _: 'italic', '~': 'strike' } as const;
type Mark = keyof typeof STYLES;

const BARE_URL = /https?:\/\/[^\s<>|]*[^\s<>|.,;:!?)'"*_~`\]]/y;
const BARE_DOMAIN = /(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:com|net|org|io|co|info|dev|app|biz)(?![\w.-]*\w)/iy;
const EMOJI = /:([a-z0-9_+'-]+):/y;

/** What a piece was read as, and how many characters of the source it used. */
interface Taken {
  readonly node: InlineNode;
  readonly length: number;
}

interface Reader {
  readonly source: string;
  readonly marks: readonly Mark[];
  readonly verbatim: boolean;
}

/**
 * Reads one paragraph of mrkdwn. Marks that do not close on their line stay characters; every input gives nodes, none
 * throws. With `verbatim` bare URLs and names of sites stay text, without it they become links, as in Slack.
 */
export function parseInline(source: string, verbatim: boolean, marks: readonly Mark[] = ['*', '_', '~']): InlineNode[] {
  const reader: Reader = { source, marks, verbatim };
  const nodes: InlineNode[] = [];
  let plain = '';
  let at = 0;
  const flush = () => {
    if (plain !== '') nodes.push({ type: 'text', text: decodeEntities(plain) });
    plain = '';
  };
  while (at < source.length) {
    const taken = take(reader, at);
    if (taken) {
      flush();
      nodes.push(taken.node);
      at += taken.length;
    } else {
      plain += source.charAt(at);
      at += 1;
    }
  }
  flush();
  return nodes;
}

function take(reader: Reader, at: number): Taken | null {
  const character = reader.source.charAt(at);
  if (character === '\n') return { node: { type: 'break' }, length: 1 };
  if (character === '<') return takeControl(reader.source, at);
  if (character === '`') return takeCode(reader.source, at);
  if (character === ':') return takeEmoji(reader.source, at);
  const mark = reader.marks.find((known) => known === character);
  if (mark) return takeStyled(reader, at, mark);
  return reader.verbatim ? null : takeBareLink(reader.source, at);
}

function takeControl(source: string, at: number): Taken | null {
  const end = source.indexOf('>', at);
  if (end === -1) return null;
  const inside = source.slice(at + 1, end);
  if (/[<\n]/.test(inside)) return null;
  const node = parseControl(inside);
  return node && { node, length: inside.length + 2 };
}

function takeCode(source: string, at: number): Taken | null {
  const end = source.indexOf('`', at + 1);
  const inside = source.slice(at + 1, end);
  if (end === -1 || inside === '' || inside.includes('\n')) return null;
  return { node: { type: 'code', text: readableCode(inside) }, length: inside.length + 2 };
}

/** Links inside code are shown by their label, entities as characters; nothing else is read. */
export function readableCode(source: string): string {
  const withoutLinks = source.replace(/<(?:https?:|mailto:)[^<>|\n]*\|([^<>\n]*)>/g, '$1');
  return decodeEntities(withoutLinks.replace(/<((?:https?:|mailto:)[^<>|\n]*)>/g, '$1'));
}

function takeEmoji(source: string, at: number): Taken | null {
  EMOJI.lastIndex = at;
  const name = EMOJI.exec(source)?.[1];
  if (name === undefined || emojiFor(name) === null) return null;
  return { node: { type: 'emoji', name }, length: name.length + 2 };
}

function takeStyled(reader: Reader, at: number, mark: Mark): Taken | null {
  const { source } = reader;
  if (isWord(source.charAt(at - 1)) || !opens(source.charAt(at + 1), mark)) return null;
  const end = closingMark(source, at + 1, mark);
  if (end === -1) return null;
  const rest = reader.marks.filter((other) => other !== mark);
  const children = parseInline(source.slice(at + 1, end), reader.verbatim, rest);
  return { node: { type: STYLES[mark], children }, length: end - at + 1 };
}

function opens(next: string, mark: Mark): boolean {
  return next !== '' && next !== mark && !/\s/.test(next);
}

/** Where the style ends: a mark after a visible character and before no word, on the same line, outside `<…>`. */
function closingMark(source: string, from: number, mark: Mark): number {
  for (let at = from; at < source.length; at += 1) {
    const character = source.charAt(at);
    if (character === '\n') return -1;
    if (character === '<') {
      const end = source.indexOf('>', at);
      if (end !== -1) at = end;
    } else if (character === mark && !/\s/.test(source.charAt(at - 1)) && !isWord(source.charAt(at + 1))) {
      return at > from ? at : -1;
    }
  }
  return -1;
}

function takeBareLink(source: string, at: number): Taken | null {
  if (/[\w@/.-]/.test(source.charAt(at - 1))) return null;
  for (const [pattern, prefix] of [[BARE_URL, ''] as const, [BARE_DOMAIN, 'http://'] as const]) {
    pattern.lastIndex = at;
    const found = pattern.exec(source)?.[0];
    if (found === undefined) continue;
    const label = decodeEntities(found);
    return { node: { type: 'link', url: prefix + label, label }, length: found.length };
  }
  return null;
}

function isWord(character: string): boolean {
  return /[\p{L}\p{N}]/u.test(character);
}
