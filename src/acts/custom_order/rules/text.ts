/** Characters as people count them: an emoji or accented letter outside the basic plane is one. */
export const characterCount = (text: string): number => Array.from(text).length;

/** Whether text holds control characters, line breaks and tabs included. */
export const hasControlCharacters = (text: string): boolean => /\p{Cc}/u.test(text);

/** Whether nothing of the text can be seen: it is empty, or holds only spaces and characters without a width. */
export const isInvisible = (text: string): boolean => text.replace(/\p{Cf}/gu, '').trim() === '';

/** Whether text is a complete http or https address, without a user name, of a host with a dot in its name. */
export function isWebAddress(text: string): boolean {
  if (!/^https?:\/\//i.test(text) || /[\s\p{Cc}]/u.test(text)) return false;
  try {
    const { hostname, username, password } = new URL(text);
    return username === '' && password === '' && /[^.]\.[^.]/.test(hostname);
  } catch {
    return false;
  }
}

/** The end of a sentence as a sentence of its own. */
export const capital = (message: string): string => `${message.slice(0, 1).toUpperCase()}${message.slice(1)}`;
