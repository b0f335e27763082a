import type { Login, LoginVault } from '../../src/service/ports/login-vault.ts';

/** A vault in memory. */
export interface SimulatedVault extends LoginVault {
  /** Whether it still has the login of this id. */
  has(loginId: string): boolean;
  /** All logins are gone: the key that opens them is another now. */
  lose(): void;
}

export function simulatedVault(): SimulatedVault {
  const logins = new Map<string, Login>();
  let sealed = 0;
  return {
    seal: async (login) => {
      sealed += 1;
      const id = `login-${sealed}`;
      logins.set(id, login);
      return id;
    },
    open: async (id) => logins.get(id) ?? null,
    erase: async (id) => void logins.delete(id),
    has: (id) => logins.has(id),
    lose: () => logins.clear(),
  };
}
