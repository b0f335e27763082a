import { holdsSecret, isBareDomain, looksRandom } from '../cells/cells.ts';
import { ColumnUse, type ColumnUses, type Meaning, SAMPLES, type UnclearColumn } from '../reading.ts';
import { headingSays } from './headings.ts';

/** The columns of a sheet with a heading. */
export interface Columns {
  /** Where what is used stands, from 0. */
  readonly at: ReadonlyMap<Meaning, number>;
  readonly notUsed: readonly string[];
  readonly secrets: readonly string[];
  /** Which columns may be kept: those that are used, and those that need a word. */
  readonly kept: readonly number[];
  /** Which of these are kept without cells that look random: nobody knows yet what they are, and some of them do. */
  readonly emptied: ReadonlySet<number>;
  /** Why a word is needed, and of which columns; null when all is clear. */
  readonly unclear: { readonly message: string; readonly columns: readonly UnclearColumn[] } | null;
}

interface Column {
  readonly index: number;
  readonly name: string;
  readonly says: ReturnType<typeof headingSays>;
  /** Its cells that hold something. */
  readonly cells: readonly string[];
  /** Whether its person said that it is not used. */
  readonly isLeftOut: boolean;
}

/** A column is judged by so many of its cells. */
const CELLS_LOOKED_AT = 50;

const mostly = (cells: readonly string[], holds: (cell: string) => boolean): boolean => {
  const looked = cells.slice(0, CELLS_LOOKED_AT);
  return looked.length > 0 && looked.filter(holds).length * 2 >= looked.length;
};

type Guess = (column: Column, place: number) => ColumnUse | null;

const sampled = (columns: readonly Column[], guess: Guess): UnclearColumn[] =>
  columns.map((column, place) => ({
    index: column.index,
    name: column.name,
    samples: column.cells.filter((cell) => !holdsSecret(cell)).slice(0, SAMPLES),
    guess: guess(column, place),
  }));

/** What a column is by its heading, where the form has a field for that. */
const bySays: Guess = ({ says }) => {
  const use = says.is === 'known' || says.is === 'maybe' ? ColumnUse.safeParse(says.meaning).data : undefined;
  return use ?? 'none';
};

/**
 * What each column is, by its heading and, where that leaves something open, by its cells. A meaning that is not `wanted` is
 * left out by name, as what nobody knows. What looks like passwords is neither used, nor sampled, nor kept, whatever is said
 * in `uses`.
 */
export function columnsOf(
  heading: readonly string[],
  rows: readonly (readonly string[])[],
  wanted: ReadonlySet<Meaning>,
  uses: ColumnUses = NOTHING_SAID,
): Columns {
  const all = heading.map((text, index): Column => {
    const name = text.replace(/\s+/g, ' ').trim() || `column ${index + 1}`;
    return {
      index,
      name,
      says: headingSays(text),
      cells: rows.map((row) => row[index] ?? '').filter((cell) => cell !== ''),
      isLeftOut: uses.get(index) === 'none',
    };
  });
  const isSecret = ({ says, cells }: Column) =>
    says.is === 'secret' || (says.is !== 'known' && mostly(cells, looksRandom));
  const secret = all.filter(isSecret);
  const open = all
    .filter((column) => !isSecret(column))
    .map((column) => asSaid(leadingElsewhere(column), uses.get(column.index)));
  const used = new Map<Meaning, Column[]>();
  for (const column of open) {
    if (column.says.is !== 'known' || !wanted.has(column.says.meaning)) continue;
    used.set(column.says.meaning, [...(used.get(column.says.meaning) ?? []), column]);
  }
  // `Name` heads the domains in some lists of registrars.
  const [names, ...otherNames] = used.get('name') ?? [];
  if (!used.has('domain') && names && mostly(names.cells, isBareDomain)) {
    used.set('domain', [names]);
    if (otherNames.length > 0) used.set('name', otherNames);
    else used.delete('name');
  }
  // Columns that somebody left empty beside another one say nothing.
  if (hasCells(used.get('name')) && !hasCells(used.get('first')) && !hasCells(used.get('last'))) {
    used.delete('first');
    used.delete('last');
  }
  const unclear = unclearIn(used, open, wanted) ?? namesInTwoPlaces(used, rows);
  const at = new Map(
    [...used].flatMap(([meaning, columns]) => {
      const column = columns.find(({ cells }) => cells.length > 0) ?? columns[0];
      return column ? [[meaning, column.index] as const] : [];
    }),
  );
  if (at.has('first') && at.has('last')) at.delete('name');
  const mayBeUsed = open.filter(({ isLeftOut }) => !isLeftOut);
  const places = new Set(unclear ? mayBeUsed.map(({ index }) => index) : at.values());
  const kept = [...places].toSorted((left, right) => left - right);
  const emptied = open.filter(
    ({ index, says, cells }) => places.has(index) && says.is === 'unknown' && cells.some(holdsSecret),
  );
  // Columns that look like passwords are not in the text that is kept.
  const keptAt = (columns: readonly UnclearColumn[]) =>
    columns.map((column) => ({ ...column, index: kept.indexOf(column.index) }));
  return {
    at,
    notUsed: open.filter(({ index, cells }) => !places.has(index) && cells.length > 0).map(({ name }) => name),
    secrets: [...secret, ...emptied].map(({ name }) => name),
    kept,
    emptied: new Set(emptied.map(({ index }) => index)),
    unclear: unclear && { ...unclear, columns: keptAt(unclear.columns) },
  };
}

