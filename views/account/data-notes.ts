import type { ContextBlock } from '@slack/types';
import { context } from '../blocks.ts';
import { counted, listed, localTime } from '../words/text.ts';

/** What an account that is drawn was read from. */
export interface DataRead {
  /** Whether the reader sees all of it, or what they asked for. */
  readonly isAll: boolean;
  /** When the oldest of it was read; null when ScaledMail answered nothing. */
  readonly readAt: Date | null;
  readonly unreadable: number;
  readonly unknown: readonly ('orders' | 'domains' | 'registrations')[];
}

const LISTS: Readonly<Record<DataRead['unknown'][number], string>> = {
  orders: 'orders',
  domains: 'domains',
  registrations: 'names that you own',
};

/** What nobody may read past, above all else: which lists ScaledMail did not answer. mrkdwn; null when it answered all. */
export function unknownText({ readAt, unknown }: DataRead): string | null {
  if (readAt === null) {
    return '⚠️ ScaledMail does not answer: what it lists is not known. Orders that were made here stand as they were approved.';
  }
  if (unknown.length === 0) return null;
  return `⚠️ ScaledMail did not answer its list of ${listed(unknown.map((list) => LISTS[list]))}: what it says is not known.`;
}

/** How old it is, what of it cannot be read, and whose it is; further notes after that. */
export function dataNotes({ isAll, readAt, unreadable }: DataRead, ...more: readonly string[]): ContextBlock {
  return context(
    [
      ...(readAt === null ? [] : [`ScaledMail’s lists, ${localTime(readAt)}`]),
      ...(unreadable > 0 ? [`${counted(unreadable, 'row')} that cannot be read`] : []),
      ...(isAll ? [] : ['only what you asked for']),
      ...more,
    ].join(' · '),
  );
}
