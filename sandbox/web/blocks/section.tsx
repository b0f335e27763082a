import type { SectionBlock } from '@slack/types';
import { SlackText } from '../mrkdwn/mrkdwn.tsx';
import { BareElement } from './bare-element.tsx';
import { SlackImage } from './image.tsx';
import { keyed } from './keyed.ts';

/** Text, fields in two columns, and one element or picture at the right. */
export function SectionBlockView({ block }: { block: SectionBlock }) {
  const { accessory } = block;
  return (
    <div class="section" data-block-id={block.block_id}>
      <div class="section__body">
        {block.text && (
          <div class="section__text">
            <SlackText text={block.text} />
          </div>
        )}
        {block.fields && (
          <div class="section__fields">
            {keyed(block.fields).map(({ key, item }) => (
              <div key={key} class="section__field">
                <SlackText text={item} />
              </div>
            ))}
          </div>
        )}
      </div>
      {accessory && (
        <div class={`section__accessory section__accessory--${accessory.type}`}>
          {accessory.type === 'image' ? (
            <SlackImage image={accessory} />
          ) : (
            <BareElement block={block} element={accessory} />
          )}
        </div>
      )}
    </div>
  );
}
