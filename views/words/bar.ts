/** Segments of a bar. */
const BAR_LENGTH = 10;

/** `▰▰▰▰▰▰▰▱▱▱`: a part of a whole. It is full only when the part is all of it, and empty only when it is nothing. */
export function bar(part: number, whole: number): string {
  const share = Math.floor((BAR_LENGTH * part) / Math.max(whole, 1));
  const filled = Math.min(BAR_LENGTH, part > 0 ? Math.max(share, 1) : 0);
  return `${'▰'.repeat(filled)}${'▱'.repeat(BAR_LENGTH - filled)}`;
}
