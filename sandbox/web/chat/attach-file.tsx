import { useRef } from 'preact/hooks';
import { Icon } from '../shell/icons.tsx';

/** Chooses a file that is sent with what is typed, at once. */
export function AttachFile({ onChoose }: { readonly onChoose: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        class="composer__tool"
        aria-label="Send a file"
        title="Send a file"
        onClick={() => input.current?.click()}
      >
        <Icon name="file" size={17} />
      </button>
      <input
        ref={input}
        hidden
        type="file"
        aria-label="File to send"
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          if (file) onChoose(file);
          currentTarget.value = '';
        }}
      />
    </>
  );
}
