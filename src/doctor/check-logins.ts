import { loginIdsOf } from '../acts/act.ts';
import { actOf, type Order } from '../orders/order.ts';
import { SAVED_LOGINS_KEY, SavedLoginRow, type SavedLogins, savedLoginsIn } from '../service/logins/saved-logins.ts';
import type { LoginVault } from '../service/ports/login-vault.ts';
import type { KeyValueStore } from '../service/ports/stores/key-value-store.ts';
import type { OrderStore } from '../service/ports/stores/order-store.ts';
import { ordersWithLogins } from '../service/reading/orders-with-logins.ts';
import { isSealedWith, LoginUnreadable, loginSeal, type SealingKeys } from '../storage/logins/login-seal.ts';
import { LOGIN_KEY, loginVault } from '../storage/logins/login-vault.ts';
import { type CheckResult, fine, problem, warning } from './check.ts';

const NAME = 'Encryption key';
const TRIAL = { username: 'doctor', password: 'of no account' };

type KeptLogins = Pick<KeyValueStore, 'get' | 'set' | 'delete'>;

export interface LoginDeps {
  readonly orders: Pick<OrderStore, 'list'>;
  readonly keyValues: KeyValueStore;
  readonly keys: SealingKeys;
  /** Fit for cryptography. */
  readonly randomBytes: (count: number) => Buffer;
}

/**
 * Whether the key opens what it seals: a login of no account, which is kept in memory only, and the logins of all orders
 * that still need theirs and those that people keep by name. Nothing is written to the store, and nothing that was opened is kept.
 */
export async function checkLogins(deps: LoginDeps): Promise<CheckResult> {
  const seal = loginSeal(deps);
  const vaultIn = (keyValues: KeptLogins) => loginVault({ keyValues, seal, randomBytes: deps.randomBytes });
  if (!(await opensItsOwn(vaultIn(mapStore())))) {
    return problem(NAME, 'it does not open what it sealed', 'Install Node.js again: its cryptography does not work.');
  }
  const waiting = await ordersWithLogins(deps.orders);
  const vault = vaultIn(deps.keyValues);
  const found = await Promise.all(
    waiting.map(async (order) => ({ reference: order.facts.reference, state: await stateOf(vault, order) })),
  );
  const inState = (wanted: LoginState) =>
    found.filter(({ state }) => state === wanted).map(({ reference }) => reference);
  const saved = savedLoginsIn({ settings: deps.keyValues, seal, clock: NO_CLOCK, newId: () => '' });
  const sealed = [...inState('sealed'), ...(await unreadableOf(saved))];
  const gone = inState('gone');
  if (sealed.length > 0) {
    const fix =
      'Set the ENCRYPTION_KEY that the bot had when they were kept, as ENCRYPTION_KEY_PREVIOUS when it was changed since. Or withdraw these orders and request them again, and replace the logins that are kept by name.';
    return problem(NAME, `it does not open the logins of ${sealed.join(', ')}: they were sealed with another`, fix);
  }
  if (gone.length > 0) {
    const fix = 'Withdraw these orders and request them again: they cannot be placed without their logins.';
    return warning(NAME, `it works, but the logins of ${gone.join(', ')} are no longer kept`, fix);
  }
  if ((deps.keys.previous ?? []).length > 0 && (await isSealedBefore(deps))) {
    return warning(NAME, 'some logins are still sealed with ENCRYPTION_KEY_PREVIOUS', 'Run: npm run keys -- rotate');
  }
  return fine(NAME, `it opens what it seals${opensFor(waiting.length)}`);
}

function opensFor(orders: number): string {
  if (orders === 0) return '';
  return orders === 1 ? ', and the logins of 1 order that waits' : `, and the logins of ${orders} orders that wait`;
}

type LoginState = 'opens' | 'sealed' | 'gone';

/** What becomes of the logins of an order when they are needed; the worst of them counts. */
async function stateOf(vault: LoginVault, order: Order): Promise<LoginState> {
  const states = await Promise.all(
    loginIdsOf(actOf(order)).map(async (id): Promise<LoginState> => {
      try {
        return (await vault.open(id)) === null ? 'gone' : 'opens';
      } catch (error) {
        if (error instanceof LoginUnreadable) return 'sealed';
        throw error;
      }
    }),
  );
  return states.find((state) => state === 'sealed') ?? states.find((state) => state === 'gone') ?? 'opens';
}

async function opensItsOwn(vault: LoginVault): Promise<boolean> {
  const opened = await vault.open(await vault.seal(TRIAL));
  return opened?.username === TRIAL.username && opened.password === TRIAL.password;
}

/** What nobody asks of saved logins that are only read. */
const NO_CLOCK = { now: () => new Date(0) };

/** The logins kept by name that do not open. */
async function unreadableOf(saved: SavedLogins): Promise<readonly string[]> {
  const logins = await saved.all();
  const opens = await Promise.all(
    logins.map(async (login) => {
      try {
        await saved.open(login);
        return true;
      } catch (error) {
        if (error instanceof LoginUnreadable) return false;
        throw error;
      }
    }),
  );
  return logins.filter((_, index) => !opens[index]).map(({ name, ownerId }) => `“${name}” of ${ownerId}`);
}

/** Whether a text in the store says that a key of before sealed it. */
async function isSealedBefore({ keyValues, keys }: LoginDeps): Promise<boolean> {
  for (const key of await keyValues.keys(LOGIN_KEY)) {
    const text = await keyValues.get(key);
    if (text !== null && !isSealedWith(text, keys.current)) return true;
  }
  for (const key of await keyValues.keys(SAVED_LOGINS_KEY)) {
    const row = SavedLoginRow.parse(JSON.parse((await keyValues.get(key)) ?? '[]'));
    if (row.some(({ sealed }) => !isSealedWith(sealed, keys.current))) return true;
  }
  return false;
}

/** Keeps in memory what nobody else may see. */
function mapStore(): KeptLogins {
  const values = new Map<string, string>();
  return {
    get: async (key) => values.get(key) ?? null,
    set: async (key, value) => {
      values.set(key, value);
    },
    delete: async (key) => {
      values.delete(key);
    },
  };
}
