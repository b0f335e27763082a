/** One thing to choose, told apart by `key`. */
export interface Choice {
  readonly key: string;
  readonly text: string;
  readonly detail?: string;
  readonly group?: string;
}

export interface ComboboxProps {
  readonly attributes: Readonly<Record<string, string | boolean>>;
  readonly inputId: string;
  readonly placeholder: string;
  readonly chosen: readonly Choice[];
  readonly isMultiple: boolean;
  readonly canClear: boolean;
  readonly choices: readonly Choice[];
  /** Said in place of choices, such as while they are on their way. */
  readonly notice: string | null;
  /** What is typed in the box; null once it closed. */
  readonly onQuery: (query: string | null) => void;
  readonly onChoose: (choice: Choice) => void;
  readonly onRemove: (choice: Choice) => void;
}
