import type { Channel, Message } from '../../slack/workspace/protocol.ts';
import { Blocks } from '../blocks/block.tsx';
import { SurfaceProvider } from '../form/surface.ts';
import { useSurfaceState } from '../form/use-surface-state.ts';
import { Mrkdwn } from '../mrkdwn/mrkdwn.tsx';

const NO_VALUES = {};

/** What a message says: its blocks, or without any its text. */
export function MessageContent({ channel, message }: { channel: Channel; message: Message }) {
  const { blocks } = message;
  const { surface } = useSurfaceState({
    source: { type: 'message', channel: channel.id, ts: message.ts },
    blocks,
    serverValues: NO_VALUES,
  });
  return (
    <div class="message__content">
      {blocks.length > 0 ? (
        <SurfaceProvider value={surface}>
          <Blocks blocks={blocks} />
        </SurfaceProvider>
      ) : (
        <Mrkdwn text={message.text} isVerbatim={false} />
      )}
      {message.editedTs !== null && <span class="message__edited">(edited)</span>}
    </div>
  );
}
