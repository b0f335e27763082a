import { z } from 'zod';
import { FREEABLE_KINDS } from '../orders/approval/free-by-rule.ts';
import { UserGroupId, UserId } from '../values/ids.ts';
import { readRedisAddress } from '../values/redis-address.ts';

/** Spending of this month and of the one before is told from the store; and people look for what has just ended. */
export const LEAST_DAYS_KEPT = 70;
/** An address on the web, encrypted or not. */
export const WebAddress = z.url({ protocol: /^https?$/ });
/** Ids of people and of user groups, separated by commas or spaces. */
export const PeopleIds = z
  .string()
  .transform((text) => text.split(/[\s,]+/).filter((id) => id !== ''))
  .pipe(z.array(z.union([UserId, UserGroupId])).min(1));
/** Kinds of acts, separated by commas or spaces: none that charges or ends something. */
export const FreeActs = z
  .string()
  .transform((text) => [...new Set(text.split(/[\s,]+/).filter((kind) => kind !== ''))])
  .pipe(z.array(z.enum(FREEABLE_KINDS)));
/** Dollars, as cents. */
export const Dollars = z
  .string()
  .regex(/^\$?(\d{1,9}|\d{1,3}(,\d{3}){1,2})(\.\d{1,2})?$/)
  .transform((text) => Math.round(Number(text.replace(/[$,]/g, '')) * 100));
/** A key as it was copied: what people paste around one, or in its place, never reaches the other side. */
export const CopiedKey = z
  .string()
  .min(1)
  .refine((key) => !/^bearer\s/i.test(key), { message: 'Leave the word Bearer out.' })
  .refine((key) => !/["'“”‘’`]/.test(key), { message: 'Leave the quotation marks out.' })
  .refine((key) => !/…|\.\.\.|•|\*{3}/.test(key), { message: 'It was cut when it was copied: copy all of it.' })
  .refine((key) => /^[\x21-\x7e]*$/.test(key), {
    message: 'It holds a space or a sign that cannot be seen: copy it anew.',
  });
export const EncryptionKey = CopiedKey.refine((key) => /^[A-Za-z0-9+/]{43}=$/.test(key), {
  message: 'It is not base64 of 32 bytes.',
})
  .transform((text) => Uint8Array.from(Buffer.from(text, 'base64')))
  .refine((key) => key.some((byte) => byte !== 0), { message: 'It is nothing but zeros: anybody could guess it.' });
/** Keys travel there: in the open only to this machine itself. */
export const VendorAddress = WebAddress.refine((address) => !isOpen(address), {
  message: 'The API key would travel unencrypted: give an https address.',
});

/** Whether an address that can be read is neither encrypted nor on this machine. */
function isOpen(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'http:' && !/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}

/** An address is kept as it was given: what it says is read where it is opened. */
export const RedisUrl = z.string().superRefine((text, context) => {
  const read = readRedisAddress(text);
  if (!read.ok) context.addIssue({ code: 'custom', message: read.problem });
});

/** A number of a port; 0 lets the machine choose. */
export const Port = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .pipe(z.int().max(65_535));
