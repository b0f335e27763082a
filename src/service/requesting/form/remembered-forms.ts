/** A form as this process saw it last, with its text in the store. */
export interface RememberedForm<Form> {
  readonly form: Form;
  readonly text: string;
}

/** Forms that this process saw last, by their drafts. */
export interface RememberedForms<Form> {
  get(draftId: string): RememberedForm<Form> | null;
  put(draftId: string, remembered: RememberedForm<Form>): void;
  forget(draftId: string): void;
}

/** Remembers nothing. */
export const noForms: RememberedForms<never> = { get: () => null, put: () => {}, forget: () => {} };

/** Texts of some hundred forms with many lines. */
const MOST_CHARACTERS = 8 * 1_048_576;

/** Remembers forms while their texts have room; those that were not put for the longest time go first. */
export function rememberForms<Form>(mostCharacters = MOST_CHARACTERS): RememberedForms<Form> {
  const forms = new Map<string, RememberedForm<Form>>();
  let characters = 0;
  const forget = (draftId: string) => {
    characters -= forms.get(draftId)?.text.length ?? 0;
    forms.delete(draftId);
  };
  return {
    get: (draftId) => forms.get(draftId) ?? null,
    put: (draftId, remembered) => {
      forget(draftId);
      forms.set(draftId, remembered);
      characters += remembered.text.length;
      for (const oldest of forms.keys()) {
        if (characters <= mostCharacters) return;
        forget(oldest);
      }
    },
    forget,
  };
}
