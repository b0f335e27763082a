import { distance } from 'fastest-levenshtein';

/** How many letters are wrong, missing or too much; letters of which two stand at each other’s place are one slip. */
export function slipsBetween(left: string, right: string): number {
  const slips = distance(left, right);
  return slips === 2 && sorted(left) === sorted(right) ? 1 : slips;
}

const sorted = (text: string): string => [...text].toSorted().join('');

/**
 * The name that a mistyped word probably means: the one with the fewest slips, of two the one whose length is nearer. `most`
 * says how many slips a name is still meant with; null when it is more for all of them. The word itself is its own nearest.
 */
export function nearestName<Name extends string>(
  typed: string,
  names: readonly Name[],
  most: (name: Name) => number,
): Name | null {
  const near = names.flatMap((name) => {
    const apart = Math.abs(typed.length - name.length);
    if (apart > most(name)) return [];
    const slips = slipsBetween(typed, name);
    return slips <= most(name) ? [{ name, slips, apart }] : [];
  });
  return near.toSorted((left, right) => left.slips - right.slips || left.apart - right.apart)[0]?.name ?? null;
}
