import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../../service/errors.ts';
import type { LoginSeal } from '../../service/ports/login-seal.ts';
import type { TextSeal } from '../../service/ports/text-seal.ts';

/** Key for sealing, and keys of before a rotation, which still open what they sealed. Each has 32 bytes. */
export interface SealingKeys {
  readonly current: Uint8Array;
  readonly previous?: readonly Uint8Array[];
}

/** A sealed login cannot be opened: its key is not among ours, or somebody changed it. */
export class LoginUnreadable extends AppError {
  readonly code = 'login_unreadable';
  readonly userMessage = 'A saved login cannot be opened. The operator has to check ENCRYPTION_KEY.';
}

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
/** A shorter tag, which Node would take too, could be found by trying. */
const TAG_BYTES = 16;

const Base64 = z.base64().transform((text) => Buffer.from(text, 'base64'));
const Sealed = z.object({ format: z.literal(1), keyId: z.string(), nonce: Base64, tag: Base64, content: Base64 });
const StoredLogin = z.object({ username: z.string(), password: z.string() });

export interface SealDeps {
  readonly keys: SealingKeys;
  /** Fit for cryptography. */
  readonly randomBytes: (count: number) => Buffer;
}

/** Seals logins as `textSeal` does. */
export function loginSeal(deps: SealDeps): LoginSeal {
  const { seal, open } = textSeal(deps);
  return {
    seal: (login, boundTo) => seal(JSON.stringify(login), boundTo),
    open: (text, boundTo) => {
      const login = StoredLogin.safeParse(jsonOrNothing(open(text, boundTo)));
      if (login.success) return login.data;
      throw new LoginUnreadable('A sealed login was changed');
    },
  };
}

/**
 * Seals with AES-256-GCM. What a text is bound to is authenticated with it, so that one sealed text cannot be put in the
 * place of another.
 */
export function textSeal({ keys, randomBytes }: SealDeps): TextSeal {
  const all = new Map([keys.current, ...(keys.previous ?? [])].map((key) => [keyId(key), key]));
  const current = keyId(keys.current);
  return {
    seal: (text, boundTo) => sealed(text, boundTo, { id: current, key: keys.current }, randomBytes(NONCE_BYTES)),
    open: (text, boundTo) => opened(text, boundTo, all),
  };
}

/** Whether a text was sealed with a key, by its own word: only opening it proves that. */
export const isSealedWith = (text: string, key: Uint8Array): boolean =>
  Sealed.safeParse(jsonOrNothing(text)).data?.keyId === keyId(key);

function jsonOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Names a key without giving it away. */
function keyId(key: Uint8Array): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 8);
}

function sealed(
  text: string,
  boundTo: string,
  { id, key }: { readonly id: string; readonly key: Uint8Array },
  nonce: Buffer,
): string {
  const cipher = createCipheriv(ALGORITHM, key, nonce).setAAD(Buffer.from(boundTo));
  const content = Buffer.concat([cipher.update(text), cipher.final()]);
  return JSON.stringify({
    format: 1,
    keyId: id,
    nonce: nonce.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
    content: content.toString('base64'),
  });
}

function opened(text: string, boundTo: string, keys: ReadonlyMap<string, Uint8Array>): string {
  try {
    const { keyId: needed, nonce, tag, content } = Sealed.parse(JSON.parse(text));
    const key = keys.get(needed);
    if (!key) throw new LoginUnreadable(`The key ${needed} is not known`);
    const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(boundTo))
      .setAuthTag(tag);
    const plain = Buffer.concat([decipher.update(content), decipher.final()]);
    return plain.toString();
  } catch (error) {
    if (error instanceof LoginUnreadable) throw error;
    throw new LoginUnreadable('A sealed login was changed', { cause: error });
  }
}
