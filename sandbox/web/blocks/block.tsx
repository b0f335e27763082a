import type { ActionsBlock, AnyBlock, ContextBlock } from '@slack/types';
import { isKnownBlock } from '../form/fields.ts';
import { Inline, Mrkdwn, SlackText } from '../mrkdwn/mrkdwn.tsx';
import { parsePlain } from '../mrkdwn/plain.ts';
import { BareElement } from './bare-element.tsx';
import { ImageBlockView, SlackImage } from './image.tsx';
import { InputBlockView } from './input-block.tsx';
import { keyed } from './keyed.ts';
import { RichTextView } from './rich-text.tsx';
import { SectionBlockView } from './section.tsx';
import { TableBlockView } from './table.tsx';

/** Draws the blocks of a message, modal or Home tab. A block keeps its controls as long as its id stays. */
export function Blocks({ blocks }: { blocks: readonly AnyBlock[] }) {
  return (
    <>
      {blocks.map((block, index) => (
        <BlockView key={block.block_id ?? String(index)} block={block} />
      ))}
    </>
  );
}

function BlockView({ block }: { block: AnyBlock }) {
  if (!isKnownBlock(block)) return <Unsupported type={block.type} />;
  switch (block.type) {
    case 'section':
      return <SectionBlockView block={block} />;
    case 'input':
      return <InputBlockView block={block} />;
    case 'actions':
      return <ActionsBlockView block={block} />;
    case 'context':
      return <ContextBlockView block={block} />;
    case 'header':
      return (
        <h3 class="header-block">
          <Inline nodes={parsePlain(block.text.text, block.text.emoji !== false)} />
        </h3>
      );
    case 'divider':
      return <hr class="divider-block" />;
    case 'image':
      return <ImageBlockView block={block} />;
    case 'rich_text':
      return <RichTextView block={block} />;
    case 'table':
    case 'data_table':
      return <TableBlockView block={block} />;
    case 'alert':
      return (
        <div class={`alert-block alert-block--${block.level ?? 'default'}`}>
          <SlackText text={block.text} />
        </div>
      );
    case 'markdown':
      return <Mrkdwn text={block.text} isVerbatim={false} />;
    default:
      return <Unsupported type={block.type} />;
  }
}

function ActionsBlockView({ block }: { block: ActionsBlock }) {
  return (
    <div class="actions-block" data-block-id={block.block_id}>
      {block.elements.map((element, index) => (
        <BareElement key={'action_id' in element ? element.action_id : index} block={block} element={element} />
      ))}
    </div>
  );
}

function ContextBlockView({ block }: { block: ContextBlock }) {
  return (
    <div class="context-block">
      {keyed(block.elements).map(({ key, item }) => (
        <div key={key} class="context-block__item">
          {item.type === 'image' ? <SlackImage image={item} /> : <SlackText text={item} />}
        </div>
      ))}
    </div>
  );
}

function Unsupported({ type }: { type: string }) {
  return <p class="unsupported">This client does not draw “{type}” blocks.</p>;
}
