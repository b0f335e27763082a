/** Characters as people count them: an emoji or accented letter outside the basic plane is one. */
export const characterCount = (text: string): number => Array.from(text).length;

/** Whether text holds control characters, line breaks and tabs included. */
export const hasControlCharacters = (text: string): boolean => /\p{Cc}/u.test(text);

/** Whether text is an absolute http or https address. */
export function isWebAddress(text: string): boolean {
  if (/\s/.test(text)) return false;
  try {
    return ['http:', 'https:'].includes(new URL(text).protocol);
  } catch {
    return false;
  }
}
