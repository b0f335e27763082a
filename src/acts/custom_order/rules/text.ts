/** Characters as people count them: an emoji or accented letter outside the basic plane is one. */
export const characterCount = (text: string): number => Array.from(text).length;

/** Whether text holds control characters, line breaks and tabs included. */
export const hasControlCharacters = (text: string): boolean => /\p{Cc}/u.test(text);

/** Characters without a width, and letters that are drawn as nothing: fillers of Hangul, and the empty pattern of Braille. */
const BLANK = /[\p{Cf}\u115f\u1160\u2800\u3164\uffa0]/gu;

/** Whether nothing of the text can be seen: it is empty, or holds only spaces and characters without a width. */
export const isInvisible = (text: string): boolean => text.replace(BLANK, '').trim() === '';

/** The host of an address as it is typed, with its port: signs that a browser would read away are none of it. */
const TYPED_HOST = /^https?:\/\/([^\s\p{Cc}\p{Cf}/?#\\%;,]+)(?=[/?#]|$)/iu;

/**
 * Whether text is a complete http or https address, without a user name, of a host with a dot in its name. A number such as
 * `12.99` is none, though a browser would go to 12.0.0.99.
 */
export function isWebAddress(text: string): boolean {
  const host = TYPED_HOST.exec(text)?.[1];
  if (host === undefined || /[\s\p{Cc}]/u.test(text)) return false;
  try {
    const { hostname, username, password } = new URL(text);
    const isNumber = /^[\d.]+$/.test(hostname) && hostname !== host.replace(/:\d*$/, '');
    return username === '' && password === '' && !isNumber && /[^.]\.[^.]/.test(hostname);
  } catch {
    return false;
  }
}

/** The end of a sentence as a sentence of its own. */
export const capital = (message: string): string => `${message.slice(0, 1).toUpperCase()}${message.slice(1)}`;
