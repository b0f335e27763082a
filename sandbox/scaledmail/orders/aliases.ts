import type { MailboxRecord } from '../state/data.ts';

const PATTERNS: readonly ((first: string, last: string) => string)[] = [
  (first, last) => `${first}.${last}`,
  (first) => first,
  (first, last) => `${first}${last}`,
  (first, last) => `${first.slice(0, 1)}.${last}`,
  (first, last) => `${first}.${last.slice(0, 1)}`,
  (first, last) => `${first.slice(0, 1)}${last}`,
  (first, last) => `${last}.${first}`,
  (first, last) => `${first}_${last}`,
  (first, last) => `${first}-${last}`,
  (_first, last) => last,
];

function letters(name: string, fallback: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
  return plain === '' ? fallback : plain;
}

/** `count` different mailboxes for one person, as the vendor makes them when an order carries names only. */
export function mailboxesFor(firstName: string, lastName: string, count: number): MailboxRecord[] {
  const first = letters(firstName, 'first');
  const last = letters(lastName, 'last');
  const found = new Set(PATTERNS.map((pattern) => pattern(first, last)));
  for (let number = 2; found.size < count; number += 1) found.add(`${first}.${last}${number}`);
  return [...found].slice(0, count).map((alias) => ({ firstName, lastName, alias }));
}
