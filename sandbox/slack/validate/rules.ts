/** Rules that look at more than one block at a time. */
import { type Fields, isFields, listOf, textOf } from '../http/json.ts';
import type { Surface } from './blocks.ts';
import { type Problem, pointerTo } from './problems.ts';
import { codePoints } from './texts.ts';

interface Placed {
  readonly path: readonly PropertyKey[];
  readonly fields: Fields;
}

/** Elements of one block with the place they stand in. */
export function elementsOf(block: Fields): readonly Placed[] {
  const single = ['accessory', 'element'].flatMap((key) => {
    const fields = block[key];
    return isFields(fields) ? [{ path: [key], fields }] : [];
  });
  if (block.type !== 'actions') return single;
  return listOf(block.elements).flatMap((fields, index) =>
    isFields(fields) ? [{ path: ['elements', index], fields }] : [],
  );
}

/** Places of all values of `key` that an earlier item already has. */
function repeated(items: readonly Placed[], key: string): readonly Placed[] {
  const seen = new Set<string>();
  return items.filter(({ fields }) => {
    const id = textOf(fields[key]);
    if (id === '') return false;
    if (seen.has(id)) return true;
    seen.add(id);
    return false;
  });
}

function placedBlocks(blocks: readonly unknown[]): readonly Placed[] {
  return blocks.flatMap((fields, index) => (isFields(fields) ? [{ path: ['blocks', index], fields }] : []));
}

function idProblems(blocks: readonly Placed[]): Problem[] {
  const twice = repeated(blocks, 'block_id').map(({ path, fields }) => ({
    pointer: pointerTo([...path, 'block_id']),
    message: `\`block_id\` already exists: ${textOf(fields.block_id)}`,
  }));
  const actions = blocks.flatMap((block) =>
    repeated(elementsOf(block.fields), 'action_id').map((element) => ({
      pointer: pointerTo([...block.path, ...element.path, 'action_id']),
      message: `\`action_id\` already exists in this block: ${textOf(element.fields.action_id)}`,
    })),
  );
  return [...twice, ...actions];
}

function focusProblems(blocks: readonly Placed[]): Problem[] {
  const focused = blocks.flatMap((block) =>
    elementsOf(block.fields)
      .filter(({ fields }) => fields.focus_on_load === true)
      .map(({ path }) => pointerTo([...block.path, ...path, 'focus_on_load'])),
  );
  return focused.slice(1).map((pointer) => ({ pointer, message: 'only one element may have focus_on_load' }));
}

function messageProblems(blocks: readonly Placed[]): Problem[] {
  const ofType = (type: string) => blocks.filter(({ fields }) => fields.type === type);
  const tables = ofType('table')
    .slice(1)
    .map(({ path }) => ({ pointer: pointerTo(path), message: 'only_one_table_allowed' }));
  const markdown = ofType('markdown').reduce((sum, { fields }) => sum + codePoints(textOf(fields.text)), 0);
  const tooLong =
    markdown > 12_000 ? [{ pointer: '/blocks', message: 'markdown must be less than 12001 characters' }] : [];
  return [...tables, ...tooLong];
}

/** Most blocks per surface. */
const MOST_BLOCKS: Readonly<Record<Surface, number>> = { modal: 100, home: 100, message: 50 };

/** Counts, repeated ids, focus, and what only messages limit. */
export function ruleProblems(surface: Surface, blocks: readonly unknown[]): Problem[] {
  const placed = placedBlocks(blocks);
  const most = MOST_BLOCKS[surface];
  const count = blocks.length > most ? [{ pointer: '/blocks', message: `no more than ${most} items allowed` }] : [];
  const own = surface === 'message' ? messageProblems(placed) : [];
  return [...count, ...idProblems(placed), ...focusProblems(placed), ...own];
}
