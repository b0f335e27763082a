import type { MrkdwnElement, PlainTextElement } from '@slack/types';

/** What people wrote, as a value: it stands in `plain_text`, and is not escaped. */
export interface Words {
  readonly words: string;
}

/** Most code points of any text that Slack takes. Source: docs/slack.md, "Limits". */
const MAX_TEXT = 3000;

/**
 * The one place that escapes. After it, text from people or from the vendor cannot mention, link or call a channel.
 * Source: docs/slack.md, "mrkdwn and untrusted text".
 */
export function escapeText(userText: string): string {
  return userText.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/**
 * Cuts to at most `maxCodePoints`, the `…` included, and never inside a surrogate pair, an entity such as `&amp;`, or a
 * token such as `<@U…>`.
 */
export function truncate(text: string, maxCodePoints: number): string {
  const points = Array.from(text);
  if (points.length <= maxCodePoints) return text;
  const kept = points.slice(0, maxCodePoints - 1).join('');
  return `${kept.replace(/(?:&[a-z]{0,3}|<(?:[@#!]|https?:|mailto:)[^<>]*)$/, '')}…`;
}

/** Text from people on one line, without characters that turn the direction of what stands around it; not escaped. */
export function oneLine(userText: string): string {
  return userText
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
}

/**
 * Text from people as a part of an mrkdwn line: one line, at most `maxCodePoints` before escaping, never empty. Text that
 * runs from right to left is isolated, so that an amount after it stays where it belongs.
 */
export const inline = (userText: string, maxCodePoints = 80): string => escapeText(inPlain(userText, maxCodePoints));

/** The same as a part of a line of plain text. */
export function inPlain(userText: string, maxCodePoints = 80): string {
  const line = truncate(oneLine(userText), maxCodePoints);
  const isRightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/u.test(line);
  if (line === '') return '—';
  return isRightToLeft ? `\u2068${line}\u2069` : line;
}

/**
 * A name inside a sentence of ours, such as a workspace's: as `inline`, without the signs that mrkdwn takes for style. What
 * people wrote stands in `plain_text` instead. Source: docs/slack.md, "mrkdwn and untrusted text".
 */
export const nameText = (name: string): string => inline(name.replace(/[*_~`]/g, '').replace(/:([\w+-]+):/g, '$1'));

/** A `plain_text` object: nothing in it is a mention, a link, an emoji code or a style. Cut to `maxCodePoints`. */
export function plain(text: string, maxCodePoints = MAX_TEXT): PlainTextElement {
  return { type: 'plain_text', text: truncate(text.trim() === '' ? '—' : text, maxCodePoints), emoji: false };
}

/** An `mrkdwn` object that links nothing by itself. User text in `text` has to be escaped already. */
export function mrkdwn(text: string, maxCodePoints = MAX_TEXT): MrkdwnElement {
  return { type: 'mrkdwn', text: truncate(text.trim() === '' ? '—' : text, maxCodePoints), verbatim: true };
}

/** How somebody is written in mrkdwn: as a mention, or by name. */
export type Naming = (userId: string) => string;

/** `<@U…>`: shows the person's name, and in a new message asks them to do something. */
export const mention: Naming = (userId) => `<@${userId}>`;

/** `<!subteam^S…>`: shows the group's handle. */
export const groupMention = (groupId: string): string => `<!subteam^${groupId}>`;

/** `<#C…>`: shows the channel's name. */
export const channelMention = (channelId: string): string => `<#${channelId}>`;

/** A moment in each reader's own zone, such as `today at 10:42 AM`; UTC where Slack cannot draw it. */
export function localTime(at: Date): string {
  return `<!date^${unixSeconds(at)}^{date_short_pretty} at {time}|${inUtc(at)}>`;
}

/** A day in each reader's own zone, such as `yesterday`; in UTC where Slack cannot draw it. */
export const dayInZone = (at: Date): string => `<!date^${unixSeconds(at)}^{date_short_pretty}|${dayText(at)}>`;

/** A day as `Oct 4, 2026`, in UTC: for where Slack draws no moment in the reader’s zone. */
export const dayText = (at: Date): string =>
  at.toLocaleDateString('en-US', { timeZone: 'UTC', year: 'numeric', month: 'short', day: 'numeric' });

/** A day as `Nov 12`, in UTC: for where Slack draws no moment, and the year is plain. */
export const shortDay = (at: Date): string =>
  at.toLocaleDateString('en-US', { timeZone: 'UTC', month: 'short', day: 'numeric' });

/** A month as `Nov 2027`, in UTC: so many years after a moment. */
export const monthOf = (at: Date, { yearsLater = 0 } = {}): string =>
  new Date(Date.UTC(at.getUTCFullYear() + yearsLater, at.getUTCMonth(), 1)).toLocaleDateString('en-US', {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'short',
  });

/** How long ago a moment was, as `2 hours ago`; UTC where Slack cannot draw it. */
export function timeAgo(at: Date): string {
  return `<!date^${unixSeconds(at)}^{ago}|${inUtc(at)}>`;
}

const unixSeconds = (at: Date): number => Math.floor(at.getTime() / 1_000);
const inUtc = (at: Date): string => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** A link with a label; only the label when the address is not one of http, https or mailto. */
export function link(address: string, label: string): string {
  const shown = inline(label.replaceAll('|', '/'));
  const url = safeUrl(address);
  return url === null ? shown : `<${escapeText(url)}|${shown}>`;
}

/** The address, encoded so that it can stand in a link or a button; null unless http, https or mailto. */
export function safeUrl(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (!['http:', 'https:', 'mailto:'].includes(url.protocol)) return null;
  return url.href.replaceAll('<', '%3C').replaceAll('>', '%3E').replaceAll('|', '%7C');
}

/** With a capital letter in the beginning. */
export const capital = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

/** With a small letter in the beginning. */
export const uncapital = (text: string): string => `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`;

/** `1 domain`, `9 domains`. */
export const counted = (count: number, noun: string, nouns = `${noun}s`): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? noun : nouns}`;

/** `a`, `a or b`, `a, b or c`. */
export function listed(items: readonly string[], conjunction: 'and' | 'or' = 'and'): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} ${conjunction} ${last}`;
}
