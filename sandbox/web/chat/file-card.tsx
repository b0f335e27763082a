import { useState } from 'preact/hooks';
import type { SlackFile } from '../../slack/workspace/protocol.ts';
import { Icon } from '../shell/icons.tsx';
import { useWorkspace } from '../shell/workspace-context.tsx';

const PREVIEW_LINES = 6;

/** A file below a message: name, kind and size, a look at its first lines, and the way to download it. */
export function FileCard({ file }: { file: SlackFile }) {
  const { me } = useWorkspace();
  const [isWhole, setWhole] = useState(false);
  const lines = file.preview.trimEnd().split('\n');
  const shown = isWhole ? lines : lines.slice(0, PREVIEW_LINES);
  const href = `/client/files/${encodeURIComponent(file.id)}?as=${encodeURIComponent(me.id)}`;
  const extension = file.name.split('.').at(-1)?.toUpperCase() ?? 'FILE';
  return (
    <div class="file-card">
      <div class="file-card__head">
        <span class={`file-card__icon file-card__icon--${extension.toLowerCase()}`}>
          <Icon name="file" size={22} />
        </span>
        <span class="file-card__names">
          <span class="file-card__name">{file.name}</span>
          <span class="file-card__kind">
            {extension} · {readableSize(file.size)}
          </span>
        </span>
        <a
          class="file-card__download"
          href={href}
          download={file.name}
          aria-label={`Download ${file.name}`}
          title="Download"
        >
          <Icon name="download" />
        </a>
      </div>
      {file.preview !== '' && <pre class="file-card__preview">{shown.join('\n')}</pre>}
      {lines.length > PREVIEW_LINES && (
        <button type="button" class="file-card__more" onClick={() => setWhole(!isWhole)}>
          {isWhole ? 'Show less' : `Show ${lines.length - PREVIEW_LINES} more lines`}
        </button>
      )}
    </div>
  );
}

function readableSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(1)} kB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
