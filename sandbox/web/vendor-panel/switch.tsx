interface SwitchProps {
  readonly text: string;
  readonly detail: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

/** A labelled on-off switch. */
export function Switch({ text, detail, isOn, onChange }: SwitchProps) {
  return (
    <label class="switch">
      <span class="switch__text">
        {text}
        <span class="switch__detail">{detail}</span>
      </span>
      <input
        class="switch__input"
        type="checkbox"
        role="switch"
        aria-label={text}
        aria-checked={isOn}
        checked={isOn}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
    </label>
  );
}
