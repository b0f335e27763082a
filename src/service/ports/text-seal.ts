/** Seals texts so that only the key of this app opens them. */
export interface TextSeal {
  /** `boundTo` says what the text is for: it opens for the same thing only. */
  seal(text: string, boundTo: string): string;
  /** Throws an `AppError` when the key is another one, or the text or what it is bound to was changed. */
  open(sealed: string, boundTo: string): string;
}
