import { isBareDomain, looksRandom } from './cells.ts';
import { headingSays } from './headings.ts';
import { type Meaning, SAMPLES, type UnclearColumn } from './reading.ts';

/** The columns of a sheet with a heading. */
export interface Columns {
  /** Where what is used stands, from 0. */
  readonly at: ReadonlyMap<Meaning, number>;
  readonly notUsed: readonly string[];
  readonly secrets: readonly string[];
  /** Which columns may be kept: those that are used, and those that need a word. */
  readonly kept: readonly number[];
  /** Why a word is needed, and of which columns; null when all is clear. */
  readonly unclear: { readonly message: string; readonly columns: readonly UnclearColumn[] } | null;
}

interface Column {
  readonly index: number;
  readonly name: string;
  readonly says: ReturnType<typeof headingSays>;
  /** Its cells that hold something. */
  readonly cells: readonly string[];
}

/** A column is judged by so many of its cells. */
const CELLS_LOOKED_AT = 50;

const mostly = (cells: readonly string[], holds: (cell: string) => boolean): boolean => {
  const looked = cells.slice(0, CELLS_LOOKED_AT);
  return looked.length > 0 && looked.filter(holds).length * 2 >= looked.length;
};

const sampled = (columns: readonly Column[]): UnclearColumn[] =>
  columns.map(({ name, cells }) => ({ name, samples: cells.slice(0, SAMPLES) }));

/**
 * What each column is, by its heading and, where that leaves something open, by its cells. A meaning that is not `wanted` is
 * left out by name, as what nobody knows. What looks like passwords is neither used, nor sampled, nor kept.
 */
export function columnsOf(
  heading: readonly string[],
  rows: readonly (readonly string[])[],
  wanted: ReadonlySet<Meaning>,
): Columns {
  const all = heading.map((text, index): Column => {
    const name = text.replace(/\s+/g, ' ').trim() || `column ${index + 1}`;
    return {
      index,
      name,
      says: headingSays(text),
      cells: rows.map((row) => row[index] ?? '').filter((cell) => cell !== ''),
    };
  });
  const isSecret = ({ says, cells }: Column) =>
    says.is === 'secret' || (says.is !== 'known' && mostly(cells, looksRandom));
  const secret = all.filter(isSecret);
  const open = all.filter((column) => !isSecret(column));
  const used = new Map<Meaning, Column[]>();
  for (const column of open) {
    if (column.says.is !== 'known' || !wanted.has(column.says.meaning)) continue;
    used.set(column.says.meaning, [...(used.get(column.says.meaning) ?? []), column]);
  }
  // `Name` heads the domains in some lists of registrars.
  const [names] = used.get('name') ?? [];
  if (!used.has('domain') && names && mostly(names.cells, isBareDomain)) {
    used.set('domain', [names]);
    used.delete('name');
  }
  const unclear = unclearIn(used, open, wanted);
  const at = new Map(
    [...used].flatMap(([meaning, columns]) => {
      const column = columns.find(({ cells }) => cells.length > 0) ?? columns[0];
      return column ? [[meaning, column.index] as const] : [];
    }),
  );
  if (at.has('first') && at.has('last')) at.delete('name');
  const places = new Set(unclear ? open.map(({ index }) => index) : at.values());
  return {
    at,
    notUsed: open.filter(({ index, cells }) => !places.has(index) && cells.length > 0).map(({ name }) => name),
    secrets: secret.map(({ name }) => name),
    kept: [...places].toSorted((left, right) => left - right),
    unclear,
  };
}

/** What needs a word: no domains, two columns of one sort, a name beside half a name, a heading that may mean what is missing. */
function unclearIn(
  used: ReadonlyMap<Meaning, readonly Column[]>,
  open: readonly Column[],
  wanted: ReadonlySet<Meaning>,
): Columns['unclear'] {
  if (!used.has('domain')) {
    return { message: 'No column is headed “Domain”. Write “Domain” above the domains.', columns: sampled(open) };
  }
  for (const columns of used.values()) {
    const filled = columns.filter(({ cells }) => cells.length > 0);
    if (filled.length < 2) continue;
    const names = filled.map(({ name }) => `“${name}”`).join(' and ');
    return { message: `${names} seem to hold the same. Rename one of them, or take it out.`, columns: sampled(filled) };
  }
  const [first, last, name] = [used.get('first'), used.get('last'), used.get('name')];
  const half = first ?? last;
  if (name && half && !(first && last)) {
    const message = `“${half[0]?.name}” and “${name[0]?.name}” stand side by side. Write “First name” and “Last name” above them, or take one out.`;
    return { message, columns: sampled([...half, ...name]) };
  }
  const hasSenders = first !== undefined || last !== undefined || name !== undefined;
  const isMissing = (meaning: Meaning) => (meaning === 'name' ? !hasSenders : !used.has(meaning));
  const maybe = open.filter(
    ({ says, cells }) => says.is === 'maybe' && wanted.has(says.meaning) && isMissing(says.meaning) && cells.length > 0,
  );
  const [one] = maybe;
  if (one?.says.is !== 'maybe') return null;
  const word = one.says.meaning === 'name' ? 'Name' : 'Redirect';
  const message = `Does “${one.name}” hold ${one.says.meaning === 'name' ? 'senders' : 'redirects'}? Write “${word}” above it, or take the column out.`;
  return { message, columns: sampled(maybe) };
}
