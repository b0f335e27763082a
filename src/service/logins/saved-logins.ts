import { z } from 'zod';
import { cleanRedirect } from '../../acts/custom_order/reading/cells/clean-domain.ts';
import { comparedName, type LoginWords, MOST_LOGINS, SavedLogin } from '../../acts/custom_order/saved-login.ts';
import { canonicalJson } from '../../values/canonical-json.ts';
import { UserId } from '../../values/ids.ts';
import { StoreUnavailable } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { LoginSeal } from '../ports/login-seal.ts';
import type { Login } from '../ports/login-vault.ts';
import type { KeyValueStore } from '../ports/stores/key-value-store.ts';
import { completed, isPart } from './part-of-login.ts';

export interface SavedLoginDeps {
  /** Keeps what must not be lost. */
  readonly settings: KeyValueStore;
  readonly seal: LoginSeal;
  readonly clock: Clock;
  readonly newId: () => string;
}

/** A login, which is one of somebody's. */
export type LoginOf = Pick<SavedLogin, 'ownerId' | 'id'>;

/** What became of keeping or changing a login. */
export type Kept =
  | { readonly ok: true; readonly login: SavedLogin }
  | { readonly ok: false; readonly refusal: 'name_taken' | 'too_many' | 'gone' | 'changed_meanwhile' };

/** The logins that people keep by name. Those of one person are one row, so that each change is whole. */
export interface SavedLogins {
  /** Everybody's, by owner, in the order in which they were kept. */
  all(): Promise<readonly SavedLogin[]>;
  find(which: LoginOf): Promise<SavedLogin | null>;
  /** User name and password as they are now, for a copy that goes with an order. Throws when they cannot be opened. */
  open(login: SavedLogin): Promise<Login | null>;
  /** Keeps a login under a name that its owner has not used. The same login under the same name is kept once. */
  add(ownerId: UserId, words: LoginWords, secret: Login): Promise<Kept>;
  /**
   * Changes a login that is of `version` still. `secret` null: it stays; so does its user name or password alone, when that is
   * empty. Of what kind it is never changes.
   */
  change(which: LoginOf & { readonly version: number }, words: LoginWords, secret: Login | null): Promise<Kept>;
  /** Whether it was there. */
  remove(which: LoginOf): Promise<boolean>;
  /** Notes that an order with it was asked for. */
  used(which: LoginOf): Promise<void>;
}

/** What the key of everybody's row begins with; the rest is whose it is. */
export const SAVED_LOGINS_KEY = 'saved-logins:';
const OWNERS_KEY = 'saved-login-owners';
/** So many others may write to the same row while one change is made. */
const MAX_TRIES = 20;

const Owners = z.array(UserId);
const KeptLogin = SavedLogin.extend({ sealed: z.string() });
type KeptLogin = z.infer<typeof KeptLogin>;
/** What somebody's row holds. */
export const SavedLoginRow = z.array(KeptLogin);

/** What a sealed login is bound to: whose it is, and where it may be sent. */
export const savedLoginBinding = ({ ownerId, id, kind, provider, link }: SavedLogin): string =>
  canonicalJson({ ownerId, id, kind, provider, link });

