import { emojiFor } from './emoji.ts';
import type { InlineNode } from './nodes.ts';

/**
 * Reads a `plain_text` object: lines, and emoji codes unless `emoji` is false. Marks, mentions and entities are inert
 * there, so an app that escapes plain text by mistake is seen to do so.
 */
export function parsePlain(text: string, emoji: boolean): InlineNode[] {
  return text.split('\n').flatMap((line, index): InlineNode[] => {
    const nodes: InlineNode[] = emoji ? splitEmoji(line) : line === '' ? [] : [{ type: 'text', text: line }];
    return index === 0 ? nodes : [{ type: 'break' }, ...nodes];
  });
}

function splitEmoji(line: string): InlineNode[] {
  return line
    .split(/(:[a-z0-9_+'-]+:)/)
    .filter((part) => part !== '')
    .map((part) => {
      const name = part.slice(1, -1);
      return /^:.+:$/.test(part) && emojiFor(name) !== null ? { type: 'emoji', name } : { type: 'text', text: part };
    });
}
