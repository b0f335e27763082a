import { z } from 'zod';

/** A text that must be there and hold more than spaces, at most `maxLength` characters. */
export function requiredText(maxLength = 10_000) {
  return z
    .string({ error: (issue) => (issue.input === undefined ? 'is required' : 'must be a text') })
    .regex(/\S/, 'cannot be empty')
    .max(maxLength, `must be at most ${maxLength} characters`);
}

/**
 * A text that may be left out, but not be empty when it is there.
 * Source: docs/vendor/notes.md, "Rules of a custom order".
 */
export function optionalText(maxLength?: number) {
  return requiredText(maxLength).optional();
}

/** A bare host name with at least one dot, made lower case. Source: docs/vendor/openapi.yaml, "DomainName". */
export const DomainName = requiredText(253)
  .regex(
    /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+$/i,
    'must be a domain name such as example.com',
  )
  .transform((name) => name.toLowerCase());

/** First or last name: at most 50 characters. Source: docs/vendor/notes.md, "Rules of a custom order". */
export const PersonName = requiredText(50);

/**
 * Link to a picture: at most 150 characters, no base64 data. Source: docs/vendor/notes.md, "Rules of a custom order".
 */
export const ProfilePicture = optionalText(150).refine(
  (link) => link === undefined || !/^data:|;base64,/i.test(link),
  'must be a link, base64 data is not allowed',
);

/** Label of an order: at most 20 characters. Source: docs/vendor/notes.md, "Rules of a custom order". */
export const Tag = optionalText(20);