/** Saved logins in the key-value store: `saved-logins:<person>`, and who has any under `saved-login-owners`. */
export function savedLoginsIn({ settings, seal, clock, newId }: SavedLoginDeps): SavedLogins {
  const rowOf = async (ownerId: UserId) => readRow(await settings.get(`${SAVED_LOGINS_KEY}${ownerId}`));
  const find = async ({ ownerId, id }: LoginOf) => (await rowOf(ownerId)).find((each) => each.id === id) ?? null;

  /** Changes a row as `change` says, from what it holds at that moment; null leaves it as it is. */
  async function changeRow<Result>(
    ownerId: UserId,
    change: (row: readonly KeptLogin[]) => { readonly row: readonly KeptLogin[] | null; readonly result: Result },
  ): Promise<Result> {
    const key = `${SAVED_LOGINS_KEY}${ownerId}`;
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      const text = await settings.get(key);
      const { row, result } = change(readRow(text));
      if (row === null || (await write(settings, key, text, JSON.stringify(row)))) return result;
    }
    throw new StoreUnavailable('A row of saved logins changed again and again');
  }

  async function register(ownerId: UserId): Promise<void> {
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      const text = await settings.get(OWNERS_KEY);
      const owners = Owners.parse(JSON.parse(text ?? '[]'));
      if (owners.includes(ownerId)) return;
      if (await write(settings, OWNERS_KEY, text, JSON.stringify([...owners, ownerId]))) return;
    }
    throw new StoreUnavailable('The list of those who keep logins changed again and again');
  }

  const sealedAs = (login: SavedLogin, secret: Login): KeptLogin => ({
    ...login,
    sealed: seal.seal(secret, savedLoginBinding(login)),
  });
  const openKept = (kept: KeptLogin): Login => seal.open(kept.sealed, savedLoginBinding(kept));

  return {
    all: async () => {
      const owners = Owners.parse(JSON.parse((await settings.get(OWNERS_KEY)) ?? '[]'));
      return (await Promise.all(owners.map(rowOf))).flat().map(withoutSecret);
    },
    find: async (which) => {
      const kept = await find(which);
      return kept && withoutSecret(kept);
    },
    open: async (login) => {
      const kept = await find(login);
      return kept && openKept(kept);
    },
    add: async (ownerId, given, secret) => {
      const words = trimmed(given);
      await register(ownerId);
      const fresh = { ...words, ownerId, id: newId(), version: 1, savedAt: clock.now(), usedAt: null };
      const kept = sealedAs(fresh, secret);
      return changeRow<Kept>(ownerId, (row) => {
        const namesake = row.find(({ name }) => comparedName(name) === comparedName(words.name));
        if (namesake && saysTheSame(namesake, words) && isSame(openKept(namesake), secret)) {
          return { row: null, result: { ok: true, login: withoutSecret(namesake) } };
        }
        if (namesake) return refused('name_taken');
        if (row.length >= MOST_LOGINS) return refused('too_many');
        return { row: [...row, kept], result: { ok: true, login: fresh } };
      });
    },
    change: async ({ ownerId, id, version }, given, secret) =>
      changeRow<Kept>(ownerId, (row) => {
        const before = row.find((each) => each.id === id);
        if (!before) return refused('gone');
        if (before.version !== version) return refused('changed_meanwhile');
        const words = { ...trimmed(given), kind: before.kind };
        const isTaken = row.some((each) => each.id !== id && comparedName(each.name) === comparedName(words.name));
        if (isTaken) return refused('name_taken');
        const isAsBefore = secret === null && before.name === words.name && saysTheSame(before, words);
        const login = { ...withoutSecret(before), ...words, version: isAsBefore ? version : version + 1 };
        const isWhole = secret !== null && !isPart(secret);
        const kept = sealedAs(login, isWhole ? secret : completed(secret, openKept(before)));
        return { row: row.map((each) => (each.id === id ? kept : each)), result: { ok: true, login } };
      }),
    remove: ({ ownerId, id }) =>
      changeRow(ownerId, (row) => {
        const others = row.filter((each) => each.id !== id);
        return others.length === row.length ? { row: null, result: false } : { row: others, result: true };
      }),
    used: ({ ownerId, id }) =>
      changeRow(ownerId, (row) => ({
        row: row.map((each) => (each.id === id ? { ...each, usedAt: clock.now() } : each)),
        result: undefined,
      })),
  };
}

const readRow = (text: string | null): readonly KeptLogin[] => SavedLoginRow.parse(JSON.parse(text ?? '[]'));

/** Writes what came of `before`, unless somebody else was faster. */
const write = (settings: KeyValueStore, key: string, before: string | null, after: string): Promise<boolean> =>
  before === null ? settings.setIfAbsent(key, after, null) : settings.replace(key, before, after);

const withoutSecret = ({ sealed: _, ...login }: KeptLogin): SavedLogin => login;

const refused = (refusal: Extract<Kept, { ok: false }>['refusal']) => ({
  row: null,
  result: { ok: false as const, refusal },
});

const trimmed = ({ kind, name, provider, link, isShared }: LoginWords): LoginWords => ({
  kind,
  name: name.replace(/\s+/g, ' ').trim(),
  provider: provider.trim(),
  link: cleanRedirect(link).text,
  isShared,
});

/** Whether a login is for the same thing. */
const saysTheSame = (one: LoginWords, other: LoginWords): boolean =>
  one.kind === other.kind && one.provider === other.provider && one.link === other.link;

const isSame = (one: Login, other: Login): boolean =>
  one.username === other.username && one.password === other.password;
