/** The middle value; of an even number, the mean of the two in the middle. Throws for none. */
export function median(values: readonly number[]): number {
  const sorted = sortedOf(values);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? 0;
  return (lower + upper) / 2;
}

/** The smallest value that at least `percent` of all values do not exceed (nearest rank). Throws for none. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = sortedOf(values);
  const rank = Math.ceil((percent / 100) * sorted.length);
  return sorted[Math.min(Math.max(rank, 1), sorted.length) - 1] ?? 0;
}

function sortedOf(values: readonly number[]): number[] {
  if (values.length === 0) throw new Error('There is nothing to take a figure of');
  return values.toSorted((left, right) => left - right);
}

/** How many times the second number goes into the first. Throws when the second is zero. */
export function ratioOf(ours: number, theirs: number): number {
  if (theirs === 0) throw new Error('There is nothing to compare with');
  return ours / theirs;
}

/** A number with three significant digits, with thousands parted by commas, and its unit. */
export function figureText(value: number, unit: string): string {
  const digits = value === 0 ? 0 : Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  const text = value.toLocaleString('en-US', { maximumFractionDigits: Math.min(digits, 3) });
  return unit === '' || unit.startsWith('/') ? `${text}${unit}` : `${text} ${unit}`;
}
