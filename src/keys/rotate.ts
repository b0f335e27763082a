import { loginIdsOf } from '../acts/act.ts';
import { actOf } from '../orders/order.ts';
import { SAVED_LOGINS_KEY, SavedLoginRow, savedLoginBinding } from '../service/logins/saved-logins.ts';
import type { LoginSeal } from '../service/ports/login-seal.ts';
import type { KeyValueStore } from '../service/ports/stores/key-value-store.ts';
import type { OrderStore } from '../service/ports/stores/order-store.ts';
import { ordersWithLogins } from '../service/reading/orders-with-logins.ts';
import { isSealedWith, LoginUnreadable, loginSeal, type SealingKeys } from '../storage/logins/login-seal.ts';
import { LOGIN_KEY } from '../storage/logins/login-vault.ts';

export interface RotatingDeps {
  readonly keyValues: KeyValueStore;
  readonly orders: Pick<OrderStore, 'list'>;
  readonly keys: SealingKeys;
  /** Fit for cryptography. */
  readonly randomBytes: (count: number) => Buffer;
}

/** What logins are kept for. */
export const LOGIN_PLACES = ['saved', 'orders', 'forms'] as const;
export type LoginPlace = (typeof LOGIN_PLACES)[number];

/** How many logins there are, and how many of them were sealed anew. */
export type Rotated =
  | { readonly ok: true; readonly counts: Readonly<Record<LoginPlace, number>>; readonly anew: number }
  /** Nothing was changed: these open with none of the keys, each as it is told to the operator. */
  | { readonly ok: false; readonly unreadable: readonly string[] };

/** One text in the store with the logins in it. */
interface SealedRow {
  readonly key: string;
  readonly place: LoginPlace;
}

/** So many others may write to the same row while it is sealed anew. */
const MAX_TRIES = 20;

/**
 * Seals every login anew that the current key did not seal. First all of them are opened; when one of them opens with none of
 * the keys, nothing is changed. Each is written by itself, in the place of exactly the text that was read, so that the bot can
 * keep running, and whoever is stopped half way goes on where it was.
 */
export async function rotateLogins(deps: RotatingDeps): Promise<Rotated> {
  const seal = loginSeal(deps);
  const references = await waitingFor(deps.orders);
  const ids = await deps.keyValues.keys(LOGIN_KEY);
  const rows: SealedRow[] = [
    ...(await deps.keyValues.keys(SAVED_LOGINS_KEY)).map((key) => ({ key, place: 'saved' as const })),
    ...ids.map((key) => ({ key, place: references.has(idIn(key)) ? ('orders' as const) : ('forms' as const) })),
  ];
  const counts = { saved: 0, orders: 0, forms: 0 };
  const unreadable: string[] = [];
  for (const { key, place } of rows) {
    const text = await deps.keyValues.get(key);
    for (const opens of text === null ? [] : openingsIn(seal, key, text)) {
      counts[place] += 1;
      if (!canOpen(opens.open)) unreadable.push(opens.name ?? nameOf(key, references));
    }
  }
  if (unreadable.length > 0) return { ok: false, unreadable };
  let anew = 0;
  for (const { key } of rows) anew += await rotateRow(deps, seal, key);
  return { ok: true, counts, anew };
}

const idIn = (key: string): string => key.slice(LOGIN_KEY.length);

function nameOf(key: string, references: ReadonlyMap<string, string>): string {
  const reference = references.get(idIn(key));
  return reference === undefined ? 'one of a form' : `that of order ${reference}`;
}

/** How each login of a row is opened, and what its owner calls it. */
function openingsIn(seal: LoginSeal, key: string, text: string): { name: string | null; open: () => unknown }[] {
  if (!key.startsWith(SAVED_LOGINS_KEY)) return [{ name: null, open: () => seal.open(text, idIn(key)) }];
  return SavedLoginRow.parse(JSON.parse(text)).map((kept) => ({
    name: `“${kept.name}” of ${kept.ownerId}`,
    open: () => seal.open(kept.sealed, savedLoginBinding(kept)),
  }));
}

function canOpen(open: () => unknown): boolean {
  try {
    open();
    return true;
  } catch (error) {
    if (error instanceof LoginUnreadable) return false;
    throw error;
  }
}

/** Seals what needs it in one row; answers how many logins that were. */
async function rotateRow({ keyValues, keys }: RotatingDeps, seal: LoginSeal, key: string): Promise<number> {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const text = await keyValues.get(key);
    if (text === null) return 0;
    const { text: after, anew } = sealedAnew(text, key, { seal, key: keys.current });
    if (anew === 0 || (await keyValues.replace(key, text, after))) return anew;
  }
  throw new Error(`${key.startsWith(LOGIN_KEY) ? 'A login' : 'A row of saved logins'} changed again and again`);
}

function sealedAnew(
  text: string,
  key: string,
  current: { readonly seal: LoginSeal; readonly key: Uint8Array },
): { readonly text: string; readonly anew: number } {
  const again = (sealed: string, boundTo: string): string =>
    isSealedWith(sealed, current.key) ? sealed : current.seal.seal(current.seal.open(sealed, boundTo), boundTo);
  if (key.startsWith(LOGIN_KEY)) {
    const after = again(text, idIn(key));
    return { text: after, anew: after === text ? 0 : 1 };
  }
  const row = SavedLoginRow.parse(JSON.parse(text));
  const after = row.map((kept) => ({ ...kept, sealed: again(kept.sealed, savedLoginBinding(kept)) }));
  const anew = after.filter(({ sealed }, index) => sealed !== row[index]?.sealed).length;
  return { text: JSON.stringify(after), anew };
}

/** The orders that may still need their logins, by the ids of these. */
async function waitingFor(orders: Pick<OrderStore, 'list'>): Promise<ReadonlyMap<string, string>> {
  const waiting = await ordersWithLogins(orders);
  return new Map(
    waiting.flatMap((order) => loginIdsOf(actOf(order)).map((id) => [id, order.facts.reference] as const)),
  );
}
