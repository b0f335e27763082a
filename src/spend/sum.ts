/** Numbers that are known, added up, and how many are not known: those are never taken for nothing. Amounts are in cents. */
export interface Sum {
  readonly known: number;
  readonly unknown: number;
}

/** Adds up numbers; null is one that is not known. */
export const sumOf = (numbers: readonly (number | null)[]): Sum => ({
  known: numbers.reduce<number>((total, each) => total + (each ?? 0), 0),
  unknown: numbers.filter((each) => each === null).length,
});
