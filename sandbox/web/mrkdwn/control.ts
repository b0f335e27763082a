import type { InlineNode } from './nodes.ts';

const SAFE_URL = /^(?:https?:\/\/|mailto:|tel:)\S+$/i;

/** Turns `&amp;`, `&lt;` and `&gt;` back into characters; nothing else is an entity in mrkdwn. */
export function decodeEntities(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** Whether a link may be followed: http, https, mailto and tel; never `javascript:` or `data:`. */
export function isSafeUrl(url: string): boolean {
  return SAFE_URL.test(url);
}

/**
 * Reads the inside of `<…>`: a mention, a date or a link. Answers null when it is none of these, so that the caller
 * shows the characters as typed. Source: Slack documentation, "Formatting message text" (special parsing).
 */
export function parseControl(inside: string): InlineNode | null {
  if (inside.startsWith('!date^')) return parseDate(inside);
  const bar = inside.indexOf('|');
  const head = bar === -1 ? inside : inside.slice(0, bar);
  const label = bar === -1 ? null : decodeEntities(inside.slice(bar + 1));
  if (/^@[A-Z0-9]+$/.test(head)) return { type: 'user', id: head.slice(1), label };
  if (/^#[A-Z0-9]+$/.test(head)) return { type: 'channel', id: head.slice(1), label };
  if (/^!subteam\^[A-Z0-9]+$/.test(head)) return { type: 'usergroup', id: head.slice('!subteam^'.length), label };
  if (/^!(?:here|channel|everyone)$/.test(head)) return { type: 'broadcast', range: head.slice(1) };
  const url = decodeEntities(head);
  return isSafeUrl(url) ? { type: 'link', url, label: label || url.replace(/^mailto:/, '') } : null;
}

function parseDate(inside: string): InlineNode | null {
  const match = /^!date\^(-?\d{1,12})\^([^^|]+)(?:\^([^|]*))?\|(.*)$/s.exec(inside);
  if (!match) return null;
  const [, seconds = '', format = '', link = '', fallback = ''] = match;
  const url = decodeEntities(link);
  return {
    type: 'date',
    timestamp: Number(seconds),
    format: decodeEntities(format),
    url: isSafeUrl(url) ? url : null,
    fallback: decodeEntities(fallback),
  };
}
