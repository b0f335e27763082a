import type { Channel } from '../../slack/workspace/protocol.ts';
import { FileCard } from './file-card.tsx';

/** All files of a channel, newest first. */
export function FileList({ channel }: { channel: Channel }) {
  const files = channel.messages.flatMap((message) => message.files).toReversed();
  return (
    <section class="file-list" aria-label="Files">
      {files.length === 0 && <p class="empty">Files shared in this channel will appear here.</p>}
      {files.map((file) => (
        <FileCard key={file.id} file={file} />
      ))}
    </section>
  );
}
