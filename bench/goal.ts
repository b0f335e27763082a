/** What a line is held against. `value` is the number that the limit is about: a ratio, milliseconds, a difference. */
export type Goal =
  | { readonly text: string; readonly value: number; readonly atMost: number }
  | { readonly text: string; readonly value: number; readonly atLeast: number }
  /** A goal that no number decides. */
  | { readonly text: string; readonly value: null };

/** How much of what is allowed is used: up to 1 the goal is met. Null when no number decides. */
export function shareOf(goal: Goal): number | null {
  if (goal.value === null) return null;
  if ('atMost' in goal) return Math.max(goal.value, 0) / goal.atMost;
  return goal.value <= 0 ? Number.POSITIVE_INFINITY : goal.atLeast / goal.value;
}

/** What the table says about a goal. */
export function verdictOf(goal: Goal | null): '' | 'met' | 'missed' {
  const share = goal && shareOf(goal);
  if (share === null) return '';
  return share <= 1 ? 'met' : 'missed';
}
