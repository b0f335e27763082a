/** Longest part of a file's name that comes from what people typed. */
const MAX_SLUG = 40;

/** `acme-spring-campaign`; empty for a text without a letter or digit of ASCII. */
export const slugOf = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_SLUG)
    .replaceAll(/^-|-$/g, '');
