import type { FileInput } from '@slack/types';
import { useState } from 'preact/hooks';
import type { SlackFile } from '../../slack/workspace/protocol.ts';
import { valueAt } from '../form/form-state.ts';
import { fileIds } from '../form/read-value.ts';
import { useSurface } from '../form/surface.ts';
import { uploadFile } from '../net/workspace-api.ts';
import { Icon } from '../shell/icons.tsx';
import { useWorkspace } from '../shell/workspace-context.tsx';
import { controlAttributes, type ElementProps } from './element-props.ts';

const MOST_FILES = 10;

/** Uploads files at once, as Slack does, and keeps their ids as the value. A full one takes no more until one is removed. */
export function FileInputElement(props: ElementProps<FileInput>) {
  const { element, field } = props;
  const { me, notify } = useWorkspace();
  const surface = useSurface();
  const [uploaded, setUploaded] = useState<readonly SlackFile[]>([]);
  const ids = fileIds(valueAt(surface.values, field));
  const most = element.max_files ?? MOST_FILES;
  const isFull = ids.length >= most;
  const keep = (next: readonly string[]) => {
    surface.change(field, { type: element.type, files: next.map((id) => ({ id })) });
  };
  const add = async (files: readonly File[]) => {
    const answers = await Promise.all(files.map((file) => uploadFile(me.id, file)));
    const added = answers.filter((file) => file !== null);
    if (added.length < files.length) notify('A file could not be uploaded.');
    setUploaded((known) => [...known, ...added]);
    keep([...ids, ...added.map(({ id }) => id)].slice(0, most));
  };
  return (
    <div class="files">
      {ids.map((id) => (
        <span key={id} class="chip">
          {uploaded.find((file) => file.id === id)?.name ?? id}
          <button
            type="button"
            class="chip__remove"
            aria-label="Remove file"
            onClick={() => keep(ids.filter((other) => other !== id))}
          >
            <Icon name="close" size={10} />
          </button>
        </span>
      ))}
      <span class={`button button--default files__button ${isFull ? 'is-full' : ''}`}>
        <Icon name="file" size={15} /> Choose a file
        <input
          {...controlAttributes(props)}
          class="files__input"
          type="file"
          multiple={most > 1}
          disabled={isFull}
          accept={(element.filetypes ?? []).map((type) => `.${type}`).join(',')}
          onChange={({ currentTarget }) => {
            void add([...(currentTarget.files ?? [])]);
            // Else the browser would not tell that the same file, corrected meanwhile, is chosen again.
            currentTarget.value = '';
          }}
        />
      </span>
    </div>
  );
}
