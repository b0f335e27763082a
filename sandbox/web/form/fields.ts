import type { AnyBlock, KnownBlock } from '@slack/types';

type InputBlock = Extract<KnownBlock, { type: 'input' }>;
type ActionsBlock = Extract<KnownBlock, { type: 'actions' }>;
type Accessory = NonNullable<Extract<KnownBlock, { type: 'section' }>['accessory']>;

/** Every element that a person can press, fill in or choose from. */
export type InteractiveElement =
  | InputBlock['element']
  | ActionsBlock['elements'][number]
  | Exclude<Accessory, { type: 'image' }>;

/** Where an element's value lives in the state of its view or message. */
export interface FieldKey {
  readonly blockId: string;
  readonly actionId: string;
}

export interface Field extends FieldKey {
  readonly element: InteractiveElement;
}

const KNOWN_TYPES: ReadonlySet<string> = new Set<KnownBlock['type']>([
  'actions',
  'alert',
  'card',
  'carousel',
  'container',
  'context',
  'context_actions',
  'data_table',
  'divider',
  'file',
  'header',
  'image',
  'input',
  'markdown',
  'plan',
  'rich_text',
  'section',
  'table',
  'task_card',
  'video',
]);

/** The server has checked the fields of every block it accepted, so the type alone tells what a block is. */
export function isKnownBlock(block: AnyBlock): block is KnownBlock {
  return KNOWN_TYPES.has(block.type);
}

/** The id pair under which Slack files an element's value; the server fills in ids that the app left out. */
export function fieldKey(block: AnyBlock, element: InteractiveElement): FieldKey {
  const actionId = 'action_id' in element ? element.action_id : undefined;
  return { blockId: block.block_id ?? '', actionId: actionId ?? '' };
}

/** All interactive elements of some blocks, in reading order: inputs, section accessories and actions. */
export function fieldsOf(blocks: readonly AnyBlock[]): Field[] {
  return blocks.filter(isKnownBlock).flatMap((block) => {
    return elementsOf(block).map((element) => ({ ...fieldKey(block, element), element }));
  });
}

function elementsOf(block: KnownBlock): InteractiveElement[] {
  if (block.type === 'input') return [block.element];
  if (block.type === 'actions') return block.elements;
  if (block.type !== 'section' || !block.accessory || block.accessory.type === 'image') return [];
  return [block.accessory];
}
