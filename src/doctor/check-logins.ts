import { loginIdsOf } from '../acts/act.ts';
import { actOf, type Order } from '../orders/order.ts';
import type { KeyValueStore } from '../service/ports/key-value-store.ts';
import type { LoginVault } from '../service/ports/login-vault.ts';
import type { OrderPage, OrderStore } from '../service/ports/order-store.ts';
import { LoginUnreadable, loginSeal } from '../storage/login-seal.ts';
import { loginVault } from '../storage/login-vault.ts';
import { type CheckResult, fine, problem, warning } from './check.ts';

const NAME = 'Encryption key';
const ORDERS_PER_PAGE = 100;
/** States in which the logins are still needed: `isDoneWithLogins` says no. */
const WAITING = ['awaiting_approval', 'approved', 'placing', 'outcome_unknown'] as const;
const TRIAL = { username: 'doctor', password: 'of no account' };

type KeptLogins = Pick<KeyValueStore, 'get' | 'set' | 'delete'>;

export interface LoginDeps {
  readonly orders: Pick<OrderStore, 'list'>;
  readonly keyValues: KeyValueStore;
  readonly encryptionKey: Uint8Array;
  /** Fit for cryptography. */
  readonly randomBytes: (count: number) => Buffer;
}

/**
 * Whether the key opens what it seals: a login of no account, which is kept in memory only, and the logins of all orders
 * that still need theirs. Nothing is written to the store, and nothing that was opened is kept.
 */
export async function checkLogins(deps: LoginDeps): Promise<CheckResult> {
  const seal = loginSeal({ keys: { current: deps.encryptionKey }, randomBytes: deps.randomBytes });
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
  const [sealed, gone] = [inState('sealed'), inState('gone')];
  if (sealed.length > 0) {
    const fix =
      'Set the ENCRYPTION_KEY that the bot had when they were requested, or withdraw these orders and request them again.';
    return problem(NAME, `it does not open the logins of ${sealed.join(', ')}: they were sealed with another`, fix);
  }
  if (gone.length > 0) {
    const fix = 'Withdraw these orders and request them again: they cannot be placed without their logins.';
    return warning(NAME, `it works, but the logins of ${gone.join(', ')} are no longer kept`, fix);
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

/** Orders that have logins and may still need them, newest first. */
async function ordersWithLogins(orders: Pick<OrderStore, 'list'>): Promise<readonly Order[]> {
  const found: Order[] = [];
  let cursor: string | null = null;
  do {
    const page: OrderPage = await orders.list({ states: WAITING, limit: ORDERS_PER_PAGE }, cursor);
    found.push(...page.orders.filter((order) => loginIdsOf(actOf(order)).length > 0));
    cursor = page.cursor;
  } while (cursor !== null);
  return found;
}

async function opensItsOwn(vault: LoginVault): Promise<boolean> {
  const opened = await vault.open(await vault.seal(TRIAL));
  return opened?.username === TRIAL.username && opened.password === TRIAL.password;
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
