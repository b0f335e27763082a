/** A statement or command, and when it was sent (milliseconds since 1970). */
export interface StoreStep {
  readonly atMs: number;
  readonly name: string;
}

/** Where a click's way through the store ends: the order is written as being placed. */
export const PLACING = 'write orders (placing)';

/** What belongs to one click: from its sending until the order is durably `placing`, ends included; null while it is not. */
export function stepsToPlacing(steps: readonly StoreStep[], fromMs: number): StoreStep[] | null {
  const since = steps.filter(({ atMs }) => atMs >= fromMs);
  const placing = since.findIndex(({ name }) => name === PLACING);
  if (placing < 0) return null;
  const commit = since.findIndex(({ name }, index) => index > placing && name === 'commit');
  const isInTransaction = since.slice(0, placing).findLast(({ name }) => name.startsWith('begin') || name === 'commit');
  return since.slice(0, (isInTransaction?.name.startsWith('begin') ? commit : placing) + 1);
}

/** Statements grouped by transaction: each group is one operation of the store, named by what it reads and writes. */
export function operationsOf(steps: readonly StoreStep[]): string[] {
  const operations: string[] = [];
  let open: string[] | null = null;
  for (const { name } of steps) {
    if (name.startsWith('begin')) open = [];
    else if (name === 'commit' || name === 'rollback') {
      operations.push(summaryOf(open ?? []));
      open = null;
    } else if (open) open.push(name);
    else operations.push(name);
  }
  return operations;
}

const isChange = (name: string): boolean => name.startsWith('write') || name.startsWith('delete');

/** A transaction by its changes; by what it reads when it changes nothing. */
function summaryOf(names: readonly string[]): string {
  const changes = names.filter((name) => name.startsWith('write'));
  return [...new Set(changes.length > 0 ? changes : names)].join(' + ');
}

/** Operations that change something. */
export const changesIn = (operations: readonly string[]): string[] => operations.filter(isChange);

/** `3 × read orders, write key_values (seen)`, in the order in which each came first. */
export function tallied(operations: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of operations) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, count]) => (count === 1 ? name : `${count} × ${name}`)).join(', ');
}
