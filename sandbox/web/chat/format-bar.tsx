import type { RefObject } from 'preact';
import { Icon, type IconName } from '../shell/icons.tsx';

const FORMATS: readonly { readonly label: string; readonly icon: IconName; readonly mark: string }[] = [
  { label: 'Bold', icon: 'bold', mark: '*' },
  { label: 'Italic', icon: 'italic', mark: '_' },
  { label: 'Strikethrough', icon: 'strike', mark: '~' },
  { label: 'Code', icon: 'code', mark: '`' },
];

interface FormatBarProps {
  readonly input: RefObject<HTMLTextAreaElement | null>;
  readonly text: string;
  readonly onChange: (text: string) => void;
}

/** Buttons that put Slack's marks around the selected text. */
export function FormatBar({ input, text, onChange }: FormatBarProps) {
  const wrap = (mark: string) => {
    const { selectionStart = text.length, selectionEnd = text.length } = input.current ?? {};
    const selected = text.slice(selectionStart, selectionEnd);
    onChange(`${text.slice(0, selectionStart)}${mark}${selected}${mark}${text.slice(selectionEnd)}`);
    input.current?.focus();
  };
  return (
    <div class="format-bar">
      {FORMATS.map(({ label, icon, mark }) => (
        <button
          key={mark}
          type="button"
          class="format-bar__button"
          aria-label={label}
          title={label}
          onClick={() => wrap(mark)}
        >
          <Icon name={icon} size={15} />
        </button>
      ))}
    </div>
  );
}