const NOTHING_SAID: ColumnUses = new Map();

const hasCells = (columns: readonly Column[] = []): boolean => columns.some(({ cells }) => cells.length > 0);

/** Whether some lines have their sender in one column alone, and others in two: nobody can be left out in silence. */
function namesInTwoPlaces(
  used: ReadonlyMap<Meaning, readonly Column[]>,
  rows: readonly (readonly string[])[],
): Columns['unclear'] {
  const [first, last, name] = [used.get('first')?.[0], used.get('last')?.[0], used.get('name')?.[0]];
  if (!first || !last || !name) return null;
  const isEmpty = (row: readonly string[], { index }: Column) => (row[index] ?? '') === '';
  if (!rows.some((row) => !isEmpty(row, name) && isEmpty(row, first) && isEmpty(row, last))) return null;
  const message = `Some lines have a name below “${name.name}” and none below “${first.name}” and “${last.name}”. Write it there, or take one of them out.`;
  return {
    message,
    columns: sampled([first, last, name], (column, place) => (column === name ? null : bySays(column, place))),
  };
}

/** A column of bare domains below words that nobody knows may say where the others lead, as `Main domain`. */
const leadingElsewhere = (column: Column): Column =>
  column.says.is === 'unknown' && mostly(column.cells, isBareDomain)
    ? { ...column, says: { is: 'maybe', meaning: 'redirect' } }
    : column;

/** A column as its person said that it is to be read. */
function asSaid(column: Column, use: ColumnUse | undefined): Column {
  if (use === undefined) return column;
  return { ...column, says: use === 'none' ? { is: 'unknown' } : { is: 'known', meaning: use } };
}

/** What needs a word: no domains, two columns of one sort, a name beside half a name, a heading that may mean what is missing. */
function unclearIn(
  used: ReadonlyMap<Meaning, readonly Column[]>,
  open: readonly Column[],
  wanted: ReadonlySet<Meaning>,
): Columns['unclear'] {
  if (!used.has('domain')) {
    const mayBeUsed = open.filter(({ isLeftOut }) => !isLeftOut);
    const domains = mayBeUsed.find(({ says, cells }) => says.is !== 'known' && mostly(cells, isBareDomain));
    const columns = sampled(mayBeUsed, (column, place) => (column === domains ? 'domain' : bySays(column, place)));
    return { message: 'No column is headed “Domain”. Write “Domain” above the domains.', columns };
  }
  for (const columns of used.values()) {
    const filled = columns.filter(({ cells }) => cells.length > 0);
    if (filled.length < 2) continue;
    const names = filled.map(({ name }) => `“${name}”`).join(' and ');
    return {
      message: `${names} seem to hold the same. Rename one of them, or take it out.`,
      columns: sampled(filled, (column, place) => (place === 0 ? bySays(column, place) : 'none')),
    };
  }
  const [first, last, name] = [used.get('first'), used.get('last'), used.get('name')];
  const half = first ?? last;
  if (name && half && !(first && last)) {
    const message = `“${half[0]?.name}” and “${name[0]?.name}” stand side by side. Write “First name” and “Last name” above them, or take one out.`;
    return {
      message,
      columns: sampled([...half, ...name], (column, place) => (name.includes(column) ? null : bySays(column, place))),
    };
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
  return { message, columns: sampled(maybe, bySays) };
}
