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

/** Uploads files at once, as Slack does, and keeps their ids as the value. */
export function FileInputElement(props: ElementProps<FileInput>) {
  const { element, field } = props;
  const { me, notify } = useWorkspace();
  const surface = useSurface();
  const [uploaded, setUploaded] = useState<readonly SlackFile[]>([]);
  const ids = fileIds(valueAt(surface.values, field));
  const keep = (next: readonly string[]) => {
    surface.change(field, { type: element.type, files: next.map((id) => ({ id })) });
  };
  const add = async (files: readonly File[]) => {
    const answers = await Promise.all(files.map((file) => uploadFile(me.id, file)));
    const added = answers.filter((file) => file !== null);
    if (added.length < files.length) notify('A file could not be uploaded.');
    setUploaded((known) => [...known, ...added]);
    keep([...ids, ...added.map(({ id }) => id)].slice(0, element.max_files ?? MOST_FILES));
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
      <span class="button button--default files__button">
        <Icon name="file" size={15} /> Choose a file
        <input
          {...controlAttributes(props)}
          class="files__input"
          type="file"
          multiple={(element.max_files ?? MOST_FILES) > 1}
          accept={(element.filetypes ?? []).map((type) => `.${type}`).join(',')}
          onChange={({ currentTarget }) => void add([...(currentTarget.files ?? [])])}
        />
      </span>
    </div>
  );
}
