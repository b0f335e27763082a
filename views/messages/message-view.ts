import type { KnownBlock } from '@slack/types';

/** A message as it is posted or redrawn: blocks, and the short text that notifications and screen readers get. */
export interface MessageView {
  readonly text: string;
  readonly blocks: KnownBlock[];
}
