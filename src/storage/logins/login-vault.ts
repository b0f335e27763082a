import type { LoginSeal } from '../../service/ports/login-seal.ts';
import type { LoginVault } from '../../service/ports/login-vault.ts';
import type { KeyValueStore } from '../../service/ports/stores/key-value-store.ts';

/** A form that is never sent leaves its login behind; orders are settled long before. */
const KEPT_MS = 60 * 24 * 60 * 60 * 1_000;
const ID_BYTES = 16;

/** What the keys of sealed logins of forms and orders begin with; the rest is the id. */
export const LOGIN_KEY = 'login:';

/** Keeps logins sealed in the key-value store, under `login:<id>`, each bound to its id. */
export function loginVault({
  keyValues,
  seal,
  randomBytes,
}: {
  keyValues: Pick<KeyValueStore, 'get' | 'set' | 'delete'>;
  seal: LoginSeal;
  randomBytes: (count: number) => Buffer;
}): LoginVault {
  return {
    seal: async (login) => {
      const id = randomBytes(ID_BYTES).toString('hex');
      await keyValues.set(`${LOGIN_KEY}${id}`, seal.seal(login, id), KEPT_MS);
      return id;
    },
    open: async (id) => {
      const text = await keyValues.get(`${LOGIN_KEY}${id}`);
      return text === null ? null : seal.open(text, id);
    },
    erase: (id) => keyValues.delete(`${LOGIN_KEY}${id}`),
  };
}
